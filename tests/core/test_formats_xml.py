"""Reading and writing XML: hostile documents in, the same bytes out."""

from contextlib import suppress

import formats_sample as sample
import pytest
from hypothesis import given, strategies as st

from odoo.addons.udi_regulatory_export.formats import xml

BILLION_LAUGHS = (
    b'<!DOCTYPE l [<!ENTITY a "lol">'
    + b"".join(
        b'<!ENTITY %c "%s">' % (name, b"&%c;" % (name - 1) * 10)
        for name in b"bcdefghijk"
    )
    + b"]><l>&k;</l>"
)
SIMPLE = (
    b'<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">'
    b'<xs:element name="a"><xs:complexType><xs:sequence>'
    b'<xs:element name="b" type="xs:int" maxOccurs="unbounded"/>'
    b"</xs:sequence></xs:complexType></xs:element></xs:schema>"
)

D = xml.namespace("urn:d")


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(BILLION_LAUGHS, id="entity bomb"),
        pytest.param(
            b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>',
            id="file entity",
        ),
        pytest.param(
            b'<!DOCTYPE a [<!ENTITY % p SYSTEM "http://localhost:1/">%p;]><a/>',
            id="parameter entity",
        ),
        pytest.param(b'<!DOCTYPE a SYSTEM "a.dtd"><a/>', id="external subset"),
        pytest.param(b"<!DOCTYPE a []><a/>", id="empty document type"),
        pytest.param(b"", id="empty"),
        pytest.param(b"<a>", id="not closed"),
        pytest.param(b"<a>\x00</a>", id="null"),
        pytest.param(b"<a>\xff</a>", id="no utf-8"),
        pytest.param(b"<a>&amp</a>", id="bare ampersand"),
    ],
)
def test_parse_refuses(content):
    with pytest.raises(xml.XmlError):
        xml.parse(content)


def test_parse_refuses_too_large():
    assert xml.parse(b"<a></a>", max_bytes=7).tag == "a"
    with pytest.raises(xml.XmlError, match="8 bytes, more than 7"):
        xml.parse(b"<a> </a>", max_bytes=7)


@given(st.binary(max_size=60))
def test_parse_never_fails_otherwise(content):
    with suppress(xml.XmlError):
        assert xml.parse(content) is not None


def test_element_keeps_order_and_leaves_out_nothing_else():
    made = xml.element(
        "a", None, xml.element("b", text=0), xml.optional("c", ""), kind="x"
    )
    assert xml.to_bytes(made).splitlines()[1:] == [
        b'<a kind="x">',
        b"  <b>0</b>",
        b"</a>",
    ]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (True, "true"),
        (False, "false"),
        (0, "0"),
        (sample.TODAY, "2026-06-01"),
        ("a & b < c", "a & b < c"),
    ],
)
def test_optional_writes_every_value(value, expected):
    assert xml.optional("a", value).text == expected


@pytest.mark.parametrize("value", [None, ""])
def test_optional_without_value(value):
    assert xml.optional("a", value) is None


def test_container_is_never_empty():
    assert xml.container("a", None, None) is None
    assert len(xml.container("a", None, xml.element("b")).children) == 1


def test_to_bytes_uses_the_prefixes_of_the_root():
    inner = xml.element(D("b"), xml.element(D("c"), text="é 中"))
    root = xml.element(D("a"), inner, prefixes={"d": "urn:d", "x": "urn:x"})
    assert xml.to_bytes(root).decode() == (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<d:a xmlns:d="urn:d" xmlns:x="urn:x">\n'
        "  <d:b>\n"
        "    <d:c>é 中</d:c>\n"
        "  </d:b>\n"
        "</d:a>\n"
    )


def test_to_bytes_twice():
    root = xml.element("a", xml.element("b", text="1"))
    assert xml.to_bytes(root) == xml.to_bytes(root)


def test_to_bytes_writes_instructions_before_the_root():
    note = 'xml-stylesheet href="a.xsl"'
    lines = xml.to_bytes(xml.element("a"), note).decode().splitlines()
    assert lines[1:] == ['<?xml-stylesheet href="a.xsl"?>', "<a/>"]


@given(st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs"))))
def test_any_text_survives(text):
    if "\ufffe" in text or "\uffff" in text:
        return
    content = xml.to_bytes(xml.element("a", text=text))
    assert (xml.parse(content).text or "") == text


def test_violations_name_line_and_reason():
    schema = xml.schema_from(SIMPLE)
    assert xml.violations(xml.parse(b"<a><b>1</b></a>"), schema) == ()
    found = xml.violations(xml.parse(b"<a>\n<b>x</b>\n<b/></a>"), schema)
    assert len(found) >= 2
    assert found[0].startswith("line 2: ")
    assert "'x' is not a valid value" in found[0]


def test_schema_from_file_with_parts(tmp_path):
    (tmp_path / "part.xsd").write_bytes(SIMPLE)
    (tmp_path / "whole.xsd").write_text(
        '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">'
        '<xs:include schemaLocation="part.xsd"/></xs:schema>'
    )
    schema = xml.schema_from(tmp_path / "whole.xsd")
    assert xml.violations(xml.parse(b"<a><b>1</b></a>"), schema) == ()


@pytest.mark.parametrize("content", [b"", b"<a/>", BILLION_LAUGHS])
def test_schema_from_refuses(content, tmp_path):
    with pytest.raises(xml.XmlError):
        xml.schema_from(content)
    with pytest.raises(xml.XmlError):
        xml.schema_from(tmp_path / "missing.xsd")
