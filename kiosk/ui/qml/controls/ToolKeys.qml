pragma ComponentBehavior: Bound
import QtQuick
import ".."

// Left, right, space, erase one: below a panel, or at its right in landscape.
Item {
    id: tools

    readonly property bool land: Theme.landscape
    readonly property real gap: 2.75 * Theme.u
    readonly property real fifth: (width - 4 * gap) / 5
    readonly property real half: (width - gap) / 2

    signal key(string name)

    height: (land ? 3 * 25 * Theme.u + 2 * gap : 25 * Theme.u)

    Repeater {
        model: ["left", "right", "space", "backspace"]

        Key {
            id: tool

            required property string modelData
            required property int index
            readonly property bool wide: modelData === "backspace"

            objectName: "key." + modelData
            x: tools.land ? (index === 1 ? tools.half + tools.gap : 0) : index * (tools.fifth + tools.gap)
            y: tools.land ? Math.max(0, index - 1) * (height + tools.gap) : 0
            width: tools.land ? (index < 2 ? tools.half : tools.width) : wide ? 2 * tools.fifth + tools.gap : tools.fifth
            height: 25 * Theme.u
            working: true
            beside: wide
            size: wide ? 9 * Theme.u : 8 * Theme.u
            icon: modelData === "left" ? "arrow_back" : modelData === "right" ? "arrow_forward" : wide ? "backspace" : ""
            label: qsTrId("key." + modelData)
            onActed: tools.key(tool.modelData)
        }
    }
}
