"""May this device be sold in that country on that day, and why not?

Frozen facts in, a frozen answer out: papers decide (certificates, approvals,
registrations), what the list of countries says about the sale comes before them.

    >>> from datetime import date
    >>> paper = Paper(7, "us_510k", valid_from=date(2026, 2, 17))
    >>> facts = Facts(risk_us="2", papers=(paper,))
    >>> decide(facts, "US", date(2026, 3, 1)).cleared
    True
    >>> decide(facts, "CH", date(2026, 3, 1)).reason
    'no_paper'
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from .clearance_rules import EU, OTHER, law_of, needs

DEAD = frozenset(("suspended", "withdrawn", "cancelled"))
NO_END = date.max


@dataclass(frozen=True, slots=True)
class Paper:
    """One certificate, approval, registration or licence that covers the device.

    ``countries``  codes of countries where it holds besides those of its kind
    ``status``     as its issuer says; from ``status_from`` on, or always
    """

    key: int
    kind: str
    countries: frozenset[str] = frozenset()
    valid_from: date | None = None
    valid_to: date | None = None
    status: str = ""
    status_from: date | None = None

    @property
    def last(self):
        """The last day on which it can be good."""
        last = self.valid_to or NO_END
        if self.status in DEAD and self.status_from:
            last = min(last, self.status_from - timedelta(days=1))
        return last

    def state(self, day):
        """``good`` on that day, or the reason why it is not."""
        begun = self.status_from is None or self.status_from <= day
        if self.status in DEAD and begun:
            return f"paper_{self.status}"
        if self.valid_to and self.valid_to < day:
            return "paper_ended"
        if self.valid_from and self.valid_from > day:
            return "paper_not_begun"
        return "good"


@dataclass(frozen=True, slots=True)
class Sale:
    """What the list of countries says: sold from, and not any more on ``end``."""

    start: date | None = None
    end: date | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """One device as far as its clearance goes; an empty text is no answer."""

    state: str = "active"
    law_eu: str = ""
    risk_eu: str = ""
    risk_us: str = ""
    risk_cn: str = ""
    sterile: str = ""
    exempt_us: bool = False
    sales: Mapping[str, Sale] = field(default_factory=dict)
    papers: tuple[Paper, ...] = ()


@dataclass(frozen=True, slots=True)
class Clearance:
    """The answer for one device and one country.

    ``reason``  ``good``, or why not: device_not_active, no_country,
                sale_not_begun, sale_ended, no_paper, paper_ended, paper_not_begun,
                paper_suspended, paper_withdrawn, paper_cancelled
    ``papers``  keys: those it rests on, or the one that is at fault
    ``needed``  kinds one of which is missing
    ``day``     good: the last day it holds; else the day at fault
    ``notes``   not_listed (the country is not on the device's list),
                class_unknown, restricted
    """

    reason: str
    papers: tuple[int, ...] = ()
    needed: frozenset[str] = frozenset()
    day: date | None = None
    notes: tuple[str, ...] = ()

    @property
    def cleared(self):
        return self.reason == "good"


def decide(facts, country, day):
    """The ``Clearance`` of a device for a country (ISO 3166 code) on a day."""
    stopped = _stopped(facts, country, day)
    if stopped:
        return stopped
    law = law_of(country)
    covering = [paper for paper in facts.papers if _holds(paper, law, country)]
    used, until = [], _last_day(facts, country)
    for kinds in needs(facts, law):
        # a paper that names the country itself needs no kind of ours
        fit = [p for p in covering if p.kind in kinds or country in p.countries]
        best = min(fit, key=lambda paper: _rank(paper, day), default=None)
        if best is None:
            return Clearance("no_paper", needed=kinds)
        state = best.state(day)
        if state != "good":
            return Clearance(state, (best.key,), kinds, _fault_day(best, state))
        used.append(best)
        until = min(until, best.last)
    keys = tuple(dict.fromkeys(paper.key for paper in used))
    notes = _notes(facts, law, country, used)
    return Clearance("good", keys, day=_told(until), notes=notes)


def _told(day):
    return None if day == NO_END else day


def _stopped(facts, country, day):
    """What forbids the sale whatever papers say."""
    if facts.state != "active":
        return Clearance("device_not_active")
    if not country:
        return Clearance("no_country")
    sale = facts.sales.get(country, Sale())
    if sale.end and sale.end <= day:
        return Clearance("sale_ended", day=sale.end)
    if sale.start and sale.start > day:
        return Clearance("sale_not_begun", day=sale.start)
    return None


def _holds(paper, law, country):
    return country in paper.countries or law_of(paper=paper.kind) == law != OTHER


def _rank(paper, day):
    """Good papers first, of those the one that ends last."""
    good = paper.state(day) == "good"
    return not good, -paper.last.toordinal()


def _fault_day(paper, state):
    if state == "paper_ended":
        return paper.valid_to
    return paper.valid_from if state == "paper_not_begun" else paper.status_from


def _last_day(facts, country):
    end = facts.sales.get(country, Sale()).end
    return end - timedelta(days=1) if end else NO_END


def _notes(facts, law, country, used):
    answers = {EU: facts.risk_eu and facts.law_eu, "us": facts.risk_us}
    answers |= {"cn": facts.risk_cn}
    told = (
        ("not_listed", bool(facts.sales) and country not in facts.sales),
        ("class_unknown", not answers.get(law, True)),
        ("restricted", any(paper.status == "restricted" for paper in used)),
    )
    return tuple(note for note, holds in told if holds)


def licensed(papers, day, *, required, others=False):
    """Whether a customer's licences for a device allow the sale: its ``Clearance``.

    One good licence is enough. A customer who never showed one is stopped only where
    one is ``required``; one whose licence has ended, or who has ``others`` only, that
    do not name the device, is stopped everywhere.
    """
    best = min(papers, key=lambda paper: _rank(paper, day), default=None)
    if best is None and others:
        return Clearance("licence_scope")
    if best is None:
        return Clearance("no_licence" if required else "good")
    state = best.state(day)
    if state == "good":
        return Clearance("good", (best.key,), day=_told(best.last))
    reason = state.replace("paper_", "licence_")
    return Clearance(reason, (best.key,), day=_fault_day(best, state))
