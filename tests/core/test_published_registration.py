"""The regulator's own record: what has a field, what differs, how far it is."""

import pytest
from hypothesis import given, strategies as st

from odoo.addons.udi_regulatory_export.tools import published_registration as published
from odoo.addons.udi_traceability.tools.import_compare import same_party
from odoo.addons.udi_traceability.tools.published_gudid import read_json

ALLOWED = {
    "rx": ["yes", "no"],
    "registry_state": ["published"],
    "status": ["on_market"],
}
GUDID = {
    "regulator": "gudid",
    "version": 3,
    "version_date": "2025-04-28",
    "registry_state": "published",
    "rx": "yes",
    "gmdn_ids": [{"code": "2"}, {"code": "1", "name": "One"}, {"name": "?"}],
}
DEVICE = {
    "di_ids": [{"code": "1", "role": "package"}, {"code": "2", "role": "primary"}],
    "manufacturer_id": {"udi_duns": "123456789"},
}


def test_what_has_a_field_and_what_has_none():
    values, left = published.judged(GUDID, ALLOWED)
    assert values["gmdn_ids"] == ["1", "2"]
    assert not left
    told = {
        "regulator": "eudamed",
        "status": "SOLD",
        "designer": {"name": "GS1", "srn": "X"},
        "original_placed": ["AT", "DE"],
        "version": "second",
        "publish_date": "2025-W01-1",
        "version_date": "soon",
    }
    values, left = published.judged(told, ALLOWED)
    assert values == {}
    assert left == [
        ("status", "SOLD"),
        ("designer", "GS1, X"),
        ("original_placed", "AT, DE"),
        ("version", "second"),
        ("publish_date", "2025-W01-1"),
        ("version_date", "soon"),
    ]


def test_the_codes_of_lists():
    found = [(name, line["code"]) for name, line in published.codes(GUDID)]
    assert found == [("gmdn", "2"), ("gmdn", "1")]


def test_a_new_record_and_the_same_again():
    values, _left = published.judged(GUDID, ALLOWED)
    changed = published.changes(values, {}, DEVICE, same_party)
    assert changed["state"] == (None, "registered")
    assert changed["di_id"] == (None, "2")
    assert changed["registrant_id"] == (None, {"udi_duns": "123456789"})
    now = {name: then for name, (_now, then) in changed.items()}
    assert published.changes(values, now, DEVICE, same_party) == {}
    assert published.changes(values, now, {}, same_party) == {}
    other = now | {"rx": "no", "registrant_id": {"udi_duns": "987654321"}}
    assert set(published.changes(values, other, DEVICE, same_party)) == {
        "rx",
        "registrant_id",
    }


def test_an_older_file_changes_nothing():
    assert published.is_older({"version": 2}, {"version": 3})
    assert published.changes({"version": 2}, {"version": 3}, DEVICE, same_party) == {}
    assert not published.is_older({}, {})


@pytest.mark.parametrize(
    ("told", "now", "then"),
    [
        ({}, {}, "registered"),
        ({"registry_state": "published"}, {"state": "ready"}, "registered"),
        ({"registry_state": "unpublished"}, {}, "submitted"),
        ({"registry_state": "deactivated"}, {"state": "registered"}, "withdrawn"),
        # an answer we wait for, and one that came
        ({"version": 1}, {"state": "submitted", "version": 1}, "submitted"),
        ({"version": 2}, {"state": "submitted", "version": 1}, "registered"),
        ({"version": 1}, {"state": "rejected", "version": 1}, "rejected"),
        ({"version": 9}, {"state": "withdrawn", "version": 1}, "withdrawn"),
    ],
)
def test_how_far_it_is(told, now, then):
    assert published.state(told, now) == then


def test_withdrawn_here_and_public_there():
    assert published.is_reopened(
        {"registry_state": "published"}, {"state": "withdrawn"}
    )
    assert not published.is_reopened(
        {"registry_state": "deactivated"}, {"state": "withdrawn"}
    )
    assert not published.is_reopened({}, {"state": "registered"})


WORDS = st.text(max_size=12) | st.integers()


@given(
    st.sampled_from(("gudid", "eudamed", "nmpa")),
    st.dictionaries(
        st.sampled_from(("version", "publish_date", "rx", "status", "odd")), WORDS
    ),
)
def test_nothing_is_lost(regulator, told):
    """Whatever is published is a value or is told."""
    values, left = published.judged({"regulator": regulator, **told}, ALLOWED)
    assert values.keys() | dict(left).keys() == told.keys()
    assert not values.keys() & dict(left).keys()


def notes(**device):
    (found,) = read_json({"gudid": {"device": device}})
    return found.notes


def test_words_that_no_field_holds_are_told():
    ended = "Not in Commercial Distribution"
    packs = [
        {"deviceId": "1", "deviceIdType": "Previous", "deviceIdIssuingAgency": "GS1"},
        {"deviceId": "2", "deviceIdType": "Nickname"},
        {"deviceId": "3", "deviceIdType": "Package", "pkgStatus": ended},
    ]
    assert notes(identifiers={"identifier": packs}) == (
        ("previous_di", "previous_device_id", "1 GS1"),
        ("not_read", "di_ids", "Nickname 2"),
        ("not_read", "di_ids", f"3 {ended}"),
    )
    assert notes(
        singleUse="perhaps",
        deviceCount="many",
        MRISafetyStatus="MR Odd",
        labeledContainsNRL=True,
        labeledNoNRL=True,
        deviceCommDistributionStatus=ended,
        colour="blue",
        parts={"part": "A"},
        empty="",
    ) == (
        ("not_read", "singleUse", "perhaps"),
        ("not_read", "deviceCount", "many"),
        ("not_read", "MRISafetyStatus", "MR Odd"),
        ("not_read", "latex", "labeledContainsNRL, labeledNoNRL"),
        ("not_read", "market_ids", ended),
        ("not_read", "colour", "blue"),
        ("not_read", "parts", "part"),
    )
