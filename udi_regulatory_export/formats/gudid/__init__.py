"""FDA GUDID, the database of the United States."""

from ..whole import facts_of
from .build import build
from .problems import problems
from .shared import shared

CODE = "gudid"
facts = facts_of(CODE)

__all__ = ["CODE", "build", "facts", "problems", "shared"]
