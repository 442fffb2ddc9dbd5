import QtQuick
import ".."

// One answer to choose, with its plate; chosen is inverted and checked.
Pressable {
    id: card

    property int number: 1
    property string detail: ""
    property bool outlined: false
    property bool oneLine: false
    property bool small: false // two columns: a little less of everything
    property real plateSide: 18 * Theme.u
    readonly property color tint: !usable ? Theme.ink2 : chosen ? Theme.actInk : Theme.ink
    readonly property real room: width - plateSide - 18 * Theme.u
    readonly property bool inlined: oneLine && title.implicitWidth + 6 * Theme.u + help.implicitWidth <= room
    readonly property bool truncated: words.height > height

    Accessible.role: Accessible.RadioButton
    Accessible.description: detail.replace(/\u200b/g, "")

    Ledge {
        id: ground

        anchors.fill: parent
        blocked: !card.usable
        down: card.down
        stroke: card.chosen ? 0 : 0.5 * Theme.u
        face: card.chosen ? (card.down ? Theme.actEdge : Theme.act) : card.down ? Theme.sunk : Theme.surface
        edge: card.chosen ? Theme.actEdge : Theme.line
    }

    Plate {
        x: 6 * Theme.u
        y: (parent.height - 1.5 * Theme.u - height) / 2 + ground.sink
        side: card.plateSide
        number: card.number
        chosen: card.chosen
        outlined: card.outlined
    }

    Item {
        id: words

        x: card.plateSide + 12 * Theme.u
        y: (parent.height - 1.5 * Theme.u - height) / 2 + ground.sink
        width: card.room
        height: card.inlined ? title.height : title.height + help.height

        NameText {
            id: title

            width: card.inlined ? implicitWidth : card.room
            height: implicitHeight
            text: card.label
            size: card.small ? 8.6 * Theme.u : Theme.title
            line: card.small ? 1.2 : 1.3
            bold: true
            color: card.tint
            balanced: true
            Accessible.ignored: true
        }

        NameText {
            id: help

            x: card.inlined ? title.width + 6 * Theme.u : 0
            y: card.inlined ? (title.height - height) / 2 + 0.5 * Theme.u : title.height
            width: card.inlined ? implicitWidth : card.room
            height: implicitHeight
            text: card.detail
            color: card.chosen || !card.usable ? card.tint : Theme.ink2
            line: card.small ? 1.15 : 1.35
            Accessible.ignored: true
        }
    }
}
