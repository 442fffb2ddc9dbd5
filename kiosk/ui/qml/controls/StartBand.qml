import QtQuick
import ".."

// "Put your card here", or, without a working reader, that it cannot be read now.
Item {
    id: start

    property bool card: true
    readonly property bool land: Theme.landscape
    readonly property real u: Theme.u

    DeviceBand {
        visible: start.card
        anchors.fill: parent
        towards: start.land ? "none" : "right"

        Icon {
            id: picture

            x: 9 * start.u
            anchors.verticalCenter: parent.verticalCenter
            width: (start.land ? 38 : 52) * start.u
            height: width * 0.63
            sourceSize: Qt.size(width, height)
            folder: "art"
            name: "card"
        }

        Column {
            anchors.verticalCenter: parent.verticalCenter
            x: picture.x + picture.width + (start.land ? 6 : 8) * start.u
            width: arrow.x - x - 3 * start.u
            spacing: 2 * start.u

            NameText {
                width: parent.width
                height: implicitHeight
                text: qsTrId("start.card")
                size: (start.land ? 11 : 12.5) * start.u
                bold: true
                color: Theme.hereInk
                line: 1.25
                balanced: true
            }

            NameText {
                width: parent.width
                height: implicitHeight
                text: qsTrId("start.reader_place")
                color: Theme.hereInk
            }
        }

        Arrow {
            id: arrow

            towards: start.land ? "down" : "right"
            anchors.verticalCenter: parent.verticalCenter
            width: (start.land ? 22 : 56) * start.u
            height: (start.land ? 30 : 35) * start.u
            x: start.width - width - (start.land ? 8 * start.u : 0)
        }
    }

    Rectangle {
        visible: !start.card
        width: start.width - (start.land ? 0 : 14 * start.u)
        height: start.height
        radius: 2 * start.u
        color: "transparent"
        border.width: Math.max(1, 0.5 * start.u)
        border.color: Theme.line

        Note {
            x: 10 * start.u
            anchors.verticalCenter: parent.verticalCenter
            width: parent.width - 20 * start.u
            height: implicitHeight
            icon: "info"
            color: Theme.ink
            title: qsTrId("start.no_reader")
            text: qsTrId("start.no_reader_detail")
        }
    }
}
