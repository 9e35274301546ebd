"""The table of identifiers says what GS1's syntax dictionary says, all of it."""

import re

import pytest

from odoo.addons.udi_traceability.tools import gs1_ai, gs1_value
from odoo.addons.udi_traceability.tools.gs1_element import AIS, BY_NAME, find
from odoo.addons.udi_traceability.tools.udi import Udi

ENTRY = re.compile(r"(?P<ais>[0-9-]+)\s+(?P<flags>[*?]+\s)?(?P<rest>[^#]*)")
PART = re.compile(r"(\[?)([NXYZ])(\.\.)?([0-9]+)\]?((?:,[a-z0-9]+)*)$")


@pytest.fixture(scope="module")
def dictionary(shared):
    """``{identifier: (predefined, parts, attributes)}`` of the official file."""
    text = shared("vectors/gs1/gs1-syntax-dictionary.txt").read_text(encoding="utf-8")
    entries = {}
    for line in text.splitlines():
        if line and not line.startswith("#"):
            entry = ENTRY.match(line)
            words = entry["rest"].split()
            parts = [PART.match(word).groups() for word in words if PART.match(word)]
            attributes = [word for word in words if not PART.match(word)]
            first, _dash, last = entry["ais"].partition("-")
            for code in range(int(first), int(last or first) + 1):
                predefined = "*" in (entry["flags"] or "")
                name = str(code).zfill(len(first))
                entries[name] = predefined, parts, attributes
    return entries


def attribute(attributes, key):
    values = [word[len(key) + 1 :] for word in attributes if word.startswith(f"{key}=")]
    assert len(values) < 2
    return [group.split("+") for value in values for group in value.split(",")]


def fits(pattern, code):
    return re.fullmatch(pattern.replace("n", "[0-9]"), code)


def test_every_identifier_is_there(dictionary):
    assert len(dictionary) > 500
    assert list(AIS) == list(dictionary)


def test_lengths_and_character_sets(dictionary):
    for code, (predefined, parts, _attributes) in dictionary.items():
        ai = AIS[code]
        assert ai.predefined is predefined, code
        for part, (optional, charset, varies, length, checks) in zip(
            ai.parts, parts, strict=True
        ):
            assert (part.charset, part.longest) == (charset, int(length)), code
            assert part.shortest == (1 if varies else int(length)), code
            assert part.optional is bool(optional), code
            assert list(part.checks) == [c for c in checks.split(",") if c], code


def test_pairs(dictionary):
    for code, (_predefined, _parts, attributes) in dictionary.items():
        groups = attribute(attributes, "req")
        for group in AIS[code].requires:
            assert any(
                len(group) == len(wanted)
                and all(any(fits(pattern, c) for c in group) for pattern in wanted)
                for wanted in groups
            ), code
        for wanted in groups:
            for pattern in wanted:
                assert any(fits(pattern, c) for g in AIS[code].requires for c in g)
        excluded = {
            other
            for (pattern,) in attribute(attributes, "ex")
            for other in dictionary
            if fits(pattern, other) and other != code
        }
        assert AIS[code].excludes == excluded, code


def test_keys_are_the_primary_keys_of_digital_link_and_what_else_names_an_item(
    dictionary,
):
    keys = {
        code
        for code, (_predefined, _parts, attributes) in dictionary.items()
        if any(word.split("=")[0] == "dlpkey" for word in attributes)
    }
    assert keys | {"02", "03", "8026"} == gs1_ai.KEYS


def test_every_check_is_done_or_named_as_not_done():
    names = {name for ai in AIS.values() for part in ai.parts for name in part.checks}
    assert names == set(gs1_value.CHECKS) | gs1_value.NOT_JUDGED
    assert not set(gs1_value.CHECKS) & gs1_value.NOT_JUDGED


def test_names_are_unique_and_the_fields_of_udi_among_them():
    named = [ai.name for ai in AIS.values() if ai.name]
    assert len(named) == len(set(named)) == len(BY_NAME)
    fields = {"di", "lot", "serial", "expiry", "mfg_date", "software_version", "sscc"}
    assert fields <= BY_NAME.keys() & Udi.__dataclass_fields__.keys()
    assert BY_NAME["internal_95"].code == "95"


@pytest.mark.parametrize(
    ("text", "code"),
    [("0109", "01"), ("3103", "3103"), ("7003", "7003"), ("7119", "711"), ("21", "21")],
)
def test_find(text, code):
    assert find(f"xx{text}", 2).code == code


@pytest.mark.parametrize("text", ["", "0", "05", "3106", "4999", "70", "٠١", "1A"])
def test_find_nothing(text):
    assert find(text) is None
