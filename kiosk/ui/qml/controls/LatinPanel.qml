pragma ComponentBehavior: Bound
import QtQuick
import ".."

// Capital letters and digits, for names and buildings written in Latin letters.
Item {
    id: panel

    readonly property bool land: Theme.landscape
    readonly property real gap: 2.75 * Theme.u
    readonly property real keyWidth: (land ? 19.4 : 21.7) * Theme.u
    readonly property real keyHeight: (land ? 25 : 25.5) * Theme.u
    readonly property string letters: "1234567890QWERTYUIOPASDFGHJKL-ZXCVBNM'.,"

    signal key(string name)

    width: (land ? 298 : 242) * Theme.u
    height: signs.height + (land ? 0 : 25 * Theme.u + gap)

    Grid {
        id: signs

        columns: 10
        spacing: panel.gap

        Repeater {
            model: panel.letters.length

            Key {
                id: letter

                required property int index
                readonly property string character: panel.letters.charAt(index)

                objectName: "key." + character
                width: panel.keyWidth
                height: panel.keyHeight
                label: character
                size: 13 * Theme.u
                onActed: panel.key(letter.character)
            }
        }
    }

    ToolKeys {
        x: panel.land ? signs.width + 5 * Theme.u : 0
        y: panel.land ? 0 : signs.height + panel.gap
        width: panel.width - x
        onKey: name => panel.key(name)
    }
}
