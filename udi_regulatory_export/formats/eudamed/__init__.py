"""EUDAMED, the database of the European Union."""

from .answer import read_reply
from .build import build
from .difference import difference
from .problems import problems
from .read_message import read, read_published

CODE = "eudamed"

__all__ = [
    "CODE",
    "build",
    "difference",
    "problems",
    "read",
    "read_published",
    "read_reply",
]
