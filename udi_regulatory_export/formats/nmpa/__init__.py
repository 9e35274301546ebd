"""The UDI database of the Chinese authority (NMPA UDID)."""

from .build import build
from .problems import problems
from .shared import shared

CODE = "nmpa"

__all__ = ["CODE", "build", "problems", "shared"]
