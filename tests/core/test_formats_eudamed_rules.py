"""EUDAMED: what is refused before it is sent."""

import pytest
from formats_eudamed import RICH, tree, values
from formats_eudamed_rules import UDI_DI_RULES
from formats_sample import DEVICE, ENVELOPE, change, codes_of

from odoo.addons.udi_regulatory_export.formats import eudamed, xml
from odoo.addons.udi_regulatory_export.formats.findings import UnfitRecordError
from odoo.addons.udi_regulatory_export.formats.record import (
    CertificateRecord,
    MarketRecord,
    TextRecord,
)


@pytest.fixture(scope="module")
def schema(shared):
    return xml.schema_from(shared("regulatory/eudamed/xsd-3.0.25/service/Message.xsd"))


TEXT = TextRecord(language="FR", value="x")
TYPE_EXAMINATION = DEVICE.basic_udi.certificates[0]
SYSTEM = CertificateRecord(
    kind="mdr_quality_management_system", number="Q", notified_body="0123"
)
DE = MarketRecord(country="DE", is_first_eu=True)

RULES = [
    # what the rest takes for granted
    ({"eudamed": None}, "required", "udi.device.registration_ids"),
    ({"basic_udi": None}, "required", "udi.device.basic_udi_id"),
    ({"legislation_eu": ""}, "required", "udi.device.legislation_eu"),
    ({"legislation_eu": "uk"}, "not_allowed", "udi.device.legislation_eu"),
    ({"basic_udi__code": ""}, "required", "udi.basic.udi.code"),
    ({"basic_udi__issuing_agency": ""}, "required", "udi.basic.udi.issuing_agency"),
    (
        {"eudamed__registrant": None},
        "required",
        "udi.registration.eudamed.registrant_id",
    ),
    ({"eudamed__di": None}, "required", "udi.registration.eudamed.di_id"),
    # Basic UDI-DI
    (
        {"basic_udi__issuing_agency": "ma"},
        "agency_not_accepted",
        "udi.basic.udi.issuing_agency",
    ),
    ({"basic_udi__code": "501"}, "bad_form", "udi.basic.udi.code"),
    (
        {"basic_udi__code": "5012345INFUSIONPUMPXX"},
        "bad_check_digit",
        "udi.basic.udi.code",
    ),
    ({"eudamed__version": 1}, "no_snapshot", "udi.registration.eudamed.version"),
    (
        {"eudamed__registry_state": "submitted"},
        "no_snapshot",
        "udi.registration.eudamed.version",
    ),
    (
        {"basic_udi__name": "", "basic_udi__device_model": ""},
        "name_or_model",
        "udi.basic.udi.name",
    ),
    ({"basic_udi__name": "x" * 256}, "too_long", "udi.basic.udi.name"),
    ({"basic_udi__device_model": "x" * 256}, "too_long", "udi.basic.udi.model"),
    ({"risk_class_eu": ""}, "required", "udi.device.risk_class_eu"),
    ({"risk_class_eu": "c"}, "not_allowed", "udi.device.risk_class_eu"),
    ({"implantable": None}, "required", "udi.device.implantable"),
    (
        {"basic_udi__system_pack_type": ""},
        "required",
        "udi.basic.udi.system_pack_type",
    ),
    (
        {"basic_udi__system_pack_type": "x"},
        "not_allowed",
        "udi.basic.udi.system_pack_type",
    ),
    *(
        ({f"basic_udi__{name}": None}, "required", f"udi.basic.udi.{name}")
        for name in (
            "animal_tissues",
            "human_tissues",
            "active_device",
            "administers_medicine",
            "measuring_function",
            "reusable_surgical_instrument",
            "medicinal_substance",
            "human_blood_substance",
        )
    ),
    (
        {"basic_udi__medicinal_substance": True},
        "substance_missing",
        "udi.device.substance_ids",
    ),
    (
        {"basic_udi__human_blood_substance": True},
        "substance_missing",
        "udi.device.substance_ids",
    ),
    (
        {"basic_udi__special_device_type": "orthopaedic"},
        "not_allowed",
        "udi.basic.udi.special_device_type",
    ),
    (
        {
            "basic_udi__special_device_type": "software",
            "basic_udi__system_pack_type": "system",
        },
        "special_pack",
        "udi.basic.udi.special_device_type",
    ),
    (
        {"risk_class_eu": "i", "implantable": True},
        "implantable_class_i",
        "udi.device.implantable",
    ),
    (
        {"implantable": True, "basic_udi__reusable_surgical_instrument": True},
        "implantable_reusable",
        "udi.basic.udi.reusable_surgical_instrument",
    ),
    (
        {"implantable": True},
        "required",
        "udi.basic.udi.iib_implantable_exception",
    ),
    (
        {"basic_udi__iib_implantable_exception": False},
        "exception_forbidden",
        "udi.basic.udi.iib_implantable_exception",
    ),
    (
        {"eudamed__registrant__udi_srn_mf": ""},
        "required",
        "res.partner.udi_srn_mf",
    ),
    (
        {"eudamed__registrant__udi_srn_mf": "US-AR-000000001"},
        "bad_form",
        "res.partner.udi_srn_mf",
    ),
    ({"eudamed__registrant__country": ""}, "required", "res.partner.country_id"),
    (
        {"eudamed__local_agent": None},
        "agent_missing",
        "udi.registration.eudamed.local_agent_id",
    ),
    (
        {"eudamed__registrant__country": "DE"},
        "agent_forbidden",
        "udi.registration.eudamed.local_agent_id",
    ),
    (
        {"eudamed__local_agent__udi_srn_ar": ""},
        "required",
        "res.partner.udi_srn_ar",
    ),
    (
        {"eudamed__local_agent__udi_srn_ar": "DE-AR-1"},
        "bad_form",
        "res.partner.udi_srn_ar",
    ),
    (
        {"risk_class_eu": "iii", "basic_udi__certificates": (SYSTEM,)},
        "certificate_missing",
        "udi.basic.udi.certificate_ids",
    ),
    (
        {"basic_udi__certificates": (change(TYPE_EXAMINATION, notified_body=""),)},
        "required",
        "udi.certificate.notified_body_id",
    ),
    (
        {"basic_udi__certificates": (change(TYPE_EXAMINATION, notified_body="12"),)},
        "bad_form",
        "udi.certificate.notified_body_id",
    ),
    (
        {"basic_udi__certificates": (change(TYPE_EXAMINATION, number="1" * 121),)},
        "too_long",
        "udi.certificate.number",
    ),
    (
        {"basic_udi__certificates": (change(TYPE_EXAMINATION, revision="1" * 121),)},
        "too_long",
        "udi.certificate.revision",
    ),
    *UDI_DI_RULES,
]


@pytest.mark.parametrize(
    ("facts", "code", "field"),
    RULES,
    ids=[f"{code}-{field}-{n}" for n, (_facts, code, field) in enumerate(RULES)],
)
def test_rule(facts, code, field):
    found = {
        (each.code, each.field) for each in eudamed.problems(change(DEVICE, **facts))
    }
    assert (code, field) in found


def test_the_sample_has_no_finding():
    for record in (DEVICE, RICH):
        assert eudamed.problems(record) == ()


WARNINGS = {
    "emdn_not_leaf",
    "markets_not_sent",
    "only_first_sent",
    "quantity_cumulative",
    "quantity_one",
    "recommended",
    "unit_of_use_dropped",
}


@pytest.mark.parametrize("facts", [facts for facts, _code, _field in RULES])
def test_an_error_forbids_a_file(facts, schema):
    record = change(DEVICE, **facts)
    found = eudamed.problems(record)
    if codes_of(found) <= WARNINGS:
        assert codes_of(found, "error") == set()
        assert xml.violations(tree(record), schema) == ()
    else:
        with pytest.raises(UnfitRecordError):
            eudamed.build(record, ENVELOPE)


@pytest.mark.parametrize(
    "facts",
    [
        {"markets": (), "risk_class_eu": "i"},
        {"markets": (), "eudamed__status": "not_intended"},
        {"risk_class_eu": "iib", "basic_udi__certificates": ()},
        {
            "eudamed__registrant__country": "GR",
            "eudamed__registrant__udi_srn_mf": "GR-MF-000000001",
            "eudamed__local_agent": None,
        },
        {"trade_names": (TEXT, change(TEXT, language="ANY"), TEXT)},
        {"trade_names": (change(TEXT, language="ZH", value="x" * 256),)},
        {"basic_udi__registry_state": "discarded"},
        {"basic_udi__registry_state": "submitted"},
        {"basic_udi__registry_state": "registered"},
        {"max_reuses": 32767},
    ],
)
def test_allowed(facts, schema):
    record = change(DEVICE, **facts)
    assert eudamed.problems(record) == ()
    assert xml.violations(tree(record), schema) == ()


def test_certificates_by_class():
    """BR-UDID-109: what is declared depends on class and implant."""
    documentation = change(TYPE_EXAMINATION, kind="mdr_technical_documentation")
    both = change(
        DEVICE, basic_udi__certificates=(documentation, TYPE_EXAMINATION, SYSTEM)
    )
    exception = change(
        both, implantable=True, basic_udi__iib_implantable_exception=True
    )
    implant = change(exception, basic_udi__iib_implantable_exception=False)
    technical, examined = "MDR_TECHNICAL_DOCUMENTATION", "MDR_TYPE_EXAMINATION"
    for record, expected in (
        (both, [examined]),
        (exception, [examined]),
        (implant, [technical, examined]),
        (change(both, risk_class_eu="iii"), [technical, examined]),
        (change(both, risk_class_eu="iia"), []),
        (change(both, risk_class_eu="i"), []),
    ):
        assert values(tree(record), "certificateType") == expected
