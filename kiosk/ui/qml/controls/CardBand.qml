pragma ComponentBehavior: Bound
import QtQuick
import ".."

// The machine with its reader marked, and the card coming down onto it.
DeviceBand {
    id: band

    property string reading: ""
    property real fall: 0
    readonly property real k: Math.min(1, height / (196 * Theme.u)) * u // its own scale when low
    readonly property real cardX: (land ? 150 : 114) * k
    readonly property bool land: Theme.landscape

    Rectangle {
        x: 8 * band.k
        y: 8 * band.k
        width: 88 * band.k
        height: band.height - 16 * band.k
        radius: 2 * band.u
        color: "#FFFFFF"
        border.width: Math.max(1, 0.5 * band.u)
        border.color: Theme.hereInk

        Icon {
            anchors.centerIn: parent
            height: Math.min(142 * band.k, parent.height - 8 * band.k)
            width: height * 220 / 380
            sourceSize: Qt.size(width, height)
            folder: "art"
            name: "kiosk-reader"
        }
    }

    Repeater {
        model: band.reading ? 0 : 2

        Icon {
            required property int index

            x: band.cardX
            y: (12 + 28 * index) * band.k
            width: 78 * band.k
            height: width * 0.63
            sourceSize: Qt.size(width, height)
            folder: "art"
            name: "card-ghost"
        }
    }

    Icon {
        x: band.cardX
        y: (68 + (band.reading ? 26 : band.fall)) * band.k
        width: 78 * band.k
        height: width * 0.63
        sourceSize: Qt.size(width, height)
        folder: "art"
        name: "card"
    }

    Arrow {
        visible: !band.reading
        towards: "down"
        x: band.cardX + 90 * band.k
        y: 58 * band.k
        width: 18 * band.k
        height: 24 * band.k
    }

    Rectangle {
        x: band.cardX - 8 * band.k
        y: 130 * band.k
        width: 94 * band.k
        height: 44 * band.k
        radius: 3 * band.k
        color: "#10302A"

        Row {
            anchors.centerIn: parent
            spacing: 5 * band.k

            Icon {
                anchors.verticalCenter: parent.verticalCenter
                name: "contactless"
                color: "#FFFFFF"
                size: 24 * band.k
            }

            Text {
                anchors.verticalCenter: parent.verticalCenter
                text: qsTrId("card.reader")
                color: "#FFFFFF"
                font.pixelSize: Math.round(12 * band.k)
                font.bold: true
            }
        }
    }

    NameText {
        visible: band.reading !== ""
        x: band.cardX - 8 * band.k
        y: 12 * band.k
        width: band.width - x - 8 * band.k
        height: implicitHeight
        text: band.reading
        size: 12.5 * band.k
        bold: true
        color: Theme.hereInk
        balanced: true
    }

    Arrow {
        visible: !band.reading
        x: band.width - width
        y: 137 * band.k
        width: (band.land ? 64 : 47) * band.k
        height: 32 * band.k
    }

    // the hint: the card slides down, three times, then stands still
    SequentialAnimation {
        running: Theme.motion && !band.reading
        loops: 3

        NumberAnimation {
            target: band
            property: "fall"
            from: -56
            to: 0
            duration: 2400
            easing.type: Easing.InOutCubic
        }

        PauseAnimation {
            duration: 1200
        }
    }
}
