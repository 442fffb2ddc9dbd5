import QtQuick
import ".."

// One key of a panel. Every touch counts; a key that cannot apply is blocked, not hidden.
Pressable {
    id: key

    property string icon: ""
    property string caption: "" // small words below the sign
    property real size: 14 * Theme.u
    property bool working: false // does something, rather than writing its sign
    property bool bar: false // the raised bar under 5
    property bool beside: false // icon left of the words, else above
    property string face: label
    readonly property color tint: usable ? Theme.ink : Theme.ink2
    readonly property bool truncated: sign.contentWidth > width

    rapid: true
    Accessible.name: caption ? caption : label

    Ledge {
        id: ground

        anchors.fill: parent
        radius: 1.5 * Theme.u
        blocked: !key.usable
        down: key.down
        face: key.working || key.down ? Theme.sunk : Theme.surface
    }

    Item {
        anchors.centerIn: parent
        anchors.verticalCenterOffset: ground.sink - 0.75 * Theme.u
        width: key.beside ? glyph.width + 2 * Theme.u + sign.implicitWidth : key.width
        height: key.beside ? Math.max(glyph.height, sign.height) : glyph.height + sign.height + (small.visible ? small.height + Theme.u : 0)

        Icon {
            id: glyph

            visible: key.icon !== ""
            x: key.beside ? 0 : (parent.width - width) / 2
            y: key.beside ? (parent.height - height) / 2 : 0
            name: key.icon
            color: key.tint
            size: key.icon ? 10 * Theme.u : 0
        }

        Text {
            id: sign

            x: key.beside ? parent.width - width : (parent.width - width) / 2
            y: key.beside ? (parent.height - height) / 2 : glyph.height
            text: key.face
            textFormat: Text.PlainText
            color: key.tint
            font.pixelSize: Math.round(key.size)
            font.bold: true
            lineHeight: 1.15
            horizontalAlignment: Text.AlignHCenter
            Accessible.ignored: true
        }

        Text {
            id: small

            visible: key.caption !== ""
            anchors.horizontalCenter: parent.horizontalCenter
            y: sign.y + sign.height + Theme.u
            text: key.caption
            textFormat: Text.PlainText
            color: Theme.ink2
            font.pixelSize: Math.round(8 * Theme.u)
            Accessible.ignored: true
        }
    }

    Rectangle {
        visible: key.bar
        anchors.horizontalCenter: parent.horizontalCenter
        y: parent.height - 5.5 * Theme.u + ground.sink
        width: 7 * Theme.u
        height: Theme.u
        color: Theme.ink
    }
}
