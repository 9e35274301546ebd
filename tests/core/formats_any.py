"""Any record at all, sensible or not: every field left out or filled."""

from dataclasses import MISSING, fields, is_dataclass
from functools import cache
from types import NoneType, UnionType
from typing import get_args, get_origin, get_type_hints

from hypothesis import strategies as st

TEXTS = st.text(st.characters(codec="utf-8"), max_size=6)


@cache
def any_of(kind):
    """A strategy for a class of ``formats.record``, or for the type of a field."""
    if get_origin(kind) is UnionType:
        (kind,) = (each for each in get_args(kind) if each is not NoneType)
        return st.none() | any_of(kind)
    if get_origin(kind) is tuple:
        return st.lists(any_of(get_args(kind)[0]), max_size=2).map(tuple)
    if not is_dataclass(kind):
        return TEXTS if kind is str else st.from_type(kind)
    hints = get_type_hints(kind)
    needed = {each.name for each in fields(kind) if each.default is MISSING}
    strategies = {name: any_of(hints[name]) for name in (f.name for f in fields(kind))}
    return st.fixed_dictionaries(
        {name: each for name, each in strategies.items() if name in needed},
        optional={n: each for n, each in strategies.items() if n not in needed},
    ).map(lambda values: kind(**values))
