"""How long the records of a recall are kept: by each law that applies, and the longest.

Where the day from which a law counts is not known, it says so instead of a date: a
record is then kept until somebody knows better.

>>> from datetime import date
>>> facts = Facts(frozenset(("US",)), life_end=date(2029, 8, 2))
>>> [(each.law, str(each.until)) for each in keeps(facts)]
[('us_life', '2031-08-02')]
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

FOR_EVER = date.max


@dataclass(frozen=True, slots=True)
class Facts:
    """What the periods run from, as far as it is known."""

    regions: frozenset[str]
    implant: bool = False
    in_vitro: bool = False
    filed: bool = False  # China, class I: a filing has no end
    certificate_end: date | None = None
    life_end: date | None = None  # the last expiry, or end of the expected life
    last_sold: date | None = None
    still_sold: bool = False
    ended: date | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """``since`` gives the day a period of ``years`` runs from, None: not known."""

    law: str
    region: str
    years: int
    basis: str
    since: Callable[[Facts], date | None]
    applies: Callable[[Facts], bool] = lambda facts: True


@dataclass(frozen=True, slots=True)
class Keep:
    """``until``: None where the day is not known yet, FOR_EVER where there is none."""

    law: str
    region: str
    basis: str
    since: date | None
    until: date | None


def _last_one_placed(facts):
    return None if facts.still_sold else facts.last_sold


RULES = (
    Rule(
        "cn_certificate",
        "CN",
        5,
        "CFDA Order 29 Art.21",
        lambda facts: facts.certificate_end,
        lambda facts: not facts.filed,
    ),
    Rule(
        "cn_filing",
        "CN",
        5,
        "CFDA Order 29 Art.21",
        lambda facts: facts.ended,
        lambda facts: facts.filed,
    ),
    Rule(
        "cn_expiry",
        "CN",
        2,
        "SAMR Order 1 Art.22",
        lambda facts: facts.life_end,
        lambda facts: not facts.implant and facts.life_end is not None,
    ),
    Rule(
        "cn_no_expiry",
        "CN",
        5,
        "SAMR Order 1 Art.22",
        lambda facts: facts.last_sold,
        lambda facts: not facts.implant and facts.life_end is None,
    ),
    Rule(
        "eu_last_device",
        "EU",
        10,
        "MDR Art.25(2), 10(8)",
        _last_one_placed,
        lambda facts: not facts.implant and not facts.in_vitro,
    ),
    Rule(
        "eu_last_implant",
        "EU",
        15,
        "MDR Art.25(2), 10(8)",
        _last_one_placed,
        lambda facts: facts.implant,
    ),
    Rule(
        "eu_last_ivd",
        "EU",
        10,
        "IVDR Art.22(2), 10(7)",
        _last_one_placed,
        lambda facts: facts.in_vitro and not facts.implant,
    ),
    Rule("us_life", "US", 2, "21 CFR 806.20(c)", lambda facts: facts.life_end),
    Rule("ca_shipped", "CA", 2, "SOR/98-282 s.55", lambda facts: facts.last_sold),
    Rule(
        "ca_life",
        "CA",
        0,
        "SOR/98-282 s.55",
        lambda facts: facts.life_end,
        lambda facts: facts.life_end is not None,
    ),
    Rule("kr_end", "KR", 2, "Rule Art.53(3)", lambda facts: facts.ended),
)
CN_IMPLANT = ("cn_implant", "CN", "SAMR Order 1 Art.22")


def keeps(facts: Facts) -> tuple[Keep, ...]:
    """Each period that applies, those for ever first, then the latest, then unknown."""
    return tuple(sorted(_keeps(facts), key=_order))


def _keeps(facts) -> Iterator[Keep]:
    if "CN" in facts.regions and facts.implant:
        law, region, basis = CN_IMPLANT
        yield Keep(law, region, basis, None, FOR_EVER)
    for rule in RULES:
        if rule.region in facts.regions and rule.applies(facts):
            since = rule.since(facts)
            until = since and years_after(since, rule.years)
            yield Keep(rule.law, rule.region, rule.basis, since, until)


def _order(keep):
    return -(keep.until or date.min).toordinal(), keep.law


def longest(kept: tuple[Keep, ...]) -> date | None:
    """The day until which all is kept; None while one of the days is not known."""
    days = [keep.until for keep in kept]
    if FOR_EVER in days:
        return FOR_EVER
    return None if None in days else max(days, default=None)


def years_after(day: date, years: int) -> date:
    """29 February ends with the 28th where there is none."""
    if day.year + years >= FOR_EVER.year:
        return FOR_EVER
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)
