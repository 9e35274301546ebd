"""Who is asked again, how and when: mail, telephone, registered letter, and again.

No authority gives a number of attempts; three documented ones by two means is what
inspectors accept, and one telephone call is not. So the means change, and asking ends
only with an answer.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

# The first is the notice itself
LADDER = ("mail", "mail", "phone", "registered")
THEN = ("phone", "registered")
NO_USE = ("bounced", "failed")


@dataclass(frozen=True, slots=True)
class Attempt:
    """One message that left, or was tried: by which means, what came of it, when."""

    means: str
    state: str
    on: date


def next_means(attempts: Sequence[Attempt], has_mail: bool = True) -> str:
    """By what the next attempt is made.

    >>> next_means([Attempt("mail", "sent", date(2026, 11, 20))])
    'mail'
    >>> next_means([Attempt("mail", "bounced", date(2026, 11, 20))])
    'phone'
    """
    at = len(attempts)
    means = LADDER[at] if at < len(LADDER) else THEN[(at - len(LADDER)) % len(THEN)]
    if means == "mail" and not (has_mail and _mail_works(attempts)):
        return THEN[0]
    return means


def due_on(attempts: Sequence[Attempt], rhythm: int) -> date:
    """The day of the next attempt; what came back is tried again the same day."""
    last = attempts[-1]
    return last.on + timedelta(days=0 if last.state in NO_USE else rhythm)


def _mail_works(attempts):
    mails = [attempt for attempt in attempts if attempt.means == "mail"]
    return not (mails and mails[-1].state in NO_USE)
