pragma ComponentBehavior: Bound
import QtQuick
import ".."

// The five stations of a visit on the guide line of a city hall's floor.
Item {
    id: line

    property int now: 0
    readonly property bool land: Theme.landscape
    readonly property real u: Theme.u
    readonly property list<string> names: [qsTrId("station.purpose"), qsTrId("station.card"), qsTrId("station.questions"), qsTrId("station.check"), qsTrId("station.receipt")]

    function at(station: int): real {
        return (land ? 26 + 284 / 5 * (station + 0.5) : 14 + 242 / 5 * (station + 0.5)) * u;
    }

    height: 24 * u
    Accessible.role: Accessible.ProgressBar
    Accessible.name: now >= 0 ? names[now] : ""

    Rectangle {
        x: line.land ? line.at(0) : 0
        y: 5.5 * line.u
        width: line.width - x
        height: line.u
        color: Theme.line
    }

    Rectangle {
        x: line.land ? line.at(0) : 0
        y: 4.5 * line.u
        width: line.at(line.now) - x
        height: 3 * line.u
        color: Theme.here

        Rectangle {
            width: parent.width
            height: 0.5 * line.u
            color: Theme.hereInk
        }

        Rectangle {
            y: parent.height - height
            width: parent.width
            height: 0.5 * line.u
            color: Theme.hereInk
        }
    }

    Repeater {
        model: line.names

        Item {
            id: station

            required property string modelData
            required property int index
            readonly property bool done: index < line.now
            readonly property bool current: index === line.now

            x: line.at(index)

            Rectangle {
                x: -width / 2
                y: 6 * line.u - height / 2
                width: (station.current ? 12 : 8) * line.u
                height: width
                radius: width / 2
                color: station.current ? Theme.here : station.done ? Theme.ink : Theme.bg
                border.width: (station.current ? 1 : 0.75) * line.u
                border.color: station.current || station.done ? Theme.ink : Theme.line

                Icon {
                    anchors.centerIn: parent
                    visible: station.done
                    name: "check"
                    color: Theme.bg
                    size: 6 * line.u
                }

                Rectangle {
                    anchors.centerIn: parent
                    visible: station.current
                    width: 4 * line.u
                    height: width
                    radius: width / 2
                    color: Theme.hereInk
                }
            }

            Text {
                x: -width / 2
                y: 12.5 * line.u
                text: station.modelData
                color: station.current ? Theme.ink : Theme.ink2
                font.pixelSize: Math.round(Theme.chrome)
                font.bold: station.current
            }
        }
    }
}
