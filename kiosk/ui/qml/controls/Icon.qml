import QtQuick
import ".."

// A symbol in a colour. It never stands alone: a word is beside it.
Image {
    id: icon

    property string name: ""
    property color color: Theme.ink
    property real size: 10 * Theme.u
    property string folder: "icon"

    width: Math.round(size)
    height: Math.round(size)
    sourceSize: Qt.size(width, height)
    source: name ? "image://" + folder + "/" + name + "/" + color.toString().slice(-6) : ""
    smooth: false
    Accessible.ignored: true
}
