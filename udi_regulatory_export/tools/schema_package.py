"""Read an official schema package (a ZIP of XSD files) without trusting it.

Nothing is unpacked to disk and nothing is fetched: every import of the schema is
answered from the package itself or refused.
"""

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass

from lxml import etree

MAX_PACKAGE_BYTES = 10 * 1024 * 1024
MAX_MEMBERS = 2_000
MAX_MEMBER_BYTES = 5 * 1024 * 1024
MAX_TOTAL_BYTES = 40 * 1024 * 1024
MAX_ELEMENTS = 100_000
"""In one file; the largest official one has some thousands."""
# An address that exists nowhere: relative imports resolve against it, and whatever
# does not start with it afterwards has left the package.
BASE = "package:///"
# Begins the entry of one member in the directory of a ZIP.
_ENTRY = b"PK\x01\x02"
# What zipfile raises on an archive that was damaged, by accident or on purpose.
DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    ValueError,
    NotImplementedError,
)


class SchemaPackageError(ValueError):
    """Why a package is refused: a code, and the member or text it is about."""

    def __init__(self, code: str, subject: str = ""):
        super().__init__(f"{code}: {subject}" if subject else code)
        self.code = code
        self.subject = subject


@dataclass(frozen=True)
class SchemaPackage:
    """The XSD files of one package; ``entry`` is the one a message starts from."""

    entry: str
    members: Mapping[str, bytes]


def read(data: bytes, entry: str) -> SchemaPackage:
    """Take the XSD files out of ``data`` (a ZIP).

    :param entry: the last part of the path of the file to start from, as
        ``service/Message.xsd``; the package may hold it in any folder
    """
    members = _unpacked(data)
    for name, content in members.items():
        _parse(name, content, _parser())
    return SchemaPackage(_find_entry(members, entry), members)


def count(data: bytes) -> int:
    """How many XSD files there are; 0 if the package cannot be read."""
    try:
        return len(_unpacked(data))
    except SchemaPackageError:
        return 0


def compile_schema(package: SchemaPackage) -> etree.XMLSchema:
    """Compile from the entry; imports are answered by the package alone."""
    resolver = _PackageResolver(package.members)
    parser = _parser()
    parser.resolvers.add(resolver)
    document = _parse(package.entry, package.members[package.entry], parser)
    try:
        schema = etree.XMLSchema(document)
    except etree.XMLSchemaParseError as error:
        if resolver.refused:
            raise SchemaPackageError("import_outside", resolver.refused[0]) from error
        raise SchemaPackageError("not_a_schema", str(error)) from error
    if resolver.refused:
        raise SchemaPackageError("import_outside", resolver.refused[0])
    return schema


def _unpacked(data: bytes) -> dict[str, bytes]:
    if len(data) > MAX_PACKAGE_BYTES:
        raise SchemaPackageError("package_too_large", str(len(data)))
    # counted before zipfile makes an object of each
    if data.count(_ENTRY) > MAX_MEMBERS:
        raise SchemaPackageError("too_many_files", str(data.count(_ENTRY)))
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _members(archive)
    except SchemaPackageError:
        raise
    except DAMAGE as error:
        raise SchemaPackageError("not_a_zip", str(error)) from error


def _members(archive: zipfile.ZipFile) -> dict[str, bytes]:
    members, total = {}, 0
    for info in archive.infolist():
        _check_name(info.filename)
        if info.is_dir() or not info.filename.lower().endswith(".xsd"):
            continue
        content = _content(archive, info)
        total += len(content)
        if total > MAX_TOTAL_BYTES:
            raise SchemaPackageError("unpacked_too_large", str(total))
        if info.filename in members:
            raise SchemaPackageError("file_twice", info.filename)
        members[info.filename] = content
    if not members:
        raise SchemaPackageError("no_schema_file")
    return members


def _check_name(name: str) -> None:
    parts = name.split("/")
    if "" in parts[:1] or "\\" in name or ":" in name or ".." in parts:
        raise SchemaPackageError("path_outside", name)


def _content(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    """Read one member, never more than the limit, whatever its header claims."""
    if info.flag_bits & 0x1:
        raise SchemaPackageError("encrypted", info.filename)
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise SchemaPackageError("compression", info.filename)
    with archive.open(info) as stream:
        content = stream.read(MAX_MEMBER_BYTES + 1)
    if len(content) > MAX_MEMBER_BYTES:
        raise SchemaPackageError("file_too_large", info.filename)
    return content


def _parser() -> etree.XMLParser:
    return etree.XMLParser(
        no_network=True, resolve_entities=False, load_dtd=False, huge_tree=False
    )


def _parse(name: str, content: bytes, parser: etree.XMLParser) -> etree._Element:
    if content.count(b"<") - content.count(b"</") > MAX_ELEMENTS:
        raise SchemaPackageError("file_too_large", name)
    try:
        root = etree.fromstring(content, parser, base_url=BASE + name)
    except etree.XMLSyntaxError as error:
        raise SchemaPackageError("not_well_formed", f"{name}: {error}") from error
    # A document type is where entities are declared; no regulator's XSD needs one.
    if root.getroottree().docinfo.internalDTD is not None:
        raise SchemaPackageError("document_type", name)
    return root


def _find_entry(members: Mapping[str, bytes], entry: str) -> str:
    found = [name for name in members if f"/{name}".endswith(f"/{entry}")]
    if not found:
        raise SchemaPackageError("entry_missing", entry)
    return min(found, key=lambda name: (name.count("/"), name))


class _PackageResolver(etree.Resolver):
    """Answers every import from the package; what is not in it, is refused."""

    def __init__(self, members: Mapping[str, bytes]):
        super().__init__()
        self.members = members
        self.refused: list[str] = []

    def resolve(self, url, public_id, context):
        name = url.removeprefix(BASE)
        if not url.startswith(BASE) or name not in self.members:
            self.refused.append(url)
            return self.resolve_string(b"", context, base_url=url)
        return self.resolve_string(self.members[name], context, base_url=url)
