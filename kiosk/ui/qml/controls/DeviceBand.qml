import QtQuick
import ".."

// The yellow band that runs off the screen's edge towards the device it speaks of.
Rectangle {
    id: band

    property string towards: "right" // edge it runs off: right, left; "none" stays whole
    readonly property real u: Theme.u

    color: Theme.hereInk
    radius: 2 * u
    clip: true

    Rectangle {
        x: (band.towards === "left" ? -3 : 0.75) * band.u
        y: 0.75 * band.u
        width: band.width + (band.towards === "none" ? -1.5 : 2.25) * band.u
        height: band.height - 1.5 * band.u
        radius: 1.5 * band.u
        color: Theme.here
    }
}
