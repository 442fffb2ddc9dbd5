import QtQuick
import ".."

// No paper: the number is valid all the same, and how to keep it.
Column {
    id: trouble

    property string text: ""
    property string detail: ""
    readonly property bool land: Theme.landscape

    spacing: (land ? 3 : 7) * Theme.u

    ErrorBox {
        width: parent.width
        height: implicitHeight
        text: trouble.text
        detail: trouble.detail
    }

    Note {
        width: parent.width
        height: implicitHeight
        icon: trouble.land ? "" : "photo_camera"
        color: Theme.ink
        title: qsTrId("accepted.keep_number")
        text: trouble.land ? "" : qsTrId("accepted.keep_number_detail")
    }

    Note {
        visible: !trouble.land
        width: parent.width
        height: implicitHeight
        icon: "support_agent"
        color: Theme.ink
        title: qsTrId("accepted.staff_told")
        text: qsTrId("accepted.staff_told_detail")
    }
}
