"""Codes read in a second, beside biip, the fastest parser of GS1 codes on PyPI.

Every text differs in its lot and serial. Where each has a GTIN of its own as well, no
result of a check can be used again.
"""

import importlib
import random
from datetime import date, timedelta

from biip.gs1_messages import GS1Message

AS_OF = date(2026, 6, 15)
ROUNDS = 7
TEXTS = 10_000
BIIP_TEXTS = 1_000  # the rate of biip does not depend on how many
MEGABYTE = 1_000_000


def measure(bench):
    """GS1 in four shapes against biip, HIBC, and what is refused before it is read."""
    tools = _tools()
    samples = _samples(tools)
    rates = _rates(bench, tools, samples)
    for shape in samples:
        if shape.startswith("HIBC"):
            _claim_hibc(bench, shape, rates)
        else:
            ours, other = rates[shape], rates[f"biip, {shape}"]
            bound = "at least 5 times biip"
            _claim(bench, shape, ours, other, bound, ours >= 5 * other)
    for shape in ("GS1 common shape", "GS1 common shape, own GTINs"):
        ours, bound = rates[shape], "at least 100,000/s"
        _claim(bench, shape, ours, None, bound, ours >= 100_000)
    _claim_refusal(bench, tools)


def _tools():
    """The pure tools, by the names they have in Odoo, without Odoo."""
    importlib.import_module("tests.core.conftest")
    return importlib.import_module("odoo.addons.udi_traceability.tools")


def _claim(bench, shape, ours, other, bound, holds):
    other = other and round(other)
    bench.claim(
        shape, round(ours), other=other, unit="parses/s", bound=bound, holds=holds
    )


def _claim_hibc(bench, shape, rates):
    ours, other = rates[shape], rates["biip, GS1 common shape"]
    bound = "at least half of GS1: 2.5 times biip on GS1"
    _claim(bench, shape, ours, other, bound, ours >= 2.5 * other)
    _claim(bench, shape, ours, None, "at least 50,000/s", ours >= 50_000)


def _claim_refusal(bench, tools):
    text = "]d201" + "0" * MEGABYTE
    taken = min(bench.seconds(_refused, tools, text) for _round in range(ROUNDS))
    what = "a text of 1 MB, refused"
    bench.claim(what, taken, bound="at once: under 1 ms", holds=taken < 0.001)


def _refused(tools, text):
    try:
        tools.parse(text, as_of=AS_OF)
    except tools.UdiError:
        return
    raise AssertionError("a text of 1 MB was read")


# -- time ---------------------------------------------------------------------------


def _rates(bench, tools, samples):
    """Parses in a second of every sample: the best of rounds that take turns."""
    works = {}
    for shape, texts in samples.items():
        works[shape] = _ours, texts, tools.parse
        if not shape.startswith("HIBC"):
            read = GS1Message.parse_hri if "bracketed" in shape else GS1Message.parse
            plain = [text.removeprefix("]d2") for text in texts[:BIIP_TEXTS]]
            works[f"biip, {shape}"] = _biip, plain, read
    best = {}
    for _round in range(ROUNDS):
        for name, (work, texts, read) in works.items():
            rate = len(texts) / bench.seconds(work, texts, read)
            best[name] = max(best.get(name, 0), rate)
    return best


def _ours(texts, parse):
    for text in texts:
        parse(text, as_of=AS_OF)


def _biip(texts, read):
    for text in texts:
        read(text)


# -- samples ------------------------------------------------------------------------


def _samples(tools):
    chance = random.Random(2026)
    check = tools.check_digit.gtin_check_digit
    few = [_gtin(chance, check) for _count in range(300)]
    own = [_gtin(chance, check) for _count in range(TEXTS)]
    serials = range(TEXTS)
    return {
        "GS1 common shape": [_common(chance, chance.choice(few), n) for n in serials],
        "GS1 common shape, own GTINs": [_common(chance, own[n], n) for n in serials],
        "GS1 other order": [_other(chance, chance.choice(few), n) for n in serials],
        "GS1 further identifiers": [_further(chance, own[n], n) for n in serials],
        "GS1 bracketed text": [_bracketed(chance, own[n], n) for n in serials],
        "HIBC lot and date": [_hibc(tools, chance, n) for n in serials],
        "HIBC with supplements": [_hibc(tools, chance, n, f"S{n}") for n in serials],
    }


def _gtin(chance, check):
    body = f"0950600{chance.randrange(10**6):06d}"
    return body + check(body)


def _day(chance, first=date(2024, 1, 1)):
    return first + timedelta(days=chance.randrange(2_000))


def _dates(chance):
    return f"{_day(chance):%y%m%d}", f"{_day(chance):%y%m%d}"


def _common(chance, gtin, number):
    made, expires = _dates(chance)
    return f"]d201{gtin}11{made}17{expires}10LOT{number}\x1d21SN{number:08d}"


def _other(chance, gtin, number):
    made, expires = _dates(chance)
    return f"]d201{gtin}10LOT{number}\x1d17{expires}11{made}21SN{number:08d}"


def _further(chance, gtin, number):
    _made, expires = _dates(chance)
    return f"]d201{gtin}17{expires}10LOT{number}\x1d240A{number}\x1d8012V2.1\x1d91X"


def _bracketed(chance, gtin, number):
    made, expires = _dates(chance)
    return f"(01){gtin}(11){made}(17){expires}(10)LOT{number}(21)SN{number:08d}"


def _hibc(tools, chance, number, serial=None):
    udi = tools.Udi(
        agency="HIBCC",
        di=f"A999{chance.randrange(10**6):06d}1",
        lot=f"LOT{number}",
        serial=serial,
        expiry=_day(chance),
        mfg_date=_day(chance) if serial else None,
    )
    return tools.text_of(udi)
