"""EUDAMED's spellings (DTX schema 3.0.25, enumerations 2.18.1)."""

from ..xml import namespace

_ROOT = "https://ec.europa.eu/tools/eudamed/dtx/"
PREFIXES = {
    "m": _ROOT + "servicemodel/Message/v1",
    "s": _ROOT + "servicemodel/Service/v1",
    "device": _ROOT + "datamodel/Entity/Device/v1",
    "basicudi": _ROOT + "datamodel/Entity/Device/BasicUDI/v1",
    "udidi": _ROOT + "datamodel/Entity/UDIDI/v1",
    "commondi": _ROOT + "datamodel/Entity/Device/CommonDevice/v1",
    "marketinfo": _ROOT + "datamodel/Entity/MktInfo/MarketInfo/v1",
    "links": _ROOT + "datamodel/Entity/Links/v1",
    "lsn": _ROOT + "datamodel/Entity/Common/LanguageSpecific/v1",
    "xsi": "http://www.w3.org/2001/XMLSchema-instance",
}
M = namespace(PREFIXES["m"])
S = namespace(PREFIXES["s"])
DEVICE = namespace(PREFIXES["device"])
BASIC = namespace(PREFIXES["basicudi"])
UDIDI = namespace(PREFIXES["udidi"])
COMMON = namespace(PREFIXES["commondi"])
MARKET = namespace(PREFIXES["marketinfo"])
LINKS = namespace(PREFIXES["links"])
LSN = namespace(PREFIXES["lsn"])
XSI = namespace(PREFIXES["xsi"])

AGENCIES = {"gs1": "GS1", "hibcc": "HIBCC", "iccbba": "ICCBBA", "ifa": "IFA"}

MDR_RISK_CLASSES = {
    "i": "CLASS_I",
    "iia": "CLASS_IIA",
    "iib": "CLASS_IIB",
    "iii": "CLASS_III",
}
"""Keyed by ``risk_class_eu``."""

STATUSES = {
    "on_market": "ON_THE_MARKET",
    "no_longer": "NO_LONGER_PLACED_ON_THE_MARKET",
    "not_intended": "NOT_INTENDED_FOR_EU_MARKET",
}

SYSTEM_PACK_TYPES = {
    "device": "DEVICE",
    "system": "SYSTEM",
    "procedure_pack": "PROCEDURE_PACK",
}

SPECIAL_DEVICES = {"software": "MDR_SOFTWARE"}
"""Lens and spectacle types register a Master UDI-DI, another kind of record."""

MASTER_DEVICES = (
    "soft_contact_lens",
    "rgp_contact_lens",
    "made_to_order_soft",
    "made_to_order_rgp",
    "spectacle_frame",
    "spectacle_lens",
    "ready_made_spectacle",
)

CERTIFICATES = {
    "mdr_technical_documentation": "MDR_TECHNICAL_DOCUMENTATION",
    "mdr_type_examination": "MDR_TYPE_EXAMINATION",
}
"""The product certificates a manufacturer declares (BR-UDID-109)."""

PRODUCTION_IDENTIFIERS = {
    "pi_lot": "BATCH_NUMBER",
    "pi_serial": "SERIALISATION_NUMBER",
    "pi_manufacturing_date": "MANUFACTURING_DATE",
    "pi_expiration_date": "EXPIRATION_DATE",
    "pi_software": "SOFTWARE_IDENTIFICATION",
}

ANNEX_XVI = (
    "BRAIN_ELECTROSTIMULATION",
    "CONTACT_LENSES",
    "EMR",
    "EQUIPMENT_FOR_ADIPOSE_TISSUE",
    "FILLING_BY_INJECTION",
    "PRODUCT_IN_BODY",
)

MRI_WARNINGS = {"safe": "CW025", "conditional": "CW026", "unsafe": "CW027"}

ANY = "ANY"
# fmt: off
LANGUAGES = (
    "BG", "CS", "DA", "DE", "EL", "EN", "ES", "ET", "FI", "FR", "GA", "HR", "HU", "IS",
    "IT", "LT", "LV", "MT", "NL", "NO", "PL", "PT", "RO", "SK", "SL", "SV", "TR",
)
# fmt: on
NOT_EUROPEAN = "ZH"
"""The record also holds texts for China; they are not EUDAMED's."""

# fmt: off
_MARKETS = (
    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "EL", "ES", "FI", "FR", "HR", "HU",
    "IE", "IS", "IT", "LI", "LT", "LU", "LV", "MT", "NL", "NO", "PL", "PT", "RO", "SE",
    "SI", "SK", "TR", "XI",
)
# fmt: on


def market(country: str) -> str:
    """EUDAMED's code of an ISO country on its market; empty if it is none."""
    code = {"GR": "EL"}.get(country, country)
    return code if code in _MARKETS else ""
