"""Sample words and frames in one language."""

from __future__ import annotations

from dataclasses import replace

from kiosk.texts import Catalogue, load
from kiosk.ui import states as s

CITY = {"ja": "みなと野市役所", "en": "Minatono City Hall"}
LANGUAGES = ("ja", "en")
CATALOGUE: Catalogue = load()


class Words:
    """Sample words in one language: `w("日本語", "English")` and texts of the catalogue."""

    def __init__(self, language: str) -> None:
        self.language = language

    def __call__(self, ja: str, en: str) -> str:
        return ja if self.language == "ja" else en

    def text(self, text_id: str, **placeholders: object) -> str:
        """A text of the catalogue."""
        return CATALOGUE.text(text_id, self.language, **placeholders)

    def frame(self, station: int, heading: str = "", **more: object) -> s.Frame:
        """A frame of the moving-in visit."""
        plain = s.Frame(
            city=CITY[self.language],
            language=self.language,
            visit_name=self("引っ越してきた", "I moved") if station >= 0 else "",
            station=station,
            heading=heading,
        )
        return replace(plain, **more)  # type: ignore[arg-type] # fields by name
