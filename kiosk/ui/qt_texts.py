"""`qsTrId` from the catalogue: the screens' fixed words in the citizen's language."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTranslator

from kiosk.texts import Catalogue


class CatalogueTranslator(QTranslator):
    """Answers `qsTrId("…")` with the catalogue's text in `language`."""

    def __init__(self, catalogue: Catalogue, language: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._catalogue = catalogue
        self.speaks = language

    def isEmpty(self) -> bool:  # noqa: N802 - Qt's name
        """Never empty, or Qt would not ask."""
        return False

    def translate(
        self,
        context: str,  # noqa: ARG002 - Qt's signature
        sourceText: str,  # noqa: N803 - Qt's name
        disambiguation: str | None = None,  # noqa: ARG002 - Qt's signature
        n: int = -1,  # noqa: ARG002 - Qt's signature
    ) -> str:
        """The text of this id; Qt's own texts (its warnings) stay as they are.

        Never None: PySide 6.12 then drops a reference to None that it does not own.
        """
        if not self._catalogue.has(sourceText):
            return sourceText
        return self._catalogue.text(sourceText, self.speaks)
