pragma ComponentBehavior: Bound
import QtQuick
import Kiosk.Vm
import "../controls"

// 08: who belongs to the visit, and the relations that can be added.
ScreenBase {
    id: page

    required property PeopleModel vm
    readonly property ItemList members: vm.members as ItemList
    readonly property ItemList relations: vm.relations as ItemList
    readonly property int columns: relations.count > 4 || land ? Math.min(land ? 2 : 3, relations.count) : 2
    readonly property int tileRows: Math.ceil(relations.count / Math.max(1, columns))
    readonly property real tileHigh: (land ? 22 : tileRows > 2 ? 22 : 28) * u
    readonly property real tilesHigh: tileRows * (tileHigh + 4 * u) - 4 * u
    readonly property real topEdge: below(head, 106, 5) + (trouble.visible ? trouble.height + 4 * u : 0)
    readonly property int across: land && members.count > 5 ? 2 : 1
    readonly property int memberRows: Math.max(1, Math.ceil(members.count / across))
    readonly property real memberRoom: land ? lowest - topEdge : lowest - topEdge - tilesHigh - 16 * u
    readonly property real memberHigh: Math.min(40 * u, (memberRoom - (memberRows - 1) * 3 * u) / memberRows)

    QuestionHead {
        id: head

        x: 14 * page.u
        y: page.headTop
        eyebrow: page.frame.eyebrow
        heading: page.frame.heading
        help: page.frame.help
    }

    ErrorBox {
        id: trouble

        x: page.leftEdge
        y: page.below(head, 106, 5)
        width: page.room
        height: implicitHeight
        text: page.vm.problem
        detail: page.vm.problemDetail
    }

    Repeater {
        model: page.vm.members

        HouseholdCard {
            id: member

            required property int index
            required property string name

            required key
            required relation
            required detail
            required source

            objectName: "member." + key
            person: name
            marked: page.across === 1
            x: page.leftEdge + index % page.across * (width + 4 * page.u)
            y: page.topEdge + Math.floor(index / page.across) * (height + 3 * page.u)
            width: (page.room - (page.across - 1) * 4 * page.u) / page.across
            height: page.memberHigh
            onRemoved: page.shell.change(member.key)
        }
    }

    NameText {
        id: caption

        visible: page.relations.count > 0
        x: 14 * page.u
        y: tiles.y - height - 2 * page.u
        width: tiles.width
        height: implicitHeight
        text: qsTrId("people.add")
        bold: true
        line: 1.2
    }

    Grid {
        id: tiles

        x: 14 * page.u
        y: (page.land ? 218 * page.u : page.lowest) - page.tilesHigh
        width: (page.land ? 142 : 242) * page.u
        columns: Math.max(1, page.columns)
        spacing: 4 * page.u

        Repeater {
            model: page.vm.relations

            Button {
                id: relation

                required property string key
                required property string title

                required usable

                objectName: "option." + key
                width: (tiles.width - (page.columns - 1) * 4 * page.u) / page.columns
                height: page.tileHigh
                padding: 2 * page.u
                icon: "add"
                label: title
                onActed: page.shell.option(relation.key)
            }
        }
    }
}
