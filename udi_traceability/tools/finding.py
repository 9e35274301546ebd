"""A statement about something that is not as it should be."""

from dataclasses import dataclass
from typing import Any

STOP, WARN, INFO = "stop", "warn", "info"


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong, in which field, and what was expected there.

    ``severity`` is ``stop`` (must not go on), ``warn`` (a person decides) or
    ``info``. Models turn ``code`` into a translated sentence.
    """

    code: str
    severity: str
    field: str
    value: Any = None
    expected: Any = None
