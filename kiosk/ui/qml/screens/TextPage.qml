pragma ComponentBehavior: Bound
import QtQuick
import Kiosk.Vm
import "../controls"

// 09: one or two fields and the panel to fill them.
ScreenBase {
    id: page

    required property TextModel vm
    readonly property ItemList fields: vm.fields as ItemList
    readonly property real topEdge: land ? head.y + head.height + 5 * u : Math.max(88 * u, head.y + head.height + 4 * u) + (trouble.visible ? trouble.height + 4 * u : 0)
    readonly property real panelTop: land ? 44 * u : (vm.keyboard === "digits" ? 218 : vm.keyboard === "latin" ? 240 : 184) * u
    readonly property int across: land ? 1 : Math.max(1, Math.min(2, fields.count))
    readonly property real fieldsEnd: topEdge + Math.ceil(fields.count / across) * 40 * u

    QuestionHead {
        id: head

        x: 14 * page.u
        y: page.headTop
        eyebrow: page.frame.eyebrow
        heading: page.frame.heading
        help: page.land || trouble.visible || page.vm.note ? "" : page.frame.help
    }

    ErrorBox {
        id: trouble

        x: 14 * page.u
        y: page.land ? page.fieldsEnd : Math.max(88 * page.u, head.y + head.height + 4 * page.u)
        width: (page.land ? 142 : 242) * page.u
        height: implicitHeight
        text: page.vm.problem
        detail: page.land ? "" : page.vm.problemDetail
    }

    Repeater {
        model: page.vm.fields

        Item {
            id: cell

            required property int index
            required property string key
            required property string label
            required property string text
            required property int caret
            required property string placeholder
            required property bool wrong

            x: 14 * page.u + index % page.across * (width + 4 * page.u)
            y: page.topEdge + Math.floor(index / page.across) * 40 * page.u
            width: page.land ? 142 * page.u : (242 * page.u - (page.across - 1) * 4 * page.u) / page.across
            height: 37 * page.u

            NameText {
                width: parent.width
                height: implicitHeight
                text: cell.label
                bold: true
                line: 1.2
            }

            Field {
                objectName: "field." + cell.key
                y: 11 * page.u
                width: parent.width
                height: 26 * page.u
                label: cell.label
                text: cell.text
                caret: cell.caret
                placeholder: cell.placeholder
                wrong: cell.wrong
                onActed: page.shell.focusField(cell.key)
            }
        }
    }

    Note {
        x: 14 * page.u
        y: page.fieldsEnd + page.u
        visible: !trouble.visible && candidates.count === 0 && text !== "" && !page.land
        width: 242 * page.u
        height: implicitHeight
        text: page.vm.note
    }

    TextTools {
        id: candidates

        x: 14 * page.u
        y: page.land ? 218 * page.u - height : page.panelTop - height - 3 * page.u
        width: (page.land ? 142 : 242) * page.u
        most: page.land ? 3 : 1
        candidates: trouble.visible ? null : page.vm.candidates
        keyboards: page.vm.keyboards
        keyboard: page.vm.keyboard
        unknown: page.vm.unknown
        onOption: name => page.shell.option(name)
    }

    Loader {
        id: panel

        x: page.leftEdge
        y: page.panelTop
        sourceComponent: page.vm.keyboard === "latin" ? latin : page.vm.keyboard === "digits" ? digits : page.vm.keyboard === "kana" ? kana : null
    }

    Component {
        id: kana

        KanaPanel {
            dakuten: page.vm.dakuten
            handakuten: page.vm.handakuten
            small: page.vm.small
            onKey: name => page.shell.key(name)
        }
    }

    Component {
        id: latin

        LatinPanel {
            onKey: name => page.shell.key(name)
        }
    }

    Component {
        id: digits

        NumberPanel {
            onKey: name => page.shell.key(name)
        }
    }
}
