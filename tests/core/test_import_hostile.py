"""Files of regulators, as an enemy or a bad line would deliver them."""

import io
import json
import zipfile

import pytest
from hypothesis import given, strategies as st

from odoo.addons.udi_traceability.tools import (
    import_file,
    published_eudamed,
    published_gudid,
    published_gudid_lines,
    published_nmpa,
    published_xml,
)
from odoo.addons.udi_traceability.tools.import_check import check
from odoo.addons.udi_traceability.tools.import_file import devices, source_of
from odoo.addons.udi_traceability.tools.published import (
    ImportFileError,
    day,
    every,
    from_json,
    load_json,
    one,
)

NMPA = "<udid><devices><device>{}</device></devices></udid>"
BOMB = (
    '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
    "<udid><device>&b;</device></udid>"
)


def refusal(content, name=""):
    if isinstance(content, str):
        content = content.encode()
    with pytest.raises(ImportFileError) as caught:
        list(devices(content, source_of(content, name)))
    return caught.value.code


def packed(**files):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name.replace("_", "."), content)
    return buffer.getvalue()


@pytest.mark.parametrize(
    "content, code",
    (
        (BOMB, "doctype"),
        ('<?xml version="1.0" encoding="latin-1"?><udid/>', "encoding"),
        ("<udid/>".encode("utf-16"), "encoding"),
        ("<udid><device></udid>", "broken"),
        ("<udid>", "broken"),
        ("<udid>" + "<a>" * 300 + "</a>" * 300 + "</udid>", "broken"),
        ("<html/>", "disguised"),
        ("<Workbook/>", "disguised"),
        ("<rss/>", "not_read"),
        ("[1]", "not_read"),
        ("{}", "not_read"),
        ('{"gudid": ', "broken"),
        ("[" * 100_000, "too_deep"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1xls", "disguised"),
        (b"PK\x03\x04broken", "broken"),
        (packed(readme_md="x"), "not_read"),
        (packed(a_json="x"), "not_read"),
        (packed(a_zip=packed(b_zip=packed(c_xml="<udid/>"))), "too_deep"),
    ),
)
def test_refused(content, code):
    assert refusal(content) == code


def test_an_xml_under_the_name_of_a_sheet():
    assert refusal("<rss/>", "devices.xls") == "disguised"


def test_limits(monkeypatch):
    many = NMPA.format("").replace("<device></device>", "<device/>" * 5)
    monkeypatch.setattr(published_xml, "MOST_RECORDS", 4)
    assert refusal(many) == "too_many"
    monkeypatch.setattr(published_xml, "MOST_RECORDS", 9)
    monkeypatch.setattr(import_file, "MOST_RECORDS", 4)
    assert refusal(many) == "too_many"
    monkeypatch.setattr(published_xml, "MOST_NODES", 10)
    assert refusal(NMPA.format("<a/>" * 10)) == "too_deep"
    monkeypatch.setattr(import_file, "MOST_MEMBERS", 1)
    assert refusal(packed(a_xml="<udid/>", b_xml="<udid/>")) == "too_many"


def test_sizes(monkeypatch):
    big = packed(a_xml="<udid>" + " " * 5000 + "</udid>")
    monkeypatch.setattr(import_file, "MOST_UNPACKED", 1000)
    assert refusal(big) == "too_big"
    monkeypatch.setattr(import_file, "MOST_BYTES", 2000)
    assert refusal(big) == "too_big"
    monkeypatch.setattr(import_file, "MOST_BYTES", 10)
    assert refusal(big) == "too_big"
    monkeypatch.setattr(published_xml, "MOST_BYTES", 10)
    with pytest.raises(ImportFileError):
        published_xml.mended(b"<udid>        </udid>")


def test_a_damaged_member():
    content = packed(a_xml="<udid>" + "x" * 500 + "</udid>")
    place = content.index(b"a.xml") + 10
    assert refusal(content[:place] + b"\x00" * 8 + content[place + 8 :]) == "broken"


def test_members_of_two_regulators():
    assert refusal(packed(a_xml="<udid/>", b_xml="<gudid/>")) == "not_read"


def test_archives_in_archives():
    one_device = NMPA.format("<zxxsdycpbs>1</zxxsdycpbs>")
    content = packed(a_zip=packed(x_xml=one_device, y_xml=one_device), b_xml=one_device)
    found = list(devices(content, source_of(content)))
    assert [device.number for device in found] == [1, 2, 3]


def test_dirt_of_the_download():
    dirty = (
        b"\xef\xbb\xbf"
        + NMPA.format("<cpms>A & B \x01 &#x1; &#10; &#x4e2d; &amp;</cpms>").encode()
    )
    (device,) = devices(dirty, source_of(dirty))
    (text,) = device.values["description_ids"]
    assert text["value"].split() == ["A", "&", "B", "中", "&"]


def test_a_device_inside_a_device_is_part_of_it():
    content = NMPA.format("<device><ggxh>in</ggxh></device><ggxh>out</ggxh>").encode()
    (device,) = devices(content, "nmpa")
    assert device.values["model_number"] == "out"


def test_odd_values():
    node = {
        "bszt": ["9,二维码"],
        "sfbjwycxsy": ["否"],
        "zdcfsycs": ["5"],
        "zczbhhzbapzbh": ["粤械备20990001, ,"],
        "zxxsdyzsydydsl": ["many"],
        "sfybtzjbs": ["是"],
        "tsccsm": ["text"],
    }
    values = published_nmpa.values(node)
    assert values["max_reuses"] == 5
    assert values["carrier_ids"] == ["matrix"]
    assert [row["kind"] for row in values["certificate_ids"]] == ["cn_filing"]
    assert values["size_ids"][0]["precision"] == "text"
    assert "device_count" not in values and "direct_marking" not in values


def test_odd_answers():
    history = {"history": {"1": {"publicVersionNumber": None, "xml": "<device/>"}}}
    (device,) = published_gudid.read_json(history)
    assert device.values["market_ids"] == [{"country": "US"}]
    assert list(published_gudid.read_json({"gudid": {}})) == []
    unclassified = json.dumps(
        {
            "gudid": {"device": {"brandName": "x"}},
            "productCodes": [{"deviceClass": "U"}],
        }
    )
    (device,) = devices(unclassified.encode(), "gudid")
    assert device.values["risk_class_us"] == "U"


def test_a_legacy_implant_and_an_empty_device():
    legacy = (
        "<Push><Device><MDEUDI><applicableLegislation>AIMDD</applicableLegislation>"
        "</MDEUDI></Device><Device>MDRBasicUDI</Device></Push>"
    )
    first, second = devices(legacy.encode(), "eudamed")
    assert first.values["legislation_eu"] == "aimdd"
    assert set(second.values) == {"registration"}


NAMES = [
    "gudid",
    "device",
    "identifiers",
    "identifier",
    "deviceIdType",
    "gmdnTerms",
    "gmdn",
    "implantable",
    "sterilization",
    "methodTypes",
    "sterilizationMethod",
    "history",
    "xml",
    "productCodes",
    "deviceClass",
    "MDRBasicUDI",
    "MDRUDIDIData",
    "criticalWarnings",
    "warning",
    "warningValue",
    "substances",
    "substance",
    "names",
    "name",
    "packages",
    "package",
    "identifier",
]
TREES = st.recursive(
    st.text(max_size=5) | st.none() | st.booleans() | st.integers(),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(NAMES), inner, max_size=4)
    ),
    max_leaves=25,
)


@given(st.dictionaries(st.sampled_from(("gudid", "history", "productCodes")), TREES))
def test_any_answer(answer):
    try:
        found = list(published_gudid.read_json(answer))
    except ImportFileError as error:
        assert error.code == "broken"
    else:
        assert all(check(device.values) for device in found)


@given(TREES, TREES)
def test_any_tree_as_a_device_of_eudamed(family, device):
    family, device = from_json(family), from_json(device)
    values = published_eudamed.values(family, device, "mdr")
    assert check(values)
    json.dumps(values)


@pytest.mark.parametrize(
    "number, kind",
    (
        ("K861150", "us_510k"),
        ("P040013", "us_pma"),
        ("DEN190039", "us_de_novo"),
        ("H990001", "us_hde"),
        ("BLA125057", "us_bla"),
        ("BP000001", "us_pma"),
        ("odd", "us_510k"),
    ),
)
def test_premarket(number, kind):
    assert published_gudid_lines._kind(number) == kind


def test_places():
    assert one({"a": [{}]}, "a") == ""
    assert every("text", "a") == []
    assert day("２０２６-01-01") == ""
    assert load_json(b"[1]") == [1]


@given(st.text(max_size=200))
def test_any_text_in_a_download(text):
    content = f"<udid><device><cpms>{text}</cpms></device></udid>".encode(
        errors="replace"
    )
    try:
        found = list(devices(content, source_of(content)))
    except ImportFileError as error:
        assert error.code in ("broken", "doctype", "not_read")
    else:
        assert all(device.values["market_ids"] for device in found)
