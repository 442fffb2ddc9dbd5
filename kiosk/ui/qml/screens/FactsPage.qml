pragma ComponentBehavior: Bound
import QtQuick
import Kiosk.Vm
import "../controls"
import ".."

// 05: what was read from the card; the card has to be taken before going on.
ScreenBase {
    id: page

    required property FactsModel vm
    readonly property bool band: vm.takeCard

    DeviceBand {
        id: take

        visible: page.band
        x: page.land ? page.leftEdge : 14 * page.u
        y: (page.land ? 40 : 46) * page.u
        width: page.width - x
        height: (page.land ? 34 : 38) * page.u

        Icon {
            id: picture

            x: 8 * page.u
            anchors.verticalCenter: parent.verticalCenter
            width: 34 * page.u
            height: width * 0.63
            sourceSize: Qt.size(width, height)
            folder: "art"
            name: "card"
        }

        Column {
            anchors.verticalCenter: parent.verticalCenter
            x: 50 * page.u
            width: arrow.x - x

            NameText {
                width: parent.width
                height: implicitHeight
                text: qsTrId("facts.take_card")
                size: 13 * page.u
                bold: true
                color: Theme.hereInk
            }

            NameText {
                width: parent.width
                height: implicitHeight
                text: qsTrId("facts.take_card_detail")
                color: Theme.hereInk
            }
        }

        Arrow {
            id: arrow

            anchors.verticalCenter: parent.verticalCenter
            x: parent.width - width
            width: 38 * page.u
            height: 27 * page.u
        }
    }

    QuestionHead {
        id: head

        x: 14 * page.u
        y: page.band && !page.land ? 91 * page.u : page.headTop
        eyebrow: page.frame.eyebrow
        heading: page.frame.heading
        help: page.frame.help
    }

    Column {
        id: list

        readonly property real most: (page.land ? page.lowest : 340 * page.u) - y

        x: page.leftEdge
        y: page.land ? (page.band ? 78 : 44) * page.u : head.y + head.height + 7 * page.u
        width: page.room

        Rectangle {
            width: parent.width
            height: 0.75 * page.u
            color: Theme.ink
        }

        Repeater {
            model: page.vm.rows

            SummaryRow {
                id: row

                required key
                required label
                required value
                required source
                required change

                width: list.width
                height: implicitHeight
                objectName: "row." + key
                least: (page.land ? 24 : 30) * page.u
                pad: (page.land ? 1 : 3.5) * page.u
                size: (page.land ? 9 : 11) * page.u
                onChanged: page.shell.change(row.key)
            }
        }
    }

    Note {
        x: 14 * page.u
        y: page.land ? head.y + head.height + 5 * page.u : list.y + list.height + 6 * page.u
        width: (page.land ? 142 : 242) * page.u
        height: implicitHeight
        icon: page.land ? "" : "lock"
        text: page.vm.note
    }

    Button {
        objectName: "dispute"
        x: 14 * page.u
        y: (page.land ? 190 : 356) * page.u
        width: (page.land ? 142 : 242) * page.u
        height: (page.land ? 28 : 26) * page.u
        icon: "edit"
        label: qsTrId("facts.dispute")
        onActed: page.shell.dispute()
    }
}
