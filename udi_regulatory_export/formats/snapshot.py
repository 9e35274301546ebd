"""A device record as JSON and back, exactly: the last state a regulator accepted.

Only what differs from "not answered" is kept, so a field added later has its default in
an older snapshot. ``FORMAT`` grows when an old snapshot would mean something else.
"""

from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from functools import cache, partial
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

from .record import DeviceRecord

FORMAT = 1

CODES = {
    "not_a_snapshot": "this is no kept state of a device",
    "newer_format": "kept in format %(found)s, newer than %(known)s",
    "unknown_field": "%(field)s is no field of a device record",
    "missing_field": "%(field)s is missing",
    "bad_value": "%(field)s holds a value that it cannot have",
}
"""Every code with its parameters; models hold the sentences people read."""


class SnapshotError(ValueError):
    """Why a kept state cannot be read: a code and its facts."""

    def __init__(self, code: str, **parameters: object):
        self.code = code
        self.parameters = parameters
        super().__init__(CODES[code] % parameters)

    def below(self, place: str) -> "SnapshotError":
        """The same, of a part that stands in another one."""
        field = f"{place}{self.parameters['field']}"
        return SnapshotError(self.code, field=field)


def to_json(record: DeviceRecord) -> dict[str, Any]:
    """Plain values for a JSON field; the same record gives the same, in one order."""
    return {"format": FORMAT, "device": _values(record)}


def from_json(kept: object) -> DeviceRecord:
    """The record that ``to_json`` was given, or a ``SnapshotError``."""
    if not isinstance(kept, Mapping) or type(kept.get("format")) is not int:
        raise SnapshotError("not_a_snapshot")
    if kept["format"] > FORMAT:
        raise SnapshotError("newer_format", found=kept["format"], known=FORMAT)
    try:
        return _record(DeviceRecord, kept.get("device"))
    except SnapshotError as error:
        raise error.below("device") from error


@cache
def _defaults(kind: type) -> tuple[tuple[str, Any], ...]:
    return tuple((each.name, each.default) for each in fields(kind))


def _values(record: Any) -> dict[str, Any]:
    told = {}
    for name, default in _defaults(type(record)):
        value = getattr(record, name)
        if default is MISSING or value != default:
            told[name] = _plain(value)
    return told


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, (str, int)):
        return value
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    return value.isoformat() if isinstance(value, date) else _values(value)


Reader = Callable[[Any], Any]


@cache
def _shape(kind: type) -> tuple[dict[str, Reader], tuple[str, ...]]:
    """Field to what reads it, and the fields that must be there."""
    hints = get_type_hints(kind)
    readers = {each.name: _reader(hints[each.name]) for each in fields(kind)}
    needed = (each.name for each in fields(kind) if each.default is MISSING)
    return readers, tuple(needed)


def _reader(kind: Any) -> Reader:
    """What reads a value of this type; a device has hundreds of them."""
    if get_origin(kind) is UnionType:
        (own,) = (each for each in get_args(kind) if each is not NoneType)
        read = _reader(own)
        return lambda kept: None if kept is None else read(kept)
    if get_origin(kind) is tuple:
        return partial(_several, _reader(get_args(kind)[0]))
    if is_dataclass(kind):
        return partial(_record, kind)
    return partial(_moment if issubclass(kind, date) else _simple, kind)


def _record(kind: type, kept: Any) -> Any:
    if not isinstance(kept, Mapping):
        raise SnapshotError("bad_value", field="")
    readers, needed = _shape(kind)
    for name in kept:
        if name not in readers:
            raise SnapshotError("unknown_field", field=f".{name}")
    for name in needed:
        if name not in kept:
            raise SnapshotError("missing_field", field=f".{name}")
    values = {}
    for name, value in kept.items():
        try:
            values[name] = readers[name](value)
        except SnapshotError as error:
            raise error.below(f".{name}") from error
    return kind(**values)


def _simple(kind: type, kept: Any) -> Any:
    if type(kept) is not kind:
        raise SnapshotError("bad_value", field="")
    return kept


def _several(read: Reader, kept: Any) -> tuple[Any, ...]:
    if not isinstance(kept, list):
        raise SnapshotError("bad_value", field="")
    return tuple([read(each) for each in kept])


def _moment(kind: type[date], kept: Any) -> date:
    """Only the spelling that ``to_json`` writes, so that nothing changes on the way."""
    try:
        found = kind.fromisoformat(kept)
    except (TypeError, ValueError) as error:
        raise SnapshotError("bad_value", field="") from error
    if found.isoformat() != kept:
        raise SnapshotError("bad_value", field="")
    return found
