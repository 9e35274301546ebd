"""The UDI database of the Chinese authority (NMPA UDID)."""

from ..whole import facts_of
from .build import build
from .problems import problems
from .shared import shared

CODE = "nmpa"
facts = facts_of(CODE)

__all__ = ["CODE", "build", "facts", "problems", "shared"]
