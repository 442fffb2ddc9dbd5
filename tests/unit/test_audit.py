"""The log: closed events, typed fields, no free text."""

from __future__ import annotations

import dataclasses
import io
import json
import typing

import pytest

from kiosk import audit
from tests.helpers.sealing import NOW

EVENTS = typing.get_args(audit.AuditEvent)
WORDS = {"int", "str", "bool"}


def test_every_event_is_in_the_list() -> None:
    written = {
        found
        for found in vars(audit).values()
        if isinstance(found, type) and dataclasses.is_dataclass(found)
    }
    assert written == set(EVENTS)


@pytest.mark.parametrize("event", EVENTS)
def test_every_event_is_a_line_of_json(event: type) -> None:
    fields = dataclasses.fields(event)
    assert {field.type for field in fields} <= WORDS
    values = {
        field.name: {"int": 1, "str": "窓", "bool": True}[str(field.type)] for field in fields
    }
    stream = io.StringIO()
    audit.to_stream(stream, lambda: NOW)(event(**values))
    (line,) = stream.getvalue().splitlines()
    assert line.isascii()
    assert json.loads(line) == {
        "at": "2026-11-20T10:00:00.000+00:00", "event": event.__name__, **values
    }  # fmt: skip


def _fail(secret: str) -> None:
    raise ValueError(secret)


def test_a_crash_is_told_without_what_it_was_about() -> None:
    with pytest.raises(ValueError, match="髙橋") as raised:
        _fail("髙橋")
    told = audit.crashed(raised.value)
    assert (told.kind, told.line) == ("ValueError", _fail.__code__.co_firstlineno + 1)
    assert told.file.endswith("test_audit.py")
    assert "髙橋" not in repr(told)
    assert audit.crashed(ValueError("髙橋")) == audit.Crashed("ValueError", "", 0)
