import QtQuick
import Kiosk.Vm
import ".."

// What every screen has: the shell it sends touches to, the grid, and pages of its own.
Item {
    id: screen

    required property Shell shell
    required property FrameModel frame
    property int pageIndex: 0 // pages within the screen: what does not fit goes on the next
    property int pages: 1
    property bool settled: false // an answer stands: next goes on, wherever in the pages
    property string lastLabel: "" // next on the last page, where it is not the frame's
    readonly property bool more: pageIndex < pages - 1 && !settled
    readonly property bool land: Theme.landscape
    readonly property real u: Theme.u
    readonly property real leftEdge: (land ? 168 : 14) * u
    readonly property real room: (land ? 298 : 242) * u
    readonly property real lowest: (land ? 184 : 382) * u
    readonly property real headTop: (land ? 44 : 46) * u

    // Where the answers begin below a heading.
    function below(head: Item, least: real, gap: real): real {
        return land ? 44 * u : Math.max(least * u, head.y + head.height + gap * u);
    }

    function forward(): bool {
        if (!more)
            return false;
        pageIndex += 1;
        return true;
    }

    function backward(): bool {
        if (pageIndex === 0)
            return false;
        pageIndex -= 1;
        return true;
    }

    Connections {
        target: screen.shell

        function onEntered() {
            screen.pageIndex = 0;
        }
    }
}
