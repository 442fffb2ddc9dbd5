pragma ComponentBehavior: Bound
import QtQuick
import Kiosk.Vm
import ".."

// Beside the digits: today, yesterday, not sure; or the way from box to box.
Column {
    id: column

    property var quick: null
    readonly property int count: (quick as ItemList)?.count ?? 0
    readonly property bool moving: count < 2
    readonly property real gap: 4 * Theme.u
    readonly property int all: count + (moving ? 2 : 0)
    readonly property real each: (height - (all - 1) * gap) / Math.max(1, all)

    signal key(string name)
    signal option(string name)

    spacing: gap

    Repeater {
        model: column.moving ? ["previous_field", "next_field"] : []

        Button {
            id: step

            required property string modelData

            objectName: "key." + modelData
            width: column.width
            height: column.each
            padding: 2 * Theme.u
            rapid: true
            label: qsTrId("key." + modelData)
            onActed: column.key(step.modelData)
        }
    }

    Repeater {
        model: column.quick

        Button {
            id: choice

            required property string key
            required property string title
            required detail
            required usable

            objectName: "option." + key
            width: column.width
            height: column.each
            padding: 2 * Theme.u
            bold: detail === ""
            label: title
            onActed: column.option(choice.key)
        }
    }
}
