import QtQuick
import Kiosk.Vm
import "../controls"
import ".."

// Hold a QR code made beforehand before the camera.
ScreenBase {
    id: page

    required property CodeModel vm

    QuestionHead {
        id: head

        x: 14 * page.u
        y: page.headTop
        eyebrow: page.frame.eyebrow
        heading: page.frame.heading
        help: page.frame.help
    }

    ErrorBox {
        id: trouble

        x: page.leftEdge
        y: page.below(head, 106, 6)
        width: page.room
        height: implicitHeight
        text: page.vm.problem
        detail: page.vm.problemDetail
    }

    DeviceBand {
        id: band

        readonly property real k: Math.min(1, height / (196 * page.u)) * page.u

        x: page.leftEdge
        y: trouble.visible ? trouble.y + trouble.height + 4 * page.u : trouble.y
        width: page.width - x
        height: Math.min(page.lowest - y, 220 * page.u)

        Rectangle {
            x: 8 * band.k
            y: 8 * band.k
            width: 100 * band.k
            height: band.height - 16 * band.k
            radius: 2 * page.u
            color: "#FFFFFF"
            border.width: Math.max(1, 0.5 * page.u)
            border.color: Theme.hereInk

            Icon {
                anchors.centerIn: parent
                height: Math.min(150 * band.k, parent.height - 8 * band.k)
                width: height * 220 / 380
                sourceSize: Qt.size(width, height)
                folder: "art"
                name: "kiosk-camera"
            }
        }

        Rectangle {
            x: 132 * band.k
            anchors.verticalCenter: parent.verticalCenter
            width: 76 * band.k
            height: 120 * band.k
            radius: 6 * band.k
            color: "#FFFFFF"
            border.width: 1.5 * band.k
            border.color: Theme.hereInk

            Icon {
                anchors.centerIn: parent
                name: "qr_code"
                color: "#13211D"
                size: 60 * band.k
            }
        }

        Icon {
            x: 216 * band.k
            anchors.verticalCenter: parent.verticalCenter
            name: "photo_camera"
            color: Theme.hereInk
            size: 26 * band.k
        }
    }
}
