import QtQuick
import Kiosk.Vm
import ".."

// A person of the household: flat, since it tells rather than asks.
Rectangle {
    id: card

    property string key: ""
    property string relation: ""
    property string person: ""
    property string detail: ""
    property string source: ""
    property bool marked: true
    readonly property real u: Theme.u
    readonly property real disc: Math.min(25 * u, height - 4 * u)
    readonly property real side: (badge.known ? badge.implicitWidth + 4 * u : 0) + (key ? button.width + 4 * u : 0)

    signal removed

    radius: 2 * u
    color: Theme.surface
    border.width: 0.5 * u
    border.color: Theme.hair

    Rectangle {
        id: circle

        x: 4 * card.u
        anchors.verticalCenter: parent.verticalCenter
        width: card.disc
        height: card.disc
        radius: width / 2
        color: "transparent"
        border.width: card.u
        border.color: Theme.act

        Text {
            anchors.centerIn: parent
            width: parent.width - 4 * card.u
            text: card.relation
            color: Theme.act
            horizontalAlignment: Text.AlignHCenter
            fontSizeMode: Text.HorizontalFit
            minimumPixelSize: Math.round(5 * card.u)
            font.pixelSize: Math.round(8 * card.u)
            font.bold: true
        }
    }

    Column {
        anchors.verticalCenter: parent.verticalCenter
        x: card.disc + 9 * card.u
        width: card.width - x - card.side - 4 * card.u

        NameText {
            width: parent.width
            height: implicitHeight
            text: card.person
            answer: true
            size: Math.min(11.5 * card.u, card.height * 0.36)
            bold: true
        }

        NameText {
            width: parent.width
            height: implicitHeight
            text: card.detail
            answer: true
            color: Theme.ink2
        }
    }

    Badge {
        id: badge

        anchors.verticalCenter: parent.verticalCenter
        x: card.width - width - 4 * card.u - (card.key ? button.width + 4 * card.u : 0)
        width: implicitWidth
        height: implicitHeight
        source: card.marked ? card.source : ""
    }

    Button {
        id: button

        visible: card.key !== ""
        objectName: "change." + card.key
        anchors.verticalCenter: parent.verticalCenter
        x: card.width - width - 4 * card.u
        width: Math.max(27 * card.u, Words.width(label, 8 * card.u, true) + 7 * card.u)
        height: Math.min(20 * card.u, card.height - 5 * card.u)
        padding: card.u
        label: qsTrId("people.remove")
        Accessible.name: card.person + " " + label
        onActed: card.removed()
    }
}
