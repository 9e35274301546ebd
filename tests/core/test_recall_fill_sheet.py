"""An authority's own workbook: filled by its names, and never trusted."""

import io
import zipfile

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.workbook.defined_name import DefinedName

from odoo.addons.udi_recall.tools import forms
from odoo.addons.udi_recall.tools.fill_sheet import fill, names
from odoo.addons.udi_recall.tools.forms import FormError, name_of


def book(names, local=()):
    made = Workbook()
    sheet = made.active
    sheet.title = "Form 1"
    sheet["A1"] = "Product"
    sheet.merge_cells("B3:C4")
    for name, place in names.items():
        made.defined_names[name] = DefinedName(name, attr_text=place)
    for name, place in local:
        sheet.defined_names[name] = DefinedName(name, attr_text=place)
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


def cells(content):
    sheet = load_workbook(io.BytesIO(content))["Form 1"]
    return {cell.coordinate: cell.value for row in sheet for cell in row if cell.value}


def test_texts_go_where_the_names_say():
    content = book(
        {"US_CR_3": "'Form 1'!$B$1", "us_cr_5": "'Form 1'!$B$3:$C$4"},
        local=[("US_CR_8", "'Form 1'!$B$6")],
    )
    texts = {"US-CR.3": "Pump", "US-CR.5": "0312200152", "US-CR.8": "=1+1", "X": "-"}
    filled, codes = fill(content, texts)
    assert codes == ("US-CR.3", "US-CR.5", "US-CR.8")
    assert cells(filled) == {
        "A1": "Product",
        "B1": "Pump",
        "B3": "0312200152",
        "B6": "=1+1",
    }
    sheet = load_workbook(io.BytesIO(filled))["Form 1"]
    assert sheet["B6"].data_type != "f"


def test_its_names():
    content = book(
        {"US_CR_3": "'Form 1'!$B$1", "Print_Area": "'Form 1'!$A:$C"},
        local=[("US_CR_8", "'Form 1'!$B$6")],
    )
    assert names(content) == ("US_CR_3", "US_CR_8")


def test_control_signs_and_endless_texts():
    filled, _codes = fill(
        book({"A_1": "'Form 1'!$B$1"}), {"A.1": "a\x00b" + "c" * 40_000}
    )
    text = cells(filled)["B1"]
    assert text.startswith("a bccc")
    assert len(text) == forms.MOST_TEXT


@pytest.mark.parametrize(
    "place",
    [
        "'Form 1'!$C$4",  # inside a merged cell
        "'Form 1'!$A:$XFD",
        "'No sheet'!$A$1",
        '"a text"',
        "#REF!",
    ],
)
def test_a_name_without_a_cell_is_left(place):
    with pytest.raises(FormError) as error:
        fill(book({"A_1": place}), {"A.1": "x"})
    assert error.value.code == "no_names"


def test_a_name_of_a_million_cells_takes_its_first():
    filled, _codes = fill(book({"A_1": "'Form 1'!$B$1:$XFD$1048576"}), {"A.1": "x"})
    assert cells(filled)["B1"] == "x"


@pytest.mark.parametrize(
    "content", [b"", b"PK", b"%PDF-1.7", b"PK\x03\x04" + b"\0" * 99]
)
def test_what_is_no_workbook(content):
    with pytest.raises(FormError) as error:
        fill(content, {"A.1": "x"})
    assert error.value.code == "broken"


def test_an_archive_that_is_no_workbook():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("xl/workbook.xml", "<no xml")
    with pytest.raises(FormError) as error:
        names(file.getvalue())
    assert error.value.code == "broken"


def test_too_big(monkeypatch):
    content = book({"A_1": "'Form 1'!$B$1"})
    monkeypatch.setattr(forms, "MOST_BYTES", 10)
    with pytest.raises(FormError, match="too_big"):
        fill(content, {})


def test_a_file_that_unpacks_to_more(monkeypatch):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bomb", b"0" * 1000)
    monkeypatch.setattr(forms, "MOST_UNPACKED", 999)
    with pytest.raises(FormError, match="too_big"):
        fill(file.getvalue(), {})
    monkeypatch.setattr(forms, "MOST_UNPACKED", 10_000)
    monkeypatch.setattr(forms, "MOST_PARTS", 0)
    with pytest.raises(FormError, match="too_big"):
        fill(file.getvalue(), {})


def test_names_of_codes():
    assert name_of("EU-FSCA.1-7") == "EU_FSCA_1_7"
