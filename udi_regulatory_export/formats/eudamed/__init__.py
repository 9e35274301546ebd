"""EUDAMED, the database of the European Union."""

from .build import build
from .problems import problems

CODE = "eudamed"

__all__ = ["CODE", "build", "problems"]
