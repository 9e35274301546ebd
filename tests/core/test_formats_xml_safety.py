"""A document from outside is refused by name before it costs anything."""

import time
import zlib

import pytest
from hypothesis import given, settings, strategies as st

from odoo.addons.udi_regulatory_export.formats import xml_safety
from odoo.addons.udi_regulatory_export.formats.xml_safety import (
    CODES,
    MAX_ATTRIBUTES,
    MAX_BYTES,
    MAX_DEPTH,
    XmlError,
    parse,
)

HEAD = b'<?xml version="1.0" encoding="UTF-8"?>'


def refusal(content, **options):
    with pytest.raises(XmlError) as caught:
        parse(content, **options)
    assert str(caught.value) == CODES[caught.value.code] % caught.value.parameters
    return caught.value


@pytest.mark.parametrize(
    ("code", "content"),
    [
        ("empty", b""),
        ("empty", b" \n\t"),
        ("empty", b"\xef\xbb\xbf"),
        ("encoding", b'<?xml version="1.0" encoding="ISO-8859-1"?><a/>'),
        ("encoding", b"<?xml version='1.0' encoding = 'windows-1252'?><a/>"),
        ("encoding", b'<?xml version="1.0" encoding="UTF-7"?><a/>'),
        ("encoding", b'\xef\xbb\xbf<?xml version="1.0" encoding="UTF-16"?><a/>'),
        ("encoding", "<a/>".encode("utf-16")),
        ("encoding", "<a/>".encode("utf-16-le")),
        ("encoding", "<a/>".encode("utf-16-be")),
        ("encoding", "<a/>".encode("utf-32")),
        ("encoding", '<?xml version="1.0"?><a/>'.encode("utf-16-be")),
        ("not_utf8", b"<a>\xe4</a>"),
        ("not_utf8", b"<a>\xed\xa0\x80</a>"),
        ("not_utf8", b"<a>\xc0\xbc</a>"),
        ("document_type", b"<!DOCTYPE a><a/>"),
        ("document_type", HEAD + b"\n<!-- x -->\n<?y z?> <!DOCTYPE a><a/>"),
        ("document_type", b"<!--<a>--><!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"),
        ("document_type", b'<!DOCTYPE a SYSTEM "http://127.0.0.1:9/a.dtd"><a/>'),
        ("broken", b"<a>"),
        ("broken", b"a"),
        ("broken", b"<!-- "),
        ("broken", b"<?a "),
        ("broken", b"<!doctype a><a/>"),
        ("broken", b"<a>&b;</a>"),
        ("broken", b"<a>\x00</a>"),
        ("broken", b"<a/><b/>"),
        ("broken", b'<a b="1" b="2"/>'),
        ("broken", b"<a xmlns:x='u'><x:b/><y:c/></a>"),
        ("too_deep", b"<a>" * 70 + b"</a>" * 70),
        ("too_deep", b"<a>" * 5000 + b"</a>" * 5000),
        (
            "too_many_attributes",
            b"<a><b "
            + b" ".join(b'a%d=""' % number for number in range(MAX_ATTRIBUTES + 1))
            + b"/></a>",
        ),
    ],
)
def test_refused_by_name(code, content):
    assert refusal(content).code == code


def test_what_a_refusal_tells():
    assert refusal(b"x" * 9, max_bytes=8).parameters == {"size": 9, "most": 8}
    assert refusal(b"<a>\n\n\xe4</a>").parameters == {"line": 3}
    assert refusal("<a/>".encode("utf-16")).parameters == {"found": "UTF-16"}
    found = refusal(b"<a>\n<b>\n</a>").parameters
    assert found["line"] == 3
    assert "b" in found["said"]


def test_the_limits_themselves_are_allowed():
    inner = MAX_DEPTH - 1
    assert parse(b"<a>" * inner + b"<b/>" + b"</a>" * inner) is not None
    most = b" ".join(b'a%d=""' % number for number in range(MAX_ATTRIBUTES))
    assert len(parse(b"<a %s/>" % most).attrib) == MAX_ATTRIBUTES


def test_too_many_elements_are_counted_before_they_are_parsed(monkeypatch):
    monkeypatch.setattr(xml_safety, "MAX_ELEMENTS", 3)
    assert len(parse(b"<a><b></b><b></b></a>")) == 2
    assert refusal(b"<a><b/><b/><b/></a>").code == "too_many_elements"


def test_utf8_with_and_without_saying_so():
    for head in (b"", b"\xef\xbb\xbf", HEAD):
        assert parse(head + "<a>é</a>".encode()).text == "é"
    assert parse(b'<?xml version="1.0" encoding="US-ASCII"?><a>e</a>').text == "e"
    assert parse(b"<a><![CDATA[<!DOCTYPE b>]]></a>").text == "<!DOCTYPE b>"
    assert parse(b"<!-- <!DOCTYPE b> --><a/>").tag == "a"


def test_nothing_is_included_from_elsewhere(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("secret")
    include = (
        '<a xmlns:xi="http://www.w3.org/2001/XInclude">'
        f'<xi:include href="{secret.as_uri()}" parse="text"/></a>'
    )
    root = parse(include.encode())
    assert "secret" not in "".join(root.itertext())


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"<a>" + b"<b/>" * (MAX_BYTES // 5) + b"</a>", id="elements"),
        pytest.param(b"<a>" * (MAX_BYTES // 4), id="open"),
        pytest.param(b"<!---->" * (MAX_BYTES // 8), id="comments"),
        pytest.param(b"<?a?>" * (MAX_BYTES // 6), id="instructions"),
        pytest.param(b"<!--" + b"-" * (MAX_BYTES - 9), id="one comment"),
        pytest.param(b"<a " + b"b='' " * (MAX_BYTES // 6), id="one attribute"),
        pytest.param(
            b"<a " + b"".join(b"a%d='' " % n for n in range(500_000)) + b"/>",
            id="attributes",
        ),
        pytest.param(
            b"<a " + b"".join(b"xmlns:a%d='u' " % n for n in range(400_000)) + b"/>",
            id="namespaces",
        ),
        pytest.param(b" " * MAX_BYTES, id="blanks"),
        pytest.param(b"<a>" + b"\xff" * (MAX_BYTES - 3), id="no utf-8"),
        pytest.param(b"<a>" + b"x" * (MAX_BYTES - 7) + b"</a>", id="one text"),
    ],
)
def test_the_largest_of_each_kind_is_answered_at_once(content):
    """Ten megabytes of any one thing cost seconds at most, whatever comes out."""
    begun = time.process_time()
    try:
        parse(content)
    except XmlError as error:
        assert error.code
    assert time.process_time() - begun < 10


SCRAPS = st.sampled_from(
    [
        b"<a>",
        b"</a>",
        b"<a/>",
        b"<!DOCTYPE a [",
        b"<!ENTITY b 'c'>",
        b"]>",
        b"&b;",
        b"<![CDATA[",
        b"]]>",
        b"<!--",
        b"-->",
        b"<?xml version='1.0'?>",
        b"\xff",
        b"\x00",
        b"x",
        b" ",
    ]
)


@settings(deadline=None)
@given(st.lists(SCRAPS, max_size=12).map(b"".join))
def test_scraps_of_xml_are_a_document_or_a_reason(content):
    try:
        root = parse(content)
    except XmlError as error:
        assert str(error) == CODES[error.code] % error.parameters
    else:
        assert root.getroottree().docinfo.internalDTD is None


@settings(deadline=None)
@given(st.binary(max_size=300))
def test_compressed_bytes_are_no_document(content):
    with pytest.raises(XmlError):
        parse(zlib.compress(content))
