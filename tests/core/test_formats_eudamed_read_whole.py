"""Whatever is sent of a record comes back as it was: parts left out, close to rules."""

import pytest
from formats_eudamed_allowed import ALLOWED
from formats_eudamed_files import message
from formats_laws import ALBUMIN, KINDS, text
from formats_optional import OPTIONAL
from formats_same import apart
from formats_sample import change
from formats_strategies import records
from hypothesis import HealthCheck, assume, given, settings, strategies as st
from lxml import etree

from odoo.addons.udi_regulatory_export.formats.eudamed import (
    accepted,
    difference,
    plan,
    problems,
    read,
)
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


def test_a_chinese_name_of_a_substance_is_not_told():
    names = (text("肝素", "ZH"), text("Heparin"))
    comes_back(change(KINDS["mdr"], substances=(change(ALBUMIN, names=names),)))


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
@given(records())
def test_any_generated_record_comes_back(record):
    found = problems(record)
    assume(not any(each.severity == "error" for each in found))
    comes_back(record)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(sorted(KINDS)), st.data())
def test_messages_lead_from_any_record_to_any_other(kind, data):
    """In two rounds at most: the first country moves a step after the countries."""
    theirs, ours = (data.draw(records((kind,))) for _each in range(2))
    before = accepted(theirs, None, "DEVICE.POST")
    for name in plan(ours, before):
        before = accepted(ours, before, name)
    for name in plan(ours, before):
        before = accepted(ours, before, name)
    assert plan(ours, before) == ()
