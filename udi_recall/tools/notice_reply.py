"""Our answer to a maker's notice as a file, and whether its sums are right."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field

SCHEMA = "udi-recall-reply/1"
FATES = ("held", "used", "returned", "destroyed", "passed_on", "lost")


@dataclass(frozen=True, slots=True)
class ReplyLine:
    """What became of the units of one line of the notice.

    ``customers`` is what those to whom we passed units on answered so far.
    """

    line: int
    qty_on_hand: float = 0.0
    qty_quarantined: float = 0.0
    qty_used: float = 0.0
    qty_returned: float = 0.0
    qty_destroyed: float = 0.0
    qty_passed_on: float = 0.0
    qty_lost: float = 0.0
    customers: dict = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer; it quotes id and version of what it answers."""

    notice_id: str
    notice_version: int
    reply_id: str
    received_on: str
    answered_at: str
    read_understood: bool
    affected: str
    schema: str = SCHEMA
    by: dict = field(default_factory=dict)
    actions: tuple[dict, ...] = ()
    lines: tuple[ReplyLine, ...] = ()
    passed_on: tuple[dict, ...] = ()
    adverse_events: dict = field(default_factory=dict)
    patients_to_follow: int = 0
    remarks: str = ""


def to_json(reply: Reply) -> bytes:
    """The file; whole quantities stand there without a point."""
    content = asdict(reply)
    said = (line["customers"] for line in content["lines"])
    for row in (*content["lines"], *content["passed_on"], *said):
        for name, value in row.items():
            if isinstance(value, float):
                row[name] = int(value) if value == int(value) else round(value, 6)
    return json.dumps(content, ensure_ascii=False, indent=1).encode()


def unexplained(asked: float, fates: Iterable[float]) -> float:
    """Units of which the answer says nothing; below zero it speaks of too many.

    >>> unexplained(6, (4, 1)), unexplained(6, (4, 3)), unexplained(0.3, (0.1, 0.2))
    (1, -1, 0.0)
    """
    return round(asked - sum(fates), 6) + 0
