"""What a file is built from besides the record, and what comes out."""

from dataclasses import dataclass
from datetime import datetime, timezone
from uuid import UUID, uuid5


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    """Identity and time of one message; formats have neither clock nor chance.

    ``message_id`` is new for every file sent. ``schema_version`` is the version of the
    regulator's schema in the environment the file is for (EUDAMED: ``3.0.25``).
    """

    message_id: UUID
    created_at: datetime
    schema_version: str = ""

    def when(self, form: str) -> str:
        """``created_at`` in UTC; without a zone it is UTC already, as in Odoo."""
        moment = self.created_at
        return (moment.astimezone(timezone.utc) if moment.tzinfo else moment).strftime(
            form
        )

    def id_of(self, part: str) -> str:
        """A further id of the same message, the same for the same ``part``."""
        return str(uuid5(self.message_id, part))


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """One file; a draft must not be sent, some of its facts are left out.

    ``message`` is the regulator's name of the kind of message, ``devices`` the codes
    under which the regulator knows what is inside, in that order.
    """

    filename: str
    content: bytes
    media_type: str
    draft: bool
    message: str = ""
    devices: tuple[str, ...] = ()
