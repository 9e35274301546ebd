"""Every preset as PDF, SVG and PNG: of true size, sound, and read back byte by byte."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings, strategies as st
from label_samples import (
    CASE_DI,
    DATA,
    DI,
    PALLET,
    SSCC,
    UNIT,
    codes,
    data_for,
    pages,
    read,
    svg_image,
)

from odoo.addons.udi_traceability.tools import Udi, parse
from odoo.addons.udi_traceability.tools.check_digit import CSET_82
from odoo.addons.udi_traceability.tools.label import compose
from odoo.addons.udi_traceability.tools.label_pdf import pdf
from odoo.addons.udi_traceability.tools.label_presets import (
    CASE,
    PACK,
    PALLET as PALLET_LABEL,
    PRESETS,
    UNIT_SMALL,
)
from odoo.addons.udi_traceability.tools.label_svg import svg

UNIT_BYTES = f"01{DI}112611011728103110LC2611A\x1d21SN000123".encode()
CARRIED = {
    "unit_25x10": [("]d2", UNIT_BYTES)],
    "unit_50x25": [("]d2", UNIT_BYTES)],
    "pack_75x50": [("]d2", UNIT_BYTES)],
    "case_100x150": [
        ("]C1", f"00{SSCC}".encode()),
        ("]d2", f"01{CASE_DI}1728103110LC2611A".encode()),
    ],
    "pallet_100x150": [
        ("]C1", f"00{SSCC}".encode()),
        ("]C1", f"02{DI}37240".encode()),
        ("]C1", b"1728103110LC2611A"),
    ],
}
OTHER_KINDS = {"gs1_qr": "]Q3", "gs1_128": "]C1"}
SIZES = {"unit_25x10": (25, 10), "unit_50x25": (50, 25), "pack_75x50": (75, 50)}
SIZES |= {"case_100x150": (100, 150), "pallet_100x150": (100, 150)}
each_preset = pytest.mark.parametrize("preset", PRESETS, ids=lambda each: each.code)
TEXTS = st.text(CSET_82, min_size=1, max_size=20)


def test_presets_are_those_that_were_promised():
    found = {each.code: (each.width, each.height) for each in PRESETS}
    assert found == SIZES


@each_preset
def test_nothing_is_wrong_with_it(preset):
    assert compose(preset, data_for(preset)).findings == ()


@each_preset
@pytest.mark.parametrize("dpi", [203, 300, 600])
def test_pdf_reads_and_has_the_size_of_the_label(preset, dpi):
    layout = compose(replace(preset, dpi=dpi), data_for(preset))
    ((width, height, picture),) = pages(pdf([layout]))
    assert (width, height) == pytest.approx(SIZES[preset.code], abs=0.001)
    assert read(picture) == CARRIED[preset.code]


@each_preset
def test_svg_reads_and_has_the_size_of_the_label(preset):
    drawn = svg(compose(preset, data_for(preset)))
    assert f'width="{preset.width:g}mm" height="{preset.height:g}mm"' in drawn
    assert read(svg_image(drawn)) == CARRIED[preset.code]


@each_preset
def test_modules_are_whole_dots_of_the_printer(preset):
    for dpi, dense in ((203, 8), (300, 300 / 25.4), (600, 600 / 25.4)):
        layout = compose(replace(preset, dpi=dpi), data_for(preset))
        for placed in layout.symbols:
            assert placed.module == pytest.approx(placed.dots / dense)
            assert placed.x * dense == pytest.approx(round(placed.x * dense))
            assert placed.y * dense == pytest.approx(round(placed.y * dense))


@pytest.mark.parametrize("kind", OTHER_KINDS)
def test_a_pack_with_another_symbol(kind):
    elements = tuple(
        replace(each, y=16.0, x=2.0, width=71.0, height=14.0)
        if each.kind == "symbol"
        else each
        for each in PACK.elements
        if each.kind in ("symbol", "hri")
    )
    template = replace(PACK, symbol=kind, elements=elements)
    layout = compose(template, replace(DATA, udi=Udi(di=DI, lot="LC2611A")))
    ((_width, _height, picture),) = pages(pdf([layout]))
    wanted = f"01{DI}10LC2611A".encode()
    assert read(picture) == [(OTHER_KINDS[kind], wanted)]


@pytest.mark.parametrize(
    ("kind", "identifier", "udi", "carried"),
    [
        (
            "hibc_datamatrix",
            "]d1",
            Udi(agency="HIBCC", di="A123BJC5D6E71", lot="L1"),
            b"+A123BJC5D6E71/$L1",
        ),
        (
            "datamatrix",
            "]d1",
            Udi(agency="IFA", di="110375286414", lot="L1"),
            b"[)>\x1e06\x1d9N110375286414\x1d1TL1\x1e\x04",
        ),
        (
            "qr",
            "]Q1",
            Udi(agency="MA", di="MA.156.M0.100221.11234567", lot="A12"),
            b"MA.156.M0.100221.11234567.LA12",
        ),
    ],
)
def test_other_agencies_on_a_pack(kind, identifier, udi, carried):
    layout = compose(replace(PACK, symbol=kind), replace(DATA, udi=udi))
    ((_width, _height, picture),) = pages(pdf([layout]))
    ((found, held),) = read(picture)
    assert found == identifier
    assert held.startswith(carried)


@settings(deadline=None, max_examples=25)
@given(TEXTS, TEXTS)
def test_any_lot_and_serial_comes_back_from_paper(lot, serial):
    udi = replace(UNIT, lot=lot, serial=serial)
    layout = compose(PACK, replace(DATA, udi=udi, quantity=None))
    assert {finding.code for finding in layout.stops} <= {"text_does_not_fit"}
    ((_width, _height, picture),) = pages(pdf([replace(layout, findings=())]))
    ((identifier, held),) = read(picture)
    found = parse(identifier + held.decode(), as_of=date(2026, 11, 21))
    assert (found.di, found.lot, found.serial) == (DI, lot, serial)


def test_rows_close_up_where_nothing_is_to_say():
    without = replace(UNIT, serial=None)
    full, short = (
        compose(PACK, replace(DATA, udi=udi)).items for udi in (UNIT, without)
    )
    y = {item.text: item.y for item in full if hasattr(item, "text")}
    moved = {item.text: item.y for item in short if hasattr(item, "text")}
    assert "SN" in y and "SN" not in moved
    assert moved["LC2611A"] == y["LC2611A"]
    assert moved["2026-11-01"] == pytest.approx(y["SN000123"], abs=0.01)
    assert moved["2028-10-31"] == pytest.approx(y["2026-11-01"], abs=0.01)


def test_a_mixed_pallet_has_its_sscc_alone():
    udi = Udi(sscc=SSCC, elements=(("00", SSCC),))
    layout = compose(PALLET_LABEL, replace(DATA, udi=udi))
    assert layout.findings == ()
    assert [each.symbol.payload for each in layout.symbols] == [(("00", SSCC),)]
    assert PALLET.sscc == SSCC


def test_a_case_label_without_sscc_prints_none():
    udi = Udi(di=CASE_DI, lot="L", elements=(("01", CASE_DI), ("10", "L")))
    layout = compose(CASE, replace(DATA, udi=udi))
    assert codes(layout) == []
    assert [each.symbol.kind.code for each in layout.symbols] == ["gs1_datamatrix"]


def longest(data):
    """The same with lot and serial of twenty of the widest letters."""
    udi, wide = data.udi, "M" * 20
    held = tuple(
        (code, wide if code == "10" else value) for code, value in udi.elements
    )
    serial = udi.serial and wide
    return replace(data, udi=replace(udi, lot=wide, serial=serial, elements=held))


@pytest.mark.parametrize("preset", PRESETS[1:], ids=lambda each: each.code)
@pytest.mark.parametrize("dpi", [203, 300, 600])
def test_the_longest_lot_and_serial_have_room(preset, dpi):
    layout = compose(replace(preset, dpi=dpi), longest(data_for(preset)))
    assert layout.findings == ()
    assert all(placed.module >= 0.25 for placed in layout.symbols)


def test_the_smallest_label_says_when_it_is_too_small():
    layout = compose(UNIT_SMALL, longest(DATA))
    assert codes(layout) == ["text_does_not_fit"]
    assert layout.findings[0].field == "elements[2].size"
