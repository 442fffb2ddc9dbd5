import QtQuick
import ".."

// One stop of the route: its plate, the place, what is done there.
Item {
    id: stop

    property string plate: ""
    property string icon: ""
    property string place: ""
    property string what: ""
    property real placeSize: 13 * Theme.u
    readonly property real u: Theme.u

    implicitHeight: Math.max(24 * u, words.height)

    Rectangle {
        width: 24 * stop.u
        height: 24 * stop.u
        radius: 1.5 * stop.u
        color: Theme.ink

        Icon {
            anchors.centerIn: parent
            visible: stop.icon !== ""
            name: stop.icon
            color: Theme.bg
            size: 14 * stop.u
        }

        Text {
            anchors.centerIn: parent
            width: 21 * stop.u
            visible: stop.icon === ""
            text: stop.plate
            color: Theme.bg
            horizontalAlignment: Text.AlignHCenter
            fontSizeMode: Text.HorizontalFit
            minimumPixelSize: Math.round(8 * stop.u)
            font.pixelSize: Math.round(15 * stop.u)
            font.bold: true
        }
    }

    Column {
        id: words

        x: 34 * stop.u
        width: stop.width - x

        NameText {
            width: parent.width
            height: implicitHeight
            text: stop.place
            size: stop.placeSize
            bold: true
            line: 1.25
            balanced: true
        }

        NameText {
            width: parent.width
            height: implicitHeight
            text: stop.what
            color: Theme.ink2
            line: 1.35
        }
    }
}
