"""Carriers, check digits and comparisons: pure Python, no Odoo, no clock."""

from .build import text_of
from .finding import Finding
from .parse import combine, parse
from .udi import Udi, UdiError
from .verify import verify, verify_scans, verify_unit
from .verify_known import Expected, KnownDi, KnownLot
