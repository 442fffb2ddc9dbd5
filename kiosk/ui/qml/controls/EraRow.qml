pragma ComponentBehavior: Bound
import QtQuick
import ".."

// The eras a date may be written in.
Item {
    id: row

    property var eras: null
    property int count: 5
    readonly property real u: Theme.u

    signal option(string name)

    implicitHeight: 24 * u

    Repeater {
        model: row.eras

        Pressable {
            id: era

            required property int index
            required property string key
            required property string title

            required chosen
            required usable

            objectName: "option." + key
            x: index * (width + 3 * row.u)
            width: (row.width - 3 * row.u * (row.count - 1)) / row.count
            height: row.height
            label: title
            Accessible.role: Accessible.RadioButton
            onActed: row.option(key)

            Ledge {
                id: ground

                anchors.fill: parent
                blocked: !era.usable
                down: era.down
                stroke: era.chosen ? 0 : 0.5 * row.u
                face: era.chosen ? Theme.act : era.down ? Theme.sunk : Theme.surface
                edge: era.chosen ? Theme.actEdge : Theme.line
            }

            Row {
                anchors.centerIn: parent
                anchors.verticalCenterOffset: ground.sink - 0.75 * row.u
                spacing: row.u

                Icon {
                    visible: era.chosen
                    anchors.verticalCenter: parent.verticalCenter
                    name: "check"
                    color: Theme.actInk
                    size: 9.5 * row.u
                }

                Text {
                    anchors.verticalCenter: parent.verticalCenter
                    text: era.title
                    color: era.chosen ? Theme.actInk : era.usable ? Theme.ink : Theme.ink2
                    font.pixelSize: Math.round((era.title.length > 4 ? 8 : 9.5) * row.u)
                    font.bold: true
                    Accessible.ignored: true
                }
            }
        }
    }
}
