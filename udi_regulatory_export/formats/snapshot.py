"""A device record as JSON and back, exactly: the last state a regulator accepted.

Only what differs from "not answered" is kept, so a field added later has its default in
an older snapshot. ``FORMAT`` grows when an old snapshot would mean something else.
"""

from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from functools import cache
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


def to_json(record: DeviceRecord) -> dict[str, Any]:
    """Plain values for a JSON field; the same record gives the same, in one order."""
    return {"format": FORMAT, "device": _values(record)}


def from_json(kept: object, kind: type[DeviceRecord] = DeviceRecord) -> DeviceRecord:
    """The record that ``to_json`` was given, or a ``SnapshotError``.

    :param kind: with the block of a further regulator, where the record has one
    """
    if not isinstance(kept, Mapping) or type(kept.get("format")) is not int:
        raise SnapshotError("not_a_snapshot")
    if kept["format"] > FORMAT:
        raise SnapshotError("newer_format", found=kept["format"], known=FORMAT)
    return _record(kind, kept.get("device"), "device")


def _values(record: Any) -> dict[str, Any]:
    return {
        each.name: _plain(getattr(record, each.name))
        for each in fields(record)
        if each.default is MISSING or getattr(record, each.name) != each.default
    }


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return _values(value)
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    return value.isoformat() if isinstance(value, date) else value


@cache
def _shape(kind: type) -> dict[str, tuple[Any, bool]]:
    """Field to its type and whether it must be there."""
    hints = get_type_hints(kind)
    return {
        each.name: (hints[each.name], each.default is MISSING) for each in fields(kind)
    }


def _record(kind: type, kept: object, path: str) -> Any:
    if not isinstance(kept, Mapping):
        raise SnapshotError("bad_value", field=path)
    shape = _shape(kind)
    for name in kept:
        if name not in shape:
            raise SnapshotError("unknown_field", field=f"{path}.{name}")
    for name, (_type, needed) in shape.items():
        if needed and name not in kept:
            raise SnapshotError("missing_field", field=f"{path}.{name}")
    return kind(
        **{
            name: _value(shape[name][0], value, f"{path}.{name}")
            for name, value in kept.items()
        }
    )


def _value(kind: Any, kept: object, path: str) -> Any:
    if get_origin(kind) is UnionType:
        if kept is None:
            return None
        (kind,) = (each for each in get_args(kind) if each is not NoneType)
    if get_origin(kind) is tuple:
        return _several(get_args(kind)[0], kept, path)
    if is_dataclass(kind):
        return _record(kind, kept, path)
    if issubclass(kind, date):
        return _moment(kind, kept, path)
    if type(kept) is not kind:
        raise SnapshotError("bad_value", field=path)
    return kept


def _several(kind: Any, kept: object, path: str) -> tuple[Any, ...]:
    if not isinstance(kept, list):
        raise SnapshotError("bad_value", field=path)
    return tuple(_value(kind, each, path) for each in kept)


def _moment(kind: type[date], kept: object, path: str) -> date:
    """Only the spelling that ``to_json`` writes, so that nothing changes on the way."""
    try:
        found = kind.fromisoformat(kept)
    except (TypeError, ValueError) as error:
        raise SnapshotError("bad_value", field=path) from error
    if found.isoformat() != kept:
        raise SnapshotError("bad_value", field=path)
    return found
