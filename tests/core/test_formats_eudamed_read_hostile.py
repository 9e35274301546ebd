"""What is no file of EUDAMED's with devices is refused by name; the rest is read."""

import pytest
from formats_eudamed_files import WHOLE, message
from formats_laws import MDR
from formats_sample import DEVICE
from hypothesis import given, settings, strategies as st
from lxml import etree

from odoo.addons.udi_regulatory_export.formats.eudamed import read, read_published
from odoo.addons.udi_regulatory_export.formats.eudamed.reading import (
    MAX_DOWNLOAD,
    ReadError,
)
from odoo.addons.udi_regulatory_export.formats.xml import XmlError


@pytest.mark.parametrize(
    ("code", "content"),
    [
        ("not_a_message", b"<html/>"),
        ("not_a_message", b"<Acknowledgement/>"),
        ("a_question", b"<PullRequest/>"),
        ("no_devices", b"<Push/>"),
        ("no_devices", b"<Push><payload/></Push>"),
        (
            "no_devices",
            b"<PullResponse><responseCode>SUCCESS</responseCode></PullResponse>",
        ),
        ("other_entities", b"<Push><payload><SSCP/></payload></Push>"),
        (
            "refused_download",
            b"<PullResponse><report><elementReport><operationErrorDetail>no"
            b"</operationErrorDetail></elementReport></report>"
            b"<responseCode>BAD_REQUEST</responseCode></PullResponse>",
        ),
    ],
)
def test_what_holds_no_devices(code, content):
    with pytest.raises(ReadError) as caught:
        read(content)
    assert caught.value.code == code
    with pytest.raises(ReadError):
        read_published(content)


def test_a_download_has_devices():
    with pytest.raises(ReadError) as caught:
        read_published(message("MARKET_INFO.PUT", DEVICE))
    assert caught.value.parameters == {"found": "markets"}
    assert read_published(WHOLE).records == read(WHOLE).records


def test_too_large(monkeypatch):
    with pytest.raises(XmlError) as caught:
        read(b" " * (MAX_DOWNLOAD + 1))
    assert caught.value.code == "too_large"


RICH = message("DEVICE.POST", MDR)
COUNT = len(list(etree.fromstring(RICH).find("{*}payload").iter())) - 1


@settings(deadline=None)
@given(st.sets(st.integers(1, COUNT - 1), max_size=12))
def test_any_part_may_be_missing(places):
    root = etree.fromstring(RICH)
    parts = list(root.find("{*}payload").iter())[1:]
    for place in places:
        parts[place].getparent().remove(parts[place])
    try:
        found = read(etree.tostring(root))
    except ReadError as error:
        assert error.code == "other_entities"
    else:
        assert len(found.devices) == 1


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(0, 10**6), st.binary(max_size=3)), max_size=4))
def test_any_damage_is_read_or_refused_by_name(wounds):
    content = bytearray(WHOLE)
    for place, scrap in wounds:
        start = place % len(content)
        content[start : start + 2] = scrap
    try:
        read(bytes(content))
    except (ReadError, XmlError) as error:
        assert str(error)


@settings(deadline=None)
@given(st.binary(max_size=60))
def test_any_bytes_are_refused_by_name(content):
    with pytest.raises((ReadError, XmlError)) as caught:
        read(content)
    assert caught.value.code
