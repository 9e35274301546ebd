"""EUDAMED: each rule of each law has a record that breaks it and one that keeps it."""

import pytest
from formats_eudamed_allowed import ALLOWED
from formats_eudamed_law_rules import DEVICES, FAMILY
from formats_eudamed_line_rules import LINES
from formats_laws import IVDR, KINDS, MDR
from formats_sample import ENVELOPE, change, codes_of

from odoo.addons.udi_regulatory_export.formats import xml
from odoo.addons.udi_regulatory_export.formats.eudamed import (
    build,
    certificates,
    problems,
)
from odoo.addons.udi_regulatory_export.formats.findings import UnfitRecordError
from odoo.addons.udi_regulatory_export.formats.record import CertificateRecord

RULES = [*FAMILY, *DEVICES, *LINES]


@pytest.mark.parametrize(
    ("record", "facts", "code", "field"),
    RULES,
    ids=[f"{code}-{field}-{n}" for n, (_r, _f, code, field) in enumerate(RULES)],
)
def test_rule(record, facts, code, field):
    broken = change(record, **facts)
    found = problems(broken)
    told = {(each.code, each.field) for each in found}
    assert (code, field) in told
    assert (code, field) not in {(each.code, each.field) for each in problems(record)}
    if codes_of(found, "error"):
        with pytest.raises(UnfitRecordError):
            build(broken, ENVELOPE)


@pytest.fixture(scope="module")
def schema(shared):
    return xml.schema_from(shared("regulatory/eudamed/xsd-3.0.25/service/Message.xsd"))


@pytest.mark.parametrize(("record", "facts"), ALLOWED)
def test_allowed(record, facts, schema):
    kept = change(record, **facts)
    found = problems(kept)
    assert [each for each in found if each.severity == "error"] == []
    (file,) = build(kept, ENVELOPE)
    assert xml.violations(xml.parse(file.content), schema) == ()


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_is_built_with_no_word_about_it(kind, schema):
    assert problems(KINDS[kind]) == ()
    (file,) = build(KINDS[kind], ENVELOPE)
    assert xml.violations(xml.parse(file.content), schema) == ()


def diagnostic(**facts):
    kinds = ("ivdr_technical_documentation", "ivdr_type_examination")
    both = tuple(CertificateRecord(kind=each, notified_body="0123") for each in kinds)
    return change(IVDR, basic_udi__certificates=both, **facts)


@pytest.mark.parametrize(
    ("risk", "near", "own", "needed", "told"),
    [
        ("d", False, False, True, ["technical_documentation", "type_examination"]),
        ("c", True, False, True, ["technical_documentation", "type_examination"]),
        ("c", False, True, True, ["technical_documentation", "type_examination"]),
        ("c", False, False, False, ["type_examination"]),
        ("b", False, True, True, ["technical_documentation"]),
        ("b", False, False, False, []),
        ("a", True, True, False, []),
    ],
)
def test_certificates_of_diagnostics(risk, near, own, needed, told):
    """RULE-00015."""
    record = diagnostic(
        risk_class_eu=risk,
        basic_udi__near_patient_testing=near,
        basic_udi__self_testing=own,
    )
    assert certificates.needed(record) is needed
    kinds = [each.kind.removeprefix("ivdr_") for each in certificates.declared(record)]
    assert kinds == told


@pytest.mark.parametrize(
    ("kind", "waits"),
    [
        ("mdr", True),
        ("ivdr", True),
        ("spp", False),
        ("mdd", False),
        ("aimdd", False),
        ("ivdd", False),
    ],
)
def test_who_waits_for_the_notified_body(kind, waits):
    """BR-DTX-UDI-035."""
    assert certificates.waits(KINDS[kind]) is waits


def test_nobody_waits_without_a_certificate():
    record = change(MDR, implantable=False, basic_udi__certificates=())
    record = change(record, basic_udi__iib_implantable_exception=None)
    assert certificates.waits(record) is False
