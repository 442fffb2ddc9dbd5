import QtQuick
import ".."

// The band towards the printer: the paper is coming, or is there to take.
DeviceBand {
    id: band

    property bool printed: false
    readonly property bool land: Theme.landscape

    towards: "left"

    Arrow {
        id: arrow

        towards: "down"
        x: 14 * band.u
        anchors.verticalCenter: parent.verticalCenter
        width: (band.land ? 18 : 24) * band.u
        height: (band.land ? 24 : 32) * band.u
    }

    Column {
        anchors.verticalCenter: parent.verticalCenter
        x: arrow.x + arrow.width + (band.land ? 5 : 8) * band.u
        width: band.width - x - 5 * band.u

        NameText {
            width: parent.width
            height: implicitHeight
            text: band.printed ? qsTrId("accepted.printed") : qsTrId("accepted.printing")
            size: (band.land ? 9 : 11) * band.u
            bold: true
            color: Theme.hereInk
        }

        NameText {
            width: parent.width
            height: implicitHeight
            text: band.printed ? qsTrId("accepted.printed_detail") : qsTrId("accepted.printing_detail")
            color: Theme.hereInk
        }
    }
}
