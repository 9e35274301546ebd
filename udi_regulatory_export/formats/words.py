"""All texts of a record at once, for who only asks whether one of them is odd.

Nearly every text of nearly every device is fine. One look at all of them is an eighth
of the time of a look at each.
"""

from collections.abc import Callable
from dataclasses import fields, is_dataclass
from functools import cache
from operator import attrgetter
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

Reader = Callable[[Any], tuple[Any, ...]]


def words(record: Any) -> list[str]:
    """Every text below a record, empty ones too."""
    found: list[str] = []
    _collect(record, found)
    return found


def _collect(record: Any, found: list[str]) -> None:
    texts_of, parts_of = _readers(type(record))
    found += texts_of(record)
    for part in parts_of(record):
        for each in part if type(part) is tuple else (part,):
            if type(each) is str:
                found.append(each)
            elif each is not None:
                _collect(each, found)


@cache
def _readers(kind: type) -> tuple[Reader, Reader]:
    """What reads the texts of a record, and what its parts that may hold texts."""
    hints = get_type_hints(kind)
    names = [each.name for each in fields(kind)]
    texts = [name for name in names if hints[name] is str]
    parts = [name for name in names if _may_hold_text(hints[name])]
    return _reader(texts), _reader(parts)


def _reader(names: list[str]) -> Reader:
    if len(names) > 1:
        return attrgetter(*names)
    return lambda record: tuple(getattr(record, name) for name in names)


def _may_hold_text(hint: Any) -> bool:
    """A record, perhaps none, or several records or texts."""
    if get_origin(hint) is UnionType:
        return any(map(_may_hold_text, get_args(hint)))
    if get_origin(hint) is tuple:
        return True
    return is_dataclass(hint)
