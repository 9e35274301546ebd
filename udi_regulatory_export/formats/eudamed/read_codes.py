"""EUDAMED's spellings back to ours; what nobody knows stays as it was written."""

from collections.abc import Mapping

from . import codes

AGENCIES = {code: key for key, code in codes.ISSUERS.items()}
STATUSES = {code: key for key, code in codes.STATUSES.items()}
PACK_TYPES = {code: key for key, code in codes.SYSTEM_PACK_TYPES.items()}
RISK_CLASSES = {
    code: key for each in codes.RISK_CLASSES.values() for key, code in each.items()
}
SPECIAL_DEVICES = {
    code: key for each in codes.SPECIAL_DEVICES.values() for key, code in each.items()
}
PACKAGE_STATUSES = {
    codes.STATUSES[status]: key for key, status in codes.PACKAGE_STATUSES.items()
}
MRI_WARNINGS = {code: key for key, code in codes.MRI_WARNINGS.items()}
MEDICINES = {code: key for key, code in codes.MEDICINES.items()}
CMR_CATEGORIES = {code: key for key, code in codes.CMR_CATEGORIES.items()}
PRECISIONS = {code.partition(":")[2]: key for key, code in codes.PRECISIONS.items()}
_COUNTRIES = {"EL": "GR", "UK": "GB"}

LEGISLATIONS = {
    "MDRBasicUDI": "mdr",
    "IVDRBasicUDI": "ivdr",
    "PRBasicUDI": "spp",
    "MDEUDI": "mdd",
    "IVDEUDI": "ivdd",
    "MDRUDIDIData": "mdr",
    "IVDRUDIDIData": "ivdr",
    "PRUDIDIData": "spp",
    "MDEUData": "mdd",
    "IVDEUData": "ivdd",
}
"""By the name of the element, which its type has with ``Type`` behind it."""
FAMILIES = tuple(LEGISLATIONS)[:5]
DATA = tuple(LEGISLATIONS)[5:]


def agency(code: str) -> str:
    return AGENCIES.get(code, code.lower())


def country(code: str) -> str:
    """The ISO code as Odoo has it."""
    return _COUNTRIES.get(code, code)


def key_of(table: Mapping[str, str], code: str) -> str:
    """Our key, or the code itself, which no rule will accept."""
    return table.get(code, code)
