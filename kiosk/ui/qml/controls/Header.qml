import QtQuick
import ".."

// City, what the visit is about, and the stations. Read only.
Item {
    id: header

    property string city: ""
    property string visit: ""
    property int station: -1
    readonly property bool land: Theme.landscape
    readonly property real u: Theme.u

    Icon {
        id: mark

        x: 14 * header.u
        y: (header.land ? 10 : 7) * header.u
        folder: "art"
        name: "mark"
        size: 8 * header.u
    }

    NameText {
        id: city

        x: 25 * header.u
        y: mark.y + (mark.height - height) / 2
        width: implicitWidth
        height: implicitHeight
        text: header.city
        size: Theme.chrome
        bold: true
    }

    // Beside the city where there is room, else on a line of its own below it.
    NameText {
        readonly property real end: (header.land ? 156 : 256) * header.u
        readonly property bool beside: city.x + city.width + 4 * header.u + implicitWidth <= end

        x: beside ? end - implicitWidth : city.x
        y: beside ? city.y : city.y + city.height + 1 * header.u
        width: implicitWidth
        height: implicitHeight
        text: header.visit
        size: Theme.chrome
        color: Theme.ink2
        align: Text.AlignRight
    }

    StationLine {
        visible: header.station >= 0
        x: header.land ? 156 * header.u : 0
        y: (header.land ? 8 : 18) * header.u
        width: (header.land ? 324 : 270) * header.u
        now: header.station
    }
}
