"""Which of our fields an answer of EUDAMED speaks of.

An answer names a field of the data dictionary (FLD-UDID-16), a business rule
(BR-UDID-011) or an element of the schema; some name nothing at all.
"""

import re

_DEVICE = {
    "additionalDescription": ("175", "description_ids"),
    "baseQuantity": ("151", "device_count"),
    "basicUDIIdentifier": ("145", "basic_udi_id"),
    "clinicalSizes": ("146", "size_ids"),
    "criticalWarnings": ("144", "warning_ids"),
    "directMarkingDI": ("138", "direct_marking_di_id"),
    "implantable": ("30", "implantable"),
    "kit": ("356", "is_kit"),
    "latex": ("156", "latex"),
    "marketInfos": ("141", "market_ids"),
    "numberOfReuses": ("157", "max_reuses"),
    "packages": ("309", "package_di_ids"),
    "productionIdentifier": ("148", "pi_lot"),
    "referenceNumber": ("163", "catalog_number"),
    "riskClass": ("16", "risk_class_eu"),
    "applicableLegislation": ("11", "legislation_eu"),
    "secondaryIdentifier": ("136", "secondary_di_ids"),
    "sterile": ("169", "sterile"),
    "sterilization": ("170", "sterilize_before_use"),
    "storageHandlingConditions": ("312", "storage_ids"),
    "substances": ("140", "substance_ids"),
    "tradeNames": ("176", "trade_name_ids"),
    "unitOfUseIdentifier": ("135", "unit_of_use_di_id"),
    "website": ("174", "information_url"),
}
_FAMILY = {
    "active": ("28", "active_device"),
    "administeringMedicine": ("29", "administers_medicine"),
    "animalTissuesCells": ("18", "animal_tissues"),
    "clinicalInvestigationLinks": ("50", "clinical_investigation_ids"),
    "companionDiagnostics": ("33", "companion_diagnostic"),
    "deviceCertificateLinks": ("39", "certificate_ids"),
    "humanProductCheck": ("155", "human_blood_substance"),
    "humanTissuesCells": ("23", "human_tissues"),
    "IIb_implantable_exceptions": ("265", "iib_implantable_exception"),
    "instrument": ("264", "instrument"),
    "measuringFunction": ("31", "measuring_function"),
    "medicinalProductCheck": ("158", "medicinal_substance"),
    "medicinalPurpose": ("260", "medical_purpose_ids"),
    "microbialSubstances": ("34", "microbial_substances"),
    "model": ("20", "model"),
    "modelName": ("22", "name"),
    "nearPatientTesting": ("35", "near_patient_testing"),
    "professionalTesting": ("263", "professional_testing"),
    "reagent": ("262", "reagent"),
    "reusable": ("32", "reusable_surgical_instrument"),
    "selfTesting": ("36", "self_testing"),
    "specialDevice": ("13", "special_device_type"),
}
_REGISTRATION = {
    "annexXVINonMedicalDeviceTypes": ("147", "annex_xvi_ids"),
    "annexXVIApplicable": ("", "annex_xvi_applicable"),
    "MDNCodes": ("149", "emdn_ids"),
    "newDevice": ("159", "new_device"),
    "productDesignerActor": ("139", "product_designer_id"),
    "relatedUDILink": ("180", "related_device_id"),
    "reprocessed": ("164", "reprocessed"),
    "status": ("130", "status"),
}
_LINES = {
    "country": ("252", "udi.market.country_id"),
    "endDate": ("251", "udi.market.date_end"),
    "originalPlacedOnTheMarket": ("137", "udi.market.is_first_eu"),
    "startDate": ("250", "udi.market.date_start"),
    "certificateNumber": ("61", "udi.certificate.number"),
    "certificateRevisionNumber": ("62", "udi.certificate.revision"),
    "certificateType": ("60", "udi.certificate.kind"),
    "expiryDate": ("64", "udi.certificate.valid_to"),
    "NBActorCode": ("63", "udi.certificate.notified_body_id"),
    "clinicalInvestigationReference": ("51", "udi.clinical.investigation.reference"),
    "nonEUApplicableCountries": (
        "300",
        "udi.clinical.investigation.non_eu_country_ids",
    ),
    "clinicalSizeType": ("190", "udi.device.size.size_type_id"),
    "maximum": ("192", "udi.device.size.value_max"),
    "minimum": ("193", "udi.device.size.value_min"),
    "valueUnit": ("195", "udi.device.size.unit_id"),
    "storageHandlingConditionValue": ("211", "udi.device.storage.kind_id"),
    "warningValue": ("212", "udi.device.warning.code_id"),
    "CASCode": ("202", "udi.device.substance.cas_number"),
    "ECCode": ("203", "udi.device.substance.ec_number"),
    "INN": ("318", "udi.device.substance.inn"),
    "numberOfItems": ("121", "udi.di.contains_qty"),
    "child": ("124", "udi.di.contains_di_id"),
    "MFActorCode": ("10", "udi.registration.registrant_id"),
    "PRActorCode": ("44", "udi.registration.registrant_id"),
    "ARActorCode": ("15", "udi.registration.local_agent_id"),
    "uDIDIIdentifier": ("178", "udi.registration.di_id"),
    "udiIdentifier": ("", "udi.registration.di_id"),
    "organizationName": ("353", "res.partner.name"),
    "postCode": ("355", "res.partner.zip"),
    "eMail": ("354", "res.partner.email"),
}


def _with_model(model: str, table: dict) -> dict[str, tuple[str, str]]:
    return {key: (number, f"{model}.{name}") for key, (number, name) in table.items()}


_ALL = {
    **_with_model("udi.device", _DEVICE),
    **_with_model("udi.basic.udi", _FAMILY),
    **_with_model("udi.registration.eudamed", _REGISTRATION),
    **_LINES,
}
BY_ELEMENT = {key: field for key, (_number, field) in _ALL.items()}
BY_NUMBER = {int(number): field for number, field in _ALL.values() if number} | {
    1: "udi.basic.udi.issuing_agency",
    14: "udi.basic.udi.code",
    42: "udi.basic.udi.code",
    12: "udi.basic.udi.system_pack_type",
    261: "udi.basic.udi.system_pack_type",
    40: "udi.basic.udi.version",
    167: "udi.device.single_use",
    177: "udi.registration.version",
    221: "udi.registration.eudamed.product_designer_id",
    222: "udi.registration.eudamed.product_designer_id",
    246: "udi.registration.eudamed.market_version",
    298: "udi.registration.eudamed.package_version",
    223: "udi.registration.eudamed.designer_version",
    310: "udi.device.substance_ids",
    311: "udi.device.substance_ids",
    341: "udi.registration.eudamed.eudamed_id",
    342: "udi.registration.eudamed.eudamed_id",
}
_RULES = {
    "udi.basic.udi.code": "UDID-003 UDID-680 UDID-727 UDID-728 DTX-UDI-033 UDID-268",
    "udi.registration.local_agent_id": "UDID-011",
    "udi.registration.registrant_id": "DTX-UDI-032 DTX-UDI-079 DTX-UDI-080",
    "udi.registration.di_id": "UDID-681 DTX-UDI-099 DTX-UDI-039 DTX-UDID-095",
    "udi.registration.version": "DTX-UDI-034 DTX-UDI-036",
    "udi.device.secondary_di_ids": "UDID-020",
    "udi.device.unit_of_use_di_id": "UDID-023",
    "udi.device.direct_marking_di_id": "UDID-639",
    "udi.device.max_reuses": "UDID-024",
    "udi.device.substance_ids": "UDID-025 UDID-027 UDID-041 UDID-101",
    "udi.basic.udi.medicinal_substance": "DTX-UDI-084",
    "udi.basic.udi.human_blood_substance": "DTX-UDI-085",
    "udi.device.storage_ids": "UDID-028 DTX-UDI-077",
    "udi.device.warning_ids": "UDID-030 DTX-UDI-078",
    "udi.device.market_ids": "UDID-043 UDID-045 UDID-046 UDID-047 UDID-673 UDID-674 "
    "UDID-630 DTX-UDI-096 DTX-UDI-098 DTX-UDI-100 DTX-UDI-101 DTX-UDI-103 DTX-UDI-105 "
    "DTX-UDID-096",
    "udi.basic.udi.name": "UDID-066",
    "udi.device.trade_name_ids": "UDID-070",
    "udi.registration.eudamed.status": "UDID-073 UDID-458",
    "udi.device.size_ids": "UDID-075 UDID-076 UDID-077 UDID-722",
    "udi.registration.eudamed.annex_xvi_ids": "UDID-094",
    "udi.registration.eudamed.product_designer_id": "UDID-095 UDID-629 UDID-718 "
    "UDID-724 UDID-725 UDID-760 UDID-824 DTX-UDID-086 DTX-UDID-087 DTX-UDID-106",
    "udi.basic.udi.clinical_investigation_ids": "UDID-098 UDID-627 UDID-628",
    "udi.device.description_ids": "UDID-131",
    "udi.basic.udi.iib_implantable_exception": "UDID-635",
    "udi.registration.eudamed.emdn_ids": "UDID-636",
    "udi.device.package_di_ids": "UDID-430 UDID-632 UDID-661 UDID-687 DTX-UDI-102 "
    "DTX-UDID-102.1",
    "udi.device.implantable": "UDID-676",
    "udi.basic.udi.reusable_surgical_instrument": "UDID-677",
    "udi.basic.udi.special_device_type": "UDID-705 UDID-731 UDID-737",
    "udi.basic.udi.certificate_ids": "UDID-056 UDID-109 UDID-113 DTX-UDID-088",
    "udi.device.pi_software": "DTX-UDI-104",
    "udi.registration.eudamed.related_device_id": "UDID-645 UDID-702 UDID-704",
}
BY_RULE = {
    f"BR-{rule}": field for field, rules in _RULES.items() for rule in rules.split()
} | {"RULE-00015": "udi.basic.udi.certificate_ids"}

_RULE = re.compile(r"\b(BR-(?:DTX-|VGL-)?UDID?-\d{3}(?:\.\d)?|RULE-\d{5})\b")
_NUMBER = re.compile(r"\bFLD-UDID-(\d{1,3})\b")
# a plain word such as "model" is the name of an element only behind a mark
_NAMED = re.compile(r"(?<=['\":}/])[A-Za-z_]+(?![\w:])|\b[A-Za-z_]*[A-Z_][A-Za-z_]*\b")


def rule_in(text: str) -> str:
    """The number of the business rule that a text names, or nothing."""
    found = _RULE.search(text)
    return found[1] if found else ""


def field_in(text: str) -> str:
    """``model.field`` that a text speaks of; the more exact of its words wins."""
    for number in _NUMBER.findall(text):
        if int(number) in BY_NUMBER:
            return BY_NUMBER[int(number)]
    rule = rule_in(text)
    if rule in BY_RULE:
        return BY_RULE[rule]
    named = (BY_ELEMENT.get(word, "") for word in _NAMED.findall(text))
    return next(filter(None, named), "")
