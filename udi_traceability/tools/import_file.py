"""What kind of file this is, and the devices in it.

The content decides, never the name: an XML saved under a name of a spreadsheet is told
as that. Downloads come as archives, with archives inside: both are read under limits.
"""

import io
import zipfile
from dataclasses import replace
from itertools import count

from . import published_eudamed, published_gudid, published_nmpa
from .published import (
    EUDAMED,
    GUDID,
    MOST_BYTES,
    MOST_RECORDS,
    NMPA,
    TABLE,
    ImportFileError,
    load_json,
)
from .published_xml import root_name

MOST_MEMBERS = 2_000
MOST_UNPACKED = 4 * MOST_BYTES
OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
SPREADSHEET = "[Content_Types].xml"
ROOTS = {"udid": NMPA, "Push": EUDAMED, "PullResponse": EUDAMED, "Device": EUDAMED}
ROOTS |= dict.fromkeys(("gudid", "devices", "device"), GUDID)
READERS = {
    GUDID: published_gudid.read_xml,
    NMPA: published_nmpa.read_xml,
    EUDAMED: published_eudamed.read_xml,
}
TABLE_NAMES = (".xls", ".xlsx", ".csv", ".txt", ".tsv")


def source_of(content, name=""):
    """``gudid``, ``nmpa``, ``eudamed`` or ``table``; ``ImportFileError`` for others."""
    if len(content) > MOST_BYTES:
        raise ImportFileError("too_big", most=MOST_BYTES)
    if not content.strip():
        raise ImportFileError("empty")
    if content.startswith(OFFICE):
        raise ImportFileError("disguised", found="XLS", wanted="xlsx")
    if content.startswith(b"PK"):
        return _source_of_archive(content)
    start = _start(content)
    if start.startswith((b"<", b"\xff\xfe<", b"\xfe\xff\x00<")):
        return _source_of_xml(content, name)
    if start.startswith((b"{", b"[")):
        answer = load_json(content)
        if isinstance(answer, dict) and {"gudid", "history"} & answer.keys():
            return GUDID
        raise ImportFileError("not_read", found="JSON")
    return TABLE


def _start(content):
    return content[:1000].removeprefix(b"\xef\xbb\xbf").lstrip()


def _source_of_xml(content, name):
    root = root_name(content)
    if root in ROOTS:
        return ROOTS[root]
    table = name.lower().endswith(TABLE_NAMES)
    if table or root.lower() in ("html", "workbook"):
        raise ImportFileError("disguised", found="XML", wanted="xlsx")
    raise ImportFileError("not_read", found=root)


def _source_of_archive(content):
    archive = _opened(content)
    if SPREADSHEET in archive.namelist():
        return TABLE
    first = next(_members(content), None)
    if first is None:
        raise ImportFileError("not_read", found="zip")
    source = source_of(first)
    if source == TABLE:
        raise ImportFileError("not_read", found="zip")
    return source


def devices(content, source):
    """Each device as ``Published``, numbered through all members of an archive."""
    numbers = count(1)
    for part in documents(content):
        if source_of(part) != source:
            raise ImportFileError("not_read", found=source_of(part))
        for device in _read(part, source):
            number = next(numbers)
            if number > MOST_RECORDS:
                raise ImportFileError("too_many", most=MOST_RECORDS)
            yield replace(device, number=number)


def documents(content):
    """The file itself, or the files of an archive under its limits."""
    return _members(content) if content.startswith(b"PK") else (content,)


def _read(content, source):
    if source == GUDID and _start(content).startswith(b"{"):
        return published_gudid.read_json(load_json(content))
    return READERS[source](content)


def _opened(content):
    try:
        return zipfile.ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, NotImplementedError):
        raise ImportFileError("broken", line=0) from None


def _members(content, depth=0):
    """The files of an archive, and of archives in it: one level, as NMPA packs them."""
    archive, unpacked = _opened(content), 0
    infos = [info for info in archive.infolist() if not info.is_dir()]
    if len(infos) > MOST_MEMBERS:
        raise ImportFileError("too_many", most=MOST_MEMBERS)
    for info in infos:
        ending = info.filename.lower().rpartition(".")[2]
        if ending not in ("xml", "json", "zip"):
            continue
        part = _unpacked(archive, info)
        unpacked += len(part)
        if unpacked > MOST_UNPACKED:
            raise ImportFileError("too_big", most=MOST_UNPACKED)
        if ending != "zip":
            yield part
        elif depth:
            raise ImportFileError("too_deep", record=info.filename)
        else:
            yield from _members(part, depth + 1)


def _unpacked(archive, info):
    """The bytes of one file: its stated size is not believed."""
    try:
        with archive.open(info) as member:
            part = member.read(MOST_BYTES + 1)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError):
        raise ImportFileError("broken", line=0) from None
    if len(part) > MOST_BYTES:
        raise ImportFileError("too_big", most=MOST_BYTES)
    return part
