import QtQuick
import ".."

// The ground of something that can be pressed: a face on a darker lower edge, which sinks.
Item {
    id: ledge

    property color face: Theme.surface
    property color edge: Theme.line
    property real stroke: 0.5 * Theme.u
    property real radius: 2 * Theme.u
    property bool down: false
    property bool blocked: false
    readonly property real sink: down ? Theme.u : 0

    Rectangle {
        visible: !ledge.blocked
        y: ledge.sink
        width: ledge.width
        height: ledge.height - ledge.sink
        radius: ledge.radius
        color: ledge.edge

        Rectangle {
            x: ledge.stroke
            y: ledge.stroke
            width: parent.width - 2 * ledge.stroke
            height: parent.height - ledge.stroke - (ledge.down ? 0.5 : 1.5) * Theme.u
            radius: ledge.radius - ledge.stroke
            color: ledge.face
        }
    }

    Dashes {
        visible: ledge.blocked
        anchors.fill: parent
        fill: Theme.sunk
        radius: ledge.radius
    }
}
