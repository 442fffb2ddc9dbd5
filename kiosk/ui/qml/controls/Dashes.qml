import QtQuick
import QtQuick.Shapes
import ".."

// A dashed box: what cannot be pressed now, and answers taken over from before.
Shape {
    id: box

    property color fill: "transparent"
    property color edge: Theme.line
    property real radius: 2 * Theme.u
    readonly property real inset: 0.25 * Theme.u

    ShapePath {
        strokeColor: box.edge
        strokeWidth: 0.5 * Theme.u
        strokeStyle: ShapePath.DashLine
        dashPattern: [3, 2]
        fillColor: box.fill

        PathRectangle {
            x: box.inset
            y: box.inset
            width: Math.max(1, box.width - 2 * box.inset)
            height: Math.max(1, box.height - 2 * box.inset)
            radius: box.radius
        }
    }
}
