import QtQuick
import ".."

// A proposed procedure: taken or not, with the reason below its name.
Pressable {
    id: card

    property string reason: ""
    property string tag: ""
    property string minutes: ""
    property bool small: false
    readonly property color tint: chosen ? Theme.actInk : Theme.ink2
    readonly property real room: width - 46 * Theme.u - (minutes ? time.implicitWidth + 4 * Theme.u : 0)
    readonly property bool truncated: title.height + why.height > height

    Accessible.role: Accessible.CheckBox
    Accessible.checkable: true
    Accessible.description: reason

    Ledge {
        id: ground

        anchors.fill: parent
        down: card.down
        face: card.down ? Theme.sunk : Theme.surface
        edge: card.chosen ? Theme.act : Theme.line
    }

    Rectangle {
        x: 4 * Theme.u
        y: (parent.height - 1.5 * Theme.u - height) / 2 + ground.sink
        width: 30 * Theme.u
        height: Math.min(30 * Theme.u, parent.height - 5 * Theme.u)
        radius: 1.5 * Theme.u
        color: card.chosen ? Theme.act : "transparent"
        border.width: card.chosen ? 0 : 0.75 * Theme.u
        border.color: Theme.line

        Icon {
            anchors.horizontalCenter: parent.horizontalCenter
            y: 4 * Theme.u
            name: card.chosen ? "check" : "add"
            color: card.tint
            size: 12 * Theme.u
        }

        Text {
            anchors.horizontalCenter: parent.horizontalCenter
            y: 17 * Theme.u
            text: card.chosen ? qsTrId("proposals.take") : qsTrId("proposals.leave")
            color: card.tint
            font.pixelSize: 8 * Theme.u
            font.bold: true
            Accessible.ignored: true
        }
    }

    NameText {
        id: title

        x: 40 * Theme.u
        y: (parent.height - 1.5 * Theme.u - height - why.height) / 2 + ground.sink
        width: Math.min(implicitWidth, card.room - (card.tag ? label.width + 4 * Theme.u : 0))
        height: implicitHeight
        text: card.label
        size: card.small ? 9 * Theme.u : 10.5 * Theme.u
        bold: true
        balanced: true
        Accessible.ignored: true
    }

    Rectangle {
        id: label

        visible: card.tag !== ""
        anchors.verticalCenter: title.verticalCenter
        x: title.x + title.width + 4 * Theme.u
        width: tagText.implicitWidth + 5 * Theme.u
        height: 11 * Theme.u
        radius: 1.5 * Theme.u
        color: "transparent"
        border.width: 0.5 * Theme.u
        border.color: Theme.ink

        NameText {
            id: tagText

            anchors.centerIn: parent
            width: implicitWidth
            height: implicitHeight
            text: card.tag
            size: 8 * Theme.u
            line: 1
        }
    }

    NameText {
        id: why

        x: title.x
        y: title.y + title.height
        width: card.room
        height: implicitHeight
        text: card.reason
        color: Theme.ink2
        line: card.small ? 1.2 : 1.35
        Accessible.ignored: true
    }

    NameText {
        id: time

        anchors.right: parent.right
        anchors.rightMargin: 6 * Theme.u
        anchors.verticalCenter: parent.verticalCenter
        width: implicitWidth
        height: implicitHeight
        text: card.minutes
        size: 10.5 * Theme.u
        bold: true
    }
}
