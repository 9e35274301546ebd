"""FDA GUDID, the database of the United States."""

from .build import build
from .problems import problems
from .shared import shared

CODE = "gudid"

__all__ = ["CODE", "build", "problems", "shared"]
