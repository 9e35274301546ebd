"""A schema package comes from outside: it is read as an enemy would write it."""

import io
import zipfile

import pytest
from hypothesis import given, strategies as st
from lxml import etree

from odoo.addons.udi_regulatory_export.tools import schema_package
from odoo.addons.udi_regulatory_export.tools.schema_package import (
    SchemaPackageError,
    compile_schema,
    read,
)

ENTRY = "service/Message.xsd"
XS = 'xmlns:xs="http://www.w3.org/2001/XMLSchema"'
PART = (
    f'<xs:schema {XS} xmlns="urn:part" targetNamespace="urn:part">'
    '<xs:simpleType name="Code"><xs:restriction base="xs:string">'
    '<xs:maxLength value="3"/></xs:restriction></xs:simpleType></xs:schema>'
)


def entry(location="../data/Part.xsd"):
    return (
        f'<xs:schema {XS} xmlns:p="urn:part" targetNamespace="urn:message">'
        f'<xs:import namespace="urn:part" schemaLocation="{location}"/>'
        '<xs:element name="Push" type="p:Code"/></xs:schema>'
    )


def packed(files, compression=zipfile.ZIP_DEFLATED):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", compression) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def good_files(folder=""):
    return {
        f"{folder}service/Message.xsd": entry(),
        f"{folder}data/Part.xsd": PART,
        f"{folder}readme.txt": "not a schema",
    }


def refusal(files_or_bytes, compile_too=False):
    data = files_or_bytes
    if not isinstance(data, bytes):
        data = packed(data)
    with pytest.raises(SchemaPackageError) as caught:
        package = read(data, ENTRY)
        if compile_too:
            compile_schema(package)
    return caught.value.code


@pytest.mark.parametrize("folder", ["", "XSD/", "package/2026/XSD/"])
def test_reads_and_compiles_wherever_the_package_is_rooted(folder):
    package = read(packed(good_files(folder)), ENTRY)
    assert package.entry == f"{folder}service/Message.xsd"
    assert set(package.members) == {
        f"{folder}service/Message.xsd",
        f"{folder}data/Part.xsd",
    }
    schema = compile_schema(package)
    assert schema.validate(etree.fromstring('<Push xmlns="urn:message">ABC</Push>'))
    assert not schema.validate(
        etree.fromstring('<Push xmlns="urn:message">ABCD</Push>')
    )


def test_the_outermost_entry_wins():
    files = good_files() | good_files("older/")
    assert read(packed(files), ENTRY).entry == "service/Message.xsd"


def test_official_package_validates_the_official_sample(shared):
    """The package as a user downloads it, zipped with a folder around."""
    folder = shared("regulatory/eudamed/xsd-3.0.25")
    files = {
        f"XSD/{path.relative_to(folder)}": path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }
    schema = compile_schema(read(packed(files), ENTRY))
    sample = shared(
        "regulatory/eudamed/samples-valid/SAMPLE_DTX_UDI_001.13__DEVICE.POST.xml"
    )
    assert schema.validate(etree.parse(str(sample)))


@pytest.mark.parametrize(
    ("code", "files"),
    [
        ("no_schema_file", {"readme.txt": "nothing"}),
        ("entry_missing", {"data/Part.xsd": PART}),
        ("path_outside", {"../service/Message.xsd": PART}),
        ("path_outside", {"/service/Message.xsd": PART}),
        ("path_outside", {"C:/service/Message.xsd": PART}),
        ("path_outside", {"service\\Message.xsd": PART}),
        ("not_well_formed", {"service/Message.xsd": "<xs:schema"}),
        ("not_well_formed", {"service/Message.xsd": ""}),
        (
            "document_type",
            {
                "service/Message.xsd": '<!DOCTYPE s [<!ENTITY a "b">]>'
                f"<xs:schema {XS}>&a;</xs:schema>"
            },
        ),
        (
            "document_type",
            {
                "service/Message.xsd": entry(),
                "data/Part.xsd": '<!DOCTYPE s SYSTEM "file:///etc/passwd">' + PART,
            },
        ),
    ],
)
def test_refused_while_reading(code, files):
    assert refusal(files) == code


@pytest.mark.parametrize(
    "location",
    [
        "file:///etc/passwd",
        "/etc/passwd",
        "http://127.0.0.1:9/schema.xsd",
        "../../../../etc/passwd",
        "../data/Missing.xsd",
    ],
)
def test_an_import_cannot_leave_the_package(location):
    files = {"service/Message.xsd": entry(location), "data/Part.xsd": PART}
    assert refusal(files, compile_too=True) == "import_outside"


def test_an_import_that_nothing_uses_cannot_leave_it_either():
    unused = (
        f'<xs:schema {XS} targetNamespace="urn:message">'
        '<xs:import namespace="urn:x" schemaLocation="http://127.0.0.1:9/x.xsd"/>'
        '<xs:element name="Push" type="xs:string"/></xs:schema>'
    )
    files = {"service/Message.xsd": unused}
    assert refusal(files, compile_too=True) == "import_outside"


def test_a_package_in_the_package_is_not_opened():
    inner = packed(good_files())
    assert refusal({"XSD.zip": inner}) == "no_schema_file"
    assert refusal({"service/Message.xsd": inner}) == "not_well_formed"


def test_links_and_folders_are_no_schema():
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        link = zipfile.ZipInfo("service/Message.xsd")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
        archive.writestr("data.xsd/", "")
    assert refusal(buffer.getvalue()) == "not_well_formed"


def test_too_deep_to_be_read():
    deep = "<a>" * 300 + "</a>" * 300
    assert refusal({"service/Message.xsd": deep}) == "not_well_formed"


def test_more_elements_than_a_schema_has(monkeypatch):
    monkeypatch.setattr(schema_package, "MAX_ELEMENTS", 3)
    assert refusal(good_files()) == "file_too_large"


def test_xml_that_is_no_schema():
    assert refusal({"service/Message.xsd": "<html/>"}, compile_too=True) == (
        "not_a_schema"
    )


def test_a_broken_schema():
    broken = f'<xs:schema {XS}><xs:element name="a" type="missing"/></xs:schema>'
    assert refusal({"service/Message.xsd": broken}, compile_too=True) == "not_a_schema"


def test_counting_the_files():
    assert schema_package.count(packed(good_files())) == 2
    assert schema_package.count(b"PK") == 0


def test_not_a_zip():
    assert refusal(b"PK\x03\x04 and then nothing") == "not_a_zip"
    assert refusal(b"") == "not_a_zip"


def test_damaged_content():
    data = packed({"service/Message.xsd": entry() * 50})
    start = data.index(b"Message.xsd") + len("Message.xsd")
    damaged = data[:start] + b"\xff" * 20 + data[start + 20 :]
    assert refusal(damaged) == "not_a_zip"


def test_unknown_compression():
    files = {"service/Message.xsd": entry()}
    assert refusal(packed(files, zipfile.ZIP_LZMA)) == "compression"


def test_encrypted_member():
    data = bytearray(packed({"service/Message.xsd": entry()}))
    central = data.index(b"PK\x01\x02")
    data[central + 8] |= 1
    assert refusal(bytes(data)) == "encrypted"


def test_the_same_file_twice():
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("service/Message.xsd", entry())
        with pytest.warns(UserWarning, match="Duplicate name"):
            archive.writestr("service/Message.xsd", PART)
    assert refusal(buffer.getvalue()) == "file_twice"


def test_bomb_in_one_file(monkeypatch):
    """A few bytes that unpack to more than the limit are not unpacked whole."""
    monkeypatch.setattr(schema_package, "MAX_MEMBER_BYTES", 10_000)
    bomb = packed({"service/Message.xsd": " " * 1_000_000})
    assert len(bomb) < 2_000
    assert refusal(bomb) == "file_too_large"


def test_bomb_of_many_files(monkeypatch):
    monkeypatch.setattr(schema_package, "MAX_TOTAL_BYTES", 10_000)
    bomb = packed({f"data/{number}.xsd": " " * 1_000 for number in range(50)})
    assert refusal(bomb) == "unpacked_too_large"


def test_too_many_files(monkeypatch):
    monkeypatch.setattr(schema_package, "MAX_MEMBERS", 10)
    assert refusal({f"{number}.txt": "" for number in range(11)}) == "too_many_files"


def test_package_too_large(monkeypatch):
    monkeypatch.setattr(schema_package, "MAX_PACKAGE_BYTES", 100)
    assert refusal(packed(good_files())) == "package_too_large"


@given(st.binary(max_size=200))
def test_any_bytes_are_refused_by_name(data):
    """Whatever is uploaded, the answer is a package or a reason, never a crash."""
    with pytest.raises(SchemaPackageError) as caught:
        read(data, ENTRY)
    assert caught.value.code


@given(st.data())
def test_any_damage_is_refused_by_name(data):
    whole = bytearray(packed(good_files()))
    for place in data.draw(st.lists(st.integers(0, len(whole) - 1), max_size=5)):
        whole[place] = data.draw(st.integers(0, 255))
    try:
        compile_schema(read(bytes(whole), ENTRY))
    except SchemaPackageError as refused:
        assert str(refused).startswith(refused.code)
