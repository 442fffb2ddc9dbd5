import QtQuick
import ".."

// Back and next: always in the same two places.
Item {
    id: bar

    property bool back: true
    property string label: ""
    property string icon: ""
    property string kind: "primary"
    readonly property real u: Theme.u

    signal backPressed
    signal nextPressed

    Button {
        objectName: "back"
        visible: bar.back
        width: 70 * bar.u
        height: 28 * bar.u
        icon: "arrow_back"
        size: Theme.back
        label: qsTrId("action.back")
        onActed: bar.backPressed()
    }

    Button {
        objectName: "next"
        visible: bar.kind !== "none"
        x: 76 * bar.u
        width: bar.width - x
        height: 28 * bar.u
        padding: (kind === "words" ? 4 : 5) * bar.u
        leading: kind === "words"
        kind: bar.kind === "words" ? "words" : "primary"
        usable: bar.kind === "primary"
        tail: bar.kind === "primary" ? bar.icon : ""
        size: label.length > 16 ? 9 * bar.u : Theme.next
        label: bar.label
        onActed: bar.nextPressed()
    }
}
