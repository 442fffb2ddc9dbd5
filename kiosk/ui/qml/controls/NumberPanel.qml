pragma ComponentBehavior: Bound
import QtQuick
import ".."

// Digits with a hyphen and the way to move the caret, for telephone and house numbers.
Item {
    id: panel

    readonly property bool land: Theme.landscape
    readonly property real u: Theme.u

    signal key(string name)

    width: (land ? 298 : 242) * u
    height: pad.height

    DigitPad {
        id: pad

        keyWidth: (panel.land ? 62 : 54) * panel.u
        keyHeight: (panel.land ? 32 : 37) * panel.u
        onKey: name => panel.key(name)
    }

    Repeater {
        model: ["-", "left", "right"]

        Key {
            id: tool

            required property string modelData
            required property int index

            objectName: "key." + modelData
            x: pad.width + 8 * panel.u
            y: index * (height + 4 * panel.u)
            width: panel.width - x
            height: (pad.height - 8 * panel.u) / 3
            working: modelData !== "-"
            size: (modelData === "-" ? 14 : 8) * panel.u
            icon: modelData === "left" ? "arrow_back" : modelData === "right" ? "arrow_forward" : ""
            face: modelData === "-" ? "－" : label
            label: modelData === "-" ? qsTrId("key.hyphen") : qsTrId("key." + modelData)
            onActed: panel.key(tool.modelData)
        }
    }
}
