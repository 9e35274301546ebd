"""Labels in a second, beside Odoo's own labels and the symbols these are made of.

Odoo draws its symbols by reportlab, one picture each, and leaves the label to
wkhtmltopdf. First our whole labels are measured against its symbol alone, without
a database. Then the background job, from the dialog to the file, against Odoo's own
labels of lots. Every label has a serial of its own, so no symbol is drawn twice.
"""

import importlib
import json
import subprocess
import sys
from dataclasses import replace
from datetime import date

from reportlab.graphics.barcode import createBarcodeDrawing

DI = "09506000134352"
ROUNDS = 5
LABELS = 300
ODOO_SYMBOLS = 10  # the rate of Odoo's does not depend on how many
A_RUN = 10_000
# As report.barcode() calls it for the labels of lots.
ODOO_OPTIONS = {"width": 600, "height": 100, "quiet": True, "barBorder": 4}
ODOO_OPTIONS |= {"barLevel": "L", "humanReadable": False, "mask": None}


def measure(bench):
    """Symbols as PNG and SVG, then whole labels as PDF, ZPL and preview."""
    modules = _Modules()
    rates = _rates(bench, _symbols(modules) | _labels(modules) | _odoo())
    matrix, bars = rates["Odoo: ECC200DataMatrix"], rates["Odoo: Code128"]
    _claim(bench, rates, "GS1 DataMatrix, PNG", matrix, 100)
    _claim(bench, rates, "GS1 DataMatrix, SVG", matrix, 100)
    _claim(bench, rates, "GS1-128, PNG", bars, 10)
    for code in ("unit_25x10", "pack_75x50"):
        for form, times in (("PDF", 5), ("ZPL", 10), ("preview", 10)):
            _claim(bench, rates, f"{code}, {form}", matrix, times)
    seconds = A_RUN / rates["pack_75x50, PDF"]
    holds = seconds < 120
    bench.claim("10,000 packs as PDF", seconds, bound="under 120 s", holds=holds)
    _claim_job(bench)


def _claim_job(bench):
    """Ten thousand labels as people get them: rights, events and file included."""
    line = [sys.executable, "-m", "tests.load._label_job"]
    told = subprocess.run(line, check=True, stdout=subprocess.PIPE, text=True).stdout
    job = json.loads(told.splitlines()[-1])
    ours = job["labels"] / job["seconds"]
    odoo = job["odoo_labels"] / job["odoo_seconds"]
    bench.claim(
        f"{job['labels']:,} packs by the background job",
        round(ours, 1),
        other=round(odoo, 1),
        unit="labels/s",
        bound="faster than Odoo's labels of lots, all done",
        holds=job["state"] == "done" and ours > odoo,
    )
    bench.claim(
        "its peak memory",
        job["peak_kb"] / 1024,
        unit="MB",
        bound="under 1,000 MB",
        holds=job["peak_kb"] < 1000 * 1024,
    )


class _Modules:
    """The pure tools, by the names they have in Odoo, without Odoo."""

    def __init__(self):
        importlib.import_module("tests.core.conftest")
        for name in ("symbol", "label", "label_pdf", "label_presets", "label_svg"):
            setattr(self, name, self._module(f".{name}"))
        self.label_zpl, self.tools = self._module(".label_zpl"), self._module("")

    @staticmethod
    def _module(name):
        return importlib.import_module(f"odoo.addons.udi_traceability.tools{name}")


def _symbols(modules):
    """What -> (how many, how to make them): a symbol for every serial."""
    symbol = modules.symbol
    payloads = [
        (("01", DI), ("17", "281031"), ("10", "LC2611A"), ("21", f"SN{number:06d}"))
        for number in range(LABELS)
    ]

    def drawn(kind, draw):
        return lambda: [draw(symbol.encode(kind, payload)) for payload in payloads]

    return {
        "GS1 DataMatrix, PNG": (LABELS, drawn("gs1_datamatrix", symbol.png)),
        "GS1 DataMatrix, SVG": (LABELS, drawn("gs1_datamatrix", symbol.svg)),
        "GS1-128, PNG": (LABELS, drawn("gs1_128", symbol.png)),
    }


def _labels(modules):
    """Two presets, from the data of each label to what the printer is sent."""
    compose = modules.label.compose
    data = _data(modules)

    def printed(preset, write):
        return lambda: write([compose(preset, each) for each in data])

    def previews(layouts):
        return [modules.label_svg.svg(layout) for layout in layouts]

    forms = {"PDF": modules.label_pdf.pdf, "ZPL": modules.label_zpl.zpl}
    forms["preview"] = previews
    presets = modules.label_presets
    return {
        f"{preset.code}, {form}": (LABELS, printed(preset, write))
        for preset in (presets.UNIT_SMALL, presets.PACK)
        for form, write in forms.items()
    }


def _data(modules):
    dates = {"expiry": date(2028, 10, 31), "mfg_date": date(2026, 11, 1)}
    udi = modules.tools.Udi(di=DI, lot="LC2611A", **dates)
    data = modules.label.LabelData(
        udi=udi,
        names=(("en_US", "Infusion pump IP-200"),),
        descriptions=(("en_US", "Syringe infusion pump with battery"),),
        ref="IP-200B",
        maker="Meridian Medical GmbH",
        maker_address="Lindenstraße 12, 20095 Hamburg, Germany",
        marks=("md", "single_use", "caution", "ifu"),
    )
    return [
        replace(data, udi=replace(udi, serial=f"SN{number:06d}"))
        for number in range(LABELS)
    ]


def _odoo():
    """The two symbols of Odoo's labels with what they would say of the same units."""

    def drawn(kind, first):
        texts = [
            f"{first}01{DI}1728103121SN{number:06d}" for number in range(ODOO_SYMBOLS)
        ]
        return ODOO_SYMBOLS, lambda: [_odoo_png(kind, text) for text in texts]

    return {
        "Odoo: ECC200DataMatrix": drawn("ECC200DataMatrix", ""),
        "Odoo: Code128": drawn("Code128", "\xf1"),
    }


def _odoo_png(kind, text):
    drawing = createBarcodeDrawing(kind, value=text, format="png", **ODOO_OPTIONS)
    return drawing.asString("png")


def _rates(bench, works):
    """The best rate of each, rounds interleaved: all see the same machine."""
    best = dict.fromkeys(works, 0.0)
    for _round in range(ROUNDS):
        for what, (count, work) in works.items():
            best[what] = max(best[what], count / bench.seconds(work))
    return best


def _claim(bench, rates, what, other, times):
    ours, bound = rates[what], f"at least {times} times Odoo's symbol alone"
    holds = ours >= times * other
    bench.claim(
        what, round(ours), other=round(other), unit="labels/s", bound=bound, holds=holds
    )
