pragma ComponentBehavior: Bound
import QtQuick
import ".."

// 1 2 3 / 4 5 6 / 7 8 9 / erase all, 0, erase one.
Grid {
    id: pad

    property real keyWidth: 66 * Theme.u
    property real keyHeight: 34 * Theme.u
    property bool usable: true

    signal key(string name)

    columns: 3
    spacing: 4 * Theme.u

    Repeater {
        model: ["1", "2", "3", "4", "5", "6", "7", "8", "9", "clear", "0", "backspace"]

        Key {
            id: digit

            required property string modelData

            objectName: "key." + modelData
            width: pad.keyWidth
            height: pad.keyHeight
            usable: pad.usable
            working: modelData.length > 1
            beside: modelData === "backspace"
            bar: modelData === "5"
            size: working ? 8 * Theme.u : 16 * Theme.u
            icon: modelData === "backspace" ? "backspace" : ""
            label: modelData === "clear" ? qsTrId("key.clear") : modelData === "backspace" ? qsTrId("key.backspace.two_lines") : modelData
            onActed: pad.key(digit.modelData)
        }
    }
}
