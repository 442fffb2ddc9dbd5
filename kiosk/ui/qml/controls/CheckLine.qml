import QtQuick
import ".."

// One line of the check screen: the heading of a group, or an answer.
Item {
    id: entry

    property bool heading: false
    property string key: ""
    property string label: ""
    property string value: ""
    property string source: ""
    property bool change: false

    signal changed

    implicitHeight: heading ? title.implicitHeight + 2.5 * Theme.u : row.implicitHeight
    objectName: heading ? "" : "row." + key

    NameText {
        id: title

        visible: entry.heading
        width: entry.width
        height: implicitHeight
        text: entry.heading ? entry.label : ""
        bold: true
        line: 1.2
        Accessible.role: Accessible.Heading
    }

    Rectangle {
        visible: entry.heading
        y: entry.height - height
        width: entry.width
        height: 0.75 * Theme.u
        color: Theme.ink
    }

    SummaryRow {
        id: row

        visible: !entry.heading
        width: entry.width
        height: implicitHeight
        key: entry.key
        label: entry.heading ? "" : entry.label
        value: entry.value
        source: entry.source
        change: entry.change && !entry.heading
        onChanged: entry.changed()
    }
}
