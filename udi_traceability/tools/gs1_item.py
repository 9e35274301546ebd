"""From the elements of one item to a ``Udi``: pairs of identifiers, names, dates."""

from dataclasses import fields
from datetime import datetime

from . import dates
from .gs1_ai import KEYS
from .gs1_element import AIS
from .udi import Udi, UdiError

_FIELDS = frozenset(field.name for field in fields(Udi))
_JOINED = ("aim", "di", "lot", "serial", "mfg_date", "software_version", "quantity")
_JOINED += ("sscc", "expiry_datetime")


def add(values, ai, value, position):
    """Put one element into ``values``; what comes twice must say the same."""
    known = values.setdefault(ai.code, value)
    if known != value:
        raise UdiError("repeated_ai", position, ai.code, known, value)


def pair_warnings(codes):
    """What the item still lacks, as warnings; refuses what cannot stand together.

    Pairs are judged over all symbols of one item, so a key (say, the GTIN) may
    still come. A value that only qualifies a key which is here may not be missing.
    """
    present = frozenset(codes)
    rules = [AIS[code] for code in codes]
    for ai in rules:
        if not ai.excludes.isdisjoint(present):
            other = f"({min(ai.excludes & present)})"
            raise UdiError("exclusive_ai", None, ai.code, f"no {other}", other)
    lacking = {}
    for ai in rules:
        for group in ai.requires:
            if group <= present:
                break
        else:
            if ai.requires:
                lacking[_lacking(ai, present)] = None
    return tuple(lacking)


def _lacking(ai, present):
    groups = [group - present for group in ai.requires]
    for group in groups:
        if not group & KEYS:
            raise UdiError("requisite_ai", None, ai.code, _written(group))
    if any("01" in group for group in groups):
        return "missing_di"
    fewest = min(groups, key=lambda group: (len(group), sorted(group)))
    return f"requisite_ai:{_written(fewest)}"


def _written(group):
    return "+".join(sorted(group))


def _date(name, value, as_of):
    day, precision = dates.yymmdd(value, as_of)
    if precision == "day":
        return ((name, day),)
    return (name, day), (f"{name}_precision", precision)


def _moment(name, value, as_of):
    day, _precision = dates.yymmdd(value[:6], as_of)
    return ((name, datetime.combine(day, dates.hhmm(value[6:]))),)


def _count(name, value, as_of):
    return (name, value), ("quantity", int(value))


_CONVERT = dict.fromkeys(("11", "12", "13", "15", "16", "17"), _date)
_CONVERT |= {"7003": _moment, "30": _count, "37": _count}
_WARNINGS = {"8013": "basic_udi_di_not_a_label_carrier"}


def assemble(values, as_of, *, aim=None, warnings=(), raw=""):
    """The ``Udi`` of checked elements ``{identifier: value}``."""
    known, extra = {}, []
    for code, value in values.items():
        name, convert = AIS[code].name, _CONVERT.get(code)
        if not name:
            continue
        pairs = convert(name, value, as_of) if convert else ((name, value),)
        for pair in pairs:
            if pair[0] in _FIELDS:
                known[pair[0]] = pair[1]
            else:
                extra.append(pair)
    return Udi(
        **_settled(known),
        aim=aim,
        elements=tuple(values.items()),
        extra=tuple(extra),
        warnings=(*warnings, *_said(values, known)),
        raw=raw,
    )


def _said(values, known):
    for code in values.keys() & _WARNINGS.keys():
        yield _WARNINGS[code]
    if _disputed(known):
        yield "conflicting_expiry"
    yield from pair_warnings(values)


def _disputed(known):
    """True if AI 17 and AI 7003 name different days."""
    day, moment = known.get("expiry"), known.get("expiry_datetime")
    if day is None or moment is None or day == moment.date():
        return False
    month_only = known.get("expiry_precision") == "month"
    return not month_only or (day.year, day.month) != (moment.year, moment.month)


def _settled(known):
    """One day of expiry from AI 17 and AI 7003: the earlier where they differ."""
    moment = known.get("expiry_datetime")
    if moment is None:
        return known
    day = known.get("expiry")
    if day is None or moment.date() <= day:
        return known | {"expiry": moment.date(), "expiry_precision": "day"}
    return known


def combine(parts):
    """Several scans of one item as one ``Udi``; see ``parse.combine``."""
    values = {}
    for part in parts:
        for code, value in part.elements:
            if code == "01" and values.get(code, value) != value:
                raise UdiError("di_mismatch", None, code, values[code], value)
            add(values, AIS[code], value, None)
    known = {name: _first(parts, name) for name in _JOINED}
    dated = next((part for part in parts if part.element("17")), None)
    if dated:
        known |= {"expiry": dated.expiry, "expiry_precision": dated.expiry_precision}
    warnings = dict.fromkeys(warning for part in parts for warning in part.warnings)
    kept = [warning for warning in warnings if not _judged_again(warning)]
    return Udi(
        **_settled(known),
        elements=tuple(values.items()),
        extra=tuple(dict.fromkeys(pair for part in parts for pair in part.extra)),
        warnings=tuple(dict.fromkeys((*kept, *_said(values, known)))),
        raw="\n".join(part.raw for part in parts),
    )


def _first(parts, name):
    return next((getattr(p, name) for p in parts if getattr(p, name) is not None), None)


def _judged_again(warning):
    return warning == "missing_di" or warning.startswith("requisite_ai:")
