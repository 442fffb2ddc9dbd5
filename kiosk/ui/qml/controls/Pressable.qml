import QtQuick
import ".."

// What can be pressed: acts on release inside, leaving cancels. Drawn by whoever uses it.
Item {
    id: control

    property string label: ""
    property bool usable: true
    property bool rapid: false // keys: every touch counts
    property bool chosen: false
    readonly property bool pressable: true
    readonly property bool down: tap.pressed && usable

    signal acted

    Accessible.role: Accessible.Button
    Accessible.name: label.replace(/\u200b/g, "").replace(/\n/g, " ")
    Accessible.checkable: false
    Accessible.checked: chosen
    Accessible.focusable: true
    Accessible.onPressAction: if (control.usable)
        control.acted()
    activeFocusOnTab: usable

    Keys.onReturnPressed: if (control.usable)
        control.acted()
    Keys.onSpacePressed: if (control.usable)
        control.acted()

    TapHandler {
        id: tap

        enabled: control.usable
        gesturePolicy: TapHandler.ReleaseWithinBounds
        longPressThreshold: 0
        onTapped: if (control.rapid || Theme.accept(control.mapToItem(null, control.width / 2, control.height / 2)))
            control.acted()
    }

    // focus: yellow 1.25 with ink 1 outside
    Rectangle {
        anchors.fill: parent
        anchors.margins: -2.25 * Theme.u
        visible: control.activeFocus
        color: Theme.ink
        radius: 4 * Theme.u
        z: -1

        Rectangle {
            anchors.fill: parent
            anchors.margins: Theme.u
            color: Theme.here
            radius: 3 * Theme.u
        }
    }
}
