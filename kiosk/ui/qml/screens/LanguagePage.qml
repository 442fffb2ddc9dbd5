pragma ComponentBehavior: Bound
import QtQuick
import Kiosk.Vm
import "../controls"
import ".."

// 19: the languages, each in itself.
ScreenBase {
    id: page

    required property LanguageModel vm
    readonly property ItemList languages: vm.languages as ItemList
    readonly property int columns: languages.count > 4 ? 2 : 1
    readonly property int rows: Math.ceil(languages.count / columns)
    readonly property real topEdge: below(head, 106, 6)

    QuestionHead {
        id: head

        x: 14 * page.u
        y: page.headTop
        heading: page.frame.heading
        help: page.frame.help
    }

    Repeater {
        model: page.vm.languages

        Pressable {
            id: tongue

            required property int index
            required property string key
            required property string title
            required chosen

            objectName: "language." + key
            x: page.leftEdge + index % page.columns * (width + 4 * page.u)
            y: page.topEdge + Math.floor(index / page.columns) * (height + 4 * page.u)
            width: (page.room - (page.columns - 1) * 4 * page.u) / page.columns
            height: Math.min(44 * page.u, (page.lowest - page.topEdge - (page.rows - 1) * 4 * page.u) / page.rows)
            label: title
            Accessible.role: Accessible.RadioButton
            onActed: page.shell.chooseLanguage(tongue.key)

            Ledge {
                id: ground

                anchors.fill: parent
                down: tongue.down
                stroke: tongue.chosen ? 0 : 0.5 * page.u
                face: tongue.chosen ? Theme.act : tongue.down ? Theme.sunk : Theme.surface
                edge: tongue.chosen ? Theme.actEdge : Theme.line
            }

            Icon {
                id: mark

                visible: tongue.chosen
                x: 8 * page.u
                y: (tongue.height - height) / 2 + ground.sink
                name: "check"
                color: Theme.actInk
                size: 13 * page.u
            }

            NameText {
                x: (tongue.chosen ? 24 : 8) * page.u
                y: (tongue.height - height) / 2 + ground.sink - 0.75 * page.u
                width: tongue.width - x - 4 * page.u
                height: implicitHeight
                text: tongue.title
                size: 10.5 * page.u
                bold: true
                color: tongue.chosen ? Theme.actInk : Theme.ink
                Accessible.ignored: true
            }
        }
    }
}
