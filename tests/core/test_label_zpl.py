"""ZPL: what the printer is told, read back by a reader of our own."""

from dataclasses import replace

import pytest
from hypothesis import given, settings, strategies as st
from label_samples import (
    CASE,
    CASE_DI,
    DATA,
    DI,
    PALLET,
    SSCC,
    data_for,
    one,
    pages,
    png,
    read,
)
from PIL import Image
from reportlab import __path__ as reportlab_path
from zpl_reader import code_128, datamatrix, graphic, labels, on_paper
from zpl_samples import SQUARE, field, told

from odoo.addons.udi_traceability.tools import Udi
from odoo.addons.udi_traceability.tools.check_digit import CSET_82
from odoo.addons.udi_traceability.tools.label import (
    Element,
    Fonts,
    LabelData,
    LabelError,
    compose,
)
from odoo.addons.udi_traceability.tools.label_pdf import pdf
from odoo.addons.udi_traceability.tools.label_presets import (
    CASE as CASE_LABEL,
    PACK,
    PALLET as PALLET_LABEL,
    PRESETS,
)
from odoo.addons.udi_traceability.tools.label_raster import (
    _lines,
    bitmap,
    graphic as command,
)
from odoo.addons.udi_traceability.tools.label_zpl import zpl
from odoo.addons.udi_traceability.tools.symbol_code128 import characters

VERA = Fonts(f"{reportlab_path[0]}/fonts/Vera.ttf")
TEXTS = st.text(CSET_82, min_size=1, max_size=20)
TEXTS |= st.text("0123456789>_A", min_size=1, max_size=20)
each_preset = pytest.mark.parametrize("preset", PRESETS, ids=lambda each: each.code)


# The whole label


@each_preset
@pytest.mark.parametrize("dpi", [203, 300, 600])
def test_a_label_has_its_size_in_dots(preset, dpi):
    layout = compose(replace(preset, dpi=dpi), data_for(preset))
    ((settings, fields),) = labels(zpl([layout]))
    dense = 8 if dpi == 203 else dpi / 25.4
    size = round(preset.width * dense), round(preset.height * dense)
    assert (int(settings["PW"]), int(settings["LL"])) == size
    assert (settings["LH"], settings["PQ"]) == ("0,0", "1")
    for each in fields:
        assert 0 <= each.at[0] <= size[0] and 0 <= each.at[1] <= size[1]


@each_preset
def test_every_item_is_one_field(preset):
    layout = compose(preset, data_for(preset))
    ((_settings, fields),) = labels(zpl([layout]))
    assert len(fields) == len(layout.items)
    words = [each.data for each in fields if "A0" in each.commands]
    assert words == [item.text for item in layout.items if hasattr(item, "text")]


@each_preset
def test_as_pictures_every_symbol_reads(preset):
    layout = compose(preset, data_for(preset))
    ((settings, fields),) = labels(zpl([layout], graphics=True))
    ((_width, _height, page),) = pages(pdf([layout]))
    assert read(on_paper(settings, fields)) == read(page)
    assert not {"BX", "BC"} & {name for each in fields for name in each.commands}


def test_labels_one_after_another_and_copies():
    layouts = [compose(preset, data_for(preset)) for preset in PRESETS]
    found = labels(zpl(layouts, copies=3))
    assert len(found) == len(PRESETS)
    assert {settings["PQ"] for settings, _fields in found} == {"3"}
    assert zpl([]) == ""


def test_a_label_that_is_stopped_is_named_and_nothing_is_sent():
    sound = compose(PACK, DATA)
    bad = compose(PACK, replace(DATA, udi=Udi(di="09506000134353")))
    with pytest.raises(LabelError) as caught:
        zpl([sound, bad])
    assert (caught.value.index, caught.value.findings) == (1, bad.stops)


# Symbols


def test_datamatrix_begins_with_fnc1_and_separates_with_it():
    found = field(SQUARE)
    assert found.commands["BX"] == "N,5,200,,,,_"
    assert found.data == f"_101{DI}112611011728103110LC2611A_121SN000123"


def test_a_datamatrix_of_its_place_and_module():
    layout = compose(one(SQUARE), DATA)
    found = field(SQUARE)
    (placed,) = layout.symbols
    assert found.at == (round(placed.x * 300 / 25.4), round(placed.y * 300 / 25.4))
    assert found.commands["BX"].split(",")[1] == str(placed.dots)


def test_an_underscore_in_the_data_is_no_escape():
    data = replace(DATA, udi=Udi(di=DI, lot="A_1B", serial="_"))
    found = field(SQUARE, data)
    assert found.commands["BX"].endswith(",#")
    assert found.data == f"#101{DI}10A_1B#121_"
    assert datamatrix(found) == f"\x1d01{DI}10A_1B\x1d21_"


@settings(deadline=None)
@given(TEXTS, TEXTS)
def test_any_lot_and_serial_in_a_datamatrix(lot, serial):
    found = field(SQUARE, LabelData(udi=Udi(di=DI, lot=lot, serial=serial)))
    assert datamatrix(found) == f"\x1d01{DI}10{lot}\x1d21{serial}"


@settings(deadline=None)
@given(TEXTS, TEXTS)
def test_any_lot_and_serial_in_bars(lot, serial):
    udi = Udi(lot=lot[:12], serial=serial[:12], elements=())
    bars = replace(SQUARE, symbol="gs1_128", width=55.0, x=0.0, module=0.25)
    layout = compose(replace(one(bars), width=300.0), LabelData(udi=udi))
    layout = replace(layout, findings=())
    ((_settings, fields),) = labels(zpl([layout]))
    (found,) = fields
    values, carried = code_128(found)
    assert carried == f"\x1d10{lot[:12]}\x1d21{serial[:12]}"
    assert values == list(characters(carried[1:]))
    assert 11 * (len(values) + 2) + 2 == layout.symbols[0].symbol.columns


def test_bars_of_an_sscc():
    layout = compose(CASE_LABEL, replace(DATA, udi=CASE))
    ((_settings, fields),) = labels(zpl([layout]))
    (bars,) = [each for each in fields if "BC" in each.commands]
    assert bars.data == f">;>800{SSCC}"
    assert bars.commands["BY"] == "4"
    assert bars.commands["BC"] == "N,272,N,N,N,N"
    (square,) = [each for each in fields if "BX" in each.commands]
    assert datamatrix(square) == f"\x1d01{CASE_DI}1728103110LC2611A"


def test_bars_of_a_pallet():
    layout = compose(PALLET_LABEL, replace(DATA, udi=PALLET))
    ((_settings, fields),) = labels(zpl([layout]))
    found = [code_128(each)[1] for each in fields if "BC" in each.commands]
    assert found == [f"\x1d02{DI}37240", "\x1d1728103110LC2611A", f"\x1d00{SSCC}"]


@pytest.mark.parametrize("kind", ["gs1_qr", "qr"])
def test_qr_is_a_picture(kind):
    data = replace(DATA, carrier="https://example.com/")
    settings, fields = told(SQUARE, data, symbol=kind)
    identifier = {"gs1_qr": "]Q3", "qr": "]Q1"}[kind]
    assert [each[0] for each in read(on_paper(settings, fields))] == [identifier]


@pytest.mark.parametrize(
    ("carrier", "native"),
    [
        ("+A123BJC5D6E71G", True),
        ("https://example.com/~a^b_c", True),
        ("all of _ # $ @ |", False),
        ("[)>\x1e06\x1d9N110375286414\x1e\x04", False),
        ("Größe", False),
    ],
)
def test_other_text_in_a_datamatrix(carrier, native):
    data = replace(DATA, carrier=carrier)
    settings, fields = told(SQUARE, data, symbol="datamatrix")
    if native:
        assert datamatrix(fields[0]) == carrier
    else:
        assert read(on_paper(settings, fields)) == [("]d1", carrier.encode())]


# Boxes, drawings, pictures


@pytest.mark.parametrize(
    ("place", "at", "size"),
    [
        ((10.0, 10.0, 20.0, 10.0), (76, 76), "168,88,8"),
        ((10.0, 10.0, 20.0, 0.0), (76, 76), "168,8,8"),
        ((10.0, 10.0, 0.0, 10.0), (76, 76), "8,88,8"),
    ],
)
def test_boxes_and_rules(place, at, size):
    found = field(Element("box", *place, line=1.0), dpi=203)
    assert (found.at, found.commands["GB"]) == (at, size)


def test_no_line_is_too_thin_to_print():
    found = field(Element("box", 10.0, 10.0, 20.0, 0.0, line=0.01), dpi=203)
    assert found.commands["GB"] == "160,1,1"


def test_a_drawing_is_where_it_should_be():
    element = Element("picture", 10.0, 5.0, 20.0, 20.0, "mark:maker")
    paper = on_paper(*told(element, dpi=203))
    assert paper.getpixel((160, 180)) == 0
    assert paper.getpixel((200, 48)) != 0


@pytest.mark.parametrize("place", [(0.0, 0.0), (50.0, 30.0)])
def test_a_drawing_at_the_edge_stays_on_the_label(place):
    element = Element("picture", *place, 10.0, 10.0, "mark:caution")
    (found,) = told(element, dpi=203)[1]
    assert min(found.at) >= 0


@pytest.mark.parametrize("mode", ["L", "RGB", "RGBA"])
def test_a_picture_is_black_or_white(mode):
    data = replace(DATA, pictures=(("logo", png(mode=mode)),))
    element = Element("picture", 10.0, 10.0, 20.0, 10.0, "logo")
    paper = on_paper(*told(element, data, dpi=203))
    light = [bool(paper.getpixel((x, 120))) for x in (100, 200, 239, 241)]
    assert light == [True, False, False, True]


def test_what_is_transparent_is_white():
    data = replace(DATA, pictures=(("logo", png(mode="RGBA", black=(0, 0, 0, 0))),))
    found = field(Element("picture", 10.0, 10.0, 20.0, 10.0, "logo"), data)
    assert graphic(found).convert("L").getextrema() == (255, 255)


@settings(deadline=None)
@given(st.integers(1, 40), st.integers(1, 12), st.randoms(use_true_random=False))
def test_pictures_arrive_dot_by_dot(width, height, random):
    image = Image.new("1", (width, height), 1)
    for _ in range(width):
        image.putpixel((random.randrange(width), random.randrange(height)), 0)
    zeros = command(3, 4, width, _lines(image))
    ((_settings, fields),) = labels(f"^XA^CI28\n{zeros}\n^XZ\n")
    assert fields[0].at == (3, 4)
    found = graphic(fields[0]).crop((0, 0, width, height))
    assert found.tobytes() == image.tobytes()


def test_what_nobody_draws_is_an_error():
    with pytest.raises(TypeError):
        bitmap("a bird", 8)
