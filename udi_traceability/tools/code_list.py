"""Official code lists as their publishers write them: which column is which.

>>> rows = [(2, ["Z1203", "INFUSION", "0"]), (3, ["Z12030301", "PUMPS", "1"])]
>>> found = read(["code", "term_en", "is_leaf"], rows)
>>> found.entries["Z12030301"]
Entry(name='PUMPS', is_group=False, gudid_code='', eudamed_code='', nmpa_code='')
>>> found.entries["Z1203"].is_group
True
"""

import re
from dataclasses import dataclass

# what is in the file -> how headers of published lists call it
HEADERS = {
    "code": (
        *("code", "emdncode", "gmdncode", "productcode", "gmdnptcode", "ptcode"),
        *("分类编码", "编码", "代码"),
    ),
    "name": (
        *("name", "meaning", "labelen", "label", "termen", "term", "gmdnptname"),
        *("devicename", "description", "ptname", "名称", "品名举例", "产品类别"),
    ),
    "is_leaf": ("isleaf", "leaf", "selectable"),
    "status": ("status", "gmdncodestatus", "codestatus", "state"),
    "gudid_code": ("fda", "gudid", "gudidcode"),
    "eudamed_code": ("eudamed", "eudamedcode"),
    "nmpa_code": ("nmpa", "nmpacode"),
}
NO = ("0", "no", "n", "false", "否")
OBSOLETE = ("obsolete", "inactive", "deprecated", "withdrawn", "废止")
LONGEST_CODE = 64
_HIDDEN = re.compile(r"[\x00-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Entry:
    """One code, as the file has it."""

    name: str
    is_group: bool = False
    gudid_code: str = ""
    eudamed_code: str = ""
    nmpa_code: str = ""


@dataclass(frozen=True, slots=True)
class CodeList:
    """``entries`` by code; ``obsolete`` codes; ``refused`` rows as (row, why).

    ``why`` is ``no_code``, ``no_name``, ``too_long`` or ``twice``.
    """

    entries: dict
    obsolete: frozenset
    refused: tuple


def columns(header):
    """What is in the file -> index of its column; the first that fits."""
    plain = [re.sub(r"[\W_]+", "", text.lower()) for text in header]
    found = {}
    for what, called in HEADERS.items():
        places = [plain.index(text) for text in called if text in plain]
        if places:
            found[what] = places[0]
    return found


def read(header, rows):
    """The codes of a table, or ``None`` without a column of codes and of names.

    :param rows: pairs of the row's number in the file and its cells as text
    """
    place = columns(header)
    if "code" not in place or "name" not in place:
        return None
    entries, obsolete, refused = {}, set(), []
    for number, cells in rows:
        told = {what: _cell(cells, index) for what, index in place.items()}
        code = told["code"]
        why = _refusal(told, entries, obsolete)
        if why:
            refused.append((number, why))
        elif told.get("status", "").lower() in OBSOLETE:
            obsolete.add(code)
        else:
            entries[code] = _entry(told)
    return CodeList(entries, frozenset(obsolete), tuple(refused))


def _cell(cells, index):
    text = cells[index] if index < len(cells) else ""
    return " ".join(_HIDDEN.sub(" ", text).split())


def _refusal(told, entries, obsolete):
    code = told["code"]
    if not code:
        return "no_code"
    if len(code) > LONGEST_CODE:
        return "too_long"
    if not told["name"]:
        return "no_name"
    return "twice" if code in entries or code in obsolete else ""


def _entry(told):
    return Entry(
        name=told["name"],
        is_group=told.get("is_leaf", "").lower() in NO,
        gudid_code=told.get("gudid_code", ""),
        eudamed_code=told.get("eudamed_code", ""),
        nmpa_code=told.get("nmpa_code", ""),
    )
