import QtQuick
import ".."

// One answer: label, value, where it comes from, and the way to change it.
Item {
    id: row

    property string key: ""
    property string label: ""
    property string value: ""
    property string source: ""
    property bool change: false
    property bool rule: true
    property real size: Theme.value
    property real pad: 1.5 * Theme.u
    property real least: 24 * Theme.u
    readonly property real side: (badge.known ? badge.implicitWidth + 4 * Theme.u : 0) + (change ? button.width + 4 * Theme.u : 0)

    signal changed

    implicitHeight: Math.max(least, texts.height + 2 * pad)

    Column {
        id: texts

        y: (row.height - height) / 2
        width: row.width - row.side

        NameText {
            width: parent.width
            height: implicitHeight
            text: row.label
            size: 8 * Theme.u
            line: 1.25
            color: Theme.ink2
        }

        NameText {
            width: parent.width
            height: implicitHeight
            text: row.value
            size: row.size
            answer: true
            bold: true
        }
    }

    Badge {
        id: badge

        x: row.width - width - (row.change ? button.width + 4 * Theme.u : 0)
        y: (row.height - height) / 2
        width: implicitWidth
        height: implicitHeight
        source: row.source
    }

    Button {
        id: button

        visible: row.change
        objectName: "change." + row.key
        x: row.width - width
        y: (row.height - height) / 2
        width: Math.max(27 * Theme.u, word.implicitWidth + 9 * Theme.u)
        height: 16 * Theme.u
        padding: 2 * Theme.u
        size: 8 * Theme.u
        label: qsTrId("row.change")
        Accessible.name: row.label + " " + qsTrId("row.change")
        onActed: row.changed()

        Text {
            id: word

            visible: false
            text: button.label
            font.pixelSize: Math.round(8 * Theme.u)
            font.bold: true
        }
    }

    Rectangle {
        visible: row.rule
        y: row.height - height
        width: row.width
        height: Math.max(1, 0.5 * Theme.u)
        color: Theme.hair
    }
}
