"""Records and findings: every name leads to an Odoo field."""

import ast
import csv
from dataclasses import FrozenInstanceError, fields, replace
from pathlib import Path

import formats_sample as sample
import pytest
import shared_data

from odoo.addons.udi_regulatory_export import formats
from odoo.addons.udi_regulatory_export.formats import findings, record as records
from odoo.addons.udi_regulatory_export.formats.findings import Finding
from odoo.addons.udi_regulatory_export.formats.words import words

# Odoo fields that regulators do not know by a name of their own.
OURS = {
    "udi.device.as_of",
    "udi.device.di_ids",
    "udi.device.registration_ids",
    "udi.registration.gudid.external_key",
    "res.partner.city",
    "res.partner.country_id",
    "res.partner.street",
    "res.partner.street2",
    "res.partner.website",
    "res.partner.zip",
    *(
        f"udi.code.{name}"
        for name in (
            "code",
            "name",
            "gudid_code",
            "eudamed_code",
            "nmpa_code",
            "active",
        )
    ),
    "udi.device.storage.stage",
}
CLASSES = [
    getattr(records, name) for name in records.__all__ if name.endswith("Record")
]


@pytest.fixture(scope="module")
def attributes(shared):
    with shared("design/attributes.csv").open(encoding="utf-8") as file:
        return {f"{row['model']}.{row['attribute']}" for row in csv.DictReader(file)}


@pytest.mark.parametrize("record_class", CLASSES, ids=lambda each: each.__name__)
def test_every_field_is_an_odoo_attribute(record_class, attributes):
    for each in fields(record_class):
        instance = record_class.__new__(record_class)
        model, _dot, name = records.odoo_field(instance, each.name).rpartition(".")
        candidates = {f"{model}.{name}", f"udi.registration.{name}"}
        assert candidates & (attributes | OURS), each.name


def test_unknown_field():
    with pytest.raises(AttributeError, match="no field 'colour'"):
        records.odoo_field(sample.DEVICE, "colour")


def test_records_are_frozen():
    with pytest.raises(FrozenInstanceError):
        sample.DEVICE.brand_name = "x"


def test_texts_reach_every_part():
    found = set(records.texts(sample.DEVICE))
    assert ("udi.device.brand_name", "", "Meridian Pump") in found
    assert ("udi.text.value", "ZH", "子午") in found
    assert ("udi.di.code", "09506000134352", "09506000134352") in found
    assert ("udi.registration.gudid.gmdn_ids", "", "13215") in found
    assert ("res.partner.udi_uscc", "子午代理", "91110000MA0000000H") in found
    assert ("udi.certificate.number", "K123456", "K123456") in found
    assert all(text for _field, _ref, text in found)


@pytest.mark.parametrize("record", [sample.DEVICE, replace(sample.DEVICE, gudid=None)])
def test_words_are_the_same_texts(record):
    told = sorted(text for _field, _ref, text in records.texts(record))
    assert sorted(filter(None, words(record))) == told


def test_finding_names_model_and_field():
    finding = Finding(
        code="required", severity="error", field="udi.registration.gudid.rx"
    )
    assert (finding.model, finding.name) == ("udi.registration.gudid", "rx")


def test_draft_or_refuse():
    def one(severity):
        return Finding(code="required", severity=severity, field="udi.device.latex")

    assert findings.draft_or_refuse(()) is False
    assert findings.draft_or_refuse((one("warning"),)) is False
    assert findings.draft_or_refuse((one("warning"), one("draft"))) is True
    with pytest.raises(findings.UnfitRecordError) as caught:
        findings.draft_or_refuse((one("draft"), one("error")))
    assert caught.value.findings == (one("error"),)
    assert str(caught.value) == "required udi.device.latex"


def test_formats_keep_to_their_contract():
    assert list(formats.FORMATS) == ["gudid", "eudamed", "nmpa"]
    for code, module in formats.FORMATS.items():
        assert code == module.CODE
        assert {"CODE", "build", "problems"} <= set(module.__all__)


def _sources():
    return sorted(Path(formats.__file__).parent.rglob("*.py"))


def _strings(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def test_every_code_is_used():
    """A sentence for a finding that never comes would only mislead translators."""
    sources = [path for path in _sources() if path.name != "findings.py"]
    used = set().union(*map(_strings, sources))
    assert set(findings.CODES) - used == set()


@pytest.mark.parametrize("path", _sources(), ids=lambda path: path.name)
def test_formats_are_pure(path):
    """No Odoo, no clock, no chance, no disk but a schema file that is handed in."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names = [each.name for each in node.names]
        elif isinstance(node, ast.ImportFrom) and not node.level:
            names = [node.module]
        else:
            continue
        for name in names:
            assert name.partition(".")[0] not in {"odoo", "time", "random", "os"}
    calls = {
        node.func.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    }
    assert not calls & {"now", "today", "utcnow", "uuid4"}


def test_repository_is_where_the_purity_test_looks():
    assert shared_data.REPOSITORY in Path(formats.__file__).parents
    assert len(_sources()) > 20


@pytest.mark.parametrize(
    ("record", "ref"),
    [
        (records.CommentRecord(owner_code="DE-AR-000000001"), "DE-AR-000000001"),
        (records.SubstatusRecord(code="RECALLED"), "RECALLED"),
        (records.SizeRecord(), ""),
        (records.StorageRecord(), ""),
        (records.WarningRecord(code=records.CodeRecord(code="CW001")), "CW001"),
        (records.SubstanceRecord(cas_number="117-81-7"), "117-81-7"),
        (records.ClinicalInvestigationRecord(reference="CI-1"), "CI-1"),
    ],
)
def test_a_line_is_told_by_what_it_is(record, ref):
    assert record.ref == ref
