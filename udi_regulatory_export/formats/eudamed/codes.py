"""EUDAMED's spellings (DTX schema 3.0.25, enumerations 2.18.1)."""

from ..xml import namespace

_ROOT = "https://ec.europa.eu/tools/eudamed/dtx/"
PREFIXES = {
    "m": _ROOT + "servicemodel/Message/v1",
    "s": _ROOT + "servicemodel/Service/v1",
    "e": _ROOT + "datamodel/Entity/v1",
    "device": _ROOT + "datamodel/Entity/Device/v1",
    "basicudi": _ROOT + "datamodel/Entity/Device/BasicUDI/v1",
    "udidi": _ROOT + "datamodel/Entity/UDIDI/v1",
    "commondi": _ROOT + "datamodel/Entity/Device/CommonDevice/v1",
    "eudi": _ROOT + "datamodel/Entity/Device/LegacyDevice/EUDI/v1",
    "eudididata": _ROOT + "datamodel/Entity/Device/LegacyDevice/EUDIData/v1",
    "mktinfo": _ROOT + "datamodel/Entity/MktInfo/v1",
    "marketinfo": _ROOT + "datamodel/Entity/MktInfo/MarketInfo/v1",
    "pd": _ROOT + "datamodel/Entity/PD/v1",
    "productdesigner": _ROOT + "datamodel/Entity/PD/ProductDesigner/v1",
    "links": _ROOT + "datamodel/Entity/Links/v1",
    "lsn": _ROOT + "datamodel/Entity/Common/LanguageSpecific/v1",
    "party": _ROOT + "datamodel/Party/v1",
    "address": _ROOT + "datamodel/Entity/Party/Address/v1",
    "xsi": "http://www.w3.org/2001/XMLSchema-instance",
}
M = namespace(PREFIXES["m"])
S = namespace(PREFIXES["s"])
E = namespace(PREFIXES["e"])
DEVICE = namespace(PREFIXES["device"])
BASIC = namespace(PREFIXES["basicudi"])
UDIDI = namespace(PREFIXES["udidi"])
COMMON = namespace(PREFIXES["commondi"])
EUDI = namespace(PREFIXES["eudi"])
MARKETS = namespace(PREFIXES["mktinfo"])
MARKET = namespace(PREFIXES["marketinfo"])
DESIGNERS = namespace(PREFIXES["pd"])
DESIGNER = namespace(PREFIXES["productdesigner"])
LINKS = namespace(PREFIXES["links"])
LSN = namespace(PREFIXES["lsn"])
PARTY = namespace(PREFIXES["party"])
ADDRESS = namespace(PREFIXES["address"])
XSI = namespace(PREFIXES["xsi"])

AGENCIES = {"gs1": "GS1", "hibcc": "HIBCC", "iccbba": "ICCBBA", "ifa": "IFA"}
"""Those that issue UDI-DIs and Basic UDI-DIs."""
ISSUERS = AGENCIES | {"eudamed": "EUDAMED"}
"""EUDAMED itself names legacy devices."""

LEGACY = ("mdd", "aimdd", "ivdd")
MEDICAL = ("mdr", "mdd", "aimdd")
DIAGNOSTIC = ("ivdr", "ivdd")

MEDICAL_ANSWERS = (
    "active_device",
    "administers_medicine",
    "measuring_function",
    "reusable_surgical_instrument",
    "medicinal_substance",
    "human_blood_substance",
)
"""What a family answers that is no diagnostic (BR-UDID-061)."""
DIAGNOSTIC_ANSWERS = (
    "companion_diagnostic",
    "instrument",
    "microbial_substances",
    "near_patient_testing",
    "professional_testing",
    "reagent",
    "self_testing",
)
"""What a family of diagnostics answers (BR-UDID-062)."""

_CLASSES = {
    "i": "CLASS_I",
    "iia": "CLASS_IIA",
    "iib": "CLASS_IIB",
    "iii": "CLASS_III",
}
RISK_CLASSES = {
    "mdr": _CLASSES,
    "spp": _CLASSES,
    "mdd": _CLASSES,
    "ivdr": {"a": "CLASS_A", "b": "CLASS_B", "c": "CLASS_C", "d": "CLASS_D"},
    "aimdd": {"aimdd": "AIMDD"},
    "ivdd": {
        "list_a": "IVD_ANNEX_II_LIST_A",
        "list_b": "IVD_ANNEX_II_LIST_B",
        "self_testing": "IVD_DEVICES_SELF_TESTING",
        "general": "IVD_GENERAL",
    },
}
LAWS = tuple(RISK_CLASSES)
DEVICE_LAWS = tuple(law for law in LAWS if law != "spp")
"""Legislation to ``risk_class_eu`` to EUDAMED's class."""

STATUSES = {
    "on_market": "ON_THE_MARKET",
    "no_longer": "NO_LONGER_PLACED_ON_THE_MARKET",
    "not_intended": "NOT_INTENDED_FOR_EU_MARKET",
}
PACKAGE_STATUSES = {
    "in_distribution": "on_market",
    "ended": "no_longer",
    "not_intended": "not_intended",
}
"""A package's own status to that of a device."""

PACK_TYPES = {"system": "SYSTEM", "procedure_pack": "PROCEDURE_PACK"}
SYSTEM_PACK_TYPES = {"device": "DEVICE"} | PACK_TYPES

LENSES = {
    "soft_contact_lens": "STANDARD_SOFT_CONTACT_LENSES",
    "rgp_contact_lens": "RIGID_GAS_PERMEABLE",
    "made_to_order_soft": "MADE_TO_ORDER",
}
SPECTACLES = {
    "spectacle_frame": "SPECTACLES_FRAMES",
    "spectacle_lens": "SPECTACLES_LENSES",
    "ready_made_spectacle": "READY_MADE_SPECTACLES",
}
_MASTER = LENSES | {"made_to_order_rgp": "MADE_TO_ORDER_RIGID_GAS_PERMEABLE"}
_SPECIAL = {
    "mdr": {"software": "SOFTWARE"} | _MASTER | SPECTACLES,
    "mdd": {"software": "SOFTWARE"} | LENSES | SPECTACLES,
    "aimdd": {"software": "SOFTWARE"},
    "ivdr": {"software": "SOFTWARE"},
    "ivdd": {"software": "SOFTWARE"},
    "spp": {},
}
SPECIAL_DEVICES = {
    legislation: {name: f"{legislation.upper()}_{code}" for name, code in kinds.items()}
    for legislation, kinds in _SPECIAL.items()
}
"""Legislation to ``special_device_type`` to EUDAMED's; orthopaedic is closed."""

MASTER_DEVICES = (*_MASTER, *SPECTACLES)
"""Under the MDR these register a Master UDI-DI for a group (BR-UDID-731)."""
MASTER_KEYS = ("soft_contact_lens", "rgp_contact_lens", *SPECTACLES)
"""Those whose GS1 key has the form of the Basic UDI-DI, not of a GTIN."""

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
OTHER_WARNING = "CW999"
OTHER_CONDITION = "SHC099"
OTHER_SIZE = "CST999"
OTHER_UNIT = "MU999"
TEMPERATURE = "SHC008"
LOWEST, HIGHEST = "SHC006", "SHC007"
# fmt: off
VALUE_CONDITIONS = (
    "SHC006", "SHC007", "SHC008", "SHC009", "SHC010", "SHC013", "SHC021", "SHC022",
    "SHC023", "SHC025", "SHC045",
)
# fmt: on
"""Conditions that mean nothing without a value (marked * in the list)."""

SUBSTANCES = {
    "cmr": "udidi:CMRSubstanceType",
    "endocrine": "udidi:EndocrineSubstanceType",
    "medicinal": "udidi:MedicalHumanProductSubstanceType",
    "human": "udidi:MedicalHumanProductSubstanceType",
}
MEDICINES = {
    "medicinal": "MEDICINAL_PRODUCT_SUBSTANCE",
    "human": "HUMAN_PRODUCT_SUBSTANCE",
}
CMR_CATEGORIES = {"1a": "CMR_1A", "1b": "CMR_1B"}
PRECISIONS = {
    "value": "commondi:ValueClinicalSizeType",
    "range": "commondi:RangeClinicalSizeType",
    "text": "commondi:TextClinicalSizeType",
}
LINK = "LEGACY_REGULATION_DEVICE_LINK"
