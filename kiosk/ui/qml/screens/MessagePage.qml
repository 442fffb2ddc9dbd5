pragma ComponentBehavior: Bound
import QtQuick
import Kiosk.Vm
import "../controls"
import ".."

// A whole-screen page: quit, idle, staff, locked PIN, out of service, thanks.
ScreenBase {
    id: page

    required property MessageModel vm
    readonly property ItemList options: vm.options as ItemList
    readonly property real wide: (land ? 452 : 242) * u
    readonly property int rest: options.count - (vm.primary ? 1 : 0)
    readonly property color tint: vm.alert ? Theme.alert : Theme.ink

    Icon {
        id: mark

        visible: page.vm.icon !== ""
        x: 14 * page.u
        y: (page.land ? 44 : 54) * page.u
        name: page.vm.icon
        color: page.vm.alert ? Theme.alert : Theme.act
        size: (page.land ? 24 : 34) * page.u
    }

    Column {
        id: words

        readonly property real indent: page.land && mark.visible ? 32 * page.u : 0

        x: 14 * page.u + indent
        y: page.land ? 42 * page.u : mark.visible ? mark.y + mark.height + 8 * page.u : 60 * page.u
        width: page.wide - indent
        spacing: (page.land ? 3 : 5) * page.u

        NameText {
            width: parent.width
            height: implicitHeight
            text: page.frame.heading
            size: (page.land ? 18 : 20) * page.u
            bold: true
            color: page.tint
            line: 1.3
            balanced: true
            Accessible.role: Accessible.Heading
        }

        NameText {
            visible: text !== ""
            width: parent.width
            height: implicitHeight
            text: page.vm.body
            size: 9 * page.u
            line: 1.5
        }
    }

    Countdown {
        visible: page.vm.big !== ""
        x: words.x
        y: words.y + words.height + (page.land ? 2 : 20) * page.u
        width: page.land ? 240 * page.u : page.wide
        before: page.vm.bigBefore
        big: page.vm.big
        after: page.vm.bigAfter
        bar: page.vm.bar
    }

    Note {
        x: 14 * page.u
        y: page.land ? 200 * page.u : page.vm.primary && page.options.count > 0 ? 282 * page.u : 360 * page.u
        visible: text !== "" && !page.land
        width: page.wide
        height: implicitHeight
        icon: "schedule"
        text: page.vm.note
    }

    Repeater {
        model: page.vm.options

        Button {
            id: choice

            required property int index
            required property string key
            required property string title
            required property bool outlined
            readonly property bool big: page.vm.primary && index === 0
            readonly property int at: index - (page.vm.primary ? 1 : 0)
            readonly property real share: page.land ? (page.rest > 1 ? 109 : 222) * page.u : (page.wide - (page.rest - 1) * 6 * page.u) / Math.max(1, page.rest)

            required usable

            objectName: "option." + key
            kind: big ? "primary" : outlined ? "quit" : "plain"
            x: big ? (page.land ? 244 : 14) * page.u : 14 * page.u + at * (share + (page.land ? 4 : 6) * page.u)
            y: big ? (page.land ? 166 : 310) * page.u : (page.land ? 190 : 391) * page.u
            width: big ? (page.land ? 222 : 242) * page.u : share
            height: big ? (page.land ? 52 : 72) * page.u : 28 * page.u
            size: (big ? (page.land ? 14 : 18) : 9) * page.u
            icon: big ? "touch_app" : ""
            label: title
            onActed: page.shell.option(choice.key)
        }
    }
}
