"""The rules of the gate: a table with sources, laid out to be looked up."""

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
ANY, QUESTION = "*", "question"
WRONG_RECORD = "wrong_record"


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


def _covers(rule, state):
    return bool({"any", state, COVERED.get(state)}.intersection(rule.states))
