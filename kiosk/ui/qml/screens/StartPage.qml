pragma ComponentBehavior: Bound
import QtQuick
import Kiosk.Vm
import "../controls"
import ".."

// 01: put the card down, or choose what you came for.
ScreenBase {
    id: page

    required property StartModel vm
    readonly property ItemList tiles: vm.tiles as ItemList
    readonly property real wide: (land ? 196 : 242) * u
    readonly property real bandTop: (land ? 138 : 126) * u
    readonly property real bandHigh: (land ? 54 : 60) * u
    readonly property real waysTop: (land ? 201 : 191) * u
    readonly property real waysHigh: (land ? 20 : 28) * u

    NameText {
        id: hero

        x: 14 * page.u
        y: 26 * page.u
        width: page.wide
        height: implicitHeight
        text: page.frame.heading
        size: (page.land ? 20 : page.frame.language === "ja" ? 27 : 23) * page.u
        bold: true
        line: 1.22
        balanced: true
        Accessible.role: Accessible.Heading
    }

    NameText {
        x: 14 * page.u
        y: hero.y + hero.height + 5 * page.u
        width: page.wide
        height: implicitHeight
        text: page.frame.help
        color: Theme.ink2
        line: 1.4
    }

    StartBand {
        x: 14 * page.u
        y: page.bandTop
        width: page.land ? page.wide : page.width - x
        height: page.bandHigh
        card: page.vm.card
    }

    Button {
        objectName: "cardless"
        x: 14 * page.u
        y: page.waysTop
        width: page.vm.camera ? (page.wide - 5 * page.u) / 2 : page.wide
        height: page.waysHigh
        icon: "touch_app"
        padding: 3 * page.u
        label: qsTrId("start.cardless")
        onActed: page.shell.cardless()
    }

    Button {
        objectName: "code"
        visible: page.vm.camera
        x: 14 * page.u + (page.wide + 5 * page.u) / 2
        y: page.waysTop
        width: (page.wide - 5 * page.u) / 2
        height: page.waysHigh
        icon: "qr_code_scanner"
        padding: 3 * page.u
        label: qsTrId("start.code")
        onActed: page.shell.code()
    }

    NameText {
        id: pick

        x: (page.land ? 224 : 14) * page.u
        y: (page.land ? 46 : 230) * page.u
        width: 242 * page.u
        height: implicitHeight
        text: qsTrId("start.pick")
        bold: true
        line: 1
    }

    StartTiles {
        x: pick.x
        y: (page.land ? 58 : 242) * page.u
        width: 242 * page.u
        height: (page.land ? 163 : 147) * page.u
        tiles: page.tiles
        count: page.tiles.count
        onPurpose: name => page.shell.purpose(name)
    }

    Row {
        id: languages

        x: pick.x
        y: (page.land ? 12 : 399) * page.u
        spacing: 4 * page.u

        Repeater {
            model: page.vm.languages

            Button {
                id: tongue

                required property int index
                required property string key
                required property string title

                objectName: "language." + key
                width: Math.max(44 * page.u, Math.min(76 * page.u, title.length * 8 * page.u + 12 * page.u))
                height: 20 * page.u
                padding: 2 * page.u
                bold: false
                label: title
                onActed: page.shell.chooseLanguage(tongue.key)
            }
        }
    }
}
