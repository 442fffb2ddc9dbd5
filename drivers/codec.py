"""Messages between the kiosk and its workers: frozen dataclasses to JSON bytes and back.

`{"type": "ClassName", "field": …}`, one object per datagram, at most 200 000 bytes. Decoding is
strict: an unknown type, an unknown or missing field or a value of another kind is a `CodecError`
that names the type and the field and never the value (a value may be a PIN digit). No pickle.
"""

from __future__ import annotations

import base64
import binascii
import importlib
import json
import math
import types
import typing
from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from enum import Enum
from typing import Any, Final, Literal, Union

DATAGRAM_LIMIT: Final = 200_000

DEVICE_CLASSES: Final = ("card", "camera", "printer")


class CodecError(Exception):
    """A message that cannot be sent or understood; says where, never what."""

    def __init__(self, type_name: str, field: str = "") -> None:
        super().__init__(f"{type_name}.{field}" if field else type_name)
        self.type_name = type_name
        self.field = field


class _MismatchError(Exception):
    """A value is not of the kind the field has; caught where type and field are known."""


@dataclass(frozen=True, slots=True)
class _Kind:
    """How one annotated type travels. `json` names the JSON kinds it uses, to keep unions plain."""

    json: frozenset[str]
    encode: Callable[[Any], Any]
    decode: Callable[[Any], Any]


def _exactly(name: str, wanted: type) -> _Kind:
    def check(value: Any) -> Any:
        # `type() is` and not isinstance: True is an int for isinstance.
        if type(value) is not wanted:
            raise _MismatchError
        return value

    return _Kind(frozenset({name}), check, check)


def _finite(value: Any) -> float:
    if type(value) is not float or not math.isfinite(value):
        raise _MismatchError
    return value


def _bytes_out(value: Any) -> str:
    if type(value) is not bytes:
        raise _MismatchError
    return base64.b64encode(value).decode("ascii")


def _bytes_in(value: Any) -> bytes:
    if type(value) is not str:
        raise _MismatchError
    try:
        return base64.b64decode(value, validate=True)
    except (binascii.Error, ValueError):
        raise _MismatchError from None


def _date_out(value: Any) -> str:
    if type(value) is not date:
        raise _MismatchError
    return value.isoformat()


def _date_in(value: Any) -> date:
    if type(value) is not str:
        raise _MismatchError
    try:
        found = date.fromisoformat(value)
    except ValueError:
        raise _MismatchError from None
    # fromisoformat also takes week dates and dates without hyphens: one form only.
    if found.isoformat() != value:
        raise _MismatchError
    return found


_PLAIN: Final[dict[Any, _Kind]] = {
    str: _exactly("str", str),
    int: _exactly("int", int),
    bool: _exactly("bool", bool),
    types.NoneType: _exactly("null", types.NoneType),
    float: _Kind(frozenset({"float"}), _finite, _finite),
    bytes: _Kind(frozenset({"str"}), _bytes_out, _bytes_in),
    date: _Kind(frozenset({"str"}), _date_out, _date_in),
}


def _enum_kind(wanted: type[Enum]) -> _Kind:
    by_value = {member.value: member for member in wanted}

    def out(value: Any) -> Any:
        if type(value) is not wanted:
            raise _MismatchError
        return value.value

    def back(value: Any) -> Any:
        if type(value) not in {str, int} or value not in by_value:
            raise _MismatchError
        return by_value[value]

    return _Kind(frozenset(_json_name(value) for value in by_value), out, back)


def _literal_kind(values: tuple[Any, ...]) -> _Kind:
    def check(value: Any) -> Any:
        for one in values:
            if type(one) is type(value) and one == value:
                return one
        raise _MismatchError

    return _Kind(frozenset(_json_name(value) for value in values), check, check)


def _json_name(value: Any) -> str:
    names = {str: "str", int: "int", bool: "bool", types.NoneType: "null"}
    if type(value) not in names:
        raise TypeError(f"{type(value).__name__} cannot stand in an enum or a Literal of a message")
    return names[type(value)]


class Codec:
    """One direction of one device class: the message types that may travel, and nothing else."""

    def __init__(self, messages: Iterable[type]) -> None:
        """Read the annotations once; an annotation that cannot travel is a TypeError here."""
        self._types: dict[str, type] = {}
        self._fields: dict[type, dict[str, _Kind]] = {}
        self._messages = tuple(messages)
        for message in self._messages:
            self._learn(message)

    def encode(self, message: object) -> bytes:
        """JSON bytes of one registered message, checked against its own annotations."""
        if type(message) not in self._messages:
            raise CodecError(type(message).__name__)
        try:
            text = json.dumps(self._out(message), ensure_ascii=False, separators=(",", ":"))
            data = text.encode("utf-8")
        except UnicodeEncodeError:
            raise CodecError(type(message).__name__, "text") from None
        if len(data) > DATAGRAM_LIMIT:
            raise CodecError(type(message).__name__, "size")
        return data

    def decode(self, data: bytes) -> object:
        """The message in `data`. Raises CodecError for anything that `encode` cannot have made."""
        if len(data) > DATAGRAM_LIMIT:
            raise CodecError("datagram", "size")
        try:
            value = json.loads(data.decode("utf-8"), object_pairs_hook=_without_twins)
        except (ValueError, RecursionError, _MismatchError):
            raise CodecError("datagram", "json") from None
        if not isinstance(value, dict) or not isinstance(value.get("type"), str):
            raise CodecError("datagram", "type")
        wanted = self._types.get(value["type"])
        if wanted not in self._messages:
            # The name came from outside: it is not repeated.
            raise CodecError("datagram", "type")
        return self._back(wanted, value)

    def _learn(self, wanted: type) -> None:
        if wanted in self._fields:
            return
        frozen = is_dataclass(wanted) and wanted.__dataclass_params__.frozen  # type: ignore[attr-defined]  # typeshed leaves the parameters of a dataclass out
        if not frozen or self._types.get(wanted.__name__, wanted) is not wanted:
            raise TypeError(f"{wanted.__name__} is no frozen dataclass or its name is taken")
        self._types[wanted.__name__] = wanted
        kinds: dict[str, _Kind] = {}
        self._fields[wanted] = kinds
        hints = typing.get_type_hints(wanted)
        for field in fields(wanted):
            kinds[field.name] = self._kind(hints[field.name])

    def _kind(self, hint: Any) -> _Kind:
        if hint in _PLAIN:
            return _PLAIN[hint]
        origin, arguments = typing.get_origin(hint), typing.get_args(hint)
        if origin in {Union, types.UnionType}:
            return self._union(arguments)
        if origin is Literal:
            return _literal_kind(arguments)
        if origin is tuple:
            return self._tuple(arguments)
        if isinstance(hint, type) and issubclass(hint, Enum):
            return _enum_kind(hint)
        if isinstance(hint, type) and is_dataclass(hint):
            return self._nested(hint)
        raise TypeError(f"{hint} cannot travel in a message")

    def _nested(self, wanted: type) -> _Kind:
        self._learn(wanted)

        def out(value: Any) -> Any:
            if type(value) is not wanted:
                raise _MismatchError
            return self._out(value)

        def back(value: Any) -> Any:
            if not isinstance(value, dict) or value.get("type") != wanted.__name__:
                raise _MismatchError
            return self._back(wanted, value)

        return _Kind(frozenset({wanted.__name__}), out, back)

    def _union(self, arguments: tuple[Any, ...]) -> _Kind:
        kinds = tuple(self._kind(one) for one in arguments)
        names = [name for kind in kinds for name in kind.json]
        if len(names) != len(set(names)):
            raise TypeError("members of a union must differ in their JSON form")
        return _Kind(
            frozenset(names),
            lambda value: _first([kind.encode for kind in kinds], value),
            lambda value: _first([kind.decode for kind in kinds], value),
        )

    def _tuple(self, arguments: tuple[Any, ...]) -> _Kind:
        repeated = len(arguments) == 2 and arguments[1] is Ellipsis
        kinds = tuple(self._kind(one) for one in (arguments[:1] if repeated else arguments))

        def pairs(values: Any) -> list[tuple[_Kind, Any]]:
            if not repeated and len(values) != len(kinds):
                raise _MismatchError
            return list(zip(kinds * len(values) if repeated else kinds, values, strict=False))

        def out(value: Any) -> Any:
            if type(value) is not tuple:
                raise _MismatchError
            return [kind.encode(one) for kind, one in pairs(value)]

        def back(value: Any) -> Any:
            if type(value) is not list:
                raise _MismatchError
            return tuple(kind.decode(one) for kind, one in pairs(value))

        return _Kind(frozenset({"list"}), out, back)

    def _out(self, message: Any) -> dict[str, Any]:
        name = type(message).__name__
        result: dict[str, Any] = {"type": name}
        for field, kind in self._fields[type(message)].items():
            try:
                result[field] = kind.encode(getattr(message, field))
            except _MismatchError:
                raise CodecError(name, field) from None
        return result

    def _back(self, wanted: type, value: dict[str, Any]) -> object:
        kinds = self._fields[wanted]
        if unknown := value.keys() - kinds.keys() - {"type"}:
            raise CodecError(wanted.__name__, f"{len(unknown)} unknown field(s)")
        found: dict[str, Any] = {}
        for field, kind in kinds.items():
            if field not in value:
                raise CodecError(wanted.__name__, field)
            try:
                found[field] = kind.decode(value[field])
            except _MismatchError:
                raise CodecError(wanted.__name__, field) from None
        try:
            return wanted(**found)
        except ValueError:
            # The message's own check refused; its text may hold the value, so it is dropped.
            raise CodecError(wanted.__name__, "value") from None


def _first(tries: list[Callable[[Any], Any]], value: Any) -> Any:
    for attempt in tries:
        try:
            return attempt(value)
        except _MismatchError:
            continue
    raise _MismatchError


def _without_twins(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    result = dict(pairs)
    if len(result) != len(pairs):
        raise _MismatchError
    return result


def to_worker(device: str) -> Codec:
    """Codec of what the kiosk tells a worker of class `device` (card, camera, printer)."""
    return Codec(port_of(device).TO_WORKER)


def from_worker(device: str) -> Codec:
    """Codec of what a worker of class `device` tells the kiosk, the worker's own words included."""
    common = importlib.import_module("drivers.port").FROM_EVERY_WORKER
    return Codec((*common, *port_of(device).FROM_WORKER))


def port_of(device: str) -> Any:
    """Port module of a device class: its messages and its times."""
    # Imported by name and late: a card worker must not load a camera's libraries.
    if device not in DEVICE_CLASSES:
        raise CodecError("device class")
    return importlib.import_module(f"drivers.{device}.port")
