"""A record kept as JSON comes back exactly, and nothing else is taken for one."""

import json
from dataclasses import MISSING, fields, replace
from datetime import date, datetime

import pytest
from formats_any import any_of
from formats_sample import DEVICE, change
from hypothesis import HealthCheck, given, settings, strategies as st

from odoo.addons.udi_regulatory_export.formats import record as records
from odoo.addons.udi_regulatory_export.formats.record import DeviceRecord
from odoo.addons.udi_regulatory_export.formats.snapshot import (
    CODES,
    FORMAT,
    SnapshotError,
    from_json,
    to_json,
)

CLASSES = [
    getattr(records, name) for name in records.__all__ if name.endswith("Record")
]


ANY_RECORD = any_of(DeviceRecord)


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(ANY_RECORD)
def test_every_record_comes_back_exactly(record):
    kept = json.loads(json.dumps(to_json(record)))
    assert from_json(kept) == record
    assert to_json(from_json(kept)) == kept


def test_the_order_is_that_of_the_record():
    kept = to_json(DEVICE)
    names = [each.name for each in fields(DeviceRecord)]
    assert sorted(kept["device"], key=names.index) == list(kept["device"])
    assert json.dumps(to_json(DEVICE)) == json.dumps(kept)


def test_an_older_snapshot_may_say_nothing_in_so_many_words():
    kept = to_json(DeviceRecord(as_of=date(2026, 6, 1)))
    kept["device"].update({"sterile": None, "basic_udi": None, "markets": []})
    assert from_json(kept) == DeviceRecord(as_of=date(2026, 6, 1))


def test_what_was_not_answered_is_not_kept():
    bare = DeviceRecord(as_of=date(2026, 6, 1))
    assert to_json(bare) == {"format": FORMAT, "device": {"as_of": "2026-06-01"}}
    assert "sterile" in to_json(replace(bare, sterile=False))["device"]


def test_a_family_read_from_json_is_one():
    kept = to_json(DEVICE)
    read = from_json(kept)
    assert read.basic_udi.certificates == DEVICE.basic_udi.certificates
    assert read.eudamed == DEVICE.eudamed
    comment = records.CommentRecord(date=datetime(2026, 6, 1, 9, 30, 0, 5))
    record = change(DEVICE, basic_udi__comments=(comment,))
    assert from_json(to_json(record)) == record


@pytest.mark.parametrize("kind", CLASSES)
def test_every_field_but_the_day_has_a_default(kind):
    """A field added later must not make the snapshots kept before it unreadable."""
    needed = [each.name for each in fields(kind) if each.default is MISSING]
    assert needed == (["as_of"] if kind is DeviceRecord else [])


@pytest.mark.parametrize(
    ("code", "kept"),
    [
        ("not_a_snapshot", None),
        ("not_a_snapshot", []),
        ("not_a_snapshot", "text"),
        ("not_a_snapshot", {}),
        ("not_a_snapshot", {"format": "1"}),
        ("not_a_snapshot", {"format": True, "device": {}}),
        ("newer_format", {"format": FORMAT + 1}),
        ("bad_value", {"format": FORMAT}),
        ("bad_value", {"format": FORMAT, "device": []}),
        ("missing_field", {"format": FORMAT, "device": {}}),
    ],
)
def test_what_is_no_snapshot(code, kept):
    assert refusal(kept) == code


@pytest.mark.parametrize(
    ("code", "values"),
    [
        ("unknown_field", {"colour": "red"}),
        ("unknown_field", {"basic_udi": {"colour": "red"}}),
        ("bad_value", {"as_of": "yesterday"}),
        ("bad_value", {"as_of": 20260601}),
        ("bad_value", {"as_of": "20260601"}),
        ("bad_value", {"as_of": None}),
        ("bad_value", {"sterile": "yes"}),
        ("bad_value", {"sterile": 1}),
        ("bad_value", {"device_count": True}),
        ("bad_value", {"device_count": 1.0}),
        ("bad_value", {"brand_name": None}),
        ("bad_value", {"carriers": "linear"}),
        ("bad_value", {"carriers": [1]}),
        ("bad_value", {"basic_udi": "code"}),
        ("bad_value", {"markets": [None]}),
    ],
)
def test_values_that_no_record_has(code, values):
    kept = to_json(DeviceRecord(as_of=date(2026, 6, 1)))
    kept["device"].update(values)
    assert refusal(kept) == code


@pytest.mark.parametrize(
    ("field", "values"),
    [
        ("device.sterile", {"sterile": "yes"}),
        ("device.basic_udi", {"basic_udi": "code"}),
        ("device.basic_udi.colour", {"basic_udi": {"colour": "red"}}),
        ("device.markets.country", {"markets": [{"country": 1}]}),
    ],
)
def test_the_place_is_told(field, values):
    with pytest.raises(SnapshotError, match=field) as caught:
        from_json({"format": FORMAT, "device": {"as_of": "2026-06-01", **values}})
    assert caught.value.parameters == {"field": field}


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["as_of", "basic_udi", "markets", "country", "x"]),
            inner,
            max_size=3,
        )
    ),
    max_leaves=8,
)


@settings(deadline=None)
@given(JSON)
def test_any_json_is_a_record_or_a_reason(device):
    try:
        from_json({"format": FORMAT, "device": device})
    except SnapshotError as error:
        assert str(error) == CODES[error.code] % error.parameters


def refusal(kept):
    with pytest.raises(SnapshotError) as caught:
        from_json(kept)
    return caught.value.code
