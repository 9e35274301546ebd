"""The small words that the regulators' rules are written in.

A rule takes a record and yields findings. These helpers name the Odoo field, so that
no rule spells it.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from .findings import ERROR, WARNING, Finding
from .record import DeviceRecord, odoo_field, texts
from .words import words
from .xml_tree import FORBIDDEN

MAX_SHOWN = 160

Rule = Callable[[DeviceRecord], Iterable[Finding]]


def run(rules: Iterable[Rule], record: DeviceRecord) -> tuple[Finding, ...]:
    """The findings of all rules, in their order, each once."""
    return tuple(dict.fromkeys(each for rule in rules for each in rule(record)))


def found(
    record: Any,
    name: str,
    code: str,
    severity: str = ERROR,
    *,
    value: object = None,
    expected: object = "",
) -> Finding:
    """A finding about one field of a record; ``value`` is the field's unless given."""
    shown = getattr(record, name) if value is None else value
    return Finding(
        code=code,
        severity=severity,
        field=odoo_field(record, name),
        value=_shown(_plain(shown)),
        expected=FORBIDDEN.sub("", _plain(expected)),
        ref=_shown(record.ref),
    )


def _shown(text: str) -> str:
    """A text as a person may see it: storable, and not longer than a line or two."""
    visible = FORBIDDEN.sub("\ufffd", text)
    return visible if len(visible) <= MAX_SHOWN else f"{visible[: MAX_SHOWN - 1]}…"


def _plain(value: object) -> str:
    if isinstance(value, tuple):
        return ", ".join(map(_plain, value))
    if value is None or isinstance(value, bool):
        return {None: "", True: "yes", False: "no"}[value]
    return str(getattr(value, "ref", value))


def is_empty(value: object) -> bool:
    """No answer; ``False`` is one, a count of 0 is none."""
    return value in (None, "", ()) or (value == 0 and value is not False)


def required(
    record: Any, *names: str, code: str = "required", severity: str = ERROR
) -> Iterator[Finding]:
    """A finding for every field without an answer."""
    for name in names:
        if is_empty(getattr(record, name)):
            yield found(record, name, code, severity)


def at_most(record: Any, name: str, limit: int) -> Iterator[Finding]:
    """``too_long`` for a text of more characters than the regulator keeps."""
    if len(getattr(record, name)) > limit:
        yield found(record, name, "too_long", expected=limit)


def one_of(record: Any, name: str, allowed: Iterable[str]) -> Iterator[Finding]:
    """``not_allowed`` for a given value that is not in the list."""
    value, allowed = getattr(record, name), tuple(allowed)
    if value and value not in allowed:
        yield found(record, name, "not_allowed", expected=allowed)


def shaped(
    record: Any, name: str, form: str, shown: str, severity: str = ERROR
) -> Iterator[Finding]:
    """``bad_form`` for every given value that does not match; ``shown`` explains."""
    value = getattr(record, name)
    for each in value if isinstance(value, tuple) else (value,):
        if each and not re.fullmatch(form, each):
            yield found(record, name, "bad_form", severity, value=each, expected=shown)


def clean_texts(record: DeviceRecord) -> Iterator[Finding]:
    """No control characters anywhere; no blanks around a text."""
    if not _may_be_odd(f"|{'|'.join(words(record))}|"):
        return
    for field, ref, text in texts(record):
        clean = FORBIDDEN.sub("", text)
        if clean != text:
            yield _text(field, ref, text, "bad_characters", ERROR, clean)
        elif text != text.strip():
            yield _text(field, ref, text, "surrounding_space", WARNING, text.strip())


def _may_be_odd(together: str) -> bool:
    """Whether to look at each: no control and no blank but a space is printable."""
    return not together.isprintable() or "| " in together or " |" in together


def _text(
    field: str, ref: str, text: str, code: str, severity: str, expected: str
) -> Finding:
    return Finding(
        code=code,
        severity=severity,
        field=field,
        value=_shown(text),
        expected=expected,
        ref=_shown(ref),
    )
