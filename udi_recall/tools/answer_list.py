"""Lists that a hospital or a distributor uploads: what became of each unit, and who
got those that were passed on.

Codes stay texts. A column is known by its heading, whatever its place.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .answer_form import number

COLUMNS = {
    "code": "udi|udi_full|code|serial|serial number|serial no|lot|lot number|batch"
    "|lot or serial|seriennummer|charge|序列号|批号|唯一标识",
    "part": "state|status|what|what became of it|answer|stand|verbleib|状态",
    "quantity": "quantity|qty|units|menge|anzahl|数量",
    "name": "customer|name|passed on to|hospital|kunde|客户|收货方",
    "contact": "contact|person|ansprechpartner|联系人",
    "email": "email|e-mail|mail|邮箱",
    "phone": "phone|telephone|tel|telefon|电话",
    "street": "street|address|strasse|straße|adresse|地址",
    "city": "city|town|ort|stadt|城市",
    "country": "country|land|国家",
    "passed_on": "date|when|passed on|datum|日期",
    "informed_on": "told on|told them on|informed|informed on|informiert",
}
HEADINGS = {word: name for name, words in COLUMNS.items() for word in words.split("|")}
STATES = {
    "held": "held|here|set apart|set apart here|quarantine|quarantined|on hand|gesperrt"
    "|vorhanden|隔离|在库",
    "returned": "returned|sent back|back|zurückgesandt|retour|退回",
    "destroyed": "destroyed|scrapped|discarded|vernichtet|entsorgt|销毁",
    "used": "used|used before|implanted|verbraucht|verwendet|implantiert|已使用|植入",
    "passed_on": "passed on|passed_on|sold|weitergegeben|verkauft|转售|已售",
    "lost": "lost|not found|missing|nicht gefunden|verloren|未找到|丢失",
}
PART_OF = {word: part for part, words in STATES.items() for word in words.split("|")}


@dataclass(frozen=True)
class ListRow:
    """One row of a list; ``part`` is None if its word is not known."""

    number: int
    codes: tuple[str, ...]
    part: str | None = "held"
    word: str = ""
    quantity: float | None = None
    taker: tuple[tuple[str, str], ...] = ()


def columns(header: Sequence[str]) -> dict[str, list[int]]:
    """Name -> its places; several columns may hold codes (UDI, lot, serial).

    >>> columns(["UDI", "Serial number", "State"])
    {'code': [0, 1], 'part': [2]}
    """
    found: dict[str, list[int]] = {}
    for place, heading in enumerate(header):
        if name := HEADINGS.get(_plain(heading)):
            found.setdefault(name, []).append(place)
    return found


def rows(header: Sequence[str], lines: Iterable[tuple[int, Sequence[str]]]):
    """The rows of a list, or None if no column holds codes."""
    places = columns(header)
    if "code" not in places:
        return None
    return [_row(no, cells, places) for no, cells in lines]


def _row(no, cells, places):
    def cell(name):
        found = (cells[place].strip() for place in places.get(name, ()))
        return next(filter(None, found), "")

    codes = [cells[place].strip() for place in places["code"]]
    word, units = cell("part"), cell("quantity")
    names = set(COLUMNS) - {"code", "part", "quantity"}
    taker = tuple((name, cell(name)) for name in sorted(names) if cell(name))
    # a row that names a taker and says no more was passed on
    part = PART_OF.get(_plain(word)) if word else ("passed_on" if taker else "held")
    return ListRow(
        number=no,
        codes=tuple(filter(None, codes)),
        part=part,
        word=word,
        quantity=number(units) if units else None,
        taker=taker,
    )


def _plain(word):
    return " ".join(word.strip().lower().split()).rstrip(".:")
