"""EUDAMED's business rules 2.18.1 that a finding carries: "code field" of each.

Cases of the tests break and keep them; the other rules are in
``formats_eudamed_clauses_other``.
"""

BASIC = "udi.basic.udi."
OURS = "udi.registration.eudamed."
DEVICE = "udi.device."

CHECKED = {
    "BR-UDID-003": (f"bad_form {BASIC}code", "bad_check_digit udi.di.code"),
    "BR-UDID-011": (f"agent_missing {OURS}local_agent_id",),
    "BR-UDID-020": ("same_agency udi.di.issuing_agency",),
    "BR-UDID-023": (f"unit_of_use_dropped {DEVICE}di_ids",),
    "BR-UDID-024": (f"bad_quantity {DEVICE}max_reuses",),
    "BR-UDID-025": (
        f"required {DEVICE}substance.cmr_category",
        f"names_languages {DEVICE}substance.name_ids",
    ),
    "BR-UDID-027": (f"required {DEVICE}substance.name_ids",),
    "BR-UDID-028": (f"required {DEVICE}storage.text_ids",),
    "BR-UDID-030": (f"required {DEVICE}warning.text_ids",),
    "BR-UDID-041": (f"too_long {DEVICE}substance.inn",),
    "BR-UDID-043": (f"markets_missing {DEVICE}market_ids",),
    "BR-UDID-045": (f"first_market {DEVICE}market_ids",),
    "BR-UDID-046": (f"markets_not_sent {DEVICE}market_ids",),
    "BR-UDID-061": tuple(
        f"required {BASIC}{name}"
        for name in (
            "animal_tissues",
            "human_tissues",
            "active_device",
            "administers_medicine",
            "measuring_function",
            "reusable_surgical_instrument",
            "system_pack_type",
        )
    ),
    "BR-UDID-062": tuple(
        f"required {BASIC}{name}"
        for name in (
            "companion_diagnostic",
            "instrument",
            "microbial_substances",
            "near_patient_testing",
            "professional_testing",
            "reagent",
            "self_testing",
        )
    ),
    "BR-UDID-066": (f"name_or_model {BASIC}name",),
    "BR-UDID-070": ("too_long udi.text.value",),
    "BR-UDID-073": (f"not_intended_later {OURS}status",),
    "BR-UDID-075": (
        f"required {DEVICE}size.size_type_id",
        f"size_twice {DEVICE}size.size_type_id",
    ),
    "BR-UDID-076": (f"required {DEVICE}size.unit_id",),
    "BR-UDID-077": (f"required {DEVICE}size.value_max",),
    "BR-UDID-091": ("language_twice udi.text.language",),
    "BR-UDID-094": (f"not_allowed {OURS}annex_xvi_ids",),
    "BR-UDID-095": (f"designer_stays {OURS}product_designer_id",),
    "BR-UDID-098": ("required udi.clinical.investigation.reference",),
    "BR-UDID-101": (f"inn_twice {DEVICE}substance.inn",),
    "BR-UDID-131": (f"required {DEVICE}description_ids",),
    "BR-UDID-458": (f"not_allowed {OURS}status", f"required {OURS}status"),
    "BR-UDID-632": (
        "locked_package udi.di.contains_qty",
        "package_outer_first udi.di.code",
        "package_ends_too udi.di.code",
    ),
    "BR-UDID-635": (
        f"required {BASIC}iib_implantable_exception",
        f"exception_forbidden {BASIC}iib_implantable_exception",
    ),
    "BR-UDID-636": (f"emdn_not_leaf {OURS}emdn_ids", f"required {OURS}emdn_ids"),
    "BR-UDID-639": (f"required {DEVICE}di_ids", f"locked_once {DEVICE}di_ids"),
    "BR-UDID-640": (f"required {OURS}eudamed_id",),
    "BR-UDID-641": (f"legacy_code {BASIC}code",),
    "BR-UDID-642": (f"bad_check_digit {BASIC}code",),
    "BR-UDID-643": (f"legacy_code {OURS}eudamed_id",),
    "BR-UDID-644": (f"agency_not_accepted {BASIC}issuing_agency",),
    "BR-UDID-645": (f"linked_by_itself {OURS}related_device_id",),
    "BR-UDID-648": (f"legacy_one_device {BASIC}registry_state",),
    "BR-UDID-669": (f"required {DEVICE}catalog_number", f"required {DEVICE}latex"),
    "BR-UDID-673": (f"markets_missing {DEVICE}market_ids",),
    "BR-UDID-674": (f"markets_missing {DEVICE}market_ids",),
    "BR-UDID-676": (f"implantable_class_i {DEVICE}implantable",),
    "BR-UDID-677": (f"implantable_reusable {BASIC}reusable_surgical_instrument",),
    "BR-UDID-684": (f"waits_for_body {OURS}registry_state",),
    "BR-UDID-687": ("bad_form udi.di.code",),
    "BR-UDID-702": ("link_differs udi.device.sterile",),
    "BR-UDID-705": (
        f"special_kit {BASIC}special_device_type",
        f"special_pack {BASIC}special_device_type",
    ),
    "BR-UDID-721": ("inactive_code udi.code.active",),
    "BR-UDID-722": (
        f"required {DEVICE}size.type_description_ids",
        f"same_languages {DEVICE}size.unit_description_ids",
    ),
    "BR-UDID-724": (f"designer_is_maker {OURS}product_designer_id",),
    "BR-UDID-725": ("required res.partner.email", "required res.partner.zip"),
    "BR-UDID-729": (f"not_told {OURS}related_device_id",),
    "BR-UDID-731": ("bad_check_digit udi.di.code",),
    "BR-UDID-737": (f"not_allowed {BASIC}special_device_type",),
    "BR-UDID-824": (f"designer_stays {OURS}product_designer_id",),
    "BR-UDID-109": (f"certificate_missing {BASIC}certificate_ids",),
    "BR-UDID-113": (
        "required udi.certificate.valid_to",
        "required udi.certificate.number",
    ),
    "RULE-00015": (f"certificate_missing {BASIC}certificate_ids",),
    "BR-DTX-UDI-032": ("required res.partner.udi_srn_mf",),
    "BR-DTX-UDI-079": ("bad_form res.partner.udi_srn_mf",),
    "BR-DTX-UDI-080": ("bad_form res.partner.udi_srn_pr",),
    "BR-DTX-UDI-031": (f"locked_device {DEVICE}catalog_number",),
    "BR-DTX-UDI-033": (f"locked_family {DEVICE}risk_class_eu",),
    "BR-DTX-UDI-037": (f"waits_for_body {OURS}registry_state",),
    "BR-DTX-UDI-060": (f"no_snapshot {OURS}version",),
    "BR-DTX-UDI-077": (f"only_first_sent {DEVICE}storage.text_ids",),
    "BR-DTX-UDI-078": (f"only_first_sent {DEVICE}warning.text_ids",),
    "BR-DTX-UDI-084": (f"substance_named {BASIC}medicinal_substance",),
    "BR-DTX-UDI-085": (f"substance_named {BASIC}human_blood_substance",),
    "BR-DTX-UDI-098": ("country_twice udi.market.country_id",),
    "BR-DTX-UDI-104": (f"software_pi {DEVICE}pi_software",),
    "BR-DTX-UDID-089": (f"not_told {DEVICE}package_di_ids", f"no_pi {DEVICE}pi_lot"),
    "BR-DTX-UDID-090": ("not_allowed udi.text.language",),
    "BR-DTX-UDID-091": ("language_twice udi.text.language",),
    "BR-DTX-UDID-092": (f"locked_family {BASIC}active_device",),
    "BR-DTX-UDID-093": (
        f"locked_device {DEVICE}latex",
        f"locked_device {DEVICE}sterile",
    ),
    "BR-DTX-UDID-094": ("required udi.text.language",),
    "BR-DTX-UDID-730": (f"required {OURS}annex_xvi_applicable",),
}
