import QtQuick
import ".."

// A number plate as above a counter. Chosen: inverted, with a check.
Rectangle {
    id: plate

    property string number: ""
    property bool chosen: false
    property bool outlined: false
    property real side: 18 * Theme.u

    width: side
    height: side
    radius: 1.5 * Theme.u
    color: chosen ? Theme.actInk : outlined ? "transparent" : Theme.act
    border.width: outlined && !chosen ? 0.75 * Theme.u : 0
    border.color: Theme.act

    Icon {
        anchors.centerIn: parent
        visible: plate.chosen
        name: "check"
        color: Theme.act
        size: plate.side * 0.67
    }

    Text {
        anchors.centerIn: parent
        visible: !plate.chosen
        text: plate.number
        textFormat: Text.PlainText
        color: plate.outlined ? Theme.act : Theme.actInk
        font.pixelSize: Math.round(plate.side * 0.67)
        font.bold: true
        Accessible.ignored: true
    }
}
