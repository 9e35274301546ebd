"""Tables of people: every encoding and sign, and files made to hurt."""

import io
import zipfile
from datetime import datetime

import pytest
import xlsxwriter
from hypothesis import given, strategies as st

from odoo.addons.udi_traceability.tools import tabular
from odoo.addons.udi_traceability.tools.columns import COLUMNS, guess, signature
from odoo.addons.udi_traceability.tools.import_file import devices, source_of
from odoo.addons.udi_traceability.tools.published import ImportFileError
from odoo.addons.udi_traceability.tools.table_record import cells, record

UNIT, BOX, CASE = "09506000134352", "19506000134359", "29506000134356"
WORDS = {
    "latex": {"contains latex": "contains", "contains": "contains"},
    "issuing_agency": {"gs1": "gs1", "hibcc": "hibcc"},
    "precision": {"value": "value", "range": "range", "text": "text"},
    "stage": {"storage": "storage", "handling": "handling"},
    "carrier_ids": {"二维码": "matrix"},
}


def book(*rows, sheets=("EU",)):
    buffer = io.BytesIO()
    made = xlsxwriter.Workbook(buffer, {"in_memory": True})
    for name in sheets:
        sheet = made.add_worksheet(name)
        for number, line in enumerate(rows):
            sheet.write_row(number, 0, line)
    made.close()
    return buffer.getvalue()


def read(content, sheet=""):
    table = tabular.table(content, sheet)
    return table.header, [line for _number, line in table.rows]


def refusal(work, *arguments):
    with pytest.raises(ImportFileError) as caught:
        found = work(*arguments)
        list(found)
    return caught.value.code


def test_a_book():
    content = book(
        ["", ""], ["GTIN", "Qty", ""], [9506000134352, 2.5], [], ["x", "", "out"]
    )
    assert source_of(content, "a.xlsx") == "table"
    assert tabular.sheets(content) == ["EU"]
    assert tabular.sheets(b"a;b") == []
    assert read(content) == (
        ("GTIN", "Qty"),
        [["9506000134352", "2.5"], ["x", ""]],
    )
    assert refusal(tabular.table, content, "US") == "no_sheet"
    table = tabular.table(content)
    assert table.samples() == [["9506000134352", "x"], ["2.5"]]


def test_cells():
    stamp = datetime(2026, 2, 1, 8, 30)
    assert tabular._said(stamp) == "2026-02-01T08:30:00"
    assert tabular._said(1.5e300).startswith("1.5e")
    assert tabular._said(False) == "no"


@pytest.mark.parametrize(
    "encoding", ("utf-8", "utf-8-sig", "utf-16", "gb18030", "cp1252")
)
def test_encodings(encoding):
    name = "Größe" if encoding == "cp1252" else "规格型号"
    text = f"GTIN;{name}\n{UNIT};{name}\n"
    header, lines = read(text.encode(encoding))
    assert header == ("GTIN", name)
    assert len(lines) == 1


@pytest.mark.parametrize("sign", ";\t,|")
def test_delimiters(sign):
    text = sign.join(("a", "b", "c")) + "\n" + sign.join(("1", '"x, y; z"', "3"))
    assert read(text.encode()) == (("a", "b", "c"), [["1", "x, y; z", "3"]])


def test_empty_columns_at_the_end_are_none():
    made = tabular.table(b"brand,model,,\nP,IP-200,,\n")
    assert made.header == ("brand", "model")
    assert [cells for _number, cells in made.rows] == [["P", "IP-200"]]


def test_bytes_of_nothing_known():
    assert tabular.decoded(b"\x81\x8d\x00") == "\x81\x8d\x00"


@pytest.mark.parametrize(
    "content, code",
    (
        (b"", "empty"),
        (b" \n", "empty"),
        (b"\n;;\n", "empty"),
        (b"PK\x03\x04broken", "broken"),
        (",".join("a" * 501).encode(), "too_wide"),
        (b'a,b\n"' + b"x" * 200_000, "broken"),
    ),
)
def test_refused_tables(content, code):
    assert refusal(lambda: read(content)) == code


def test_a_table_with_too_many_rows(monkeypatch):
    monkeypatch.setattr(tabular, "MOST_RECORDS", 5)
    assert refusal(read, b"a,b\n" * 9) == "too_many"


def test_a_sheet_of_formatted_blank_rows():
    content = ("a,b\n1,2\n" + ",\n" * 300 + "9,9\n").encode()
    assert read(content)[1] == [["1", "2"]]


def test_an_archive_bigger_than_it_may_be(monkeypatch):
    monkeypatch.setattr(tabular, "MOST_UNPACKED", 10)
    assert refusal(read, book(["a"])) == "too_big"


def test_a_book_damaged_inside():
    content = book(["a"], ["b"])
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            broken = name.endswith("sheet1.xml")
            new.writestr(name, b"<worksheet><" if broken else old.read(name))
    assert refusal(read, made.getvalue()) == "broken"


def test_entities_in_a_book_are_not_followed():
    content = book(["a"], ["b"])
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            text = old.read(name)
            if name.endswith("sheet1.xml"):
                text = text.replace(
                    b"<worksheet",
                    b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><worksheet',
                    1,
                ).replace(b"<sheetData>", b"<sheetData>&e;", 1)
            new.writestr(name, text)
    try:
        header, lines = read(made.getvalue())
    except ImportFileError as error:
        assert error.code == "broken"
    else:
        assert "root" not in str((header, lines))


@given(st.binary(max_size=300))
def test_any_bytes(content):
    try:
        source = source_of(content, "x.csv")
        found = read(content)[1] if source == "table" else devices(content, source)
        list(found)
    except ImportFileError as error:
        assert error.code


def test_a_row():
    values, found = record(
        {
            "brand_name": "Pump",
            "single_use": "Ja",
            "pi_lot": "x",
            "device_count": "10.0",
            "latex": "Contains latex",
            "mri_safety": "odd",
            "max_reuses": "many",
            "sterile": "?",
            "carrier_ids": "二维码; rfid",
            "basic_udi_id.code": "9506000Pump",
            "di.primary.code": " 0950 6000 1343 52",
            "di.secondary.code": "B268Y5288L0",
            "di.direct_mark.issuing_agency": "gs1",
            "package.1.code": BOX,
            "package.1.contains_qty": "10",
            "package.2.code": CASE,
            "package.2.contains_qty": "12",
            "package.2.discontinue_date": "1.2.2026",
            "package.3.discontinue_date": "soon",
            "size.1.value": "3",
            "size.1.unit_id": "Millimetre",
            "size.2.value_min": "1",
            "size.3.text": "large",
            "storage.1.low": "2",
            "market.1.date_end": "2026-13-01",
            "description.DE": "Pumpe",
            "trade_name.EN": "",
        },
        WORDS,
    )
    assert values["single_use"] == "yes" and values["pi_lot"] is True
    assert values["device_count"] == 10
    assert values["carrier_ids"] == ["matrix", "rfid"]
    assert [di["role"] for di in values["di_ids"]] == [
        "primary",
        "secondary",
        "package",
        "package",
    ]
    assert values["di_ids"][0]["code"] == UNIT
    assert values["di_ids"][1]["issuing_agency"] == "hibcc"
    assert values["di_ids"][2]["contains"] == UNIT
    assert values["di_ids"][3]["contains"] == BOX
    assert values["di_ids"][3]["discontinue_date"] == "2026-02-01"
    assert values["size_ids"][0]["unit_id"] == "mm"
    assert [size["precision"] for size in values["size_ids"]] == [
        "value",
        "range",
        "text",
    ]
    assert values["storage_ids"][0]["kind_id"] == "temperature"
    assert values["description_ids"] == [{"language": "DE", "value": "Pumpe"}]
    assert {finding.field for finding in found} == {
        "mri_safety",
        "max_reuses",
        "sterile",
        "package.3.discontinue_date",
        "market.1.date_end",
    }


def test_a_package_alone_contains_nothing():
    values, _found = record({"package.1.code": BOX}, WORDS)
    assert values["di_ids"][0]["contains"] == ""


DIGITS = st.text("123456789", min_size=1, max_size=6)
DEVICES = st.fixed_dictionaries(
    {},
    optional={
        "brand_name": DIGITS,
        "single_use": st.sampled_from(("yes", "no")),
        "pi_lot": st.booleans(),
        "device_count": st.integers(1, 999),
        "latex": st.just("contains"),
        "manufacturer_id": st.fixed_dictionaries({"name": DIGITS, "udi_duns": DIGITS}),
        "description_ids": st.just([{"language": "DE", "value": "Pumpe"}]),
        "size_ids": st.lists(
            st.fixed_dictionaries(
                {"size_type_id": DIGITS, "precision": st.just("value"), "value": DIGITS}
            ),
            min_size=1,
            max_size=3,
        ),
        "storage_ids": st.just(
            [{"kind_id": "humidity", "stage": "handling", "low": "2", "unit_id": "%"}]
        ),
        "market_ids": st.just([{"country": "DE", "is_first_eu": True}]),
        "di_ids": st.just(
            [
                {"role": "primary", "code": UNIT, "issuing_agency": "gs1"},
                {
                    "role": "package",
                    "code": BOX,
                    "issuing_agency": "gs1",
                    "contains": UNIT,
                    "contains_qty": 10,
                },
            ]
        ),
    },
)


@given(DEVICES)
def test_there_and_back(values):
    assert record(cells(values), WORDS) == (values, ())


def test_several_values_in_one_cell():
    assert cells({"carrier_ids": ["matrix", "rfid"]}) == {"carrier_ids": "matrix; rfid"}


def test_what_has_no_column_is_left_out():
    assert cells({"registration": {"version": 1}, "odd": [1], "di_ids": []}) == {}


def test_headers():
    assert guess("deviceId") == guess("Primary DI") == "di.primary.code"
    assert guess("Description (DE)") == "description.DE"
    assert guess("Device description") == "description.EN"
    assert guess("package 2: times") == "package.2.contains_qty"
    assert signature(["a b"]) == signature(["A-B"]) != signature(["ab", "c"])
    assert len({column.label for column in COLUMNS.values()}) == len(COLUMNS)
