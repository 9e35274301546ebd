"""Seals kept elsewhere: the file that is written, and the comparison with it.

Who keeps such a file outside the database can show later that nobody has made the
whole chain anew.
"""

import json

KIND = "udi-seals"
FIELDS = (
    "number",
    "form",
    "sealed_at",
    "events",
    "count",
    "closed_to",
    "content",
    "previous",
    "hash",
)


class SealFileError(ValueError):
    """A file that holds no seals; ``code`` says why: not_json, not_seals, bad_seal."""

    def __init__(self, code, line=None):
        self.code = code
        self.line = line
        super().__init__(code, line)


def write(database, seals):
    """The bytes of a file with these seals, dicts of ``FIELDS``; one a line."""
    head = json.dumps({"kind": KIND, "version": 1, "database": database})
    lines = [json.dumps({name: seal[name] for name in FIELDS}) for seal in seals]
    return "\n".join([head, *lines, ""]).encode()


def read(data):
    """(database, seals) of a file that ``write`` made.

    Raises ``SealFileError``.
    """
    try:
        lines = [json.loads(line) for line in data.decode().splitlines() if line]
    except (ValueError, RecursionError) as error:
        raise SealFileError("not_json") from error
    if not lines or not isinstance(lines[0], dict) or lines[0].get("kind") != KIND:
        raise SealFileError("not_seals", 1)
    for place, seal in enumerate(lines[1:], 2):
        if not _is_seal(seal):
            raise SealFileError("bad_seal", place)
    return str(lines[0].get("database") or ""), lines[1:]


def _is_seal(seal):
    if not isinstance(seal, dict) or set(seal) != set(FIELDS):
        return False
    number, found = seal["number"], seal["hash"]
    return type(number) is int and isinstance(found, str) and len(found) == 64


def first_difference(kept, ours):
    """(code, number) of the first seal of a file that is not ours, or None.

    Codes: ``seal_missing``: it is not here; ``seal_changed``: it is another one.
    """
    here = {seal["number"]: seal["hash"] for seal in ours}
    for seal in sorted(kept, key=lambda seal: seal["number"]):
        if seal["number"] not in here:
            return "seal_missing", seal["number"]
        if here[seal["number"]] != seal["hash"]:
            return "seal_changed", seal["number"]
    return None
