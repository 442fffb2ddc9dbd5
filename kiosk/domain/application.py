"""An application as it is sealed, stored, sent and opened: it describes itself.

It can be read without the definition that made it. The same type stands at every stop between the
check screen and the municipality's desk.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

FORMAT = 1


@dataclass(frozen=True, slots=True)
class Answer:
    """One field. `path` as `p2/person.full_name`; `label` and `text` in Japanese, for people;
    `value` as JSON, for machines (None: not given); `source` staff, citizen, card, qr, derived,
    suggested, default, or empty where nothing was given; `gif` the Digital Agency's element name.
    """

    path: str
    label: str
    text: str
    value: str | int | bool | tuple[str, ...] | None
    source: str
    person: str = ""
    gif: str = ""

    def __repr__(self) -> str:
        return "Answer(…)"


@dataclass(frozen=True, slots=True)
class Application:
    """One procedure of one visit. `part` of `parts` counts from 1; ids are UUIDv7 texts."""

    id: str
    visit: str
    part: int
    parts: int
    municipality: str
    procedure: str
    title: str
    form: str
    kind: str
    definition_version: int
    definition_hash: str
    legal_basis: str
    filed_on: date
    language: str
    identity: str
    answers: tuple[Answer, ...]
    dates: tuple[tuple[str, date], ...] = ()
    fees: tuple[tuple[str, str, int], ...] = ()
    documents: tuple[str, ...] = ()

    def __repr__(self) -> str:
        return f"Application({self.id}, part {self.part} of {self.parts})"


def to_json(application: Application) -> dict[str, Any]:
    """The application as JSON data; dates as 2026-04-01."""
    return {
        "format": FORMAT,
        "id": application.id,
        "visit": application.visit,
        "part": application.part,
        "parts": application.parts,
        "municipality": application.municipality,
        "procedure": application.procedure,
        "title": application.title,
        "form": application.form,
        "kind": application.kind,
        "definition_version": application.definition_version,
        "definition_hash": application.definition_hash,
        "legal_basis": application.legal_basis,
        "filed_on": application.filed_on.isoformat(),
        "language": application.language,
        "identity": application.identity,
        "answers": [_answer_to_json(answer) for answer in application.answers],
        "dates": [{"label": label, "day": day.isoformat()} for label, day in application.dates],
        "fees": [
            {"label": label, "register_code": code, "yen": yen}
            for label, code, yen in application.fees
        ],
        "documents": list(application.documents),
    }


def _answer_to_json(answer: Answer) -> dict[str, Any]:
    value = list(answer.value) if isinstance(answer.value, tuple) else answer.value
    return {
        "path": answer.path,
        "label": answer.label,
        "text": answer.text,
        "value": value,
        "source": answer.source,
        "person": answer.person,
        "gif": answer.gif,
    }


class ApplicationFormatError(ValueError):
    """JSON that is no application of a format that we know."""


def from_json(data: Mapping[str, Any]) -> Application:
    """The inverse of `to_json`; raises ApplicationFormatError."""
    if data.get("format") != FORMAT:
        raise ApplicationFormatError("unknown format of application")
    try:
        return Application(
            **{name: data[name] for name in _PLAIN},
            filed_on=date.fromisoformat(data["filed_on"]),
            answers=tuple(_answer_from_json(answer) for answer in data["answers"]),
            dates=tuple((d["label"], date.fromisoformat(d["day"])) for d in data["dates"]),
            fees=tuple((f["label"], f["register_code"], f["yen"]) for f in data["fees"]),
            documents=tuple(data["documents"]),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise ApplicationFormatError("an application lacks a field") from error


_PLAIN = (
    "id",
    "visit",
    "part",
    "parts",
    "municipality",
    "procedure",
    "title",
    "form",
    "kind",
    "definition_version",
    "definition_hash",
    "legal_basis",
    "language",
    "identity",
)


def _answer_from_json(data: Mapping[str, Any]) -> Answer:
    value = data["value"]
    return Answer(
        path=data["path"],
        label=data["label"],
        text=data["text"],
        value=tuple(value) if isinstance(value, list) else value,
        source=data["source"],
        person=data["person"],
        gif=data["gif"],
    )
