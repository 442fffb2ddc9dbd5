pragma ComponentBehavior: Bound
import QtQuick
import ".."

// The reception stamp: falls once, when the application is stored.
Item {
    id: stamp

    property string date: ""
    property string city: ""
    readonly property real s: width / 132 // the drawing is 132 wide
    property real fall: 0

    height: width
    rotation: -6
    transform: Translate {
        y: stamp.fall
    }
    Accessible.ignored: true

    Component.onCompleted: if (Theme.motion)
        falling.start()

    ParallelAnimation {
        id: falling

        NumberAnimation {
            target: stamp
            property: "fall"
            from: -3 * Theme.u
            to: 0
            duration: 220
        }

        NumberAnimation {
            target: stamp
            property: "opacity"
            from: 0
            to: 1
            duration: 220
        }
    }

    component Ring: Rectangle {
        anchors.centerIn: parent
        height: width
        radius: width / 2
        color: "transparent"
        border.color: Theme.stamp
        antialiasing: true
    }

    component Word: Text {
        property real base: 0

        width: stamp.width
        y: base * stamp.s - baselineOffset
        color: Theme.stamp
        font.bold: true
        horizontalAlignment: Text.AlignHCenter
    }

    Ring {
        width: 124 * stamp.s
        border.width: 4 * stamp.s
    }

    Ring {
        width: 108 * stamp.s
        border.width: Math.max(1, 1.5 * stamp.s)
    }

    Repeater {
        model: [48, 84]

        Rectangle {
            required property int modelData

            x: 9 * stamp.s
            y: modelData * stamp.s - height / 2
            width: 114 * stamp.s
            height: 2.5 * stamp.s
            color: Theme.stamp
            antialiasing: true
        }
    }

    Word {
        base: 39
        text: qsTrId("stamp.received")
        font.pixelSize: Math.round((text.length > 3 ? 11 : 20) * stamp.s)
    }

    Word {
        base: 75
        text: stamp.date
        font.pixelSize: Math.round((text.length > 7 ? 17 : 26) * stamp.s)
    }

    Word {
        base: 101
        text: stamp.city
        width: 70 * stamp.s
        x: 31 * stamp.s
        fontSizeMode: Text.HorizontalFit
        minimumPixelSize: 6
        font.pixelSize: Math.round(14 * stamp.s)
    }
}
