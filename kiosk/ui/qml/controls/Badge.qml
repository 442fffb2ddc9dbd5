import QtQuick
import ".."

// Where an answer comes from: card, QR, typed, an earlier answer, staff.
Item {
    id: badge

    property string source: ""
    readonly property bool known: symbols[source] !== undefined
    readonly property bool sunk: source === "card" || source === "qr"
    readonly property color tint: source === "staff" ? Theme.bg : Theme.ink
    readonly property var symbols: ({
            "card": "credit_card",
            "qr": "qr_code",
            "citizen": "edit",
            "earlier": "history",
            "staff": "badge"
        })
    readonly property var words: ({
            "card": qsTrId("source.card"),
            "qr": qsTrId("source.qr"),
            "citizen": qsTrId("source.citizen"),
            "earlier": qsTrId("source.earlier"),
            "staff": qsTrId("source.staff")
        })

    visible: known
    implicitWidth: known ? word.implicitWidth + 16.5 * Theme.u : 0
    implicitHeight: 11 * Theme.u

    Rectangle {
        anchors.fill: parent
        visible: badge.source !== "earlier"
        radius: 1.5 * Theme.u
        color: badge.source === "staff" ? Theme.ink : badge.sunk ? Theme.sunk : Theme.surface
        border.width: 0.5 * Theme.u
        border.color: badge.source === "staff" ? Theme.ink : badge.sunk ? Theme.ink2 : Theme.line
    }

    Loader {
        anchors.fill: parent
        active: badge.source === "earlier"
        sourceComponent: Dashes {
            fill: Theme.surface
            radius: 1.5 * Theme.u
        }
    }

    Icon {
        x: 3 * Theme.u
        anchors.verticalCenter: parent.verticalCenter
        name: badge.known ? badge.symbols[badge.source] : ""
        color: badge.tint
        size: 8 * Theme.u
    }

    Text {
        id: word

        x: 12.5 * Theme.u
        anchors.verticalCenter: parent.verticalCenter
        text: badge.known ? badge.words[badge.source] : ""
        color: badge.tint
        font.pixelSize: Math.round(8 * Theme.u)
    }
}
