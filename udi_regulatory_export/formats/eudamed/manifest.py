"""The list that lies beside the files: what to upload, and in which order."""

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

from ..message import Built
from .messages import MESSAGES

NAME = "MANIFEST.csv"
COLUMNS = ("order", "service", "file", "entries", "bytes", "sha256")


@dataclass(frozen=True, slots=True)
class Listed:
    """A file without its content, so that thousands can be listed."""

    message: str
    filename: str
    entries: int
    size: int
    digest: str


def listed(file: Built) -> Listed:
    """What the list tells of one file."""
    digest = sha256(file.content).hexdigest()
    size = len(file.content)
    return Listed(file.message, file.filename, len(file.devices), size, digest)


def manifest(files: Iterable[Listed]) -> bytes:
    """A table in the order of upload; a family must be there before its devices."""
    place = {name: number for number, name in enumerate(MESSAGES)}
    ordered = sorted(files, key=lambda each: place[each.message])
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\r\n")
    table.writerow(COLUMNS)
    for number, each in enumerate(ordered, 1):
        row = (each.message, each.filename, each.entries, each.size, each.digest)
        table.writerow((number, *row))
    return out.getvalue().encode()
