"""EUDAMED, the database of the European Union.

A device: ``problems``, ``plan`` and, for a first registration, ``build``. Many:
``plan_all``, then ``build_files`` for each name in ``MESSAGES``, in that order, and a
``manifest`` of what came out.
"""

from .build import LIMITS, Limits, OversizeError, build, build_files
from .link import link_problems
from .manifest import listed, manifest
from .messages import MESSAGES, Entry
from .plan import plan, plan_all
from .problems import problems

CODE = "eudamed"

__all__ = [
    "CODE",
    "LIMITS",
    "MESSAGES",
    "Entry",
    "Limits",
    "OversizeError",
    "build",
    "build_files",
    "link_problems",
    "listed",
    "manifest",
    "plan",
    "plan_all",
    "problems",
]
