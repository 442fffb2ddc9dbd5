pragma ComponentBehavior: Bound
import QtQuick
import ".."

// The purposes that most citizens come for.
Item {
    id: grid

    property var tiles: null
    property int count: 0
    readonly property int columns: count > 4 ? 3 : 2
    readonly property int rows: Math.max(1, Math.ceil(count / columns))
    readonly property real gap: 4 * Theme.u

    signal purpose(string name)

    Repeater {
        model: grid.tiles

        Pressable {
            id: tile

            required property int index
            required property string key
            required property string icon
            required property string title
            required property string minutes
            readonly property bool truncated: name.height + symbol.height > height

            objectName: "tile." + key
            x: index % grid.columns * (width + grid.gap)
            y: Math.floor(index / grid.columns) * (height + grid.gap)
            width: (grid.width - (grid.columns - 1) * grid.gap) / grid.columns
            height: Math.min(72 * Theme.u, (grid.height - (grid.rows - 1) * grid.gap) / grid.rows)
            label: title
            onActed: grid.purpose(tile.key)

            Ledge {
                id: ground

                anchors.fill: parent
                down: tile.down
                face: tile.down ? Theme.sunk : Theme.surface
            }

            Icon {
                id: symbol

                x: 4 * Theme.u
                y: 4 * Theme.u + ground.sink
                name: tile.icon
                color: Theme.act
                size: (tile.height > 50 * Theme.u ? 18 : 15) * Theme.u
            }

            NameText {
                anchors.right: parent.right
                anchors.rightMargin: 4 * Theme.u
                y: 6 * Theme.u + ground.sink
                width: implicitWidth
                height: implicitHeight
                text: tile.minutes
                color: Theme.ink2
            }

            NameText {
                id: name

                x: 5 * Theme.u
                y: tile.height - 4.5 * Theme.u - height + ground.sink
                width: tile.width - 9 * Theme.u
                height: implicitHeight
                text: tile.title
                size: (grid.columns === 2 ? 10 : 8.6) * Theme.u
                bold: true
                line: 1.2
                Accessible.ignored: true
            }
        }
    }
}
