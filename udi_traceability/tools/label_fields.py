"""What the fields of a label say, and the words of one element.

>>> from datetime import date
>>> from .label_model import Element, LabelData
>>> from .udi import Udi
>>> values = fields(LabelData(udi=Udi(lot="LC2611A", expiry=date(2027, 12, 31))))
>>> words(Element("text", 0, 0, 9, 9, "{lot} until {expiry}"), (), values)
((('', 'LC2611A until 2027-12-31'),), ())
"""

import re

from .finding import STOP, WARN, Finding
from .gs1 import elements_of

# A person reads dates as ISO 8601 writes them; YYMMDD is for the element string only.
NAMES = (
    "di",
    "content",
    "lot",
    "serial",
    "expiry",
    "made",
    "software",
    "sscc",
    "quantity",
)
NAMES += ("unit", "name", "description", "brand", "model", "ref", "maker")
NAMES += ("maker_address", "representative", "storage", "ship_from", "ship_to", "order")
_FIELD = re.compile(r"\{([a-z0-9_]+)\}")
_IDENTIFIER = re.compile(r"[0-9]{2,4}")


def fields(data):
    """Field -> text, or (language, text) pairs; identifiers of GS1 are fields too."""
    udi = data.udi
    count = udi.quantity if data.quantity is None else data.quantity
    values = (
        dict(udi.elements)
        | dict(data.extra)
        | {
            "di": udi.di or "",
            # the article that a package is (AI 01) or holds (AI 02)
            "content": udi.di or udi.element("02") or "",
            "lot": udi.lot or "",
            "serial": udi.serial or "",
            "expiry": _day(udi),
            "made": udi.mfg_date.isoformat() if udi.mfg_date else "",
            "software": udi.software_version or "",
            "sscc": udi.sscc or "",
            "quantity": "" if count is None else str(count),
            "name": data.names,
            "description": data.descriptions,
        }
    )
    for name in NAMES:
        if name not in values:
            values[name] = getattr(data, name)
    return values


def _day(udi):
    if udi.expiry_datetime:
        return udi.expiry_datetime.isoformat(" ", "minutes")
    if not udi.expiry:
        return ""
    # A carrier without a day says no more than the month.
    return f"{udi.expiry:{'%Y-%m' if udi.expiry_precision == 'month' else '%Y-%m-%d'}}"


def words(element, languages, values):
    """``((language, text), ...)`` of a text element, and what is wrong with it.

    No text at all where it has fields and none of them says anything. A field with
    several languages is written once for each language of the template.
    """
    content = element.content
    names = _FIELD.findall(content)
    unknown = sorted(set(names).difference(values).difference(_identifiers(names)))
    if unknown:
        known = ", ".join(name for name in values if not name.isdigit())
        return (), (Finding("unknown_field", STOP, "content", unknown[0], known),)
    if names and not any(values.get(name) for name in names):
        return (), ()
    several = [name for name in names if isinstance(values.get(name), tuple)]
    wanted = (element.language,) if element.language else languages
    if several and wanted:
        return _in_languages(content, several, wanted, values)
    language = wanted[0] if wanted else ""
    return ((language, _filled(content, values, language)),), ()


def _in_languages(content, several, wanted, values):
    """One text for each language that has one; the first of all rather than none."""
    missing = tuple(
        Finding("translation_missing", WARN, name, language)
        for language in wanted
        for name in several
        if values[name] and _spoken(values[name], language) is None
    )
    lines = {}
    for language in wanted:
        if any(_spoken(values[name], language) for name in several):
            lines.setdefault(_filled(content, values, language), language)
    if not lines:
        lines[_filled(content, values, "")] = ""
    return tuple((language, line) for line, language in lines.items()), missing


def _identifiers(names):
    return {name for name in names if _IDENTIFIER.fullmatch(name)}


def _filled(content, values, language):
    def told(match):
        value = values.get(match[1], "")
        if isinstance(value, tuple):
            return (_spoken(value, language) if language else _first(value)) or ""
        return value

    return _FIELD.sub(told, content)


def _first(pairs):
    return pairs[0][1] if pairs else ""


def _spoken(pairs, language):
    """The text in this language, or in another country's form of it."""
    told = dict(reversed(pairs))
    if language in told:
        return told[language]
    base = language.split("_")[0]
    return next((text for code, text in pairs if code.split("_")[0] == base), None)


def chosen(content, udi):
    """The (identifier, value) pairs that ``content`` of an element asks for.

    Raises ``UdiError`` for a UDI that no GS1 carrier can hold.
    """
    pairs = elements_of(udi)
    listed = _IDENTIFIER.findall(content)
    if content.startswith("!"):
        return tuple(pair for pair in pairs if pair[0] not in listed)
    if not listed:
        return tuple(pairs)
    held = dict(pairs)
    return tuple((code, held[code]) for code in listed if code in held)
