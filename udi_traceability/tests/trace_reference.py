"""The trace again, in the plainest Python that is right: to compare, never to use.

It reads rows as `trace_histories` writes them, one by one, and shares no code with the
engine. `Row` is a line of stock, `links` are (finished row, component row).
"""

from collections import defaultdict
from dataclasses import dataclass

HOLDERS = ("consignee", "supplier")


@dataclass
class Row:
    number: int
    date: int
    company: str
    lot: str
    product: str
    serial: bool
    quantity: float
    done: bool
    src: str  # usage of the place, "between" for the transit between companies
    dest: str
    picking: int | None
    partner: str | None  # commercial partner of the transfer, else of the move
    named: str | None  # commercial partner on the move alone
    on_transfer: str | None  # commercial partner of the transfer alone
    returned: "Row | None" = None
    scrap: bool = False

    @property
    def real(self):
        return self.done and self.quantity != 0

    @property
    def side(self):
        """Who was on the other side."""
        if (self.src, self.dest) == ("supplier", "customer") and self.named:
            return self.named
        back = self.returned
        return self.partner or (back.on_transfer if back else None)


class Reference:
    """All questions about one history, for some of the companies."""

    def __init__(self, rows, links, quants, companies):
        self.rows, self.links, self.quants = rows, links, quants
        self.companies = companies
        self.told = [r for r in rows if r.real and r.company in companies]

    # -- family -------------------------------------------------------------------

    def certain(self, finished, component):
        if component.src == "production":
            return False
        lots = {f.lot for f, c in self.links if c is component and f.real}
        same = {
            c.lot
            for f, c in self.links
            if f is finished and c.real and c.product == component.product
        }
        return lots <= {finished.lot} or same <= {component.lot}

    def steps(self, down):
        """{(near lot, far lot): [(finished row, component row)]}"""
        found = defaultdict(list)
        for finished, component in self.links:
            near, far = (component, finished) if down else (finished, component)
            both = finished.real and component.real
            if both and near.company in self.companies:
                found[near.lot, far.lot].append((finished, component))
        return found

    def family(self, starts, down):
        """{lot: (depth, certain)}, by trying every step until nothing gets better."""
        steps = {
            ends: any(self.certain(*met) for met in all_met)
            for ends, all_met in self.steps(down).items()
        }
        best = dict.fromkeys(starts, (False, 0))
        better = True
        while better:
            better = False
            for (near, far), sure in steps.items():
                if near not in best:
                    continue
                doubtful, depth = best[near]
                way = (doubtful or not sure, depth + 1)
                if far not in best or way < best[far]:
                    best[far], better = way, True
        return {lot: (depth, not doubt) for lot, (doubt, depth) in best.items()}

    def step_links(self, starts, down):
        """{(near, far): (certain, quantity, others)}"""
        found = {}
        for (near, far), all_met in self.steps(down).items():
            if near not in starts:
                continue
            used = others = 0
            for finished, component in all_met:
                whole = sum(
                    f.quantity
                    for f, c in self.links
                    if c is component and f.product == finished.product and f.done
                )
                if component.src != "production":
                    used += component.quantity * finished.quantity / whole
                lots = {
                    c.lot
                    for f, c in self.links
                    if f is finished and c.real and c.product == component.product
                }
                others = max(others, len(lots - {None}))
            sure = any(self.certain(*met) for met in all_met) and used > 0
            found[near, far] = (sure, round(used, 6), others)
        return found

    # -- holdings -----------------------------------------------------------------

    def crossing(self, lot):
        """The rows that took a lot from one kind of place to another, in time."""
        rows = [r for r in self.told if r.lot == lot and usage(r.src) != usage(r.dest)]
        return sorted(rows, key=lambda r: (r.date, r.number))

    def recovered(self, row):
        if row.src != "production":
            return False
        parts = [c for f, c in self.links if f is row]
        went_in = [
            r for r in self.told if r.lot == row.lot and r.dest == "production" != r.src
        ]
        if not parts:
            return True
        if row.serial and any(
            (r.date, r.number) < (row.date, row.number) for r in went_in
        ):
            return True
        opened = {
            f.lot for f, c in self.links if any(c is r for r in went_in) and f.done
        }
        return any(c.lot in opened for c in parts if c.lot)

    def known(self, row):
        """Whether the other side is searched too; where nobody is named, it may be."""
        if row.side is None and "between" in (row.src, row.dest):
            return len(self.companies) > 1
        return row.side in self.companies

    def deltas(self, row):
        """(kind, who, sign) of what one row gave to a hand or took from it."""
        yield from self.given(row)
        yield from self.taken(row)

    def given(self, row):
        side, known = row.side, self.known(row)
        if row.dest == "customer":
            yield "sister" if side in ("us", "sister") else "consignee", side, 1
        if row.dest == "supplier":
            yield ("sister", row.company, 1) if known else ("supplier", side, 1)
        if row.dest == "between" and not known:
            yield "crossed", side, 1
        if row.dest == "production":
            yield "consumed", None, 1
        if row.dest == "inventory" and row.scrap:
            yield "scrapped", None, 1

    def taken(self, row):
        side, known = row.side, self.known(row)
        if row.src == "customer":
            yield "sister" if side in ("us", "sister") else "consignee", side, -1
        if row.src == "supplier" and known:
            yield "sister", row.company, -1
        elif row.src == "supplier":
            sent_there = row.returned and usage(row.returned.dest) == "supplier"
            if row.serial or sent_there:
                yield "supplier", side, -1
        if row.src == "between" and not known:
            yield "crossed", side, -1
        if self.recovered(row):
            yield "consumed", None, -1

    def hands(self, lot):
        """{(kind, who): quantity} after every row, one after the other."""
        hands, out = defaultdict(float), defaultdict(float)
        for row in self.crossing(lot):
            for kind, who, sign in self.deltas(row):
                units = sign * row.quantity
                hands[kind, who] = max(0, hands[kind, who] + units)
                out[kind] = max(0, out[kind] + units)
                if units < 0 and kind in HOLDERS:
                    for other in hands:
                        if other[0] == kind:
                            hands[other] = min(hands[other], out[kind])
        return hands

    def holdings(self, lot):
        """{(kind, who or place): quantity}"""
        found, lies = defaultdict(float), 0
        for place, company, quantity, reserved in self.quants.get(lot, ()):
            if company and company not in self.companies:
                continue
            lies += quantity if place == "between" else 0
            kind = "transit" if place == "between" else "stock"
            found[kind, place] += quantity - reserved
            found["reserved", place] += reserved
        hands = self.hands(lot)
        for (kind, who), quantity in hands.items():
            if kind == "sister":
                found["consignee", who] += quantity
            elif kind != "crossed":
                found[kind, who] += quantity
        crossed = [who for kind, who in hands if kind == "crossed"]
        # what lies between is of those that are named first
        for who in sorted(crossed, key=lambda who: (who is None, who)):
            there = min(hands["crossed", who], max(0, hands["crossed", who] - lies))
            lies = max(0, lies - hands["crossed", who])
            found["consignee", who] += there
        return {key: quantity for key, quantity in found.items() if quantity}

    # -- movements ----------------------------------------------------------------

    def movements(self, lots):
        """[(date, kind, lots, product, quantity)], oldest first."""
        found = {}
        for row in self.told:
            if row.lot in lots:
                document = "scrap" if row.scrap else row.picking or -row.number
                key = document, self.kind(row), row.product
                date, own, quantity = found.get(key, (row.date, set(), 0))
                own = own | {row.lot}
                found[key] = min(date, row.date), own, quantity + row.quantity
        return sorted(
            (date, kind, len(own), product, quantity)
            for (_document, kind, product), (date, own, quantity) in found.items()
        )

    def kind(self, row):
        if row.scrap:
            return "scrapped"
        if row.src == "customer" or row.dest == "supplier":
            return "returned"
        if row.dest == "customer":
            return "shipped"
        if "inventory" in (row.src, row.dest):
            return "adjusted"
        if "production" in (row.src, row.dest):
            return "made" if row.src == "production" else "consumed"
        if row.dest == "between":
            return "shipped"
        return "received" if row.src in ("supplier", "between") else "moved"

    def hidden(self, lots):
        """How many rows of other companies: each has a move of its own."""
        return sum(
            r.lot in lots and r.real and r.company not in self.companies
            for r in self.rows
        )


def usage(place):
    return {
        "between": "transit",
        "us shelf": "internal",
        "sister shelf": "internal",
    }.get(place, place)
