"""PDF: pages of true size, vector symbols, the same bytes for the same labels."""

import re
from dataclasses import replace

import pypdfium2
import pytest
from label_samples import DATA, SSCC, UNIT, one, pages, png, read, text
from reportlab import __path__ as reportlab_path

from odoo.addons.udi_traceability.tools import Udi
from odoo.addons.udi_traceability.tools.label import (
    Element,
    Fonts,
    LabelError,
    compose,
)
from odoo.addons.udi_traceability.tools.label_pdf import _draw, pdf
from odoo.addons.udi_traceability.tools.label_presets import PACK, PALLET, UNIT as SMALL

VERA = Fonts(f"{reportlab_path[0]}/fonts/Vera.ttf")


def printed(element, data=DATA, fonts=None, **options):
    layout = compose(one(element, **options), data, *([fonts] if fonts else []))
    return pdf([layout])


def said(written):
    return pypdfium2.PdfDocument(written)[0].get_textpage().get_text_range()


def test_one_label_a_page_each_of_its_own_size():
    layouts = [compose(preset, DATA) for preset in (SMALL, PACK, SMALL)]
    found = [page[:2] for page in pages(pdf(layouts), 30)]
    wanted = [(50, 25), (75, 50), (50, 25)]
    assert found == [pytest.approx(size, abs=0.001) for size in wanted]


def test_every_page_has_its_own_serial():
    layouts = [
        compose(SMALL, replace(DATA, udi=replace(UNIT, serial=f"SN{number}")))
        for number in range(5)
    ]
    found = [read(picture) for _width, _height, picture in pages(pdf(layouts))]
    assert [held[0][1][-3:] for held in found] == [b"SN%d" % n for n in range(5)]


def test_the_same_labels_are_the_same_bytes():
    layout = compose(PACK, DATA)
    assert pdf([layout], "IP-200") == pdf([layout], "IP-200")
    assert pdf([layout], "IP-200") != pdf([layout], "IP-201")


def test_title_and_no_scaling():
    document = pypdfium2.PdfDocument(pdf([compose(PACK, DATA)], "Labels IP-200 ™"))
    assert document.get_metadata_dict()["Title"] == "Labels IP-200 ™"
    assert b"/PrintScaling /None" in pdf([compose(PACK, DATA)])


def test_no_label_at_all():
    assert pdf([]).startswith(b"%PDF")


def test_a_label_that_is_stopped_stops_the_run_and_is_named():
    sound = compose(PACK, DATA)
    bad = compose(PACK, replace(DATA, udi=Udi(di="09506000134353")))
    with pytest.raises(LabelError) as caught:
        pdf([sound, bad, sound])
    assert caught.value.index == 1
    assert caught.value.findings == bad.stops


def test_a_warning_does_not_stop_it():
    data = replace(DATA, names=(("zh_CN", "输液泵"),))
    layout = compose(one(text("{name}")), data)
    assert layout.findings
    assert said(pdf([layout])) == "输液泵"


@pytest.mark.parametrize("name", ["输液泵", "輸液泵", "ポンプ", "펌프"])
def test_text_in_other_scripts_can_be_read_and_searched(name):
    assert said(printed(text("{name}"), replace(DATA, names=(("", name),)))) == name


def test_a_font_file_is_embedded():
    written = printed(text("{maker_address}"), fonts=VERA)
    assert said(written) == DATA.maker_address
    assert b"/FontFile2" in written
    assert b"BitstreamVeraSans" in written
    assert b"/FontFile2" not in printed(text("{maker_address}"))


@pytest.mark.parametrize("name", ["(a) \\ b)", "100 % <&>", "^XZ~HS", "Größe"])
def test_text_is_text(name):
    assert said(printed(text("{name}"), replace(DATA, names=(("", name),)))) == name


def test_symbols_are_vectors():
    written = pdf([compose(PALLET, replace(DATA, udi=Udi(sscc=SSCC)))])
    assert b"/XObject" not in written


def test_a_picture_used_on_every_label_is_in_the_file_once():
    data = replace(DATA, pictures=(("logo", png(80, 80, mode="RGB")),))
    element = Element("picture", 5.0, 5.0, 30.0, 20.0, "logo")
    layouts = [compose(one(element), data)] * 5
    assert len(re.findall(rb"/Subtype /Image", pdf(layouts))) == 1


@pytest.mark.parametrize("mode", ["L", "RGB", "RGBA"])
def test_a_picture_stands_upright_in_its_place(mode):
    data = replace(DATA, pictures=(("logo", png(40, 20, mode=mode)),))
    written = printed(Element("picture", 10.0, 10.0, 20.0, 10.0, "logo"), data)
    ((_width, _height, page),) = pages(written, 254)
    page = page.convert("L")
    assert page.getpixel((150, 150)) == page.getpixel((250, 250)) == 255
    assert page.getpixel((295, 105)) == page.getpixel((205, 195)) == 0
    assert page.getpixel((305, 150)) == 255


def test_what_is_transparent_in_a_picture_stays_light():
    data = replace(DATA, pictures=(("logo", png(mode="RGBA", black=(0, 0, 0, 0))),))
    written = printed(Element("picture", 10.0, 10.0, 20.0, 10.0, "logo"), data)
    ((_width, _height, page),) = pages(written, 254)
    assert page.convert("L").getextrema() == (255, 255)


def test_a_box_and_a_rule_are_where_they_should_be():
    written = printed(Element("box", 10.0, 10.0, 20.0, 15.0, line=1.0))
    ((_width, _height, page),) = pages(written, 254)
    dark = page.convert("L").point(lambda level: 255 * (level < 128)).getbbox()
    assert dark == pytest.approx((95, 95, 305, 255), abs=1)


def test_drawings_are_where_they_should_be():
    written = printed(Element("picture", 10.0, 5.0, 20.0, 20.0, "mark:maker"))
    ((_width, _height, page),) = pages(written, 254)
    page = page.convert("L")
    assert page.getpixel((200, 225)) == 0  # the hall of the factory is filled
    assert page.getpixel((250, 60)) == 255  # the sky above it is not


def test_what_nobody_draws_is_an_error():
    with pytest.raises(TypeError):
        _draw("a bird", None)
