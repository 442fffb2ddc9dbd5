import QtQuick
import ".."

// The reception number, as large as a citizen can read it across a hall, and the stamp.
Rectangle {
    id: ticket

    property string number: ""
    property string date: ""
    property string city: ""
    property bool stamped: true
    readonly property real u: Theme.u

    implicitHeight: 84 * u
    radius: 2 * u
    color: Theme.surface
    border.width: 0.75 * u
    border.color: Theme.ink
    Accessible.role: Accessible.StaticText
    Accessible.name: qsTrId("accepted.number") + " " + number

    Text {
        x: 10 * ticket.u
        y: 5.5 * ticket.u
        text: qsTrId("accepted.number")
        color: Theme.ink
        font.pixelSize: Math.round(10 * ticket.u)
        font.bold: true
        Accessible.ignored: true
    }

    Text {
        x: 10 * ticket.u
        y: 18 * ticket.u
        width: ticket.width - (ticket.stamped ? 96 : 20) * ticket.u
        height: 62 * ticket.u
        text: ticket.number
        color: Theme.ink
        fontSizeMode: Text.Fit
        minimumPixelSize: Math.round(24 * ticket.u)
        verticalAlignment: Text.AlignVCenter
        font.pixelSize: Math.round(62 * ticket.u)
        font.bold: true
        Accessible.ignored: true
    }

    Stamp {
        visible: ticket.stamped
        x: ticket.width - 76 * ticket.u
        y: (ticket.height - height) / 2
        width: 66 * ticket.u
        date: ticket.date
        city: ticket.city
    }
}
