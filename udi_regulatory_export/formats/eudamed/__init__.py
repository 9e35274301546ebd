"""EUDAMED, the database of the European Union.

A device: ``problems``, ``plan`` and, for a first registration, ``build``. Many:
``plan_all``, then ``build_files`` for each name in ``MESSAGES``, in that order, and a
``manifest`` of what came out. Back come answers (``read_reply``) and downloads
(``read_published``); ``difference`` compares what we have with what EUDAMED has, and
``accepted`` is what it has once it took a message.
"""

from .accepted import accepted
from .answer import read_reply
from .answer_codes import answer_codes, answer_key
from .build import LIMITS, Limits, OversizeError, build, build_files, schema_finding
from .difference import difference
from .facts import facts
from .link import link_problems
from .locks import locked_fields
from .manifest import Listed, listed, manifest
from .messages import MESSAGES, Entry, entity_code
from .plan import plan, plan_all
from .problems import problems
from .read_message import read, read_published
from .shared import shared

CODE = "eudamed"

__all__ = [
    "CODE",
    "LIMITS",
    "MESSAGES",
    "Entry",
    "Limits",
    "Listed",
    "OversizeError",
    "accepted",
    "answer_codes",
    "answer_key",
    "build",
    "build_files",
    "difference",
    "entity_code",
    "facts",
    "link_problems",
    "listed",
    "locked_fields",
    "manifest",
    "plan",
    "plan_all",
    "problems",
    "read",
    "read_published",
    "read_reply",
    "schema_finding",
    "shared",
]
