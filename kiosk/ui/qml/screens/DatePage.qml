pragma ComponentBehavior: Bound
import QtQuick
import Kiosk.Vm
import "../controls"
import ".."

// 10 and 13: era, year, month, day; the western date is repeated with weekday and age.
ScreenBase {
    id: page

    required property DateModel vm
    readonly property ItemList eras: vm.eras as ItemList
    readonly property real topEdge: land ? 44 * u : Math.max(100 * u, head.y + head.height + 5 * u) + (trouble.visible ? trouble.height + 5 * u : 0)
    readonly property real boxesTop: land ? head.y + head.height + 6 * u : topEdge + 30 * u
    readonly property real padTop: land ? 72 * u : Math.max(boxesTop + 36 * u + (western.visible ? 24 * u : 0), 218 * u)

    QuestionHead {
        id: head

        x: 14 * page.u
        y: page.headTop
        eyebrow: page.frame.eyebrow
        heading: page.frame.heading
        help: page.land || trouble.visible ? "" : page.frame.help
    }

    ErrorBox {
        id: trouble

        x: 14 * page.u
        y: page.land ? western.visible ? western.y + western.height + 4 * page.u : boxes.y + 34 * page.u : Math.max(100 * page.u, head.y + head.height + 5 * page.u)
        width: (page.land ? 142 : 242) * page.u
        height: implicitHeight
        text: page.vm.problem
        detail: page.vm.problemDetail
    }

    EraRow {
        x: page.leftEdge
        y: page.topEdge
        width: page.room
        height: implicitHeight
        eras: page.vm.eras
        count: page.eras.count
        onOption: name => page.shell.option(name)
    }

    Row {
        id: boxes

        readonly property real wide: (page.land ? 142 : 242) * page.u

        x: 14 * page.u
        y: page.boxesTop
        spacing: (page.land ? 2.75 : 4) * page.u

        Repeater {
            model: page.vm.fields

            Row {
                id: part

                required property int index
                required property string key
                required property string label
                required property string text
                required property string unit
                required property string placeholder
                required property int caret
                required property bool wrong

                spacing: boxes.spacing

                Field {
                    objectName: "field." + part.key
                    width: page.land ? (part.index === 0 ? 41 : 26) * page.u : (part.index === 0 ? 69 : 58) * page.u
                    height: 30 * page.u
                    centred: true
                    size: (page.land ? 14 : 17) * page.u
                    label: part.label || part.unit
                    text: part.text
                    caret: part.caret
                    placeholder: part.placeholder
                    wrong: part.wrong
                    onActed: page.shell.focusField(part.key)
                }

                Text {
                    anchors.verticalCenter: parent.verticalCenter
                    text: part.unit
                    color: Theme.ink
                    font.pixelSize: Math.round((page.land ? 9 : 11) * page.u)
                    font.bold: true
                }
            }
        }
    }

    WesternLine {
        id: western

        x: 14 * page.u
        y: page.boxesTop + 36 * page.u
        width: (page.land ? 142 : 242) * page.u
        height: implicitHeight
        date: page.vm.western
        age: page.vm.age
    }

    DigitPad {
        id: pad

        x: page.leftEdge
        y: page.land ? page.padTop : page.lowest - height
        keyWidth: (page.land ? 62 : 50) * page.u
        keyHeight: Math.min(36 * page.u, (page.lowest - page.padTop - 12 * page.u) / 4)
        onKey: name => page.shell.key(name)
    }

    DateQuick {
        x: pad.x + pad.width + 8 * page.u
        y: pad.y
        width: page.leftEdge + page.room - x
        height: pad.height
        quick: page.vm.quick
        onKey: name => page.shell.key(name)
        onOption: name => page.shell.option(name)
    }
}
