"""A list of frozen items for QML: changed in place, so that delegates stay while a letter changes."""

# ruff: noqa: N802, N815 - names that Qt and QML give

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from typing import Any

from PySide6.QtCore import (
    Property,
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtQml import QmlElement

QML_IMPORT_NAME = "Kiosk.Vm"
QML_IMPORT_MAJOR_VERSION = 1

# names that an Item of QML already has
RENAMED = {"id": "key", "enabled": "usable"}


def role_name(field: str) -> str:
    """The role of a field: camelCase, and never a name that QML's items have."""
    first, *others = RENAMED.get(field, field).split("_")
    return first + "".join(other.title() for other in others)


@QmlElement
class ItemList(QAbstractListModel):
    """Items of one dataclass; every field is a role."""

    countChanged = Signal()

    def __init__(self, kind: type, items: Sequence[Any], parent: QObject) -> None:
        super().__init__(parent)
        self._names = [field.name for field in fields(kind)]
        self._items = list(items)

    def show(self, items: Sequence[Any]) -> None:
        """Take over the items: rows that stay are told apart from rows that come or go."""
        old, new = len(self._items), len(items)
        if new < old:
            self.beginRemoveRows(QModelIndex(), new, old - 1)
            del self._items[new:]
            self.endRemoveRows()
        for row, item in enumerate(items[: len(self._items)]):
            if self._items[row] != item:
                self._items[row] = item
                self.dataChanged.emit(self.index(row), self.index(row), [])
        if new > old:
            self.beginInsertRows(QModelIndex(), old, new - 1)
            self._items.extend(items[old:])
            self.endInsertRows()
        if new != old:
            self.countChanged.emit()

    @Property(int, notify=countChanged)
    def count(self) -> int:
        return len(self._items)

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """How many items there are."""
        return 0 if parent.isValid() else len(self._items)

    def roleNames(self) -> dict[int, Any]:
        """One role for each field."""
        first = Qt.ItemDataRole.UserRole + 1
        return {first + at: role_name(name).encode() for at, name in enumerate(self._names)}

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """One field of one item."""
        at = role - Qt.ItemDataRole.UserRole - 1
        if not index.isValid() or not 0 <= at < len(self._names):
            return None
        return getattr(self._items[index.row()], self._names[at])
