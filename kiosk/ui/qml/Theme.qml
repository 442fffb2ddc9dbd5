pragma Singleton
import QtQuick

// Every measure and colour of the screens. `u` is one design millimetre.
QtObject {
    id: theme

    property real panelWidth: 1080
    property real panelHeight: 1920
    property int palette: 0 // standard, highLight, highDark, soft
    property int size: 0 // 標準, 大, 特大, 最大
    property bool motion: true
    property int guard: 300 // ms in which a second touch on the same spot is ignored
    property real touchedAt: 0
    property point touchedWhere: Qt.point(-1, -1)

    readonly property bool landscape: panelWidth > panelHeight
    readonly property real u: landscape ? Math.min(panelWidth / 480, panelHeight / 270) : Math.min(panelWidth / 270, panelHeight / 480)

    readonly property color bg: pick("#F1F4EF", "#FFFFFF", "#000000", "#D3D1C3")
    readonly property color surface: pick("#FFFFFF", "#FFFFFF", "#000000", "#E1DFD3")
    readonly property color sunk: pick("#E2E8E2", "#FFFFFF", "#1C1C1C", "#C6C4B5")
    readonly property color ink: pick("#13211D", "#000000", "#FFFFFF", "#1E2B27")
    readonly property color ink2: pick("#43524C", "#000000", "#FFFFFF", "#3B4742")
    readonly property color line: pick("#6F7D76", "#000000", "#FFFFFF", "#5C655F")
    readonly property color hair: pick("#C3CCC6", "#000000", "#9A9A9A", "#A9AA9C")
    readonly property color act: pick("#0B5345", "#00382F", "#FFFFFF", "#1B463C")
    readonly property color actInk: pick("#FFFFFF", "#FFFFFF", "#000000", "#F3F1E6")
    readonly property color actEdge: pick("#05302A", "#000000", "#9A9A9A", "#0E2D26")
    readonly property color here: pick("#FFC51F", "#FFD400", "#FFD400", "#E3B43A")
    readonly property color hereInk: pick("#13211D", "#000000", "#000000", "#1E2B27")
    readonly property color alert: pick("#A8231A", "#8A0A00", "#FFB4A6", "#86251B")
    readonly property color alertSoft: pick("#FBE9E5", "#FFFFFF", "#000000", "#E6D3C6")
    readonly property color slab: pick("#10302A", "#000000", "#1C1C1C", "#22352F")
    readonly property color slabInk: pick("#FFFFFF", "#FFFFFF", "#FFFFFF", "#F3F1E6")
    readonly property color slabItem: pick("#1C473E", "#000000", "#000000", "#2F473F")
    readonly property color slabEdge: pick("#5F8A7E", "#FFFFFF", "#FFFFFF", "#86A097")
    readonly property color stamp: pick("#C42E1C", "#8A0A00", "#FFB4A6", "#8C2A1E")

    readonly property real question: em(13.5, 15.5, 17.5, 20)
    readonly property real body: em(8, 10, 12.5, 16)
    readonly property real title: em(9.6, 12, 15, 16)
    readonly property real value: em(9, 11, 13.5, 18)
    readonly property real next: em(10, 12.5, 15.5, 18)
    readonly property real back: em(8.8, 11, 13, 14)
    readonly property real chrome: em(8, 9, 10.5, 12)

    function pick(standard: string, highLight: string, highDark: string, soft: string): string {
        return [standard, highLight, highDark, soft][palette];
    }

    function em(normal: real, large: real, larger: real, largest: real): real {
        return [normal, large, larger, largest][size] * u;
    }

    // False for a second touch on the same spot straight after the first.
    function accept(spot: point): bool {
        const now = Date.now();
        const near = Math.abs(spot.x - touchedWhere.x) < 12 * u && Math.abs(spot.y - touchedWhere.y) < 12 * u;
        if (near && now - touchedAt < guard)
            return false;
        touchedAt = now;
        touchedWhere = spot;
        return true;
    }
}
