import QtQuick
import ".."

// The date once more as the West counts it, with weekday and age.
Item {
    id: line

    property string date: ""
    property string age: ""
    readonly property real u: Theme.u

    visible: date !== ""
    implicitHeight: Theme.landscape ? 34 * u : 20 * u

    Rectangle {
        width: parent.width
        height: Math.max(1, 0.5 * line.u)
        color: Theme.hair
    }

    Row {
        y: Theme.landscape ? 3 * line.u : (parent.height - height) / 2
        spacing: 6 * line.u

        Text {
            anchors.baseline: big.baseline
            visible: !Theme.landscape
            text: qsTrId("date.western")
            color: Theme.ink2
            font.pixelSize: Math.round(Theme.body)
        }

        Text {
            id: big

            text: line.date
            color: Theme.ink
            font.pixelSize: Math.round((Theme.landscape ? 10 : 12) * line.u)
            font.bold: true
        }

        Text {
            anchors.baseline: big.baseline
            visible: !Theme.landscape
            text: line.age
            color: Theme.ink2
            font.pixelSize: Math.round(Theme.body)
        }
    }

    Text {
        visible: Theme.landscape
        y: 18 * line.u
        text: line.age
        color: Theme.ink2
        font.pixelSize: Math.round(Theme.body)
    }

    Rectangle {
        y: parent.height
        width: parent.width
        height: Math.max(1, 0.5 * line.u)
        color: Theme.hair
    }
}
