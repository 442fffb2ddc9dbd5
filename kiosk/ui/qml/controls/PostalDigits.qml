pragma ComponentBehavior: Bound
import QtQuick
import ".."

// 〒 and seven fixed cells; the next empty one is the current one.
Row {
    id: code

    property string digits: ""
    readonly property bool land: Theme.landscape
    readonly property real u: Theme.u

    spacing: (land ? 1 : 2.5) * u
    Accessible.role: Accessible.StaticText
    Accessible.name: digits

    component Sign: Text {
        anchors.verticalCenter: parent?.verticalCenter
        color: Theme.ink
        font.pixelSize: Math.round((code.land ? 10 : 14) * code.u)
        font.bold: true
    }

    Sign {
        text: "〒"
    }

    Repeater {
        model: 8

        Item {
            id: cell

            required property int index
            readonly property bool dash: index === 3
            readonly property int at: index > 3 ? index - 1 : index
            readonly property bool current: !dash && code.digits.length === at

            width: (dash ? (code.land ? 8 : 12) : (code.land ? 16 : 24)) * code.u
            height: (code.land ? 24 : 26) * code.u

            Rectangle {
                anchors.fill: parent
                anchors.margins: -1.25 * code.u
                visible: cell.current
                radius: 3 * code.u
                color: Theme.here
                border.width: Math.max(1, 0.5 * code.u)
                border.color: Theme.ink
            }

            Rectangle {
                anchors.fill: parent
                visible: !cell.dash
                radius: 2 * code.u
                color: Theme.surface
                border.width: 0.75 * code.u
                border.color: Theme.ink
            }

            Text {
                anchors.centerIn: parent
                text: cell.dash ? "－" : code.digits.charAt(cell.at)
                color: Theme.ink
                font.pixelSize: Math.round((cell.dash && code.land ? 8 : code.land ? 12 : 14) * code.u)
                font.bold: true
            }
        }
    }
}
