import QtQuick
import ".."

// One of the four helps on the counter.
Pressable {
    id: help

    property string icon: ""
    property bool called: false
    readonly property bool land: Theme.landscape
    readonly property real u: Theme.u
    readonly property color tint: called ? Theme.hereInk : Theme.slabInk
    readonly property bool truncated: word.height > height

    Ledge {
        id: ground

        anchors.fill: parent
        visible: help.usable
        down: help.down
        face: help.called ? Theme.here : help.down ? Theme.slab : Theme.slabItem
        edge: help.called ? Theme.hereInk : Theme.slabEdge
    }

    Dashes {
        anchors.fill: parent
        visible: !help.usable
        edge: Theme.slabEdge
        radius: 2 * help.u
    }

    Item {
        readonly property real between: (help.land ? 4 : 1) * help.u
        readonly property real mark: (help.land ? 12 : 13) * help.u

        anchors.centerIn: parent
        anchors.verticalCenterOffset: ground.sink - 0.5 * help.u
        width: help.land ? mark + between + word.width : help.width
        height: help.land ? mark : mark + between + word.height

        Icon {
            x: help.land ? 0 : (parent.width - width) / 2
            name: help.icon
            color: help.tint
            size: parent.mark
        }

        NameText {
            id: word

            x: help.land ? parent.mark + parent.between : 0
            y: help.land ? (parent.height - height) / 2 : parent.mark + parent.between
            width: help.land ? Math.min(implicitWidth, help.width - parent.mark - 8 * help.u) : help.width
            height: implicitHeight
            text: help.label
            size: Theme.chrome
            bold: true
            color: help.tint
            line: 1.12
            balanced: true
            align: help.land ? Text.AlignLeft : Text.AlignHCenter
            Accessible.ignored: true
        }
    }
}
