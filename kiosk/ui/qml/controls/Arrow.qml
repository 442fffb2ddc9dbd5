import QtQuick
import ".."

// The big arrow towards a device.
Icon {
    property string towards: "right"

    folder: "art"
    name: "arrow-" + towards
    color: Theme.hereInk
    sourceSize: Qt.size(width, height)
}
