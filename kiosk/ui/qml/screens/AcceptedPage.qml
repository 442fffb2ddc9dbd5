import QtQuick
import Kiosk.Vm
import "../controls"
import ".."

// 12 and 15: received: the number, where to go, and the paper.
ScreenBase {
    id: page

    required property AcceptedModel vm
    readonly property ItemList stops: vm.stops as ItemList
    readonly property bool paper: vm.printing === "printing" || vm.printing === "printed"
    readonly property real under: ticket.y + ticket.height + 3 * u

    QuestionHead {
        id: head

        x: 14 * page.u
        y: (page.land ? 40 : 44) * page.u
        heading: page.frame.heading
        help: page.frame.help
    }

    Ticket {
        id: ticket

        x: page.leftEdge
        y: page.land ? 40 * page.u : head.y + head.height + 4 * page.u
        width: page.room
        height: implicitHeight
        number: page.vm.number
        date: page.vm.stampDate
        city: page.frame.city
    }

    NameText {
        id: delivery

        x: page.leftEdge
        y: page.under
        width: page.room
        height: implicitHeight
        text: page.vm.delivery
        color: Theme.ink2
    }

    Route {
        visible: page.paper || page.land
        x: page.leftEdge
        y: delivery.y + delivery.height + (page.land ? 4 : 7) * page.u
        width: page.room
        height: (page.land ? page.lowest : 334 * page.u) - y
        stops: page.vm.stops
        count: page.stops.count
        first: page.paper && !page.land ? qsTrId("accepted.take_paper") : ""
        firstDetail: qsTrId("accepted.paper_place")
    }

    PaperBand {
        visible: page.paper
        x: 0
        y: (page.land ? 178 : 340) * page.u
        width: (page.land ? 156 : 256) * page.u
        height: 42 * page.u
        printed: page.vm.printing === "printed"
    }

    PaperTrouble {
        visible: !page.paper
        x: 14 * page.u
        y: page.land ? head.y + head.height + 3 * page.u : delivery.y + delivery.height + 5 * page.u
        width: (page.land ? 142 : 242) * page.u
        text: page.vm.problem
        detail: page.vm.problemDetail
    }

    Button {
        objectName: "reprint"
        visible: page.vm.reprint
        x: 14 * page.u
        y: (page.land ? 190 : 348) * page.u
        width: (page.land ? 142 : 242) * page.u
        height: (page.land ? 28 : 34) * page.u
        icon: "print"
        size: (page.land ? 8 : 10) * page.u
        padding: 3 * page.u
        label: qsTrId("accepted.reprint")
        onActed: page.shell.reprint()
    }
}
