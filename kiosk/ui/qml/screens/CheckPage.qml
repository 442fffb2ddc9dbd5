pragma ComponentBehavior: Bound
import QtQuick
import Kiosk.Vm
import "../controls"
import ".."

// 11: every answer, split into pages by what fits; applying stands on the last page only.
ScreenBase {
    id: page

    required property CheckModel vm
    readonly property ItemList entries: vm.entries as ItemList
    readonly property real columnWidth: (land ? 220 : 242) * u
    readonly property real topEdge: land ? 62 * u : Math.max(83 * u, head.y + head.height + 5 * u) + (trouble.visible ? trouble.height + 4 * u : 0)
    readonly property real high: (land ? 186 : 384) * u - topEdge
    property var places: [] // for each entry: page, column, y

    lastLabel: vm.sending || vm.submitLabel
    pages: 1

    // First fit: a group's heading never stands alone at the end of a column.
    function lay() {
        const found = [];
        let at = 0;
        let y = 0;
        for (let index = 0; index < lines.count; index++) {
            const line = lines.itemAt(index) as CheckLine;
            if (!line)
                return;
            const next = line.heading && index + 1 < lines.count ? (lines.itemAt(index + 1) as CheckLine)?.implicitHeight ?? 0 : 0;
            const above = line.heading && y > 0 ? 5 * u : 0;
            if (y > 0 && y + above + line.implicitHeight + next > high + 1) {
                at += 1;
                y = 0;
            } else {
                y += above;
            }
            found.push({
                slot: at,
                y: y
            });
            y += line.implicitHeight;
        }
        places = found;
        pages = land ? Math.floor(at / 2) + 1 : at + 1;
        if (pageIndex >= pages)
            pageIndex = pages - 1;
    }

    onHighChanged: Qt.callLater(lay)
    onLandChanged: Qt.callLater(lay)
    Component.onCompleted: lay()

    QuestionHead {
        id: head

        x: 14 * page.u
        y: (page.land ? 36 : 44) * page.u
        width: (page.land ? 340 : 242) * page.u
        heading: page.frame.heading
        help: page.land || page.more || page.pageIndex > 0 ? "" : page.frame.help
    }

    NameText {
        visible: page.pages > 1
        x: page.width - 14 * page.u - width
        y: head.y + 6 * page.u
        width: implicitWidth
        height: implicitHeight
        text: qsTrId("check.page").replace("{page}", String(page.pageIndex + 1)).replace("{pages}", String(page.pages))
        size: Theme.chrome
        color: Theme.ink2
    }

    ErrorBox {
        id: trouble

        x: page.land ? 14 * page.u : 14 * page.u
        y: page.land ? 189 * page.u : head.y + head.height + 4 * page.u
        width: (page.land ? 142 : 242) * page.u
        height: implicitHeight
        text: page.vm.problem
        detail: page.land ? "" : page.vm.problemDetail
    }

    Repeater {
        id: lines

        model: page.vm.entries
        onCountChanged: Qt.callLater(page.lay)

        CheckLine {
            id: line

            required property int index
            readonly property var place: page.places[index]
            readonly property int slot: place?.slot ?? 0

            required heading
            required key
            required label
            required value
            required source
            required change

            visible: place !== undefined && (page.land ? Math.floor(slot / 2) : slot) === page.pageIndex
            x: 14 * page.u + (page.land ? slot % 2 * 232 * page.u : 0)
            y: page.topEdge + (place?.y ?? 0)
            width: page.columnWidth
            height: implicitHeight
            onImplicitHeightChanged: Qt.callLater(page.lay)
            onChanged: page.shell.change(line.key)
        }
    }
}
