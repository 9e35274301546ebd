"""Random histories of lots, as rows that the trace and its reference read."""

from hypothesis import strategies as st

from .trace_reference import Row

PRODUCTS = {"cell": False, "board": False, "pump": True}  # name: one unit a number
LOTS = [
    *(("cell", f"C{number}") for number in range(3)),
    *(("board", f"B{number}") for number in range(2)),
    *(("pump", f"S{number}") for number in range(3)),
]
SHELF = "shelf"
ROADS = [
    ("supplier", SHELF),
    (SHELF, "customer"),
    (SHELF, "customer"),
    ("customer", SHELF),
    ("customer", SHELF),
    ("supplier", "customer"),
    ("customer", "supplier"),
    (SHELF, "supplier"),
    (SHELF, "production"),
    ("production", SHELF),
    (SHELF, "inventory"),
    ("inventory", SHELF),
    (SHELF, "between"),
    ("between", SHELF),
]
# a ward stands for its hospital; both companies of ours may be on the other side
PARTNERS = ["hospital", "ward", "clinic", "sister", "us", None]
COMMERCIAL = {"ward": "hospital"}

part = st.tuples(st.sampled_from(LOTS), st.sampled_from([0, 1, 1, 2, 3]))
common = {
    "company": st.sampled_from(["us", "us", "sister"]),
    "late": st.integers(-3, 0),
    "done": st.sampled_from([True] * 7 + [False]),
}
move = st.fixed_dictionaries(
    {
        **common,
        "road": st.sampled_from(ROADS),
        "parts": st.lists(part, min_size=1, max_size=3),
        "picking": st.booleans(),
        "partner": st.sampled_from(PARTNERS),
        "named": st.sampled_from([None, None, *PARTNERS]),
        "returned": st.one_of(st.none(), st.integers(0, 30)),
        "scrap": st.booleans(),
    }
)
order = st.fixed_dictionaries(
    {
        **common,
        "made": st.lists(part, min_size=1, max_size=3),
        "used": st.lists(part, max_size=4),
        "removed": st.sampled_from([False] * 6 + [True]),
    }
)
histories = st.lists(st.one_of(move, order, order), min_size=1, max_size=9)


class History:
    """Rows and links of one random history."""

    def __init__(self, steps):
        self.rows, self.links = [], []
        for number, step in enumerate(steps, 1):
            (self._order if "made" in step else self._move)(number, step)

    def _row(self, number, step, lot, quantity, src, dest, **values):
        product, name = lot
        shelf = f"{step['company']} {SHELF}"
        row = Row(
            number=len(self.rows) + 1,
            date=number + step["late"],
            company=step["company"],
            lot=name,
            product=product,
            serial=PRODUCTS[product],
            quantity=quantity,
            done=step["done"],
            src=shelf if src == SHELF else src,
            dest=shelf if dest == SHELF else dest,
            **{"picking": None, "partner": None, "named": None, "on_transfer": None}
            | values,
        )
        self.rows.append(row)
        return row

    def _move(self, number, step):
        src, dest = step["road"]
        picking = step["picking"]
        partner = self._who(step, "partner")
        named = self._who(step, "named")
        if "between" in (src, dest):
            # what passes there goes to the other company, or says nothing of it
            partner = "sister" if step["company"] == "us" else "us"
            named = None
        transfer = partner if picking else None
        back = step["returned"]
        for lot, quantity in step["parts"]:
            self._row(
                number,
                step,
                lot,
                quantity,
                src,
                dest,
                picking=number if picking else None,
                partner=transfer or named,
                named=named,
                on_transfer=transfer,
                returned=self.rows[back % len(self.rows)]
                if back is not None and self.rows
                else None,
                scrap=dest == "inventory" and step["scrap"],
            )

    def _who(self, step, field):
        """The commercial partner; a company does not trade with itself."""
        name = COMMERCIAL.get(step[field], step[field])
        return "clinic" if name == step["company"] else name

    def _order(self, number, step):
        used = [
            self._row(number, step, *each, *self._way(step["removed"] and not n))
            for n, each in enumerate(step["used"])
        ]
        for each in step["made"]:
            row = self._row(number, step, *each, "production", SHELF)
            self.links += [(row, part) for part in used]

    def _way(self, removed):
        """A repair may tie a part to the unit that it came out of."""
        return ("production", SHELF) if removed else (SHELF, "production")

    def quants(self):
        """{lot: [(place, company, quantity, reserved)]}, as the rows leave them."""
        found = {}
        for row in self.rows:
            if not row.real:
                continue
            for place, sign in ((row.src, -1), (row.dest, 1)):
                if place == "between" or place.endswith(SHELF):
                    places = found.setdefault(row.lot, {})
                    places[place] = places.get(place, 0) + sign * row.quantity
        return {
            lot: [
                (
                    place,
                    None if place == "between" else place.split()[0],
                    quantity,
                    min(1, max(0, quantity)) if place.endswith(SHELF) else 0,
                )
                for place, quantity in places.items()
                if quantity
            ]
            for lot, places in found.items()
        }
