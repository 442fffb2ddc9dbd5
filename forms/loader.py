"""Reads the definition files of one municipality for one day; every mistake is reported at once."""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from forms import checks, lines, shapes, words
from forms.errors import DefinitionsError, Problem
from forms.lines import Source
from forms.model import (
    Calendar,
    Entry,
    FactEntry,
    LifeEvent,
    Municipality,
    PagesFile,
    Procedure,
    VocabularyFile,
)
from forms.vocabulary import Definitions, Item

HERE = Path(__file__).parent
LANGUAGES = ("en",)

Model = TypeVar("Model", bound=Entry)


@dataclass(slots=True)
class Loaded:
    """Files read so far: each model with its source, and what was wrong."""

    problems: list[Problem] = field(default_factory=list)
    sources: dict[int, Source] = field(default_factory=dict)
    hashes: dict[str, str] = field(default_factory=dict)

    def read(self, root: Path, path: Path, model: type[Model]) -> Model | None:
        """Read one file; entries that are wrong are reported and left out."""
        name = path.relative_to(root).as_posix()
        if not path.is_file():
            self.problems.append(Problem(name, 0, "", "no_file", "there is no such file"))
            return None
        content = path.read_bytes()
        source, problems = lines.read(name, content)
        self.problems += problems
        if any(problem.code == "not_utf8" for problem in problems):
            return None
        found = self._validate(source, model)
        if found is not None:
            self.sources[id(found)] = source
            if isinstance(found, Procedure):
                self.hashes[found.id] = hashlib.sha256(content).hexdigest()
        return found

    def _validate(self, source: Source, model: type[Model]) -> Model | None:
        """Validate; drop the entries that are wrong and try again, so that later checks can run."""
        data = dict(source.data)
        while True:
            try:
                return model.model_validate(data)
            except ValidationError as error:
                self.problems += shapes.problems(source, model, error)
                broken = {(e["loc"][0], e["loc"][1]) for e in error.errors() if _in_entry(e["loc"])}
                rest = _without(data, broken)
                if not broken or any(not _in_entry(e["loc"]) for e in error.errors()):
                    return None
                data = rest


def _in_entry(place: tuple[int | str, ...]) -> bool:
    return len(place) > 1 and isinstance(place[1], int)


def _without(data: Mapping[str, Any], broken: set[tuple[int | str, int | str]]) -> dict[str, Any]:
    return {
        kind: [entry for number, entry in enumerate(value) if (kind, number) not in broken]
        if isinstance(value, list)
        else value
        for kind, value in data.items()
    }


def load(
    day: date, municipality: str, root: Path = HERE, *, languages: Iterable[str] = LANGUAGES
) -> Definitions:
    """Everything in force on `day`; raises DefinitionsError that lists every mistake."""
    loaded = Loaded()
    vocabulary = [
        (path, loaded.read(root, path, VocabularyFile))
        for path in sorted((root / "vocabulary").glob("*.toml"))
    ]
    pages = loaded.read(root, root / "pages.toml", PagesFile)
    calendar = loaded.read(root, root / "calendar.toml", Calendar)
    city = loaded.read(
        root, root / "municipalities" / municipality / "municipality.toml", Municipality
    )
    procedures = _in_force(
        loaded, root, sorted(root.glob("procedures/*/definition*.toml")), Procedure, day
    )
    events = _in_force(loaded, root, sorted(root.glob("life_events/*.toml")), LifeEvent, day)
    files = [file for _, file in vocabulary if file is not None]
    if loaded.problems and (pages is None or calendar is None or city is None):
        raise DefinitionsError(loaded.problems)
    assert pages is not None
    assert calendar is not None
    assert city is not None
    loaded.problems += checks.duplicates(
        loaded.sources, [*files, pages, city, *procedures, *events]
    )
    definitions = Definitions(
        items=_items(files, procedures),
        roles={entry.id: entry for file in files for entry in file.role},
        groups={entry.id: entry for file in files for entry in file.group},
        conditions={entry.id: entry for file in files for entry in file.condition},
        pages=tuple(pages.page),
        procedures={entry.id: entry for entry in procedures},
        events={entry.id: entry for entry in events},
        municipality=city,
        calendar=calendar,
        own_words={entry.id: entry.text for file in files for entry in file.word},
        hashes=loaded.hashes,
        words=words.read(root, languages),
    )
    loaded.problems += checks.references(
        definitions, loaded.sources, files, pages, [*procedures, *events]
    )
    if loaded.problems:
        raise DefinitionsError(loaded.problems)
    return definitions


Dated = TypeVar("Dated", Procedure, LifeEvent)


def _in_force(
    loaded: Loaded, root: Path, paths: Iterable[Path], model: type[Dated], day: date
) -> list[Dated]:
    """The version of each definition that is in force; overlapping versions are reported."""
    versions: dict[str, list[Dated]] = {}
    for path in paths:
        found = loaded.read(root, path, model)
        if found is not None:
            versions.setdefault(found.id, []).append(found)
    chosen = []
    for entries in versions.values():
        entries.sort(key=lambda entry: entry.effective_from)
        for earlier, later in itertools.pairwise(entries):
            if earlier.effective_to is None or earlier.effective_to >= later.effective_from:
                source = loaded.sources[id(later)]
                loaded.problems.append(
                    Problem(
                        source.name,
                        source.line(("effective_from",)),
                        "effective_from",
                        "overlap",
                        "another version is in force on this day; end it with effective_to",
                    )
                )
        chosen += [
            entry
            for entry in entries
            if entry.effective_from <= day and (entry.effective_to or day) >= day
        ][-1:]
    return chosen


def _items(files: Iterable[VocabularyFile], procedures: Iterable[Procedure]) -> dict[str, Item]:
    choices = {entry.id: tuple(entry.options) for file in files for entry in file.choices}
    facts: list[FactEntry] = [entry for file in files for entry in file.fact]
    items = {entry.path: Item.of_fact(entry, choices.get(entry.choices, ())) for entry in facts}
    for procedure in procedures:
        for question in procedure.question:
            item = Item.of_question(procedure.id, question)
            items[item.id] = item
    return items
