import QtQuick
import ".."

// Seconds that are left, tall enough to be seen from a step away, and a bar that runs down.
Item {
    id: count

    property string before: ""
    property string big: ""
    property string after: ""
    property real bar: -1
    readonly property real u: Theme.u
    readonly property real tall: (Theme.landscape ? 40 : 52) * u

    height: tall + (bar >= 0 ? 14 * u : 0)

    Row {
        height: count.tall
        spacing: 5 * count.u

        NameText {
            anchors.verticalCenter: parent.verticalCenter
            width: implicitWidth
            height: implicitHeight
            text: count.before
            size: 11 * count.u
            bold: true
        }

        Text {
            anchors.verticalCenter: parent.verticalCenter
            text: count.big
            color: Theme.ink
            font.pixelSize: Math.round(count.tall)
            font.bold: true
        }

        NameText {
            anchors.verticalCenter: parent.verticalCenter
            width: Math.min(implicitWidth, count.width - x)
            height: implicitHeight
            text: count.after
            size: 11 * count.u
            bold: true
            line: 1.35
        }
    }

    Rectangle {
        visible: count.bar >= 0
        y: count.tall + 6 * count.u
        width: count.width
        height: 6 * count.u
        color: Theme.surface
        border.width: 0.75 * count.u
        border.color: Theme.ink

        Rectangle {
            width: Math.max(0, Math.min(1, count.bar)) * parent.width
            height: parent.height
            color: Theme.ink
        }
    }
}
