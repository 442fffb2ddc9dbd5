pragma ComponentBehavior: Bound
import QtQuick
import ".."

// A page of choice cards sharing the answer area; plates count on from page to page.
Item {
    id: cards

    property var options: null
    property int count: 0
    property int pageIndex: 0
    property bool several: false
    property int most: 6
    property real tallest: 52 * Theme.u
    readonly property bool chosen: chosenCount > 0
    property int chosenCount: 0
    readonly property int pages: Math.max(1, Math.ceil(count / most))
    readonly property int each: pages === 1 ? count : Math.ceil(count / pages)
    readonly property int columns: Theme.landscape && each > 4 && width > 200 * Theme.u ? 2 : 1
    readonly property int rows: Math.max(1, Math.ceil(each / columns))
    readonly property real gap: 4 * Theme.u
    readonly property real cardHeight: Math.min(tallest, (height - (rows - 1) * gap) / rows)

    signal option(string name)

    function recount() {
        let found = 0;
        for (let at = 0; at < repeater.count; at++)
            found += (repeater.itemAt(at) as ChoiceCard)?.chosen ? 1 : 0;
        chosenCount = found;
    }

    Repeater {
        id: repeater

        model: cards.options
        onItemRemoved: cards.recount()
        onItemAdded: cards.recount()

        ChoiceCard {
            id: card

            required property int index
            required property string key
            required property string title
            readonly property int slot: index % Math.max(1, cards.each)

            required detail
            required chosen
            required outlined
            required usable

            objectName: "option." + key
            visible: Math.floor(index / Math.max(1, cards.each)) === cards.pageIndex
            number: index + 1
            x: slot % cards.columns * (width + cards.gap)
            y: Math.floor(slot / cards.columns) * (height + cards.gap)
            width: (cards.width - (cards.columns - 1) * cards.gap) / cards.columns
            height: cards.cardHeight
            plateSide: Math.min(18 * Theme.u, height - 6 * Theme.u)
            oneLine: Theme.landscape
            small: cards.columns > 1
            label: title
            Accessible.role: cards.several ? Accessible.CheckBox : Accessible.RadioButton
            onChosenChanged: cards.recount()
            onActed: cards.option(card.key)
        }
    }
}
