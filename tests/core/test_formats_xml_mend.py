"""Files that claim to be XML in UTF-8 and are not quite: mended, and said so."""

import time

import pytest
from hypothesis import given, settings, strategies as st

from odoo.addons.udi_regulatory_export.formats.xml_mend import (
    CODES,
    Mended,
    mended,
    summed,
)
from odoo.addons.udi_regulatory_export.formats.xml_safety import XmlError, parse

MOST = 10**6


def mend(content, limit=MOST):
    made, found = mended(content, limit)
    assert {each.code for each in found} <= set(CODES)
    return made, found


def test_a_good_file_is_left_alone():
    content = '<?xml version="1.0" encoding="UTF-8"?><a b="&amp;">é &#233;</a>'.encode()
    assert mend(content) == (content, ())


@pytest.mark.parametrize(
    ("content", "text", "code", "count"),
    [
        (b"<a>Ger\xe4t \x96 \x80</a>", "Gerät – €", "windows_1252", 3),
        ("<a>é ".encode() + b"\xe9</a>", "é é", "windows_1252", 1),
        (b"<a>\x81</a>", "\ufffd", "windows_1252", 1),
        (b"<a>1\x00\x1b2</a>", "12", "forbidden_characters", 2),
        ("<a>1\ufffe\uffff2</a>".encode(), "12", "forbidden_characters", 2),
        (b"<a>1&#0;&#x1F;2&#9;</a>", "12\t", "forbidden_characters", 2),
        (b"<a>1&#xD800;&#1114112;2</a>", "12", "forbidden_characters", 2),
        (b"<a>&#x1F600;&#65;</a>", "\U0001f600A", None, 0),
        (b"<a>R&D &nbsp; &amp; &#x;</a>", "R&D &nbsp; & &#x;", "bare_ampersand", 3),
        (b"<a><![CDATA[R&D &#0;]]>&amp;</a>", "R&D &#0;&", None, 0),
        (b"<a>&<![CDATA[&]]>&</a>", "&&&", "bare_ampersand", 2),
    ],
)
def test_faults(content, text, code, count):
    made, found = mend(content)
    assert parse(made).text == text
    assert found == ((Mended(code=code, count=count),) if code else ())


@pytest.mark.parametrize(
    ("name", "codec"),
    [
        ("windows-1252", "cp1252"),
        ("ISO-8859-1", "latin-1"),
        ("ISO-8859-15", "iso-8859-15"),
        ("UTF-16", "utf-16"),
        ("UTF-16", "utf-16-le"),
        ("UTF-16", "utf-16-be"),
        ("UTF-32", "utf-32"),
    ],
)
def test_another_encoding_that_the_file_names(name, codec):
    content = f'<?xml version="1.0" encoding="{name}"?><a>ä</a>'.encode(codec)
    made, found = mend(content)
    assert parse(made).text == "ä"
    assert found[0].code == "other_encoding"
    assert found[0].value.startswith(name)


@pytest.mark.parametrize(
    "content",
    [
        b'<?xml version="1.0" encoding="EBCDIC-CP-BE"?><a/>',
        b'<?xml version="1.0" encoding="zlib"?><a/>',
        b'<?xml version="1.0" encoding="unicode_escape"?><a/>',
        b"\xff\xfe<\x00a",
        b"\x00\x00\xfe\xff\xff",
    ],
)
def test_an_encoding_that_cannot_be_read(content):
    with pytest.raises(XmlError) as caught:
        mended(content, MOST)
    assert caught.value.code == "encoding"


def test_too_large():
    with pytest.raises(XmlError, match="9 bytes, more than 8"):
        mended(b"<a>12</a>", 8)


def test_one_entry_for_each_kind():
    twice = [
        Mended(code="left_out", value="a"),
        Mended(code="left_out", value="b"),
        Mended(code="left_out", value="a", count=2),
    ]
    assert summed(twice) == (
        Mended(code="left_out", value="a", count=3),
        Mended(code="left_out", value="b"),
    )
    made, found = mend(b"<a>&#0;\x01</a>")
    assert made == b"<a></a>"
    assert found == (Mended(code="forbidden_characters", count=2),)


@pytest.mark.parametrize(
    "scrap",
    [b"\xff", b"<![CDATA[", b"&", b"&#", b"&#x1", b"<?xml ", b"\xc3", b"]]>", b"\x00"],
)
def test_a_file_of_nothing_but_faults_is_mended_at_once(scrap):
    content = scrap * (MOST // len(scrap))
    begun = time.process_time()
    mended(content, len(content))
    assert time.process_time() - begun < 10


@settings(deadline=None)
@given(st.binary(max_size=60))
def test_any_bytes_become_text_or_a_reason(content):
    try:
        made, _found = mended(content, MOST)
    except XmlError as error:
        assert error.code == "encoding"
    else:
        made.decode()
        # nothing is left to mend, unless what was left out held two halves apart
        assert not set(made) & {0, 1, 8, 11, 12, 14, 31}


@settings(deadline=None)
@given(st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs"))))
def test_text_survives(text):
    if "\ufffe" in text or "\uffff" in text:
        return
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    made, found = mend(f"<a>{escaped}</a>".encode())
    assert (parse(made).text or "") == text
    assert found == ()
