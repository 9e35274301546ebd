"""Whatever stands in a text field, no regulator gets a broken file."""

import json
import re
from dataclasses import fields

import formats_sample as sample
import pytest
from formats_sample import DEVICE, ENVELOPE, change, codes_of
from hypothesis import HealthCheck, given, settings, strategies as st

from odoo.addons.udi_regulatory_export.formats import FORMATS, rules, xml

SPECIAL = """<!-- & ]]> " ' </a> <?x?> &amp; &#0; %s {0} 中文 🩺 \u202e é"""
CONTROL = "a\x00b\x08c\x1bd\x1ee\ufffef"
PLACES = (
    "brand_name",
    "basic_udi__name",
    "generic_name_zh",
    "gudid__registrant__name",
    "eudamed__registrant__name",
    "nmpa__registrant__udi_name_zh",
    "nmpa__change_note",
)


@pytest.mark.parametrize("code", FORMATS)
@pytest.mark.parametrize("place", PLACES)
def test_special_characters_come_back_as_they_are(code, place):
    record = change(DEVICE, **{place: SPECIAL})
    assert codes_of(FORMATS[code].problems(record), "error") == set()
    for file in FORMATS[code].build(record, ENVELOPE):
        texts = _texts(file)
        if any("中文 🩺" in text for text in texts):
            assert SPECIAL in texts


def _texts(file):
    if file.media_type == "application/json":
        (item,) = json.loads(file.content)["dataSet"]
        return [value for value in item.values() if isinstance(value, str)]
    root = xml.parse(file.content)
    found = [each.text or "" for each in root.iter()]
    return found + [value for each in root.iter() for value in each.attrib.values()]


@pytest.mark.parametrize("place", ["brand_name", "generic_name_zh", "basic_udi__name"])
def test_special_characters_are_really_written(place):
    record = change(DEVICE, **{place: SPECIAL})
    written = [
        text
        for module in FORMATS.values()
        for file in module.build(record, ENVELOPE)
        for text in _texts(file)
    ]
    assert SPECIAL in written


@pytest.mark.parametrize("code", FORMATS)
@pytest.mark.parametrize("place", [*PLACES, "model_number", "nmpa__upload_type"])
def test_control_characters_are_found(code, place):
    record = change(DEVICE, **{place: CONTROL})
    found = [e for e in FORMATS[code].problems(record) if e.code == "bad_characters"]
    (finding,) = found
    assert finding.severity == "error"
    assert finding.expected == "abcdef"
    assert finding.value == "a\ufffdb\ufffdc\ufffdd\ufffde\ufffdf"


@pytest.mark.parametrize("text", [CONTROL, "\ud800", "\x85\x7f\t\n\r"])
def test_findings_can_be_stored(text):
    """PostgreSQL takes no null character, UTF-8 no lone surrogate."""
    record = change(
        DEVICE,
        gudid__registrant__name=text,
        gudid__registrant__udi_duns=text,
        eudamed__local_agent__udi_srn_ar=text,
        nmpa__local_agent__udi_uscc=text,
        brand_name=text + "™",
        catalog_number=text * 99,
        descriptions=(change(DEVICE.descriptions[0], value=text),),
    )
    for module in FORMATS.values():
        for each in module.problems(record):
            stored = "".join(getattr(each, field.name) for field in fields(each))
            assert "\x00" not in stored
            assert stored.encode()


def test_a_finding_shows_the_beginning_of_a_long_text():
    (finding,) = FORMATS["eudamed"].problems(change(DEVICE, information_url="x" * 256))
    assert finding.value == "x" * 159 + "…"
    assert finding.expected == "255"


def test_line_breaks_and_tabs_are_text():
    text = "one\ntwo\tthree"
    record = change(DEVICE, brand_name=text)
    for module in FORMATS.values():
        assert codes_of(module.problems(record), "error") == set()


def test_blanks_around_a_text_are_reported():
    for text in (" a", "a ", "a\n", "\u3000a"):
        (finding,) = rules.clean_texts(change(DEVICE, brand_name=text))
        assert (finding.code, finding.severity) == ("surrounding_space", "warning")
        assert finding.expected == "a"


@settings(
    max_examples=100,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
@given(
    text=st.text(max_size=30),
    place=st.sampled_from(
        (
            *PLACES,
            "model_number",
            "catalog_number",
            "information_url",
            "basic_udi__code",
            "primary_di__code",
            "gudid__spl_set_id",
            "gudid__registrant__udi_duns",
            "eudamed__registrant__udi_srn_mf",
            "eudamed__emdn_codes",
            "nmpa__class_code",
        )
    ),
    code=st.sampled_from(sorted(FORMATS)),
)
def test_any_text_gives_a_finding_or_a_whole_file(text, place, code):
    value = (text,) if place.endswith("codes") else text
    record = change(DEVICE, **{place: value})
    if codes_of(FORMATS[code].problems(record), "error"):
        return
    for file in FORMATS[code].build(record, ENVELOPE):
        assert _texts(file)
        assert re.fullmatch(r"[\w.-]+", file.filename)


def test_the_sample_is_fit_for_all():
    for module in FORMATS.values():
        assert codes_of(module.problems(DEVICE), "error") == set()
    assert sample.DEVICE is DEVICE
