pragma ComponentBehavior: Bound
import QtQuick
import Kiosk.Vm
import "../controls"

// 09b: seven digits, then the towns they stand for.
ScreenBase {
    id: page

    required property PostalModel vm
    readonly property ItemList list: vm.towns as ItemList
    readonly property real digitsTop: land ? head.y + head.height + 6 * u : Math.max(100 * u, head.y + head.height + 6 * u) + (trouble.visible ? trouble.height + 4 * u : 0)
    readonly property real townsTop: land ? 57 * u : digitsTop + 46 * u

    pages: towns.pages
    settled: towns.chosen

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
        y: page.land ? page.digitsTop + 28 * page.u : Math.max(100 * page.u, head.y + head.height + 6 * page.u)
        width: (page.land ? 142 : 242) * page.u
        height: implicitHeight
        text: page.vm.problem
        detail: page.vm.problemDetail
    }

    PostalDigits {
        x: 14 * page.u
        y: page.digitsTop
        digits: page.vm.digits
    }

    NameText {
        visible: page.list.count > 0
        x: towns.x
        y: page.townsTop - 13 * page.u
        width: towns.width
        height: implicitHeight
        text: qsTrId("postal.towns")
        bold: true
        line: 1.2
    }

    ChoiceCards {
        id: towns

        x: page.land ? page.leftEdge : 14 * page.u
        y: page.townsTop
        width: (page.land ? 152 : 242) * page.u
        height: (page.land ? page.lowest : 244 * page.u) - y
        tallest: 28 * page.u
        most: page.land ? 4 : Math.max(2, Math.floor((height + 4 * page.u) / (26 * page.u)))
        options: page.vm.towns
        count: page.list.count
        pageIndex: page.pageIndex
        onOption: name => page.shell.option(name)
    }

    DigitPad {
        x: page.land ? page.leftEdge + page.room - width : (page.width - width) / 2
        y: (page.land ? 44 : 248) * page.u
        keyWidth: (page.land ? 42 : 66) * page.u
        keyHeight: (page.land ? 32 : 24) * page.u
        onKey: name => page.shell.key(name)
    }

    Button {
        objectName: "option.unknown"
        visible: page.vm.unknown !== ""
        x: 14 * page.u
        y: (page.land ? 190 : 361) * page.u
        width: (page.land ? 142 : 242) * page.u
        height: (page.land ? 28 : 22) * page.u
        padding: 3 * page.u
        icon: "search"
        label: page.vm.unknown
        onActed: page.shell.option("unknown")
    }
}
