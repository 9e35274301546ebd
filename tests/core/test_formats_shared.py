"""What FDA, EUDAMED and NMPA are told of one device, side by side."""

from dataclasses import fields
from datetime import date

import pytest
from formats_any import any_of
from formats_laws import KINDS
from formats_sample import CASE, DEVICE, PRIMARY, SECONDARY, UNIT, change
from hypothesis import HealthCheck, given, settings

from odoo.addons.udi_regulatory_export.formats import FORMATS
from odoo.addons.udi_regulatory_export.formats.record import (
    DeviceRecord,
    MarketRecord,
    RegistrationRecord,
)
from odoo.addons.udi_regulatory_export.formats.shared import (
    LAWFUL,
    TOPICS,
    Told,
    compare,
    field,
)

ANY = any_of(DeviceRecord)
ALIKE = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def told(**records):
    """Rows by (topic, ref); regulators not named have ``DEVICE``."""
    found = compare(
        {name: form.shared(records.get(name, DEVICE)) for name, form in FORMATS.items()}
    )
    return {(row.topic, row.ref): row for row in found}


def contradictions(**records):
    return [key for key, row in told(**records).items() if row.contradicts]


def said(record, topic, regulator, ref=""):
    """What one regulator is told, or None if it does not ask."""
    found = {(t.topic, t.ref): t.said for t in FORMATS[regulator].shared(record)}
    return found.get((topic, ref))


@pytest.mark.parametrize("record", KINDS.values(), ids=KINDS)
def test_one_record_contradicts_nobody(record):
    found = dict.fromkeys(FORMATS, record)
    assert contradictions(**found) == []


@ALIKE
@given(ANY)
def test_no_record_at_all_contradicts_itself(record):
    found = dict.fromkeys(FORMATS, record)
    assert contradictions(**found) == []


@ALIKE
@given(ANY, ANY, ANY)
def test_any_three_can_be_compared(gudid, eudamed, nmpa):
    rows = compare(
        {
            "gudid": FORMATS["gudid"].shared(gudid),
            "eudamed": FORMATS["eudamed"].shared(eudamed),
            "nmpa": FORMATS["nmpa"].shared(nmpa),
        }
    )
    order = [(not row.contradicts, not row.differs) for row in rows]
    assert order == sorted(order)
    for row in rows:
        assert row.topic in TOPICS
        assert row.differs or not row.contradicts
        assert len(row.told) > 1


@pytest.mark.parametrize(
    ("topic", "value", "who"),
    [
        ("brand_name", "Other", {"gudid", "eudamed"}),
        ("model_number", "IP-9", {"gudid", "nmpa"}),
        ("catalog_number", "C-9", {"gudid", "eudamed", "nmpa"}),
        ("single_use", True, {"gudid", "eudamed", "nmpa"}),
        ("sterile", True, {"gudid", "eudamed", "nmpa"}),
        ("sterilize_before_use", True, {"gudid", "eudamed", "nmpa"}),
        ("latex", "contains", {"gudid", "eudamed"}),
        ("mri_safety", "safe", {"gudid", "eudamed", "nmpa"}),
        ("is_kit", True, {"gudid", "nmpa"}),
        ("device_count", 7, {"gudid", "eudamed", "nmpa"}),
        ("pi_serial", False, {"gudid", "eudamed", "nmpa"}),
        ("pi_lot", True, {"gudid", "eudamed", "nmpa"}),
        ("pi_manufacturing_date", False, {"gudid", "eudamed", "nmpa"}),
        ("pi_expiration_date", True, {"gudid", "eudamed", "nmpa"}),
        ("information_url", "https://example.com/x", {"eudamed", "nmpa"}),
        ("direct_marking", "none", {"eudamed", "nmpa"}),
    ],
)
def test_each_fact_that_one_of_them_has_otherwise(topic, value, who):
    """Only who is told the fact can contradict, and all of those do."""
    for regulator in FORMATS:
        found = contradictions(**{regulator: change(DEVICE, **{topic: value})})
        expected = [(topic, "")] if regulator in who else []
        assert [key for key in found if key[0] == topic] == expected, regulator


def test_what_two_regulators_call_otherwise_is_one_answer():
    """EUDAMED's "no latex" is both "not made with" and "not stated"."""
    assert told(gudid=change(DEVICE, latex="not_stated"))["latex", ""].differs is False
    marked = change(DEVICE, direct_marking="none")
    assert told(gudid=marked, eudamed=marked, nmpa=marked)
    # an exemption is told to FDA alone
    exempt = change(DEVICE, direct_marking="exempt")
    assert not contradictions(gudid=exempt, eudamed=marked, nmpa=marked)
    assert contradictions(gudid=exempt) == [("direct_marking", "")]


def test_blanks_are_no_difference():
    spaced = change(DEVICE, brand_name="Meridian  Pump ")
    assert contradictions(gudid=spaced) == []


def test_texts_in_one_language_are_compared_others_are_shown():
    rows = told()
    assert ("trade_names", "") in rows
    assert not rows["trade_names", ""].differs
    english = change(DEVICE, descriptions=DEVICE.descriptions[1:])
    row = told(gudid=english)["descriptions", "EN"]
    assert row.told["gudid"].said == ""
    assert row.differs and not row.contradicts
    other = (change(DEVICE.descriptions[0], value="A pump"),)
    assert contradictions(gudid=change(DEVICE, descriptions=other)) == [
        ("descriptions", "EN")
    ]


def test_not_answered_is_a_difference_and_no_contradiction():
    row = told(nmpa=change(DEVICE, sterile=None))["sterile", ""]
    assert row.differs and not row.contradicts
    row = told(eudamed=change(DEVICE, single_use=None))["single_use", ""]
    assert row.told["eudamed"] == Told(topic="single_use")
    assert row.differs and not row.contradicts
    nobody = {name: change(DEVICE, sterile=None) for name in FORMATS}
    assert ("sterile", "") not in told(**nobody)


def test_packages_of_one_code_hold_the_same():
    fewer = change(DEVICE, packages=(change(CASE, contains_qty=5),))
    assert contradictions(nmpa=fewer) == [("packages", CASE.code)]


def test_another_pack_at_one_regulator_is_lawful():
    """China wants the sales unit: other DI, other number, nothing contradicted."""
    case = change(DEVICE, nmpa__di=change(PRIMARY, code=CASE.code))
    rows = told(nmpa=case)
    assert contradictions(nmpa=case) == []
    assert rows["di", ""].differs
    assert rows["device_count", ""].told["nmpa"].said == "10"
    assert not rows["device_count", ""].differs


def test_identifiers():
    marked = change(DEVICE, direct_marking="other_di", direct_marking_di=UNIT)
    rows = told(gudid=marked, eudamed=marked, nmpa=marked)
    assert {t.said for t in rows["direct_marking_di", ""].told.values()} == {UNIT.code}
    several = change(
        DEVICE,
        direct_marking="none",
        device_count=5,
        unit_of_use_di=UNIT,
        secondary_dis=(SECONDARY,),
    )
    rows = told(gudid=several, eudamed=several, nmpa=several)
    assert len(rows["unit_of_use_di", ""].told) == 3
    assert len(rows["secondary_dis", ""].told) == 2
    other = change(several, unit_of_use_di=PRIMARY)
    assert contradictions(gudid=several, eudamed=other, nmpa=several) == [
        ("unit_of_use_di", "")
    ]


def test_how_often_it_may_be_used_again():
    limited, other = (change(DEVICE, max_reuses=number) for number in (5, 6))
    assert contradictions(eudamed=limited, nmpa=other) == [("max_reuses", "")]
    assert contradictions(eudamed=limited, nmpa=limited) == []


def test_parties_under_the_codes_of_each():
    rows = told()
    codes = [each.said for each in rows["registrant", ""].told.values()]
    assert codes == ["DUNS 012345678", "US-MF-000000001", "子午医疗公司"]
    other = change(DEVICE.gudid.registrant, name="Other")
    row = told(gudid=change(DEVICE, gudid__registrant=other))["registrant", ""]
    assert row.differs and not row.contradicts
    chinese = change(other, country="CN", udi_uscc="91110000MA0000000H")
    record = change(DEVICE, nmpa__registrant=chinese)
    assert said(record, "registrant", "nmpa") == "91110000MA0000000H"
    nameless = change(other, name="", udi_duns="")
    record = change(DEVICE, gudid__registrant=nameless)
    assert said(record, "registrant", "gudid") == ""
    assert said(change(DEVICE, gudid__registrant=None), "registrant", "gudid") == ""


def test_the_end_of_sale_of_each_market():
    ended = change(
        DEVICE,
        eudamed__status="no_longer",
        markets=(
            MarketRecord(country="US", date_end=date(2027, 1, 1)),
            MarketRecord(country="CN", date_end=date(2027, 2, 1)),
        ),
    )
    row = told(gudid=ended, eudamed=ended, nmpa=ended)["markets", ""]
    assert [each.said for each in row.told.values()] == [
        "US, until 2027-01-01",
        "NO_LONGER_PLACED_ON_THE_MARKET",
        "CN, until 2027-02-01",
    ]
    assert not row.contradicts


def test_a_regulator_without_a_registration_says_what_the_device_says():
    bare = change(DEVICE, gudid=None, eudamed=None, nmpa=None)
    rows = told(gudid=bare, eudamed=bare, nmpa=bare)
    assert ("di", "") not in rows
    assert ("catalog_number", "") in rows


def test_every_topic_is_a_field():
    names = {each.name for each in (*fields(DeviceRecord), *fields(RegistrationRecord))}
    assert names.issuperset(TOPICS)
    assert set(LAWFUL) < set(TOPICS)
    assert field("di") == "udi.registration.di_id"
    assert field("packages") == "udi.device.package_di_ids"
