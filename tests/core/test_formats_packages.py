"""The package hierarchy, and the rules about identifiers that all regulators share."""

import formats_sample as sample
import pytest
from formats_sample import CASE, DEVICE, PALLET, PRIMARY, change, codes_of
from hypothesis import given, strategies as st

from odoo.addons.udi_regulatory_export.formats import common, packages
from odoo.addons.udi_regulatory_export.formats.record import DiRecord, PackageRecord

OTHER = PackageRecord(
    code="39506000134353",
    issuing_agency="gs1",
    contains_code=PRIMARY.code,
    contains_qty=6,
)


def test_below_goes_down_to_the_base_pack():
    assert tuple(packages.below(DEVICE, PALLET)) == (CASE.code, PRIMARY.code)
    assert tuple(packages.below(DEVICE, CASE)) == (PRIMARY.code,)


def test_below_stops_at_a_loop():
    first = change(CASE, contains_code=PALLET.code)
    record = change(DEVICE, packages=(first, PALLET))
    assert tuple(packages.below(record, first)) == (PALLET.code,)
    assert packages.above(record, PRIMARY) == ()
    itself = change(CASE, contains_code=CASE.code)
    assert tuple(packages.below(change(DEVICE, packages=(itself,)), itself)) == ()


def test_above_has_inner_packs_first():
    record = change(DEVICE, packages=(PALLET, OTHER, CASE))
    assert packages.above(record, PRIMARY) == (CASE, OTHER, PALLET)
    assert packages.above(record, DiRecord(code=CASE.code)) == (PALLET,)
    assert packages.above(record, DiRecord(code="unknown")) == ()


def test_directly_above():
    record = change(DEVICE, packages=(OTHER, PALLET, CASE))
    assert packages.directly_above(record, PRIMARY.code) == (CASE, OTHER)
    assert packages.directly_above(record, CASE.code) == (PALLET,)


@pytest.mark.parametrize(
    ("code", "count"),
    [
        (PRIMARY.code, 5),
        (CASE.code, 50),
        (PALLET.code, 200),
        (sample.SECONDARY.code, 5),
    ],
)
def test_device_count(code, count):
    record = change(DEVICE, device_count=5)
    assert packages.device_count(record, DiRecord(code=code)) == count


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), max_size=8))
def test_any_hierarchy_ends(links):
    """Loops, gaps and repeated codes never hang the walk."""
    record = change(
        DEVICE,
        packages=tuple(
            PackageRecord(code=str(code), contains_code=str(inner), contains_qty=2)
            for code, inner in links
        ),
    )
    for code in "012345":
        above = packages.above(record, DiRecord(code=code))
        assert len(above) <= len(links)
        assert packages.device_count(record, DiRecord(code=code)) >= 1
    tuple(common.package_chain(record))


PACKAGE_RULES = [
    pytest.param({"contains_code": ""}, "package_chain", "contains_di_id", id="empty"),
    pytest.param(
        {"contains_code": "09506000134376"},
        "package_chain",
        "contains_di_id",
        id="elsewhere",
    ),
    pytest.param(
        {"contains_code": PALLET.code}, "package_chain", "contains_di_id", id="loop"
    ),
    pytest.param({"code": PRIMARY.code}, "di_twice", "code", id="primary again"),
    pytest.param({"code": PALLET.code}, "di_twice", "code", id="pallet again"),
    pytest.param({"contains_qty": 0}, "bad_quantity", "contains_qty", id="zero"),
    pytest.param({"contains_qty": -1}, "bad_quantity", "contains_qty", id="negative"),
    pytest.param({"contains_qty": 1}, "quantity_one", "contains_qty", id="one"),
    pytest.param({"contains_qty": 2}, "quantity_cumulative", "contains_qty", id="40"),
]


@pytest.mark.parametrize(("facts", "code", "name"), PACKAGE_RULES)
def test_package_chain(facts, code, name):
    record = change(DEVICE, packages=(change(CASE, **facts), PALLET))
    found = {(each.code, each.field) for each in common.package_chain(record)}
    assert (code, f"udi.di.{name}") in found


def test_package_chain_of_the_sample():
    assert tuple(common.package_chain(DEVICE)) == ()
    assert tuple(common.package_chain(change(DEVICE, packages=()))) == ()


def test_package_chain_without_a_primary():
    record = change(DEVICE, primary_di=None)
    assert codes_of(common.package_chain(record)) == {"package_chain"}


def test_cumulative_quantity_tells_the_likely_number():
    cases = (change(CASE, contains_qty=10), change(PALLET, contains_qty=40))
    (finding,) = common.package_chain(change(DEVICE, packages=cases))
    assert (finding.severity, finding.value, finding.expected, finding.ref) == (
        "warning",
        "40",
        "4",
        PALLET.code,
    )


def test_not_divisible_is_not_cumulative():
    cases = (change(CASE, contains_qty=10), change(PALLET, contains_qty=25))
    assert tuple(common.package_chain(change(DEVICE, packages=cases))) == ()


def test_identifier():
    def codes(**facts):
        return codes_of(common.identifier(change(PRIMARY, **facts), ("gs1", "hibcc")))

    assert codes() == set()
    assert codes(code="") == {"required"}
    assert codes(issuing_agency="") == {"required"}
    assert codes(issuing_agency="ma") == {"agency_not_accepted"}
    assert codes(code="123") == {"bad_form"}
    (finding,) = common.identifier(change(PRIMARY, code="09506000134353"), ("gs1",))
    assert (finding.code, finding.expected) == ("bad_check_digit", PRIMARY.code)


def test_registered_di():
    def codes(**facts):
        record = change(DEVICE, **facts)
        return codes_of(common.registered_di(record, record.eudamed, ("gs1",)))

    assert codes() == set()
    assert codes(eudamed__di=None) == {"required"}
    assert codes(eudamed__di=sample.UNIT) == {"di_not_of_device"}
    assert codes(eudamed__di=DiRecord(code=CASE.code, issuing_agency="gs1")) == set()
    assert codes(primary_di=None) == {"di_not_of_device"}
    bad = change(PALLET, code="29506000134350")
    assert codes(packages=(CASE, bad)) == {"bad_check_digit"}


def test_device_count_of_at_least_one():
    assert tuple(common.device_count(DEVICE)) == ()
    for count in (0, -1):
        found = common.device_count(change(DEVICE, device_count=count))
        assert codes_of(found) == {"bad_quantity"}


def test_marking_with_another_di():
    marked = change(DEVICE, direct_marking="other_di")
    assert codes_of(common.marking(marked)) == {"required"}
    assert not codes_of(common.marking(change(marked, direct_marking_di=sample.UNIT)))
    assert not codes_of(common.marking(DEVICE))
