import QtQuick
import Kiosk.Vm
import "controls"

// The window: header, counter and actions stay; the screen between them changes.
Window {
    id: root

    required property Shell shell
    property bool motion: true
    property int guard: 300
    readonly property FrameModel frame: shell.frame as FrameModel
    readonly property ScreenBase current: page.item as ScreenBase
    readonly property real u: Theme.u
    readonly property bool land: Theme.landscape
    readonly property MessageModel message: shell.model as MessageModel

    width: 1080
    height: 1920
    color: Theme.bg
    title: "Madoguchi"

    Binding {
        target: Theme
        property: "panelWidth"
        value: root.width
    }

    Binding {
        target: Theme
        property: "panelHeight"
        value: root.height
    }

    Binding {
        target: Theme
        property: "motion"
        value: root.motion
    }

    Binding {
        target: Theme
        property: "guard"
        value: root.guard
    }

    function show() {
        if (!shell.screen)
            return;
        const name = shell.screen.charAt(0).toUpperCase() + shell.screen.slice(1) + "Page.qml";
        page.setSource("screens/" + name, {
            "shell": shell,
            "frame": frame,
            "vm": shell.model,
            "objectName": "screen." + shell.screen
        });
    }

    Connections {
        target: root.shell

        function onScreenChanged() {
            root.show();
        }

        function onEntered() {
            if (Theme.motion)
                slide.restart();
        }
    }

    Item {
        id: stage

        width: (root.land ? 480 : 270) * root.u
        height: (root.land ? 270 : 480) * root.u
        x: (root.width - width) / 2
        y: root.height - height

        Header {
            width: parent.width
            city: root.frame.city
            visit: root.frame.visitName
            station: root.frame.station
        }

        Loader {
            id: page

            width: parent.width
            height: parent.height

            NumberAnimation {
                id: slide

                target: page
                property: "x"
                from: (root.shell.forward ? 6 : -6) * root.u
                to: 0
                duration: 180
                easing.type: Easing.OutCubic
            }
        }

        ActionBar {
            visible: root.shell.screen !== "start" && root.shell.screen !== "message"
            x: (root.land ? 168 : 14) * root.u
            y: (root.land ? 190 : 391) * root.u
            width: (root.land ? 298 : 242) * root.u
            back: root.frame.back
            kind: root.current?.more ? "primary" : root.frame.nextKind
            icon: root.current?.more ? "arrow_forward" : root.frame.nextIcon
            label: root.current?.more ? qsTrId("action.more") : root.current?.lastLabel || root.frame.nextLabel || qsTrId("action.next")
            onBackPressed: if (!root.current?.backward())
                root.shell.screen === "language" ? root.shell.stay() : root.shell.back()
            onNextPressed: if (!root.current?.forward())
                root.shell.next()
        }

        // a panel that is not 9:16: the counter still runs from edge to edge
        Rectangle {
            visible: counter.visible && stage.x > 0
            x: -stage.x
            y: counter.y
            width: root.width
            height: counter.height
            color: Theme.slab
        }

        Slab {
            id: counter

            visible: root.message === null || root.message.slab
            y: (root.land ? 228 : 428) * root.u
            width: parent.width
            height: stage.height - y
            start: root.shell.screen === "start"
            finish: root.frame.finish
            called: root.frame.staffCalled
            onStaff: root.shell.callStaff()
            onLanguage: root.shell.openLanguages()
            onQuit: root.shell.quit()
        }
    }

    Component.onCompleted: show()
}
