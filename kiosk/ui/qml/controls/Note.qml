import QtQuick
import ".."

// Small print with its symbol.
Item {
    id: note

    property string icon: ""
    property string title: ""
    property string text: ""
    property color color: Theme.ink2
    readonly property real indent: icon ? 15 * Theme.u : 0

    visible: text !== "" || title !== ""
    implicitHeight: visible ? Math.max(icon ? 11 * Theme.u : 0, words.height) : 0

    Icon {
        visible: note.icon !== ""
        name: note.icon
        color: note.color
        size: 11 * Theme.u
    }

    Column {
        id: words

        x: note.indent
        width: note.width - x

        NameText {
            width: parent.width
            height: implicitHeight
            text: note.title
            bold: true
            line: 1.4
        }

        NameText {
            width: parent.width
            height: implicitHeight
            text: note.text
            color: note.color
            line: 1.4
        }
    }
}
