"""A report as plain values: sections that say something, or say why they do not.

The same values make the page to print, the sheet, and what is kept of a report that
was sent. Nothing here asks a database or a clock.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass

TITLE = 31  # what a sheet's name may have
FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\", "-"))


@dataclass(frozen=True, slots=True)
class Section:
    """One heading of a form: a text, a table, both, or why and until when not."""

    code: str
    heading: str
    text: str = ""
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    why_missing: str = ""
    missing_until: str = ""
    optional: bool = False

    @property
    def is_empty(self):
        return not self.text.strip() and not self.rows

    @property
    def is_explained(self):
        return bool(self.why_missing.strip())


def section(code, heading, text="", *, optional=False) -> Section:
    return Section(code, heading, _text(text), optional=optional)


def table(code, heading, columns, rows, text="") -> Section:
    """A table of texts: a spreadsheet must not make numbers of codes."""
    return Section(
        code,
        heading,
        _text(text),
        tuple(columns),
        tuple(tuple(_text(cell) for cell in row) for row in rows),
    )


def completed(
    sections: Iterable[Section], answers: Mapping[str, Mapping[str, str]]
) -> tuple[Section, ...]:
    """The sections with what a person typed for those that had nothing to say.

    :param answers: code -> ``text``, ``why_missing``, ``missing_until``
    """
    return tuple(_completed(each, answers.get(each.code, {})) for each in sections)


def _completed(part, answer):
    if not part.is_empty:
        return part
    said = {
        name: str(answer.get(name) or "").strip()
        for name in ("text", "why_missing", "missing_until")
    }
    if said["text"]:
        said |= {"why_missing": "", "missing_until": ""}
    return Section(**(asdict(part) | said))


def unexplained(sections: Iterable[Section], dated: bool = False) -> tuple[str, ...]:
    """Codes of the headings that stay empty without a word why.

    :param dated: whether the rule asks when it will come (21 CFR 806.10(c)(13))
    """
    return tuple(
        part.code
        for part in sections
        if part.is_empty
        and not part.optional
        and not (part.is_explained and (part.missing_until or not dated))
    )


def to_json(sections: Iterable[Section]) -> list[dict]:
    return [asdict(part) for part in sections]


def from_json(values: Iterable[Mapping]) -> tuple[Section, ...]:
    """What ``to_json`` wrote; a database keeps tuples as lists."""
    return tuple(
        Section(
            **{
                **each,
                "columns": tuple(each["columns"]),
                "rows": tuple(tuple(row) for row in each["rows"]),
            }
        )
        for each in values
    )


def plain(part: Section) -> str:
    """One section as one text, as it goes into a cell of somebody else's file."""
    lines = [part.text] if part.text else []
    lines += [" · ".join(filter(None, row)) for row in part.rows]
    if not lines and part.is_explained:
        lines = [" – ".join(filter(None, (part.why_missing, part.missing_until)))]
    return "\n".join(lines)


def to_sheets(title: str, head: Sequence[Sequence[str]], sections: Iterable[Section]):
    """Sheets as ``workbook`` takes them: all headings, then each table by itself."""
    sections = tuple(sections)
    names = {title.translate(FORBIDDEN)[:TITLE].lower()}
    overview = [(*each, "")[:3] for each in head]
    overview += [(part.code, part.heading, _said(part)) for part in sections]
    sheets = [(title.translate(FORBIDDEN)[:TITLE], ("No.", "Item", ""), overview)]
    for part in sections:
        if part.rows:
            sheets.append((_name(part.code, names), part.columns, part.rows))
    return sheets


def _said(part):
    if part.rows:
        text = part.text or f"{len(part.rows)}"
        return f"{text} → {part.code}" if part.text else f"→ {part.code} ({text})"
    return plain(part)


def _name(code, names):
    name = base = code.translate(FORBIDDEN)[:TITLE]
    number = 2
    while name.lower() in names:
        name = f"{base[: TITLE - 3]} {number}"
        number += 1
    names.add(name.lower())
    return name


def differences(
    before: Mapping[str, object], now: Mapping[str, object]
) -> tuple[tuple[str, object, object], ...]:
    """What changed between two reports: (figure, then, now), in the order of now.

    >>> differences({"a": 1, "b": {"x": 2}}, {"a": 1, "b": {"x": 3}, "c": 4})
    (('b.x', 2, 3), ('c', None, 4))
    """
    old, new = dict(_flat(before)), dict(_flat(now))
    names = list(new) + [name for name in old if name not in new]
    return tuple(
        (name, old.get(name), new.get(name))
        for name in names
        if old.get(name) != new.get(name)
    )


def _flat(values, prefix=""):
    for name, value in values.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{prefix}{name}.")
        else:
            yield f"{prefix}{name}", value


def _text(value):
    if value is None or value is False:
        return ""
    if isinstance(value, float):
        return f"{value:.6f}".rstrip("0").rstrip(".")
    return str(value)
