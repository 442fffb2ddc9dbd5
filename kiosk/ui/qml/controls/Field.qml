import QtQuick
import Kiosk.Vm
import ".."

// A box to type in: pressing it moves the caret there; the caret stands still.
Pressable {
    id: field

    property string text: ""
    property int caret: -1
    property string placeholder: ""
    property bool wrong: false
    property real size: 14 * Theme.u
    property bool centred: false
    readonly property bool current: caret >= 0
    readonly property bool truncated: false
    readonly property real padding: (centred ? 2 : 6) * Theme.u
    readonly property real before: Words.width(text.slice(0, Math.max(0, caret)), value.size, true)
    readonly property real shift: centred ? 0 : Math.max(0, before + 3 * Theme.u - (width - 2 * padding))

    implicitHeight: 26 * Theme.u
    rapid: true
    Accessible.role: Accessible.EditableText
    Accessible.description: text

    Rectangle {
        anchors.fill: parent
        anchors.margins: -2.25 * Theme.u
        visible: field.current
        color: Theme.ink
        radius: 4 * Theme.u

        Rectangle {
            anchors.fill: parent
            anchors.margins: Theme.u
            color: Theme.here
            radius: 3 * Theme.u
        }
    }

    Rectangle {
        id: box

        anchors.fill: parent
        radius: 2 * Theme.u
        color: Theme.surface
        border.width: (field.wrong ? 1.5 : 0.75) * Theme.u
        border.color: field.wrong ? Theme.alert : Theme.ink
    }

    Item {
        x: field.padding
        width: parent.width - 2 * field.padding
        height: parent.height
        clip: true

        NameText {
            id: value

            x: field.centred ? (parent.width - width) / 2 : -field.shift
            y: (parent.height - height) / 2
            width: implicitWidth
            height: implicitHeight
            text: field.text
            size: field.size
            bold: true
            line: 1.2
            Accessible.ignored: true
        }

        NameText {
            visible: field.text === "" && field.placeholder !== ""
            x: field.centred ? (parent.width - width) / 2 : field.current ? 3 * Theme.u : 0
            y: (parent.height - height) / 2
            width: implicitWidth
            height: implicitHeight
            text: field.placeholder
            color: Theme.ink2
            Accessible.ignored: true
        }

        Rectangle {
            visible: field.current
            x: field.centred && field.text === "" ? parent.width / 2 : value.x + field.before + 0.75 * Theme.u
            anchors.verticalCenter: parent.verticalCenter
            width: Math.max(1, 0.75 * Theme.u)
            height: 15 * Theme.u
            color: Theme.ink
        }
    }
}
