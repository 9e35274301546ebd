"""What an edit of an active device means at each market: allowed, or a new identifier.

The rules are rows of a table, each with its source; here is only how they are read.
Plain values in, plain values out.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

MARKETS = ("us", "eu", "cn", "gs1")

# One DI serves all markets, so the strongest effect decides; strongest first
NEW_BASIC, NEW_DI, NEW_PACKAGE = "new_basic_udi_di", "new_udi_di", "new_package_di"
LOCKED, WARN_LAW, UNKNOWN = "locked", "warn_law_vs_system", "unknown"
ADD_ONLY, IN_GRACE, UPDATE = (
    "update_allowed_add_only",
    "allowed_in_grace_only",
    "update_allowed",
)
EFFECTS = (
    NEW_BASIC,
    NEW_DI,
    NEW_PACKAGE,
    LOCKED,
    WARN_LAW,
    UNKNOWN,
    ADD_ONLY,
    IN_GRACE,
    UPDATE,
)
STATES = {
    "us": ("draft", "unpublished", "grace", "after_grace"),
    "eu": ("draft", "submitted", "registered"),
    "cn": ("draft", "unpublished", "published"),
    "gs1": ("any",),
}
# A state that another word of the rules covers: FDA's record is public in both
COVERED = {"grace": "published", "after_grace": "published"}
# Once others can read the record, they must be told of a change in time
TOLD = frozenset({"grace", "after_grace", "registered", "published"})

ANY, QUESTION = "*", "question"
WRONG_RECORD = "wrong_record"

# What follows, worst first: refuse, ask why, let pass and warn, let pass
STOP, REASON, WARN, ALLOW = "stop", "reason", "warn", "allow"
OUTCOMES = (STOP, REASON, WARN, ALLOW)


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of the table.

    ``states``     the states of the market's record that the row is about
    ``case``       a word where several rows tell cases of one attribute apart
    ``condition``  the rest of the row, for people to read
    ``certainty``  verified, secondary or memory
    """

    attribute: str
    model: str
    market: str
    effect: str
    states: tuple[str, ...]
    case: str = ""
    condition: str = ""
    source: str = ""
    certainty: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """One attribute that somebody wants to change, or one question answered yes.

    ``markets``  those whose record has this attribute
    ``adds``     something is added where nothing was, or to a list; nothing goes
    ``case``     which of several rows of the attribute is meant, if that is known
    """

    attribute: str
    model: str
    markets: frozenset[str] = frozenset(MARKETS)
    adds: bool = False
    case: str = ""


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


@dataclass(frozen=True, slots=True)
class RuleBook:
    """The rules, laid out so that a thousand changes cost a thousand look-ups."""

    rows: Mapping[tuple[str, str, str], tuple[Rule, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, rules: Iterable[Rule]):
        rows = defaultdict(list)
        for rule in rules:
            rows[rule.model, rule.attribute, rule.market].append(rule)
        return cls({key: tuple(found) for key, found in rows.items()})

    def own(self, change, market, state):
        """Rows of the attribute itself; without a case of the change, of all cases."""
        key = change.model, change.attribute, market
        return [
            rule
            for rule in self.rows.get(key, ())
            if _covers(rule, state)
            and (not rule.case or not change.case or rule.case == change.case)
        ]

    def general(self, market, state, wrong_record=False):
        """Rows for every attribute; those for a wrong record only when asked."""
        rules = [r for r in self.rows.get((ANY, ANY, market), ()) if _covers(r, state)]
        special = [rule for rule in rules if rule.case == WRONG_RECORD]
        if wrong_record and special:
            return special
        return [rule for rule in rules if rule.case != WRONG_RECORD]


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

        >>> book = RuleBook.of([Rule("sterile", "udi.device", "eu", NEW_DI,
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


def _covers(rule, state):
    return bool({"any", state, COVERED.get(state)}.intersection(rule.states))


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
