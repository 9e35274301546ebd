"""An authority's own text (docx): filled at its places, and never trusted."""

import builtins
import io
import zipfile

import pytest
from docx import Document
from hypothesis import given, settings, strategies as st

from odoo.addons.udi_recall.tools import fill_text as module, forms
from odoo.addons.udi_recall.tools.fill_text import fill, names
from odoo.addons.udi_recall.tools.forms import FormError

TEXTS = {"US-CR.4": "510(k) K123456", "US-CR.7": "One\nTwo", "CN-R.9": "生产: 10"}


def made(*paragraphs, cell="", header=""):
    """Each paragraph a list of pieces, as Word cuts them."""
    document = Document()
    for pieces in paragraphs:
        paragraph = document.add_paragraph()
        for piece in pieces:
            paragraph.add_run(piece).bold = True
    if cell:
        document.add_table(1, 1).cell(0, 0).text = cell
    if header:
        document.sections[0].header.paragraphs[0].text = header
    return saved(document)


def saved(document):
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def lines(content):
    return [each.text for each in Document(io.BytesIO(content)).paragraphs]


def test_texts_go_where_the_places_say():
    content = made(
        ["Status: {{US-CR.4}}."],
        ["{{", "US_CR", ".7", "}} and {{ us-cr.4 }}"],
        ["{{unknown}} stays"],
        cell="{{CN-R.9}}",
        header="{{CN_R_9}}",
    )
    filled, codes = fill(content, TEXTS)
    assert codes == ("CN-R.9", "US-CR.4", "US-CR.7")
    assert lines(filled) == [
        "Status: 510(k) K123456.",
        "One\nTwo and 510(k) K123456",
        "{{unknown}} stays",
    ]
    document = Document(io.BytesIO(filled))
    assert document.tables[0].cell(0, 0).text == "生产: 10"
    assert document.sections[0].header.paragraphs[0].text == "生产: 10"
    assert document.paragraphs[0].runs[0].bold


def test_places_of_a_text():
    content = made(["{{US-CR.4}} {{a b}} {{}}"], header="{{x_1}}")
    assert names(content) == ("US_CR_4", "x_1")


def test_a_box_inside_a_paragraph_is_a_paragraph():
    """What stands in a text box is filled there, not pulled into the line around."""
    content = made(["{{US-CR.4}}|", "box"])
    document = Document(io.BytesIO(content))
    paragraph = document.paragraphs[0]
    inner = document.add_paragraph("{{CN-R.9}}")
    paragraph.runs[1]._r.append(inner._p)
    filled, _codes = fill(saved(document), TEXTS)
    xml = Document(io.BytesIO(filled)).element.xml
    assert xml.index("510(k) K123456|") < xml.index("生产: 10")


def test_nothing_to_fill():
    with pytest.raises(FormError) as error:
        fill(made(["{{US-CR.99}}"]), TEXTS)
    assert error.value.code == "no_names"


def test_control_signs_and_endless_texts():
    filled, _codes = fill(made(["{{A.1}}"]), {"A.1": "a\x00\ud800b" + "c" * 40_000})
    assert lines(filled)[0].startswith("a  bccc")
    assert len(lines(filled)[0]) == forms.MOST_TEXT


def test_a_place_too_many(monkeypatch):
    monkeypatch.setattr(module, "MOST_PLACES", 2)
    with pytest.raises(FormError, match="too_big"):
        fill(made(["{{CN-R.9}}" * 3]), TEXTS)


def archive(**parts):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in parts.items():
            target.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return file.getvalue()


def with_document(xml):
    """A text whose page is somebody else's XML."""
    file = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(made(["x"]))) as source,
        zipfile.ZipFile(file, "w") as target,
    ):
        for name in source.namelist():
            content = xml if name == "word/document.xml" else source.read(name)
            target.writestr(name, content)
    return file.getvalue()


WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
ENTITY = (
    '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
    f'<w:document xmlns:w="{WORD}"><w:body><w:p><w:r><w:t>{{{{A.1}}}}&e;</w:t></w:r>'
    "</w:p></w:body></w:document>"
)


def test_a_file_of_the_server_does_not_come_in():
    try:
        filled, _codes = fill(with_document(ENTITY), {"A.1": "x"})
    except FormError as error:
        assert error.code == "broken"
    else:
        assert b"root:" not in zipfile.ZipFile(io.BytesIO(filled)).read(
            "word/document.xml"
        )


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"PK",
        b"%PDF-1.7",
        b"PK\x03\x04" + b"\0" * 99,
        archive(nothing="x"),
        with_document("<no xml"),
    ],
    ids=["empty", "start", "pdf", "cut", "no text", "no xml"],
)
def test_what_is_no_text(content):
    for read in (names, lambda file: fill(file, {"A.1": "x"})):
        with pytest.raises(FormError) as error:
            read(content)
        assert error.value.code == "broken"


def test_too_big(monkeypatch):
    content = made(["{{A.1}}"])
    monkeypatch.setattr(forms, "MOST_BYTES", 10)
    with pytest.raises(FormError, match="too_big"):
        names(content)
    monkeypatch.setattr(forms, "MOST_BYTES", 10_000_000)
    monkeypatch.setattr(forms, "MOST_UNPACKED", 999)
    with pytest.raises(FormError, match="too_big"):
        names(content)


def test_without_the_package_it_says_so(monkeypatch):
    real = builtins.__import__

    def without(name, *rest, **more):
        if name == "docx":
            raise ImportError(name)
        return real(name, *rest, **more)

    content = made(["{{A.1}}"])
    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(FormError, match="no_package"):
        names(content)


@settings(max_examples=25, deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_are_a_text_or_refused(data):
    with pytest.raises(FormError):
        names(b"PK" + data)


@settings(max_examples=50, deadline=None)
@given(st.lists(st.text("{}US-CR.47 ", max_size=6), min_size=1, max_size=8))
def test_however_word_cuts_it(pieces):
    """Cut in any places, the line reads the same as in one piece."""
    whole = "".join(pieces) + "{{US-CR.4}}"
    parted = fill(made([*pieces, "{{US", "-CR.4}}"]), TEXTS)[0]
    assert lines(parted) == lines(fill(made([whole]), TEXTS)[0])
