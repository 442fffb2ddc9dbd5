pragma ComponentBehavior: Bound
import QtQuick
import Kiosk.Vm
import ".."

// Above a panel: writings of the kana typed so far, other panels, and "not sure".
Item {
    id: tools

    property var candidates: null
    property var keyboards: []
    property string keyboard: ""
    property string unknown: ""
    property int most: 1
    property int first: 0
    readonly property int count: (candidates as ItemList)?.count ?? 0
    readonly property real u: Theme.u
    readonly property var others: keyboards.filter(name => name !== keyboard)
    readonly property int buttons: others.length + (unknown ? 1 : 0)

    signal option(string name)

    readonly property real high: 18 * u

    height: (count > 0 ? high : 0) + (buttons > 0 ? high : 0) + (count > 0 && buttons > 0 ? 3 * u : 0)
    visible: count > 0 || buttons > 0

    Row {
        id: writings

        visible: tools.count > 0
        spacing: 4 * tools.u

        Repeater {
            model: tools.candidates

            Button {
                id: writing

                required property int index
                required property string key
                required property string title

                objectName: "option." + key
                visible: x + width <= tools.width + 1
                width: Math.max(30 * tools.u, face.implicitWidth + 10 * tools.u)
                height: tools.high
                padding: 3 * tools.u
                size: 10 * tools.u
                label: title
                onActed: tools.option(writing.key)

                NameText {
                    id: face

                    visible: false
                    text: writing.title
                    size: 10 * tools.u
                    bold: true
                }
            }
        }
    }

    Row {
        y: tools.count > 0 ? tools.high + 3 * tools.u : 0
        spacing: 4 * tools.u

        Repeater {
            model: tools.others

            Button {
                id: other

                required property string modelData

                objectName: "option.keyboard." + modelData
                width: tools.unknown ? 44 * tools.u : (tools.width - (tools.buttons - 1) * 4 * tools.u) / tools.buttons
                height: tools.high
                padding: 2 * tools.u
                label: qsTrId("keyboard." + modelData)
                onActed: tools.option("keyboard." + other.modelData)
            }
        }

        Button {
            objectName: "option.unknown"
            visible: tools.unknown !== ""
            width: tools.width - tools.others.length * 48 * tools.u
            height: tools.high
            padding: 2 * tools.u
            label: tools.unknown
            onActed: tools.option("unknown")
        }
    }
}
