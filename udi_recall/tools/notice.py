"""A notice as a file that other systems read: JSON, and the same lines as a flat sheet.

The names map on GS1 (life cycle), FHIR (scope), Oracle (intake) and openFDA (authority
numbers). All codes are text. A notice is known by id and version; what was answered to
an older version stays valid for the lines that did not change.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields

SCHEMA = "udi-recall-notice/1"
KINDS = ("recall", "correction", "withdrawal", "fsca", "drill")
STATUSES = ("issued", "updated", "cancelled", "closed")
SCOPES = ("model", "lot-numbers", "serial-numbers", "software")
# What belongs together under one name in the head, and what each holds
GROUPS = {
    "manufacturer": ("name", "srn", "fei", "registration_holder", "address"),
    "sender": ("name", "gln", "contact", "phone", "email", "hours"),
    "recipient": ("name", "account", "gln", "ship_to", "bill_to"),
    "reason": ("code", "text"),
    "pass_on": ("required", "shipped_from", "shipped_to", "letter_url"),
    "reply": ("required", "due", "url", "methods"),
}
LISTS = {
    "authority_refs": ("region", "authority", "number"),
    "risk": ("region", "class"),
    "actions": ("no", "code", "text", "due"),
    "attachments": ("name", "sha256"),
}
# They differ from copy to copy of one content
OUTSIDE = ("issued_at", "attachments", "content_sha256")
# What an addressee must be told anew if it changes; a new contact or number is no
# other notice
ESSENCE = ("kind", "test", "title", "reason", "hazard", "actions", "depth", "lines")
# What the flat sheet repeats on each line, so that a line alone says whose it is
SHEET_HEAD = (
    "schema",
    "notice_id",
    "notice_version",
    "supersedes",
    "issued_at",
    "kind",
    "status",
    "test",
    "title",
    "manufacturer_name",
    "manufacturer_srn",
    "sender_name",
    "sender_email",
    "sender_phone",
    "recipient_name",
    "recipient_account",
    "reply_due",
    "reply_url",
    "content_sha256",
)


@dataclass(frozen=True, slots=True)
class Line:
    """One DI with a lot or serial of this recipient.

    ``qty_asked`` is what an answer has to account for: shipped less what came back.
    """

    line: int
    udi_di: str = ""
    issuer: str = ""
    udi_full: str = ""
    basic_udi_di: str = ""
    catalogue: str = ""
    model: str = ""
    description: str = ""
    registration_no: str = ""
    lot: str = ""
    serial: str = ""
    expiry: str = ""
    manufactured: str = ""
    software_version: str = ""
    uom: str = ""
    qty_shipped: float = 0.0
    qty_asked: float = 0.0
    shipped_on: str = ""
    document: str = ""
    ship_to: str = ""
    certainty: str = "certain"
    scope: str = "lot-numbers"


@dataclass(frozen=True, slots=True)
class Notice:
    """The head, and the lines of one recipient."""

    notice_id: str
    notice_version: int
    kind: str
    title: str
    schema: str = SCHEMA
    supersedes: str = ""
    issued_at: str = ""
    status: str = "issued"
    urgency: str = ""
    test: bool = False
    language: str = ""
    manufacturer: dict = field(default_factory=dict)
    sender: dict = field(default_factory=dict)
    recipient: dict = field(default_factory=dict)
    authority_refs: tuple[dict, ...] = ()
    risk: tuple[dict, ...] = ()
    reason: dict = field(default_factory=dict)
    hazard: str = ""
    actions: tuple[dict, ...] = ()
    depth: str = ""
    pass_on: dict = field(default_factory=dict)
    reply: dict = field(default_factory=dict)
    attachments: tuple[dict, ...] = ()
    content_sha256: str = ""
    lines: tuple[Line, ...] = ()


LINE_COLUMNS = tuple(each.name for each in fields(Line))
SHEET_COLUMNS = SHEET_HEAD + LINE_COLUMNS
QUANTITIES = ("qty_shipped", "qty_asked")


def notice_of(values: Mapping) -> Notice:
    """The notice of a plain dict; a name that is not known is refused.

    >>> notice_of({"notice_id": "R-1", "notice_version": 1, "kind": "recall",
    ...            "title": "Pump", "lines": [{"line": 1, "lot": "007"}]}).lines[0].lot
    '007'
    """
    values = dict(values)
    values["lines"] = tuple(Line(**line) for line in values.get("lines", ()))
    for name in LISTS:
        values[name] = tuple(values.get(name, ()))
    return Notice(**values)


def content_digest(notice: Notice) -> str:
    """SHA-256 over what the notice says, whenever and with whatever files it goes."""
    content = _content(notice)
    for name in OUTSIDE:
        del content[name]
    return _digest(content)


def essence_digest(notice: Notice) -> str:
    """SHA-256 over what makes it another notice, wherever each line stands."""
    essence = {name: getattr(notice, name) for name in ESSENCE}
    actions = [action.get("text", "") for action in notice.actions]
    lines = sorted(line_digest(line) for line in notice.lines)
    return _digest(essence | {"actions": actions, "lines": lines})


def line_digest(line: Line) -> str:
    """What one line says, wherever it stands in the notice."""
    content = _written({name: getattr(line, name) for name in LINE_COLUMNS})
    del content["line"]
    return _digest(content)


def changed_lines(digests: Mapping[str, str], older: Mapping[str, str]) -> list[str]:
    """The keys of lines that are new or say something else than before."""
    return [key for key, digest in digests.items() if older.get(key) != digest]


def to_json(notice: Notice) -> bytes:
    """The file, with the digest of its content in it."""
    content = _content(notice) | {"content_sha256": content_digest(notice)}
    return json.dumps(content, ensure_ascii=False, indent=1).encode()


def to_csv_rows(notice: Notice) -> tuple[tuple[str, ...], list[list[str]]]:
    """The columns and the rows; every cell is text, also in the twin as workbook."""
    content = asdict(notice) | {"content_sha256": content_digest(notice)}
    for group, names in GROUPS.items():
        content |= {f"{group}_{name}": content[group].get(name, "") for name in names}
    head = [_text(content[name]) for name in SHEET_HEAD]
    rows = [
        head + [_text(line[name]) for name in LINE_COLUMNS] for line in content["lines"]
    ]
    return SHEET_COLUMNS, rows


def _content(notice):
    content = asdict(notice)
    content["lines"] = [_written(line) for line in content["lines"]]
    return content


def _written(line):
    """6 and 6.0 are one quantity, in the file and in the digest."""
    return line | {name: _whole(line[name]) for name in QUANTITIES}


def _text(value):
    """For machines: no thousands mark, a point for decimals, true and false."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        return f"{value:.6f}".rstrip("0").rstrip(".")
    return str(value)


def _whole(value):
    return int(value) if value == int(value) else value


def _digest(content):
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()
