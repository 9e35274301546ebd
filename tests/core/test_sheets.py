from io import BytesIO

from openpyxl import load_workbook

from odoo.addons.udi_traceability.tools.sheets import workbook


def read(content):
    book = load_workbook(BytesIO(content))
    return {page.title: [*page.iter_rows(values_only=True)] for page in book}


def test_sheets_with_their_columns_and_rows():
    made = workbook(
        [("Lots", ["Lot", "Units"], [("C-778", 3), (None, 2.5)]), ("Empty", ["A"], [])]
    )
    assert read(made) == {
        "Lots": [("Lot", "Units"), ("C-778", 3), (None, 2.5)],
        "Empty": [("A",)],
    }


def test_what_looks_like_a_formula_or_an_address_stays_text():
    texts = ["=1+1", "https://example.org", "0012", "+A123"]
    made = load_workbook(BytesIO(workbook([("T", ["x"] * 4, [texts])]))).active
    cells = [*made.iter_rows(min_row=2)][0]
    assert [cell.value for cell in cells] == texts
    assert {cell.data_type for cell in cells} == {"s"}
    assert not any(cell.hyperlink for cell in cells)


def test_too_many_rows_go_on_in_the_next_sheet():
    made = read(workbook([("Lots", ["n"], ((n,) for n in range(5)))], most=2))
    assert [*made] == ["Lots", "Lots 2", "Lots 3"]
    assert [len(rows) - 1 for rows in made.values()] == [2, 2, 1]
    whole = read(workbook([("Lots", ["n"], ((n,) for n in range(4)))], most=2))
    assert [*whole] == ["Lots", "Lots 2"]
