import QtQuick
import ".."

// Where we are in the questions, the question itself, and a line of help.
Column {
    id: head

    property string eyebrow: ""
    property string heading: ""
    property string help: ""
    property real size: Theme.question

    width: (Theme.landscape ? 142 : 242) * Theme.u

    NameText {
        visible: head.eyebrow !== ""
        width: parent.width
        height: visible ? implicitHeight + 1.5 * Theme.u : 0
        text: head.eyebrow
        size: Theme.chrome
        color: Theme.ink2
        line: 1.2
    }

    NameText {
        width: parent.width
        height: implicitHeight
        text: head.heading
        size: head.size
        bold: true
        line: 1.35
        balanced: true
        Accessible.role: Accessible.Heading
    }

    Item {
        width: 1
        height: head.help ? 2 * Theme.u : 0
    }

    NameText {
        visible: head.help !== ""
        width: parent.width
        height: implicitHeight
        text: head.help
        color: Theme.ink2
        line: 1.45
    }
}
