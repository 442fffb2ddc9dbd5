pragma ComponentBehavior: Bound
import QtQuick
import Kiosk.Vm
import ".."

// Any text that may hold a name. Lines break at phrases; rare characters are painted from outlines.
Item {
    id: name

    property string text: ""
    property real size: Theme.body
    property bool bold: false
    property color color: Theme.ink
    property real line: 1.3
    property bool balanced: false
    property bool answer: false // may break anywhere: names, addresses
    property int align: Text.AlignLeft
    readonly property bool plain: Words.plain(text)
    readonly property int lineCount: Math.max(1, label.lineCount)
    readonly property bool truncated: label.truncated || label.contentWidth > width + 1

    implicitWidth: Math.ceil(Words.width(text, size, bold)) + 2
    implicitHeight: plain ? (text ? lineCount * line * size : 0) : glyphs.implicitHeight
    Accessible.role: Accessible.StaticText
    Accessible.name: text.replace(/\u200b/g, "")
    Accessible.ignored: text === ""

    Text {
        id: label

        y: (name.line - 1) / 2 * name.size
        width: name.width
        visible: name.plain
        text: name.plain ? Words.lines(name.text, name.width, name.size, name.bold, name.answer ? "anywhere" : name.balanced ? "balanced" : "phrases") : ""
        textFormat: Text.PlainText
        color: name.color
        font.pixelSize: Math.max(1, Math.round(name.size))
        font.bold: name.bold
        lineHeight: name.line
        horizontalAlignment: name.align
        renderType: Text.QtRendering
        Accessible.ignored: true
    }

    Loader {
        id: glyphs

        active: !name.plain
        x: name.align === Text.AlignHCenter ? (name.width - width) / 2 : 0

        sourceComponent: GlyphText {
            text: name.text
            pixels: name.size
            bold: name.bold
            color: name.color
            room: name.width
            line: name.line
        }
    }
}
