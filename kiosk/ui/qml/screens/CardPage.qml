import QtQuick
import Kiosk.Vm
import "../controls"

// 03: put the card on the reader; then what is being read.
ScreenBase {
    id: page

    required property CardModel vm
    readonly property real bandTop: below(head, 106, 6) + (trouble.visible && !land ? trouble.height + 4 * u : 0)

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

        x: page.land ? page.leftEdge : 14 * page.u
        y: page.below(head, 106, 6)
        width: page.room
        height: implicitHeight
        text: page.vm.problem
        detail: page.vm.problemDetail
    }

    CardBand {
        x: page.leftEdge
        y: page.land && trouble.visible ? trouble.y + trouble.height + 4 * page.u : page.bandTop
        width: page.width - x
        height: (page.land ? page.lowest : 344 * page.u) - y
        reading: page.vm.reading
    }

    Button {
        objectName: "code"
        visible: page.vm.camera && page.vm.reading === ""
        x: 14 * page.u
        y: (page.land ? 154 : 352) * page.u
        width: (page.land ? 142 : 119) * page.u
        height: (page.land ? 28 : 30) * page.u
        padding: 3 * page.u
        icon: "qr_code_scanner"
        label: qsTrId("card.code")
        onActed: page.shell.code()
    }

    Button {
        objectName: "cardless"
        visible: page.vm.reading === ""
        x: (page.land || !page.vm.camera ? 14 : 137) * page.u
        y: (page.land ? 190 : 352) * page.u
        width: (page.land ? 142 : page.vm.camera ? 119 : 242) * page.u
        height: (page.land ? 28 : 30) * page.u
        padding: 3 * page.u
        icon: "touch_app"
        label: qsTrId("card.cardless")
        onActed: page.shell.cardless()
    }
}
