pragma ComponentBehavior: Bound
import QtQuick
import Kiosk.Vm
import "../controls"

// 06: procedures that the answers raise, each with its reason; taken or not.
ScreenBase {
    id: page

    required property ProposalsModel vm
    readonly property ItemList proposals: vm.proposals as ItemList
    readonly property int columns: land && proposals.count > 4 ? 2 : 1
    readonly property int fits: land ? 6 : 5
    readonly property real topEdge: below(head, 106, 6)
    readonly property int each: pages === 1 ? proposals.count : Math.ceil(proposals.count / pages)
    readonly property int rows: Math.max(1, Math.ceil(each / columns))
    readonly property real reserve: vm.total && !land ? 24 * u : 0
    readonly property real high: Math.min((land ? 44 : 46) * u, (lowest - topEdge - reserve - (rows - 1) * 4 * u) / rows)

    pages: Math.max(1, Math.ceil(proposals.count / fits))

    QuestionHead {
        id: head

        x: 14 * page.u
        y: page.headTop
        eyebrow: page.frame.eyebrow
        heading: page.frame.heading
        help: page.frame.help
    }

    Repeater {
        model: page.vm.proposals

        OnOffCard {
            id: card

            required property int index
            required property string key
            required property string title
            required property bool taken
            readonly property int slot: index % Math.max(1, page.each)

            required reason
            required tag
            required minutes

            objectName: "proposal." + key
            visible: Math.floor(index / Math.max(1, page.each)) === page.pageIndex
            x: page.leftEdge + slot % page.columns * (width + 4 * page.u)
            y: page.topEdge + Math.floor(slot / page.columns) * (height + 4 * page.u)
            width: (page.room - (page.columns - 1) * 4 * page.u) / page.columns
            height: page.high
            small: page.columns === 2
            label: title
            chosen: taken
            onActed: page.shell.proposal(card.key)
        }
    }

    NameText {
        visible: page.vm.total !== ""
        x: page.land ? 14 * page.u : page.leftEdge
        y: page.land ? page.lowest - height : page.topEdge + page.rows * (page.high + 4 * page.u) + 4 * page.u
        width: (page.land ? 142 : 242) * page.u
        height: implicitHeight
        text: page.vm.total
        size: 10 * page.u
        bold: true
    }
}
