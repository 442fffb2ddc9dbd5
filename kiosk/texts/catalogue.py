"""Texts by id, read from `assets/texts/<language>.po` (msgid = text id, msgstr = the text).

Japanese is the source: every id stands in `ja.po`, and every other language must hold the same
ids with the same placeholders (`{count}`).
"""

from __future__ import annotations

import string
from dataclasses import dataclass
from pathlib import Path

from babel.messages.pofile import read_po

SOURCE = "ja"
FOLDER = Path(__file__).resolve().parents[2] / "assets" / "texts"


class CatalogueError(Exception):
    """The texts of a language are not complete; the message lists what is wrong."""


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All texts of all languages, checked when loaded."""

    languages: dict[str, dict[str, str]]

    def text(self, text_id: str, language: str, **placeholders: object) -> str:
        """The text in this language; KeyError when there is no such id."""
        words = self.languages.get(language, self.languages[SOURCE])[text_id]
        return words.format(**placeholders) if placeholders else words

    def has(self, text_id: str) -> bool:
        """Whether there is such a text (in every language: they are checked)."""
        return text_id in self.languages[SOURCE]


def _read(path: Path) -> dict[str, str]:
    """The texts of one file, without the header."""
    with path.open("rb") as file:
        catalogue = read_po(file, abort_invalid=True)
    return {str(message.id): str(message.string) for message in catalogue if message.id}


def _placeholders(text: str) -> set[str]:
    """The names in braces of a text."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def problems(languages: dict[str, dict[str, str]]) -> list[str]:
    """What is missing, left over or has other placeholders than the Japanese text."""
    source = languages[SOURCE]
    found = [f"{SOURCE}: {text_id} is empty" for text_id, text in source.items() if not text]
    others = {language: texts for language, texts in languages.items() if language != SOURCE}
    for language, texts in others.items():
        found += [f"{language}: {text_id} is missing" for text_id in source if text_id not in texts]
        found += [f"{language}: {text_id} is unknown" for text_id in texts if text_id not in source]
        for text_id in source.keys() & texts.keys():
            if not texts[text_id]:
                found.append(f"{language}: {text_id} is not translated")
            elif _placeholders(texts[text_id]) != _placeholders(source[text_id]):
                found.append(f"{language}: {text_id} has other placeholders")
    return sorted(set(found))


def load(folder: Path = FOLDER) -> Catalogue:
    """Read every language of the folder; CatalogueError when one is not complete."""
    languages = {path.stem: _read(path) for path in sorted(folder.glob("*.po"))}
    found = problems(languages)
    if found:
        raise CatalogueError("; ".join(found))
    return Catalogue(languages)
