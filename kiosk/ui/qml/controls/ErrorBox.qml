import QtQuick
import ".."

// What has to be corrected and how; then what was entered. Never blames.
Rectangle {
    id: box

    property string text: ""
    property string detail: ""
    readonly property real u: Theme.u

    visible: text !== ""
    implicitHeight: visible ? words.height + 8 * u : 0
    radius: 2 * u
    color: Theme.alertSoft
    border.width: 0.75 * u
    border.color: Theme.alert
    Accessible.role: Accessible.AlertMessage
    Accessible.name: text + " " + detail

    Icon {
        x: 5 * box.u
        y: 4 * box.u
        name: "error"
        color: Theme.alert
        size: 11 * box.u
    }

    Column {
        id: words

        x: 20 * box.u
        y: 4 * box.u
        width: box.width - 25 * box.u

        NameText {
            width: parent.width
            height: implicitHeight
            text: box.text
            bold: true
            color: Theme.alert
            line: 1.4
        }

        NameText {
            width: parent.width
            height: implicitHeight
            text: box.detail
            line: 1.4
        }
    }
}
