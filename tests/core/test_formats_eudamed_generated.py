"""EUDAMED: whatever the rules let pass, the schemas let pass."""

import pytest
from formats_laws import KINDS
from formats_sample import ENVELOPE, change
from formats_strategies import records
from hypothesis import given, settings, strategies as st

from odoo.addons.udi_regulatory_export.formats import xml
from odoo.addons.udi_regulatory_export.formats.eudamed import (
    MESSAGES,
    Entry,
    build_files,
    plan,
    problems,
)
from odoo.addons.udi_regulatory_export.formats.eudamed.build import push

often = settings(max_examples=30, deadline=None)
FOLDERS = {"3.0.25": "xsd-3.0.25", "3.0.30": "xsd-3.0.30-derived"}


@pytest.fixture(scope="module", params=FOLDERS)
def wanted(request, shared):
    """A schema, and the envelope with its version."""
    path = shared(f"regulatory/eudamed/{FOLDERS[request.param]}/service/Message.xsd")
    return xml.schema_from(path), change(ENVELOPE, schema_version=request.param)


def errors(record, accepted=None):
    found = problems(record, accepted)
    return [each for each in found if each.severity == "error"]


@pytest.mark.parametrize("kind", KINDS)
def test_any_part_left_out_or_filled_validates(kind, wanted):
    schema, envelope = wanted

    @often
    @given(record=records((kind,)))
    def check(record):
        found = errors(record)
        if found:
            assert {each.code for each in found} <= EXPECTED, found
            return
        for name, message in MESSAGES.items():
            if message.has(record):
                entity = message.entity(Entry(record=record))
                tree = push(envelope, "DE-MF-000000001", message, [entity])
                written = xml.parse(xml.to_bytes(tree))
                assert xml.violations(written, schema) == (), name

    check()


# What a record without some part is rightly refused for; nothing else may come.
EXPECTED = {
    "markets_missing",
    "size_twice",
    "inn_twice",
    "required",
}


@pytest.mark.parametrize("kind", KINDS)
@often
@given(data=st.data())
def test_an_update_is_planned_for_what_differs(kind, data):
    """Nothing to do exactly if the files would say the same."""
    record, accepted = (data.draw(records((kind,))) for _each in range(2))
    names = plan(record, accepted)
    assert plan(record, record) == ()
    assert list(names) == [name for name in MESSAGES if name in names]
    for name in names:
        if errors(record, accepted) or errors(accepted):
            continue
        (file,) = build_files([Entry(record=record, accepted=accepted)], name, ENVELOPE)
        assert len(file.devices) == 1
