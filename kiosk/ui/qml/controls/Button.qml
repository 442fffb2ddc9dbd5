import QtQuick
import ".."

// primary, plain, quit; blocked says why; words is plain text in a button's place.
Pressable {
    id: button

    property string kind: "plain"
    property string icon: ""
    property string tail: ""
    property string detail: ""
    property real size: Theme.body
    property bool bold: true
    property bool leading: false
    property real padding: 5 * Theme.u
    readonly property bool primary: kind === "primary" && usable
    readonly property color tint: primary ? Theme.actInk : !usable && kind !== "words" ? Theme.ink2 : kind === "quit" ? Theme.alert : Theme.ink
    readonly property real mark: size * 1.25
    readonly property real taken: (icon ? mark + 3 * Theme.u : 0) + (tail ? mark + 3 * Theme.u : 0)
    readonly property real room: width - 2 * padding - taken
    readonly property bool truncated: caption.truncated || caption.height + more.height > height

    implicitHeight: 20 * Theme.u
    Accessible.ignored: kind === "words" && label === ""

    Ledge {
        id: ground

        anchors.fill: parent
        visible: button.kind !== "words"
        blocked: !button.usable
        down: button.down
        stroke: button.primary ? 0 : 0.5 * Theme.u
        face: button.primary ? (button.down ? Theme.actEdge : Theme.act) : button.down ? Theme.sunk : Theme.surface
        edge: button.primary ? Theme.actEdge : button.kind === "quit" ? Theme.alert : Theme.line
    }

    Item {
        id: content

        readonly property real words: Math.min(button.room, Math.max(caption.implicitWidth, more.implicitWidth))

        x: button.leading ? button.padding : (button.width - width) / 2
        y: ground.sink
        width: button.leading ? button.width - 2 * button.padding : words + button.taken
        height: button.height - (button.usable && button.kind !== "words" ? 1.5 * Theme.u : 0)

        Icon {
            visible: button.icon !== ""
            anchors.verticalCenter: parent.verticalCenter
            name: button.icon
            color: button.tint
            size: button.mark
        }

        NameText {
            id: caption

            x: button.icon ? button.mark + 3 * Theme.u : 0
            y: (content.height - height - more.height) / 2
            width: Math.max(1, button.leading ? button.room : content.words)
            height: implicitHeight
            text: button.label
            size: button.size
            bold: button.bold && button.kind !== "words"
            color: button.tint
            line: 1.2
            balanced: true
            align: button.leading || button.kind === "words" ? Text.AlignLeft : Text.AlignHCenter
            Accessible.ignored: true
        }

        NameText {
            id: more

            x: caption.x
            y: caption.y + caption.height
            width: caption.width
            height: implicitHeight
            text: button.detail
            color: button.usable ? Theme.ink2 : Theme.line
            align: caption.align
            Accessible.ignored: true
        }

        Icon {
            visible: button.tail !== ""
            x: parent.width - width
            anchors.verticalCenter: parent.verticalCenter
            name: button.tail
            color: button.tint
            size: button.mark
        }
    }
}
