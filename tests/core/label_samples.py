"""Labels to test with, and the readers that say what is on them."""

import io
from dataclasses import replace
from datetime import date

import pypdfium2
import resvg_py
import zxingcpp
from PIL import Image

from odoo.addons.udi_traceability.tools import Udi
from odoo.addons.udi_traceability.tools.label import Element, LabelData, LabelTemplate

DI, CASE_DI, SSCC = "09506000134352", "19506000134359", "106141411928374657"
ELEMENTS = (("01", DI), ("17", "281031"), ("10", "LC2611A"), ("21", "SN000123"))
UNIT = Udi(
    di=DI,
    lot="LC2611A",
    serial="SN000123",
    expiry=date(2028, 10, 31),
    mfg_date=date(2026, 11, 1),
)
CASE = Udi(
    di=CASE_DI,
    lot="LC2611A",
    expiry=date(2028, 10, 31),
    sscc=SSCC,
    elements=(("01", CASE_DI), ("17", "281031"), ("10", "LC2611A"), ("00", SSCC)),
)
PALLET = Udi(
    lot="LC2611A",
    expiry=date(2028, 10, 31),
    sscc=SSCC,
    elements=(
        ("00", SSCC),
        ("02", DI),
        ("37", "240"),
        ("17", "281031"),
        ("10", "LC2611A"),
    ),
)
DATA = LabelData(
    udi=UNIT,
    names=(("en_US", "Infusion pump IP-200"), ("de_DE", "Infusionspumpe IP-200")),
    descriptions=(("en_US", "Syringe pump"), ("de_DE", "Spritzenpumpe")),
    ref="IP-200B",
    maker="Meridian Medical GmbH",
    maker_address="Lindenstraße 12, 20095 Hamburg, Germany",
    quantity=10,
    unit="pc",
    marks=("md", "single_use", "caution", "ifu", "sterile_eo", "keep_dry"),
    ship_from="Meridian Medical GmbH\n20095 Hamburg",
    ship_to="St Anna Hospital\n10115 Berlin",
)


def data_for(template):
    """What this preset is meant to say."""
    kind = template.code.split("_")[0]
    return replace(DATA, udi={"case": CASE, "pallet": PALLET}.get(kind, UNIT))


def one(element, **options):
    """A template of 60 by 40 mm with one element."""
    return LabelTemplate("one", "One", 60.0, 40.0, (element,), **options)


def text(content, **options):
    """A text element in the whole of it."""
    place = options.pop("place", (0.0, 0.0, 60.0, 40.0))
    return Element("text", *place, content, **options)


def codes(layout):
    """The codes of its findings."""
    return [finding.code for finding in layout.findings]


def read(image):
    """(symbology identifier, bytes) of every symbol that a reader finds."""
    found = zxingcpp.read_barcodes(
        image.convert("L"), try_rotate=False, try_invert=False
    )
    return sorted((each.symbology_identifier, each.bytes) for each in found)


def read_png(png):
    return read(Image.open(io.BytesIO(png)))


def pages(pdf, dpi=300):
    """Each page as (width mm, height mm, picture)."""
    document = pypdfium2.PdfDocument(pdf)
    for page in document:
        size = (side * 25.4 / 72 for side in page.get_size())
        yield *size, page.render(scale=dpi / 72).to_pil()


def svg_image(svg, dpi=300):
    """What a browser would show."""
    picture = resvg_py.svg_to_bytes(svg_string=svg, dpi=dpi, background="#fff")
    return Image.open(io.BytesIO(bytes(picture)))


def png(width=40, height=20, kind="PNG", mode="L", black=None):
    """A black picture with a white left half."""
    white = 255 if mode == "L" else (255,) * len(mode)
    if black is None:
        black = 0 if mode == "L" else (0, 0, 0, 255)[: len(mode)]
    image = Image.new(mode, (width, height), black)
    image.paste(white, (0, 0, width // 2, height))
    written = io.BytesIO()
    image.save(written, kind)
    return written.getvalue()
