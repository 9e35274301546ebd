"""What an edit of an active device means at each market: allowed, or a new identifier.

The rules are rows of a table, each with its source; here is only how they are read.
Plain values in, plain values out.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from .di_gate_rules import (
    ADD_ONLY,
    EFFECTS,
    IN_GRACE,
    MARKETS,
    NEW_PACKAGE,
    QUESTION,
    UNKNOWN,
    UPDATE,
    WARN_LAW,
    Change,
    Rule,
    RuleBook,
)

# Once others can read the record, they must be told of a change in time
TOLD = frozenset({"grace", "after_grace", "registered", "published"})

# What follows, worst first: refuse, ask why, let pass and warn, let pass
STOP, REASON, WARN, ALLOW = "stop", "reason", "warn", "allow"
OUTCOMES = (STOP, REASON, WARN, ALLOW)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What one change means at one market."""

    change: Change
    market: str
    state: str
    effect: str
    outcome: str
    rule: Rule

    @property
    def must_tell(self):
        """The market's clock starts: 10 business days, 30 days, before the sale."""
        return self.outcome != STOP and self.state in TOLD


@dataclass(frozen=True, slots=True)
class Decision:
    """All verdicts, and the effect that decides (empty where no market cares)."""

    verdicts: tuple[Verdict, ...]
    strongest: str

    @property
    def outcome(self):
        return worst(verdict.outcome for verdict in self.verdicts)

    def outcome_of(self, change):
        return worst(v.outcome for v in self.verdicts if v.change == change)

    @property
    def needs_new_device(self):
        """A new package DI stays with the device; every other stop needs another."""
        return any(
            verdict.outcome == STOP and verdict.effect != NEW_PACKAGE
            for verdict in self.verdicts
        )


def decide(
    changes: Iterable[Change],
    book: RuleBook,
    markets: Mapping[str, str],
    *,
    record_was_wrong=False,
):
    """The verdict on each change at each market, and what they come to.

    ``markets`` gives the state of the device's record at each market. With
    ``record_was_wrong`` the device never changed: no identifier is due, but the
    record at the market may have to be unlocked or registered again.

        >>> book = RuleBook.of([Rule("sterile", "udi.device", "eu", "new_udi_di",
        ...                          ("registered",))])
        >>> sterile = Change("sterile", "udi.device")
        >>> decide([sterile], book, {"eu": "registered"}).outcome
        'stop'
    """
    judge = _judge_correction if record_was_wrong else _judge_change
    verdicts = tuple(
        verdict
        for change in changes
        for market in MARKETS
        if market in markets and market in change.markets
        for verdict in judge(book, change, market, markets[market])
    )
    return Decision(verdicts, _strongest(verdicts))


def worst(outcomes):
    return min(outcomes, key=OUTCOMES.index, default=ALLOW)


def _judge_change(book, change, market, state):
    """A row of the attribute wins over the row for every attribute."""
    rules = book.own(change, market, state)
    if not rules and change.model != QUESTION:
        rules = book.general(market, state)
    if rules:
        rule = min(rules, key=lambda rule: EFFECTS.index(rule.effect))
        outcome = _outcome(rule.effect, change.adds)
        yield Verdict(change, market, state, rule.effect, outcome, rule)


def _judge_correction(book, change, market, state):
    """What was never so needs no identifier, whatever the attribute."""
    if change.model == QUESTION:
        return
    for verdict in _judge_change(book, change, market, state):
        # the law's triggers are changes of the device, and it did not change
        if verdict.outcome in (ALLOW, WARN):
            yield Verdict(change, market, state, verdict.effect, ALLOW, verdict.rule)
            return
    for rule in sorted(
        book.general(market, state, wrong_record=True),
        key=lambda rule: EFFECTS.index(rule.effect),
    )[:1]:
        outcome = REASON if rule.effect not in (UPDATE, IN_GRACE) else ALLOW
        yield Verdict(change, market, state, rule.effect, outcome, rule)


def _outcome(effect, adds):
    if effect in (UPDATE, IN_GRACE):
        return ALLOW
    if effect in (ADD_ONLY, NEW_PACKAGE) and adds:
        return ALLOW  # what is added brings an identifier of its own
    return {WARN_LAW: WARN, UNKNOWN: REASON}.get(effect, STOP)


def _strongest(verdicts):
    """A verdict that stops says more than one that does not, one that lets pass least.

    So an attribute that may only be filled once stops, also where it has no source.
    """
    ranked = min(
        verdicts,
        key=lambda v: (v.outcome == ALLOW, v.outcome != STOP, EFFECTS.index(v.effect)),
        default=None,
    )
    return ranked.effect if ranked else ""
