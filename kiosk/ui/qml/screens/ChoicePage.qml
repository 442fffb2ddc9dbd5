pragma ComponentBehavior: Bound
import QtQuick
import Kiosk.Vm
import "../controls"

// 07: one question, one answer or several; more than six go on further pages.
ScreenBase {
    id: page

    required property ChoiceModel vm
    readonly property ItemList options: vm.options as ItemList
    readonly property real topEdge: below(head, 106, 6) + (trouble.visible ? trouble.height + 4 * u : 0)

    pages: cards.pages
    settled: !vm.several && cards.chosen

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

    ChoiceCards {
        id: cards

        x: page.leftEdge
        y: page.topEdge
        width: page.room
        height: page.lowest - page.topEdge
        options: page.options
        count: page.options.count
        pageIndex: page.pageIndex
        several: page.vm.several
        onOption: name => page.shell.option(name)
    }
}
