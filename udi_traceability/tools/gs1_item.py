"""From the elements of one item to a ``Udi``, and back: names, dates."""

from dataclasses import fields
from datetime import date, datetime

from . import dates
from .gs1_element import AIS, BY_NAME
from .gs1_pairs import pair_warnings
from .gs1_value import judge
from .udi import Udi, UdiError

_FIELDS = frozenset(field.name for field in fields(Udi))
_JOINED = ("aim", "di", "lot", "serial", "mfg_date", "software_version", "quantity")
_JOINED += ("sscc", "expiry_datetime")
# A label carries fixed lengths first: it saves separators.
_WRITTEN = {"sscc": "00", "di": "01", "mfg_date": "11", "expiry": "17", "lot": "10"}
_WRITTEN |= {"serial": "21", "software_version": "8012", "quantity": "30"}
_WRITTEN |= {"expiry_datetime": "7003"}
_FORM_ONLY = date(2000, 1, 1)  # dates were dates when they were read


def add(values, ai, value, position):
    """Put one element into ``values``; what comes twice must say the same."""
    known = values.setdefault(ai.code, value)
    if known != value:
        raise UdiError("repeated_ai", position, ai.code, known, value)


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
_TARGETS = {
    code: (ai.name, _CONVERT.get(code), ai.name in _FIELDS)
    for code, ai in AIS.items()
    if ai.name
}


def assemble(values, as_of, *, aim=None, warnings=(), raw=""):
    """The ``Udi`` of checked elements ``{identifier: value}``."""
    known, extra = {}, []
    for code, value in values.items():
        target = _TARGETS.get(code)
        if target is None:
            continue
        name, convert, is_field = target
        if convert is not None:
            for pair in convert(name, value, as_of):
                if pair[0] in _FIELDS:
                    known[pair[0]] = pair[1]
                else:
                    extra.append(pair)
        elif is_field:
            known[name] = value
        else:
            extra.append((name, value))
    said = _said(values, known)
    known = _settled(known)
    known["aim"], known["raw"] = aim, raw
    known["elements"], known["extra"] = tuple(values.items()), tuple(extra)
    known["warnings"] = (*warnings, *said)
    return Udi.of(known)


def _said(values, known):
    said = pair_warnings(values)
    if "expiry_datetime" in known and _disputed(known):
        said = ("conflicting_expiry", *said)
    marks = tuple(_WARNINGS[code] for code in _WARNINGS if code in values)
    return (*marks, *said) if marks else said


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


def pairs_of(udi):
    """``(identifier, value)`` pairs of a GS1 ``Udi``: as read, or from its fields."""
    if udi.agency != "GS1":
        raise UdiError("unrecognised", element=udi.agency, expected="GS1")
    if udi.elements and all(code in AIS for code, _value in udi.elements):
        return udi.elements
    stated = {code: getattr(udi, name) for name, code in _WRITTEN.items()}
    for name, value in udi.extra:
        if name in BY_NAME:
            stated[BY_NAME[name].code] = value
    pairs = [(code, _text(value)) for code, value in stated.items() if value]
    for code, value in pairs:
        match = AIS[code].pattern.fullmatch(value)
        if match is None or match[1] != value:
            raise AIS[code].refusal(value, 0)
        judge(AIS[code], value, 0, _FORM_ONLY)
    return tuple(pairs)


def _text(value):
    if isinstance(value, datetime):
        return f"{value:%y%m%d%H%M}"
    return f"{value:%y%m%d}" if isinstance(value, date) else str(value)


def combine(parts):
    """Several scans of one item as one ``Udi``; see ``parse.combine``."""
    values, said = {}, [pairs_of(part) for part in parts]
    for pairs in said:
        for code, value in pairs:
            if code == "01" and values.get(code, value) != value:
                raise UdiError("di_mismatch", None, code, values[code], value)
            add(values, AIS[code], value, None)
    known = {name: _first(parts, name) for name in _JOINED}
    dating = (part for part, own in zip(parts, said, strict=True) if "17" in dict(own))
    dated = next(dating, None)
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
