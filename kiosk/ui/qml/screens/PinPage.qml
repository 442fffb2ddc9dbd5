pragma ComponentBehavior: Bound
import QtQuick
import Kiosk.Vm
import "../controls"
import ".."

// 04: the PIN. Only how many digits were pressed is known here, never which.
ScreenBase {
    id: page

    required property PinModel vm
    readonly property real cellsTop: land ? head.y + head.height + 5 * u : problemTop + (trouble.visible ? trouble.height + 4 * u : 0)
    readonly property real problemTop: Math.max(106 * u, head.y + head.height + 5 * u)

    QuestionHead {
        id: head

        x: 14 * page.u
        y: page.headTop
        eyebrow: page.frame.eyebrow
        heading: page.frame.heading
        help: page.land && trouble.visible ? "" : page.frame.help
    }

    ErrorBox {
        id: trouble

        x: 14 * page.u
        y: page.land ? page.cellsTop + (page.vm.triesLeft > 0 ? 58 : 36) * page.u : page.problemTop
        width: (page.land ? 142 : 242) * page.u
        height: implicitHeight
        text: page.vm.problem
    }

    Row {
        id: cells

        x: 14 * page.u
        y: page.cellsTop
        spacing: 4 * page.u
        Accessible.role: Accessible.StaticText
        Accessible.name: qsTrId("pin.entered").replace("{count}", String(page.vm.length))

        Repeater {
            model: page.vm.cells

            Rectangle {
                id: cell

                required property int index

                width: 26 * page.u
                height: 30 * page.u
                radius: 2 * page.u
                color: Theme.surface
                border.width: 0.75 * page.u
                border.color: Theme.ink

                Rectangle {
                    anchors.centerIn: parent
                    visible: cell.index < page.vm.length
                    width: 9 * page.u
                    height: width
                    radius: width / 2
                    color: Theme.ink
                }
            }
        }
    }

    Item {
        id: tries

        visible: page.vm.triesLeft > 0
        x: page.land ? 14 * page.u : cells.x + cells.width + 8 * page.u
        y: page.land ? cells.y + 33 * page.u : cells.y
        width: page.land ? 142 * page.u : 256 * page.u - x
        height: (page.land ? 20 : 30) * page.u

        Rectangle {
            width: page.u
            height: parent.height
            color: Theme.ink
        }

        Column {
            x: 8 * page.u
            width: parent.width - x
            anchors.verticalCenter: parent.verticalCenter

            NameText {
                width: parent.width
                height: implicitHeight
                text: qsTrId("pin.tries").replace("{count}", String(page.vm.triesLeft))
                size: (page.land ? 10 : 13) * page.u
                bold: true
                line: 1.25
            }

            NameText {
                width: parent.width
                height: implicitHeight
                text: qsTrId("pin.tries_words")
                line: 1.25
            }
        }
    }

    Note {
        id: cover

        x: page.land ? pad.x + pad.width + 8 * page.u : 14 * page.u
        y: page.land ? 44 * page.u : cells.y + 36 * page.u
        width: page.land ? page.width - x - 14 * page.u : page.room
        height: implicitHeight
        icon: page.land ? "" : "front_hand"
        color: Theme.ink
        text: qsTrId("pin.cover")
    }

    DigitPad {
        id: pad

        x: page.land ? page.leftEdge : (page.width - width) / 2
        y: page.land ? 44 * page.u : cells.y + 40 * page.u + Math.max(14 * page.u, cover.height)
        keyWidth: (page.land ? 58 : 66) * page.u
        keyHeight: page.land ? 32 * page.u : Math.min(34 * page.u, (346 * page.u - y - 12 * page.u) / 4)
        onKey: name => page.shell.key(name)
    }

    Button {
        objectName: "pin_skip"
        visible: page.vm.skip
        x: page.land ? pad.x + pad.width + 8 * page.u : 14 * page.u
        y: (page.land ? 108 : 352) * page.u
        width: page.land ? page.width - x - 14 * page.u : page.room
        height: page.land ? 76 * page.u : 30 * page.u
        leading: true
        padding: (page.land ? 4 : 5) * page.u
        tail: page.land ? "" : "arrow_forward"
        label: qsTrId("pin.skip")
        detail: qsTrId("pin.skip_detail")
        onActed: page.shell.skipPin()
    }
}
