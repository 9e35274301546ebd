"""EUDAMED, the database of the European Union."""

from .build import build
from .difference import difference
from .facts import facts
from .messages import Entry
from .plan import plan_all
from .problems import problems

CODE = "eudamed"

__all__ = ["CODE", "Entry", "build", "difference", "facts", "plan_all", "problems"]
