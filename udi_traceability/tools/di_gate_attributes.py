"""Which market's record has which attribute, and by which rule a line is judged.

A market without the attribute has no opinion on it: China is never told a brand name.
GS1 knows no record, but every attribute may be form, fit, function or intended use.
"""

from .di_gate_rules import MARKETS

US, EU, CN = "us", "eu", "cn"
_DEVICE = {
    "basic_udi_id": EU,
    "brand_name": (US, EU),
    "carrier_ids": CN,
    "catalog_number": (US, EU, CN),
    "certificate_ids": (US, CN),
    "customer_contact_ids": (US, CN),
    "description_ids": (US, EU, CN),
    "device_count": (US, EU, CN),
    "direct_marking": (US, EU, CN),
    "direct_marking_di_id": (US, EU, CN),
    "generic_name": CN,
    "implantable": (US, EU),
    "information_url": (EU, CN),
    "is_kit": (US, EU, CN),
    "latex": (US, EU),
    "legislation_eu": EU,
    "market_ids": (EU, CN),
    "max_reuses": (EU, CN),
    "model_number": (US, EU, CN),
    "mri_safety": (US, EU, CN),
    "package_di_ids": (US, EU, CN),
    "pi_donation": US,
    "pi_expiration_date": (US, EU, CN),
    "pi_lot": (US, EU, CN),
    "pi_manufacturing_date": (US, EU, CN),
    "pi_serial": (US, EU, CN),
    "pi_software": EU,
    "previous_device_id": US,
    "risk_class_cn": CN,
    "risk_class_eu": EU,
    "risk_class_us": US,
    "secondary_di_ids": (US, EU),
    "single_use": (US, EU, CN),
    "size_ids": (US, EU, CN),
    "sterile": (US, EU, CN),
    "sterilization_method_ids": (US, CN),
    "sterilize_before_use": (US, EU, CN),
    "storage_ids": (US, EU, CN),
    "substance_ids": EU,
    "trade_name_ids": (EU, CN),
    "unit_of_use_di_id": (US, EU, CN),
    "warning_ids": EU,
}
_DI = {
    "code": (US, EU, CN),
    "contains_di_id": (US, EU, CN),
    "contains_qty": (US, EU, CN),
    "discontinue_date": US,
    "issuing_agency": (US, EU, CN),
    "package_level_name": (US, CN),
}
_MARKET = {
    "country_id": (EU, CN),
    "date_end": (US, EU, CN),
    "date_start": EU,
    "is_first_eu": EU,
}
_FAMILY = (
    "code",
    "issuing_agency",
    "model",
    "name",
    "certificate_ids",
    "medical_purpose_ids",
    "clinical_investigation_ids",
    "system_pack_type",
    "special_device_type",
    "animal_tissues",
    "human_tissues",
    "microbial_substances",
    "active_device",
    "administers_medicine",
    "measuring_function",
    "reusable_surgical_instrument",
    "iib_implantable_exception",
    "companion_diagnostic",
    "instrument",
    "near_patient_testing",
    "professional_testing",
    "reagent",
    "self_testing",
    "medicinal_substance",
    "human_blood_substance",
)
_CERTIFICATE = {
    "kind": (US, EU),
    "notified_body_id": EU,
    "number": (US, EU, CN),
    "revision": (US, EU),
    "valid_to": EU,
}
_REGISTRATION = {
    "di_id": (US, EU, CN),
    "local_agent_id": (EU, CN),
    "publish_date": (US, CN),
    "registrant_id": (US, EU, CN),
}
_GUDID = (
    "premarket_exempt",
    "hctp",
    "combination_product",
    "rx",
    "otc",
    "product_code_ids",
    "gmdn_ids",
    "listing_numbers",
)
_EUDAMED = ("status", "emdn_ids", "reprocessed", "annex_xvi_ids")
_NMPA = (
    "same_as_registered_di",
    "registered_di",
    "product_type",
    "supply_kind",
    "class_code_id",
    "class_code_2002",
    "nhsa_codes",
)
_PARTNER = {
    "address": EU,
    "email": EU,
    "name": (US, EU),
    "phone": EU,
    "udi_duns": US,
    "udi_name_en": CN,
    "udi_name_zh": CN,
    "udi_uscc": CN,
}
# Fields of ours that the rules know by the name of what they feed
JUDGED_AS = {
    ("udi.device", "authorised_representative_id"): (
        "udi.registration",
        "local_agent_id",
    ),
    ("udi.device", "manufacturer_id"): ("udi.registration", "registrant_id"),
    ("udi.device", "previous_reason"): ("udi.device", "previous_device_id"),
}
LISTS_OF_TEXT = {"trade_name": "trade_name_ids", "description": "description_ids"}
LISTS_OF_DI = {
    "package": "package_di_ids",
    "secondary": "secondary_di_ids",
    "unit_of_use": "unit_of_use_di_id",
    "direct_mark": "direct_marking_di_id",
}


def _spread(model, table):
    return {
        (model, name): frozenset((known,) if isinstance(known, str) else known)
        for name, known in table.items()
    }


KNOWN = {
    **_spread("udi.device", _DEVICE),
    **_spread("udi.di", _DI),
    **_spread("udi.market", _MARKET),
    **_spread("udi.basic.udi", dict.fromkeys(_FAMILY, EU)),
    **_spread("udi.certificate", _CERTIFICATE),
    **_spread("udi.registration", _REGISTRATION),
    **_spread("udi.registration.gudid", dict.fromkeys(_GUDID, US)),
    **_spread("udi.registration.eudamed", dict.fromkeys(_EUDAMED, EU)),
    **_spread("udi.registration.nmpa", dict.fromkeys(_NMPA, CN)),
    **_spread("res.partner", _PARTNER),
}


def judged_as(model, name):
    """(model, attribute) of the rules for a field, or None if no market is told."""
    key = JUDGED_AS.get((model, name), (model, name))
    return key if key in KNOWN else None


def markets_of(model, attribute):
    """Every market that has the attribute, and GS1."""
    return KNOWN.get((model, attribute), frozenset(MARKETS)) | {"gs1"}
