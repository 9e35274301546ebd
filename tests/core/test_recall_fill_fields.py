"""An authority's own form (PDF): filled in its fields, and never trusted."""

import builtins
import io

import pytest
from hypothesis import given, settings, strategies as st
from pypdf import PdfReader, PdfWriter
from pypdf.generic import NameObject, TextStringObject
from reportlab.pdfgen import canvas

from odoo.addons.udi_recall.tools import fill_fields as module, forms
from odoo.addons.udi_recall.tools.fill_fields import fill, names
from odoo.addons.udi_recall.tools.forms import FormError


def made(*fields, box=None):
    file = io.BytesIO()
    page = canvas.Canvas(file)
    for place, name in enumerate(fields):
        page.acroForm.textfield(name=name, x=50, y=700 - 40 * place, width=300)
    if box:
        page.acroForm.checkbox(name=box, x=50, y=100)
    page.drawString(50, 800, "Report of a recall")
    page.save()
    return file.getvalue()


def values(content):
    return {
        name: field.get("/V")
        for name, field in PdfReader(io.BytesIO(content)).get_fields().items()
        if field.get("/FT") == "/Tx"
    }


def test_texts_go_where_the_fields_say():
    content = made("US_CR_4", "form1[0].page[0].us_cr_7[0]", "Signature")
    filled, codes = fill(content, {"US-CR.4": "K1", "US-CR.7": "生产\n10", "X": "-"})
    assert codes == ("US-CR.4", "US-CR.7")
    said = values(filled)
    assert said["US_CR_4"] == "K1"
    assert "生产\n10" in said.values()
    assert not said["Signature"]
    text = PdfReader(io.BytesIO(filled)).pages[0].extract_text()
    assert "Report of a recall" in text


def test_its_fields():
    assert names(made("US_CR_4", "a[0].b[3]", box="Yes")) == ("US_CR_4", "b")


def test_a_form_without_fields():
    assert names(made()) == ()
    with pytest.raises(FormError, match="no_names"):
        fill(made("Other"), {"A.1": "x"})


def test_control_signs_and_endless_texts():
    filled, _codes = fill(made("A_1"), {"A.1": "a\x00b" + "c" * 40_000})
    assert values(filled)["A_1"].startswith("a bccc")
    assert len(values(filled)["A_1"]) == forms.MOST_TEXT


def test_a_locked_form():
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(made("A_1"))))
    writer.encrypt("secret", algorithm="RC4-128")
    file = io.BytesIO()
    writer.write(file)
    with pytest.raises(FormError, match="locked"):
        names(file.getvalue())


@pytest.mark.parametrize(
    "content",
    [b"", b"%PDF-1.7", b"PK\x03\x04", b"%PDF-1.7\ntrailer<</Root 1 0 R>>\n%%EOF"],
)
def test_what_is_no_form(content):
    for read in (names, lambda file: fill(file, {"A.1": "x"})):
        with pytest.raises(FormError) as error:
            read(content)
        assert error.value.code == "broken"


def test_a_form_that_hangs_in_itself():
    """A field that is its own parent is refused, and nobody waits for it."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(made("A_1"))))
    form = writer.root_object["/AcroForm"]
    field = form["/Fields"][0]
    field.get_object()[NameObject("/Kids")] = form["/Fields"]
    field.get_object()[NameObject("/T")] = TextStringObject("A_1")
    file = io.BytesIO()
    writer.write(file)
    try:
        assert set(names(file.getvalue())) <= {"A_1"}
    except FormError as error:
        assert error.code == "broken"


def test_too_big(monkeypatch):
    content = made("A_1", "A_2")
    monkeypatch.setattr(forms, "MOST_BYTES", 10)
    with pytest.raises(FormError, match="too_big"):
        names(content)
    monkeypatch.setattr(forms, "MOST_BYTES", 10_000_000)
    monkeypatch.setattr(module, "MOST_PLACES", 1)
    with pytest.raises(FormError, match="too_big"):
        names(content)


def test_what_cannot_be_written(monkeypatch):
    def broken(*_arguments, **_more):
        raise RecursionError

    content = made("A_1")
    monkeypatch.setattr(PdfWriter, "write", broken)
    with pytest.raises(FormError, match="broken"):
        fill(content, {"A.1": "x"})


def test_without_the_package_it_says_so(monkeypatch):
    real = builtins.__import__

    def without(name, *rest, **more):
        if name == "pypdf":
            raise ImportError(name)
        return real(name, *rest, **more)

    content = made("A_1")
    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(FormError, match="no_package"):
        names(content)


@settings(max_examples=40, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_a_form_or_refused(data):
    try:
        assert names(b"%PDF-1.7\n" + data) == ()
    except FormError as error:
        assert error.code == "broken"
