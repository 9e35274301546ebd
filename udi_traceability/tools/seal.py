"""Seals over the ledger: a SHA-256 chain that shows the first row that was touched.

*Canonical form of a row, form 1.* The values of the columns ``FORMS[1]``, in this
order, as a JSON array (RFC 8259) in UTF-8: no blanks between values, text with the
escapes that JSON needs and no others, NULL as ``null``, numbers as Python's ``repr``
(whole ones without a point), times in UTC as ISO 8601 with seconds, and with six
digits of a second only where there are some.

*Digest of a row* is the SHA-256 of its canonical form. *Content of a seal* is the
SHA-256 of the digests of its rows, one after the other, by rising id. *Hash of a seal*
is the SHA-256 of the canonical form of ``(form, number, sealed at, events, count,
closed to, content as hexadecimal, hash of the seal before or null)``, its events as
ranges of ids. Anybody can count it again with these lines and a copy of the table,
without Odoo.

Ids are given out before rows are committed: a seal therefore names its rows by ranges,
``"1-8204 8206-9000"``, and a row that comes late goes into a later seal.

>>> ids_text([1, 2, 3, 5])
'1-3 5'
>>> ranges("1-3 5")
((1, 3), (5, 5))
>>> gaps([(1, 3), (5, 5), (9, 12)])
((4, 4), (6, 8))
"""

import json
from collections.abc import Iterable
from hashlib import sha256

# A column that comes later gives a new form; seals say of which form they are
FORMS = {
    1: (
        "id",
        "kind",
        "happened_at",
        "user_id",
        "user_name",
        "station",
        "company_id",
        "product_id",
        "product_name",
        "lot_id",
        "lot_name",
        "di_code",
        "package_id",
        "package_name",
        "quantity",
        "uom_id",
        "partner_id",
        "partner_name",
        "picking_id",
        "location_id",
        "location_name",
        "location_dest_id",
        "location_dest_name",
        "raw_text",
        "reason",
        "origin",
        "res_model",
        "res_id",
    )
}
MARK = 8  # bytes of a row's digest that are kept, to find the row that was touched


def canonical(values):
    """The bytes of a row, or of the head of a seal."""
    return json.dumps(
        [_plain(value) for value in values], ensure_ascii=False, separators=(",", ":")
    ).encode()


def _plain(value):
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if hasattr(value, "isoformat"):
        return value.isoformat()
    return value


def digest(values):
    """SHA-256 of a row in its canonical form: 32 bytes."""
    return sha256(canonical(values)).digest()


class Content:
    """What a seal holds, counted row by row: nothing but the digest is kept."""

    def __init__(self):
        self._sum = sha256()
        self.count = 0
        self.marks = bytearray()
        self.ids = []

    def add(self, row):
        """:param row: the values of a row, its id first; ids must rise"""
        found = digest(row)
        self._sum.update(found)
        self.marks += found[:MARK]
        self.ids.append(row[0])
        self.count += 1

    def hexdigest(self):
        return self._sum.hexdigest()


def seal_hash(form, number, sealed_at, events, count, closed_to, content, previous):
    """Hash of a seal; ``content`` is that of its rows, ``previous`` of the seal before.

    ``closed_to``  the highest id below which no row could come any more when it was
                   sealed: one that is there later and in no seal was slipped in
    """
    head = form, number, sealed_at, events, count, closed_to, content, previous
    return sha256(canonical(head)).hexdigest()


def ids_text(ids: Iterable[int]):
    """Ranges of rising ids, as a seal writes them."""
    found = []
    for number in ids:
        if found and found[-1][1] == number - 1:
            found[-1][1] = number
        else:
            found.append([number, number])
    return " ".join(
        str(first) if first == last else f"{first}-{last}" for first, last in found
    )


def ranges(text):
    """The (first, last) pairs of what ``ids_text`` wrote."""
    pairs = []
    for word in text.split():
        first, _dash, last = word.partition("-")
        pairs.append((int(first), int(last or first)))
    return tuple(pairs)


def gaps(pairs):
    """The (first, last) pairs between ranges, which may overlap and come in any order.

    >>> gaps([(5, 9), (1, 2), (1, 6)])
    ()
    """
    found, reached = [], None
    for first, last in sorted(pairs):
        if reached is not None and first > reached + 1:
            found.append((reached + 1, first - 1))
        reached = last if reached is None else max(reached, last)
    return tuple(found)


def first_wrong(pairs, marks, rows):
    """(code, id) of the first row that is not as it was sealed, or None.

    ``pairs``  ranges of the seal;  ``marks``  its marks, one after the other
    ``rows``   the rows that are there now, by rising id; others than the seal's are
               no concern of this seal
    Codes: ``changed``, ``missing``.
    """
    there = iter(rows)
    row = next(there, None)
    at = 0
    for first, last in pairs:
        for number in range(first, last + 1):
            while row is not None and row[0] < number:
                row = next(there, None)
            if row is None or row[0] != number:
                return "missing", number
            if digest(row)[:MARK] != bytes(marks[at : at + MARK]):
                return "changed", number
            at += MARK
    return None
