pragma ComponentBehavior: Bound
import QtQuick
import ".."

// Where to go: plates as above the counters, joined by the guide line of the floor.
Item {
    id: route

    property var stops: null
    property int count: 0
    property string first: "" // what comes before the counters: take the paper
    property string firstDetail: ""
    readonly property bool land: Theme.landscape
    readonly property real u: Theme.u
    readonly property int all: count + (first ? 1 : 0)
    readonly property real step: land ? (width + 6 * u) / Math.max(1, all) : Math.min(39 * u, (height - 25 * u) / Math.max(1, all - 1))

    Rectangle {
        x: (route.land ? 12 : 8.5) * route.u
        y: (route.land ? 8.5 : 12) * route.u
        width: route.land ? (route.all - 1) * route.step : 7 * route.u
        height: route.land ? 7 * route.u : (route.all - 1) * route.step
        visible: route.all > 1 && !route.land
        color: Theme.here
        border.width: Math.max(1, 0.5 * route.u)
        border.color: Theme.hereInk
    }

    RouteStop {
        visible: route.first !== ""
        width: route.land ? route.step - 6 * route.u : route.width
        icon: "receipt_long"
        place: route.first
        what: route.firstDetail
        placeSize: (route.land ? 10 : 13) * route.u
    }

    Repeater {
        model: route.stops

        RouteStop {
            id: stop

            required property int index
            readonly property int at: index + (route.first ? 1 : 0)

            required plate
            required place
            required what

            x: route.land ? at * route.step : 0
            y: route.land ? 0 : at * route.step
            width: route.land ? route.step - 6 * route.u : route.width
            placeSize: (route.land ? 10 : 13) * route.u
        }
    }
}
