"""Whatever is sent of a record comes back as it was: parts left out, close to rules."""

import pytest
from formats_eudamed_allowed import ALLOWED
from formats_eudamed_files import message
from formats_laws import KINDS
from formats_optional import OPTIONAL
from formats_same import apart
from formats_sample import change
from hypothesis import given, settings, strategies as st
from lxml import etree

from odoo.addons.udi_regulatory_export.formats.eudamed import difference, plan, read
from odoo.addons.udi_regulatory_export.formats.snapshot import from_json, to_json


def comes_back(record):
    """Sent, read, sent again: the same message, and no difference of the records."""
    content = message("DEVICE.POST", record)
    found = read(content)
    assert found.mended == ()
    (again,) = found.records
    one, two = (
        etree.fromstring(each) for each in (content, message("DEVICE.POST", again))
    )
    assert apart(one, two) == ([], [])
    assert difference(record, again) == ()
    assert difference(again, record) == ()
    assert from_json(to_json(again)) == again


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", OPTIONAL)
def test_each_part_left_out(kind, name):
    comes_back(change(KINDS[kind], **{name: OPTIONAL[name]}))


@settings(max_examples=80, deadline=None)
@given(st.sampled_from(sorted(KINDS)), st.sets(st.sampled_from(sorted(OPTIONAL))))
def test_any_parts_left_out(kind, names):
    comes_back(change(KINDS[kind], **{name: OPTIONAL[name] for name in names}))


@pytest.mark.parametrize("place", range(len(ALLOWED)))
def test_records_close_to_a_rule(place):
    record, facts = ALLOWED[place]
    comes_back(change(record, **facts))


@settings(max_examples=80, deadline=None)
@given(st.sampled_from(sorted(KINDS)), st.sets(st.sampled_from(sorted(OPTIONAL))))
def test_a_difference_is_what_a_message_is_planned_for(kind, names):
    theirs = KINDS[kind]
    ours = change(theirs, **{name: OPTIONAL[name] for name in names})
    found, planned = difference(ours, theirs), plan(ours, theirs)
    assert bool(found) >= bool(planned)
    gone = {row.carrier for row in found if not row.locked and row.ours}
    assert gone <= set(planned)
