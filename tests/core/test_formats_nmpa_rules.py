"""The Chinese database: what is refused before it is sent."""

from datetime import date

import formats_sample as sample
import pytest
from formats_nmpa import (
    CATHETER,
    MA,
    REGISTRATION,
    built,
)
from formats_sample import CASE, DEVICE, ENVELOPE, change, codes_of

from odoo.addons.udi_regulatory_export.formats import nmpa
from odoo.addons.udi_regulatory_export.formats.findings import UnfitRecordError
from odoo.addons.udi_regulatory_export.formats.record import TextRecord

RULES = [
    ({"nmpa": None}, "required", "udi.device.registration_ids"),
    ({"nmpa__registrant": None}, "required", "udi.registration.nmpa.registrant_id"),
    ({"nmpa__di": None}, "required", "udi.registration.nmpa.di_id"),
    ({"nmpa__registrant__country": ""}, "required", "res.partner.country_id"),
    (
        {"nmpa__local_agent": None},
        "china_agent_missing",
        "udi.registration.nmpa.local_agent_id",
    ),
    (
        {"nmpa__di": sample.SECONDARY, "secondary_dis": (sample.SECONDARY,)},
        "agency_not_accepted",
        "udi.di.issuing_agency",
    ),
    ({"nmpa__di": MA}, "di_not_of_device", "udi.registration.nmpa.di_id"),
    (
        {"unit_of_use_di": change(sample.UNIT, code="1")},
        "bad_form",
        "udi.di.code",
    ),
    ({"device_count": 2}, "unit_of_use_missing", "udi.device.di_ids"),
    ({"device_count": 0}, "bad_quantity", "udi.device.device_count"),
    (
        {"nmpa__publish_date": None},
        "required",
        "udi.registration.nmpa.publish_date",
    ),
    ({"generic_name_zh": ""}, "required", "udi.device.generic_name"),
    ({"model_number": ""}, "required", "udi.device.model_number"),
    (
        {"nmpa__product_type": ""},
        "required",
        "udi.registration.nmpa.product_type",
    ),
    (
        {"nmpa__product_type": "x"},
        "not_allowed",
        "udi.registration.nmpa.product_type",
    ),
    ({"nmpa__supply_kind": ""}, "required", "udi.registration.nmpa.supply_kind"),
    ({"nmpa__supply_kind": "x"}, "not_allowed", "udi.registration.nmpa.supply_kind"),
    ({"nmpa__class_code": ""}, "required", "udi.registration.nmpa.class_code_id"),
    ({"nmpa__class_code": "14-2"}, "bad_form", "udi.registration.nmpa.class_code_id"),
    (
        {"nmpa__nhsa_codes": ("C01",)},
        "bad_form",
        "udi.registration.nmpa.nhsa_codes",
    ),
    ({"nmpa__registrant__udi_name_zh": ""}, "required", "res.partner.udi_name_zh"),
    ({"nmpa__local_agent__udi_uscc": ""}, "required", "res.partner.udi_uscc"),
    ({"nmpa__local_agent__udi_uscc": "911"}, "bad_form", "res.partner.udi_uscc"),
    (
        {"nmpa__local_agent__udi_uscc": "91110000MA0000000X"},
        "bad_check_digit",
        "res.partner.udi_uscc",
    ),
    ({"certificates": ()}, "certificate_number", "udi.device.certificate_ids"),
    (
        {"certificates": (change(REGISTRATION, number=""),)},
        "required",
        "udi.certificate.number",
    ),
    (
        {"certificates": (change(REGISTRATION, number="国械注准2019303016"),)},
        "bad_form",
        "udi.certificate.number",
    ),
    (
        {"certificates": (change(REGISTRATION, kind="cn_filing"),)},
        "bad_form",
        "udi.certificate.number",
    ),
    (
        {"nmpa__same_as_registered_di": None},
        "recommended",
        "udi.registration.nmpa.same_as_registered_di",
    ),
    (
        {"nmpa__same_as_registered_di": False},
        "required",
        "udi.registration.nmpa.registered_di",
    ),
    *(
        ({name: empty}, "recommended", f"udi.device.{odoo}")
        for name, empty, odoo in (
            ("catalog_number", "", "catalog_number"),
            ("direct_marking", "", "direct_marking"),
            ("is_kit", None, "is_kit"),
            ("single_use", None, "single_use"),
            ("sterile", None, "sterile"),
            ("sterilize_before_use", None, "sterilize_before_use"),
            ("mri_safety", "", "mri_safety"),
            ("carriers", (), "carrier_ids"),
        )
    ),
    ({"mri_safety": "x"}, "not_allowed", "udi.device.mri_safety"),
    ({"carriers": ("linear", "x")}, "not_allowed", "udi.device.carrier_ids"),
    ({"direct_marking": "other_di"}, "required", "udi.device.di_ids"),
    (
        {"descriptions": (TextRecord(language="EN", value="Pump"),)},
        "language_missing",
        "udi.device.description_ids",
    ),
    (
        {"packages": (change(CASE, package_level_name_zh=""),)},
        "language_missing",
        "udi.di.package_level_name",
    ),
    (
        {"packages": (change(CASE, contains_code=""),)},
        "package_chain",
        "udi.di.contains_di_id",
    ),
]


@pytest.mark.parametrize(
    ("facts", "code", "field"),
    RULES,
    ids=[f"{code}-{field}-{n}" for n, (_facts, code, field) in enumerate(RULES)],
)
def test_rule(facts, code, field):
    record = change(DEVICE, **facts)
    found = {(each.code, each.field) for each in nmpa.problems(record)}
    assert (code, field) in found
    severity = {each.severity for each in nmpa.problems(record) if each.code == code}
    if "error" in severity:
        with pytest.raises(UnfitRecordError):
            nmpa.build(record, ENVELOPE)
    else:
        assert built(record)


@pytest.mark.parametrize(
    "facts",
    [
        {"nmpa__registrant": CATHETER.nmpa.registrant, "nmpa__local_agent": None},
        {"nmpa__class_code": "6840-123"},
        {"certificates": (change(REGISTRATION, number="京械注准20202140001"),)},
        {"certificates": (change(REGISTRATION, number="国械注进20193030166"),)},
        {"nmpa__publish_date": date(2020, 1, 1)},
        {"nmpa__nhsa_codes": ("C01010100100001000010000123",)},
    ],
)
def test_allowed(facts):
    assert codes_of(nmpa.problems(change(DEVICE, **facts))) == {"unpublished"}
