"""What is found in one device, and what `use` makes of it."""

import pytest
from hypothesis import given, strategies as st

from odoo.addons.udi_traceability.tools.import_check import check, use
from odoo.addons.udi_traceability.tools.import_compare import (
    changes,
    codes_of,
    normal,
)

UNIT, BOX, CASE = "09506000134352", "19506000134359", "29506000134356"


def di(code, role="primary", **more):
    return {"code": code, "issuing_agency": "gs1", "role": role, **more}


def box(code=BOX, contains=UNIT, quantity=10):
    return di(code, "package", contains=contains, contains_qty=quantity)


def device(*dis, **more):
    return {"brand_name": "Pump", "model_number": "1", "di_ids": list(dis), **more}


def codes(values):
    return [finding.code for finding in check(values)]


def test_nothing_wrong():
    assert codes(device(di(UNIT), box(), box(CASE, BOX, 3))) == []


@pytest.mark.parametrize(
    "values, expected",
    (
        (device(), ["no_primary"]),
        (device(di(UNIT), di(BOX)), ["several_primary"]),
        (device(di(UNIT), box(UNIT, UNIT)), ["di_twice", "package_loop"]),
        (device(di(UNIT), box(contains="x")), ["contains_unknown"]),
        (device(di(UNIT), box(contains=None)), ["contains_unknown"]),
        (device(di(UNIT), box(quantity=0)), ["no_quantity"]),
        (device(di(UNIT), box(quantity=None)), ["no_quantity"]),
        (device(di(UNIT), box(quantity=1)), ["one_inside"]),
        (device(di(UNIT), box(BOX, CASE), box(CASE, BOX)), ["package_loop"] * 2),
        (device(di(UNIT), box(), box(CASE, BOX, 120)), ["cumulative"]),
        (device(di(UNIT), box(), box(CASE, UNIT, 120)), []),
        (device(di("1")), ["bad_di"]),
        (device({**di(UNIT), "issuing_agency": "XY"}), ["unknown_agency"]),
        (device(di(UNIT), *[di("x", "unit_of_use")] * 200), ["too_many_dis"]),
        (device(di(UNIT), device_count=0), ["too_small"]),
        (device(di(UNIT), max_reuses=-1), ["too_small"]),
        (device(di(UNIT), storage_ids=[{"low": "8", "high": "2"}]), ["low_above_high"]),
        (device(di(UNIT), storage_ids=[{"low": "x", "high": "2"}]), []),
        ({"di_ids": [di(UNIT)]}, ["no_name"]),
        ({"di_ids": [di(UNIT)], "catalog_number": "7"}, ["no_name"]),
    ),
)
def test_findings(values, expected):
    assert codes(values) == expected


def test_texts():
    values = device(
        di(UNIT),
        description_ids=[
            {"language": "EN", "value": " a  b "},
            {"language": "DE", "value": "x\n  y"},
        ],
    )
    values["brand_name"] = "Pump® One (TM)"
    assert use(values, check(values))["brand_name"] == "Pump One"
    found = {finding.field: finding.expected for finding in check(values)}
    assert found == {"brand_name": "Pump One", "description_ids.0.value": "a b"}


def test_a_corrected_di_is_followed_by_what_contains_it():
    wrong = UNIT[:-1] + "3"
    values = device(di(wrong), box(contains=wrong))
    made = use(values, check(values))
    assert made["di_ids"][0]["code"] == made["di_ids"][1]["contains"] == UNIT
    assert codes(made) == []
    assert values["di_ids"][0]["code"] == wrong


def test_a_short_content_is_found():
    values = device(di(UNIT), box(contains=UNIT[1:]))
    made = use(values, check(values))
    assert made["di_ids"][1]["contains"] == UNIT


def test_findings_without_a_proposal_change_nothing():
    values = device()
    assert use(values, check(values)) is values


PLAIN = st.text(max_size=5) | st.integers(-3, 9) | st.booleans() | st.none()
LINES = st.lists(
    st.fixed_dictionaries(
        {}, optional={"code": st.text(max_size=15), "role": st.text()}
    ),
    max_size=4,
)


@given(st.dictionaries(st.sampled_from(("latex", "pi_lot")), PLAIN), LINES)
def test_a_device_is_the_same_as_itself(values, dis):
    values["di_ids"] = dis
    assert changes(values, values) == {}
    assert all(isinstance(finding.code, str) for finding in check({"di_ids": dis}))


def test_what_a_file_does_not_say_stays():
    now = {
        "brand_name": "Pump",
        "pi_lot": True,
        "market_ids": [{"country": "DE"}, {"country": "US", "date_end": "2026-01-01"}],
        "description_ids": [{"language": "DE", "value": "Pumpe"}],
        "manufacturer_id": {"name": "Maker GmbH", "udi_duns": "1"},
        "di_ids": [di(UNIT), box()],
        "size_ids": [{"size_type_id": "CST19", "value": "1"}],
    }
    then = {
        "market_ids": [{"country": "US"}],
        "description_ids": [{"language": "EN", "value": "Pump"}],
        "manufacturer_id": {"name": "MAKER", "udi_duns": "1"},
        "di_ids": [box(quantity=20), di(UNIT)],
        "size_ids": [{"size_type_id": "CST19", "value": "2"}],
        "registration": {"version": 3},
    }
    found = changes(then, now)
    assert set(found) == {"description_ids", "di_ids", "size_ids"}
    assert found["di_ids"][1] == [box(quantity=20)]
    assert changes({"manufacturer_id": {"name": "Other"}}, now)
    assert changes({"manufacturer_id": {"udi_duns": "2"}}, now)
    same = {"name": "maker gmbh", "udi_srn_mf": "x"}
    assert not changes({"manufacturer_id": same}, now)


def test_codes_by_any_spelling():
    spellings = {"size_unit": {"millimeter": "mm"}, "carrier": {"2": "matrix"}}
    values = {
        "size_ids": [{"size_type_id": "CST19", "unit_id": "Millimeter"}, {}],
        "carrier_ids": ["2", "matrix", "odd"],
    }
    made = normal(values, spellings)
    assert made["size_ids"][0]["unit_id"] == "mm"
    assert made["carrier_ids"] == ["matrix", "odd"]
    assert set(codes_of(made)) == {
        ("size_type", "CST19"),
        ("size_unit", "mm"),
        ("carrier", "matrix"),
        ("carrier", "odd"),
    }


def test_another_family_and_a_maker_known_by_its_number_only():
    family = {"code": "B", "issuing_agency": "gs1", "model": "M"}
    now = {"basic_udi_id": {"code": "A", "issuing_agency": "gs1"}}
    assert changes({"basic_udi_id": family}, now)
    assert changes({"basic_udi_id": family}, {})
    assert not changes({"basic_udi_id": {"model": "M"}}, now)
    assert not changes({"basic_udi_id": family}, {"basic_udi_id": {"code": "B"}})
    assert changes({"manufacturer_id": {"udi_srn_mf": "DE-MF-000012345"}}, {})
