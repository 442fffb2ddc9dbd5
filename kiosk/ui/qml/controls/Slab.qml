import QtQuick
import ".."

// The counter: the four helps, which never move.
Rectangle {
    id: slab

    property bool start: false
    property bool finish: false
    property bool called: false
    readonly property bool land: Theme.landscape
    readonly property real u: Theme.u
    readonly property real side: (land ? 84 : 57.5) * u
    readonly property real high: (land ? 29.5 : 34.5) * u
    readonly property real inset: (land ? 6.5 : 8.5) * u

    signal staff
    signal language
    signal quit

    color: Theme.slab

    Rectangle {
        width: parent.width
        height: 1.5 * slab.u
        color: Theme.actEdge
    }

    SlabButton {
        objectName: "staff"
        x: 14 * slab.u
        y: slab.inset
        width: slab.side
        height: slab.high
        icon: "support_agent"
        called: slab.called
        label: slab.called ? qsTrId("slab.staff_called") : qsTrId("slab.staff")
        onActed: slab.staff()
    }

    SlabButton {
        objectName: "language"
        x: (slab.land ? 103 : 75.5) * slab.u
        y: slab.inset
        width: slab.side
        height: slab.high
        icon: "translate"
        label: qsTrId("slab.language")
        onActed: slab.language()
    }

    SlabButton {
        objectName: "text_size"
        x: (slab.land ? 192 : 137) * slab.u
        y: slab.inset
        width: slab.side
        height: slab.high
        icon: "format_size"
        usable: false
        label: qsTrId("slab.text_size")
    }

    SlabButton {
        objectName: slab.start ? "listen" : "quit"
        x: (slab.land ? 382 : 198.5) * slab.u
        y: slab.inset
        width: slab.side
        height: slab.high
        icon: slab.start ? "volume_up" : "close"
        usable: !slab.start
        label: slab.start ? qsTrId("slab.listen") : slab.finish ? qsTrId("slab.finish") : qsTrId("slab.quit")
        onActed: slab.quit()
    }
}
