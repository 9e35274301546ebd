"""The facts of one item, gathered from one text or from several scans.

What is said twice must agree; the finer of two dates of expiry stays.

    >>> from datetime import date
    >>> facts = Facts()
    >>> facts.put("lot", "A"), facts.expires(date(2027, 2, 28), "month")
    (None, None)
    >>> facts.expires(date(2027, 2, 3), "day")
    >>> facts.udi("HIBCC").expiry
    datetime.date(2027, 2, 3)
"""

from dataclasses import fields

from .udi import Udi, UdiError

_FIELDS = frozenset(field.name for field in fields(Udi))
_KEPT_APART = ("agency", "aim", "elements", "extra", "warnings", "raw")
_JOINED = tuple(field.name for field in fields(Udi) if field.name not in _KEPT_APART)
_EXPIRY = ("expiry", "expiry_precision", "expiry_datetime")
_FINENESS = {"month": 0, "day": 1, "hour": 2}


class Facts:
    """Names with values, as ``Udi`` calls them, and the elements they came from."""

    __slots__ = ("elements", "values")

    def __init__(self):
        self.values = {}
        self.elements = []

    def put(self, name, value, position=None):
        """Add one fact; refuse another value of the same name."""
        known = self.values.setdefault(name, value)
        if known != value:
            code = "di_mismatch" if name == "di" else "repeated_ai"
            raise UdiError(code, position, name, str(known), str(value))

    def expires(self, day, precision, moment=None, position=None):
        """Add a date of expiry; a month and a day within it agree."""
        values = self.values
        known = values.get("expiry")
        if known is not None:
            finer = _FINENESS[values.get("expiry_precision", "day")]
            if not _agree(known, finer, day, _FINENESS[precision]):
                raise UdiError("repeated_ai", position, "expiry", f"{known}", f"{day}")
        if known is None or finer < _FINENESS[precision]:
            values["expiry"], values["expiry_precision"] = day, precision
        if moment is not None:
            self.put("expiry_datetime", moment, position)

    def udi(self, agency, aim=None, warnings=(), raw=""):
        """The ``Udi`` of these facts; a DI may still come from another symbol."""
        known, extra = {}, []
        for name, value in self.values.items():
            if name in _FIELDS:
                known[name] = value
            else:
                extra.append((name, value))
        known["agency"], known["aim"], known["raw"] = agency, aim, raw
        known["elements"], known["extra"] = tuple(self.elements), tuple(extra)
        known["warnings"] = warnings if "di" in known else (*warnings, "missing_di")
        return Udi.of(known)


def _agree(one, its, other, others):
    if its and others:
        return one == other
    return (one.year, one.month) == (other.year, other.month)


def gathered(parts, apart=()):
    """The facts of several scans; names in ``apart`` are left to the caller."""
    facts = Facts()
    for part in parts:
        for name in _JOINED:
            value = getattr(part, name)
            if value is not None and name not in _EXPIRY:
                facts.put(name, value)
        if part.expiry is not None:
            facts.expires(part.expiry, part.expiry_precision, part.expiry_datetime)
        for name, value in part.extra:
            if name not in apart:
                facts.put(name, value)
    facts.elements = dict.fromkeys(pair for part in parts for pair in part.elements)
    return facts


def joined(parts, facts):
    """The ``Udi`` of several scans of one item whose facts were gathered."""
    said = dict.fromkeys(warning for part in parts for warning in part.warnings)
    said.pop("missing_di", None)
    aim = next((part.aim for part in parts if part.aim), None)
    raw = "\n".join(part.raw for part in parts)
    return facts.udi(parts[0].agency, aim, tuple(said), raw)


def combine(parts):
    """Several scans of one item as one ``Udi``; see ``parse.combine``."""
    return joined(parts, gathered(parts))


def refuse(udi, agency, *names):
    """Raise if ``udi`` says something that no carrier of this agency can hold."""
    for name in names:
        value = getattr(udi, name)
        if value is not None:
            expected = f"nothing: {agency} has no place for it"
            raise UdiError("bad_syntax", None, name, expected, str(value))
