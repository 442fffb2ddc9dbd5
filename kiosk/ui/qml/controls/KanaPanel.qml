pragma ComponentBehavior: Bound
import QtQuick
import ".."

// The kana in ten columns, with the keys that change a letter and move the caret.
Item {
    id: panel

    property bool rightToLeft: false
    property bool dakuten: true
    property bool handakuten: true
    property bool small: true
    readonly property bool land: Theme.landscape
    readonly property real keyWidth: (land ? 19.4 : 21.7) * Theme.u
    readonly property real keyHeight: (land ? 25 : 25.5) * Theme.u
    readonly property real gap: 2.75 * Theme.u
    readonly property list<string> rows: ["アカサタナハマヤラワ", "イキシチニヒミ　リ　", "ウクスツヌフムユルヲ", "エケセテネヘメ　レ　", "オコソトノホモヨロン"]

    signal key(string name)

    width: (land ? 298 : 242) * Theme.u
    height: kana.height + (land ? 0 : 2 * (25 * Theme.u + gap))

    Grid {
        id: kana

        columns: 10
        spacing: panel.gap

        Repeater {
            model: 50

            Item {
                id: cell

                required property int index
                readonly property int column: panel.rightToLeft ? 9 - index % 10 : index % 10
                readonly property string letter: panel.rows[Math.floor(index / 10)].charAt(column)

                width: panel.keyWidth
                height: panel.keyHeight

                Key {
                    anchors.fill: parent
                    visible: cell.letter !== "　"
                    objectName: "key." + cell.letter
                    label: cell.letter
                    size: 13 * Theme.u
                    onActed: panel.key(cell.letter)
                }
            }
        }
    }

    Repeater {
        model: [
            {
                name: "dakuten",
                sign: "カ→ガ"
            },
            {
                name: "handakuten",
                sign: "ハ→パ"
            },
            {
                name: "small",
                sign: "ツ→ッ"
            },
            {
                name: "long",
                sign: "ー"
            }
        ]

        Key {
            id: change

            required property var modelData
            required property int index
            readonly property string name: modelData.name

            objectName: "key." + name
            width: panel.land ? (panel.width - kana.width - 5 * Theme.u - panel.gap) / 2 : (panel.width - 3 * panel.gap) / 4
            height: 25 * Theme.u
            x: panel.land ? kana.width + 5 * Theme.u + index % 2 * (width + panel.gap) : index * (width + panel.gap)
            y: panel.land ? Math.floor(index / 2) * (height + panel.gap) : kana.height + panel.gap
            working: true
            usable: name === "long" || (name === "dakuten" ? panel.dakuten : name === "small" ? panel.small : panel.handakuten)
            label: modelData.sign
            caption: qsTrId("key." + name)
            size: 10 * Theme.u
            onActed: panel.key(name)
        }
    }

    ToolKeys {
        x: panel.land ? kana.width + 5 * Theme.u : 0
        y: panel.land ? 2 * (25 * Theme.u + panel.gap) : kana.height + 2 * panel.gap + 25 * Theme.u
        width: panel.width - x
        onKey: name => panel.key(name)
    }
}
