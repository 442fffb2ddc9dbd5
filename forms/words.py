"""Translations beside the definitions: `words/<lang>.po`, context = place, id = Japanese."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from babel.messages.pofile import read_po

from forms.vocabulary import Definitions, Item

Words = dict[tuple[str, str, str], str]


def files(root: Path, language: str) -> Iterator[tuple[str, Path]]:
    """(owner, file) of each catalogue that is there; the vocabulary's owner is empty."""
    for path in root.glob(f"vocabulary/words/{language}.po"):
        yield "", path
    for path in sorted(root.glob(f"procedures/*/words/{language}.po")):
        yield path.parent.parent.name, path
    for path in sorted(root.glob(f"life_events/words/*.{language}.po")):
        yield path.name.split(".")[0], path


def read(root: Path, languages: Iterable[str]) -> Words:
    """All translations; a stale or missing one is not here, and Japanese is shown."""
    found: Words = {}
    for language in languages:
        for owner, path in files(root, language):
            with path.open("rb") as file:
                for message in read_po(file, locale=language):
                    if message.context and message.string and not message.fuzzy:
                        found[language, owner, str(message.context)] = str(message.string)
    return found


def needed(definitions: Definitions) -> Iterator[tuple[str, str, str]]:
    """(owner, context, Japanese) of every text that a citizen may see."""
    seen: set[str] = set()
    for item in definitions.items.values():
        yield from _of_item(item, seen)
    for word, japanese in definitions.own_words.items():
        yield "", f"word.{word}", japanese
    for name, procedure in definitions.procedures.items():
        yield name, "title", procedure.title
        for document in procedure.document:
            yield name, f"document.{document.id}.text", document.text
        for entry in procedure.dates:
            yield name, f"date.{entry.id}.label", entry.label
    for name, event in definitions.events.items():
        yield name, "title", event.title
        for proposal in event.propose:
            yield name, f"propose.{proposal.procedure}.because", proposal.because


def _of_item(item: Item, seen: set[str]) -> Iterator[tuple[str, str, str]]:
    for what, japanese in (
        ("label", item.label),
        ("question", item.question),
        ("help", item.help),
    ):
        if japanese:
            yield item.owner, f"{item.scope}.{what}", japanese
    if item.options_scope in seen and not item.owner:
        return
    if not item.owner:
        seen.add(item.options_scope)
    for option in item.options:
        yield item.owner, f"{item.options_scope}.{option.id}", option.text
        if option.help:
            yield item.owner, f"{item.options_scope}.{option.id}.help", option.help


def stale(definitions: Definitions, root: Path, language: str) -> list[str]:
    """`owner: context` of each translation of a text that has changed since, or is gone."""
    japanese = {(owner, context): text for owner, context, text in needed(definitions)}
    found = []
    for owner, path in files(root, language):
        with path.open("rb") as file:
            for message in read_po(file, locale=language):
                place = (owner, str(message.context))
                if message.context and japanese.get(place) != message.id:
                    found.append(f"{owner or 'vocabulary'}: {message.context}")
    return found


def missing(definitions: Definitions, language: str) -> list[str]:
    """`owner: context` of each text that has no translation."""
    return [
        f"{owner or 'vocabulary'}: {context}"
        for owner, context, _ in needed(definitions)
        if (language, owner, context) not in definitions.words
    ]
