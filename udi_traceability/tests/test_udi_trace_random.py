import json
from collections import defaultdict
from datetime import datetime, timedelta

from hypothesis import HealthCheck, Phase, given, settings, strategies as st

from odoo.tests import tagged
from odoo.tools import SQL

from .trace_case import TraceCase
from .trace_histories import LOTS, PRODUCTS, History, histories
from .trace_reference import Reference

START = datetime(2026, 8, 1)
COMPANIES = st.sampled_from([("us",), ("sister",), ("us", "sister")])
NAMES = [name for _product, name in LOTS]
STARTS = st.sets(st.sampled_from(NAMES), min_size=1, max_size=2)


@tagged("post_install", "-at_install")
class TestTraceRandom(TraceCase):
    """A thousand random histories: the answers of the engine and of plain Python."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        sister = cls.env["res.company"].create({"name": "Sister"})
        cls.companies = {"us": cls.company, "sister": sister}
        house = cls.env["stock.warehouse"].search([("company_id", "=", sister.id)])
        cls.places = {
            "us shelf": cls.shelf,
            "sister shelf": house.lot_stock_id,
            "customer": cls.customers,
            "supplier": cls.suppliers,
            "production": cls.production,
            "inventory": cls.env["stock.location"].search(
                [("usage", "=", "inventory")], limit=1
            ),
            "between": cls.env.ref("stock.stock_location_inter_company"),
        }
        cls.partners = {
            "hospital": cls.hospital,
            "clinic": cls.clinic,
            "us": cls.company.partner_id,
            "sister": sister.partner_id,
        }
        cls.products = {
            name: cls.make_product(name, "serial" if serial else "lot")
            for name, serial in PRODUCTS.items()
        }
        cls.lot_of = {
            name: cls.make_lot(cls.products[product], name) for product, name in LOTS
        }
        cls.env["stock.lot"].union(*cls.lot_of.values()).company_id = False
        cls.scrap = cls.env["stock.scrap"].create(
            {"product_id": cls.products["cell"].id, "scrap_qty": 1}
        )
        cls.env.flush_all()
        cls.hold_in_memory()

    @classmethod
    def hold_in_memory(cls):
        """What a history is written and told with: no record is read for each."""
        cls.name_of = {lot.id: name for name, lot in cls.lot_of.items()}
        cls.type_id = cls.warehouse.int_type_id.id
        cls.unit_id = cls.products["cell"].uom_id.id
        cls.product_of = {name: cls.products[product].id for product, name in LOTS}
        cls.what_of = {product.id: name for name, product in cls.products.items()}
        cls.who_of = {partner.id: name for name, partner in cls.partners.items()}
        cls.place_of = {place.id: name for name, place in cls.places.items()}

    # -- writing ------------------------------------------------------------------

    def insert(self, table, rows):
        """Plain rows by one statement: dicts of the same keys, as one text."""
        if rows:
            names = SQL(", ").join(map(SQL.identifier, rows[0]))
            self.cr.execute(
                SQL(
                    "INSERT INTO %(table)s (%(names)s) SELECT %(names)s"
                    " FROM json_populate_recordset(NULL::%(table)s, %(rows)s)",
                    table=SQL.identifier(table),
                    names=names,
                    rows=json.dumps(rows, default=str),
                )
            )

    def write_history(self, history):
        base = 1_000_000_000
        partner = {name: each.id for name, each in self.partners.items()}
        pickings = {row.picking: row for row in history.rows if row.picking}
        self.insert(
            "stock_picking",
            [
                {
                    "id": base + number,
                    "name": f"T{number}",
                    "partner_id": partner.get(row.on_transfer),
                    "picking_type_id": self.type_id,
                    "location_id": self.shelf.id,
                    "location_dest_id": self.shelf.id,
                    "move_type": "direct",
                    "state": "done",
                }
                for number, row in pickings.items()
            ],
        )
        moves = [self.move_values(row, base, partner) for row in history.rows]
        self.insert("stock_move", moves)
        self.insert(
            "stock_move_line", [self.line_values(row, base) for row in history.rows]
        )
        links = {(f.number, c.number) for f, c in history.links}
        self.insert(
            "stock_move_line_consume_rel",
            [
                {"consume_line_id": base + f, "produce_line_id": base + c}
                for f, c in sorted(links)
            ],
        )
        self.insert("stock_quant", list(self.quant_values(history.quants())))

    def move_values(self, row, base, partner):
        return {
            "id": base + row.number,
            "product_id": self.products[row.product].id,
            "product_uom": self.unit_id,
            "product_uom_qty": row.quantity,
            "location_id": self.places[row.src].id,
            "location_dest_id": self.places[row.dest].id,
            "company_id": self.companies[row.company].id,
            "date": START,
            "procure_method": "make_to_stock",
            "state": "done" if row.done else "assigned",
            "picking_id": row.picking and base + row.picking,
            "partner_id": partner.get(row.named),
            "scrap_id": self.scrap.id if row.scrap else None,
            "origin_returned_move_id": row.returned and base + row.returned.number,
        }

    def line_values(self, row, base):
        return {
            "id": base + row.number,
            "move_id": base + row.number,
            "picking_id": row.picking and base + row.picking,
            "product_id": self.products[row.product].id,
            "product_uom_id": self.unit_id,
            "lot_id": self.lot_of[row.lot].id,
            "quantity": row.quantity,
            "quantity_product_uom": row.quantity,
            "location_id": self.places[row.src].id,
            "location_dest_id": self.places[row.dest].id,
            "company_id": self.companies[row.company].id,
            "date": START + timedelta(hours=row.date),
            "state": "done" if row.done else "assigned",
        }

    def quant_values(self, quants):
        for lot, places in quants.items():
            for place, company, quantity, reserved in places:
                yield {
                    "product_id": self.product_of[lot],
                    "lot_id": self.lot_of[lot].id,
                    "location_id": self.places[place].id,
                    "company_id": company and self.companies[company].id,
                    "quantity": quantity,
                    "reserved_quantity": reserved,
                    "in_date": START,
                }

    # -- comparing ----------------------------------------------------------------

    @settings(
        max_examples=1000,
        deadline=None,
        database=None,
        derandomize=True,
        phases=[Phase.generate, Phase.shrink],
        suppress_health_check=list(HealthCheck),
    )
    @given(histories, COMPANIES, STARTS)
    def check(self, steps, companies, starts):
        history = History(steps)
        reference = Reference(
            history.rows, history.links, history.quants(), set(companies)
        )
        options = {
            "companies": self.env["res.company"].union(
                *(self.companies[name] for name in companies)
            )
        }
        with self.cr.savepoint(flush=False) as savepoint:
            self.write_history(history)
            lots = self.union(*(self.lot_of[name] for name in sorted(starts)))
            traced = list(self.trace.downstream(lots, **options))
            self.check_family(reference, lots, traced, starts, options)
            self.check_holdings(reference, options)
            self.check_exposure(reference, traced, starts, options)
            self.check_movements(reference, lots, starts, options)
            savepoint.rollback()

    def test_a_thousand_random_histories(self):
        # planning takes the database ten times as long as answering on a few rows
        self.cr.execute("SET LOCAL join_collapse_limit = 1")
        self.check()

    def name(self, lot_id):
        return self.name_of[lot_id]

    def check_family(self, reference, lots, traced, starts, options):
        found = {self.name_of[row.lot_id]: (row.depth, row.certain) for row in traced}
        self.assertEqual(found, reference.family(starts, True))
        self.assertEqual(self.up(lots, **options), reference.family(starts, False))
        for down in (True, False):
            found = {
                (self.name_of[row.near_lot_id], self.name_of[row.far_lot_id]): (
                    row.certain,
                    round(row.quantity, 6),
                    row.others,
                )
                for row in self.trace.links(lots, down, **options)
            }
            self.assertEqual(found, reference.step_links(starts, down))

    def hand(self, row):
        return self.who_of.get(row.partner_id) or self.place_of.get(row.location_id)

    def check_holdings(self, reference, options):
        found = {name: {} for name in NAMES}
        for row in self.trace.holdings(self.union(*self.lot_of.values()), **options):
            hands = found[self.name_of[row.lot_id]]
            key = row.kind, self.hand(row)
            self.assertNotIn(key, hands)
            hands[key] = row.quantity
        self.assertEqual(found, {name: reference.holdings(name) for name in NAMES})

    def check_exposure(self, reference, traced, starts, options):
        rows, totals = self.trace.exposure(traced, **options)
        wanted = defaultdict(lambda: [0, 0])
        for lot, (_depth, certain) in reference.family(starts, True).items():
            for (kind, who), quantity in reference.holdings(lot).items():
                wanted[kind, who, self.product_of[lot]][not certain] += quantity
        found = {
            (row.kind, self.hand(row), row.product_id): [row.certain, row.possible]
            for row in rows
        }
        self.assertEqual(found, dict(wanted))
        if len(options["companies"]) == 2:
            self.adds_up(totals)

    def check_movements(self, reference, lots, starts, options):
        found = [
            (
                round((row.date - START).total_seconds() / 3600),
                row.kind,
                row.lot_count,
                self.what_of[row.product_id],
                row.quantity,
            )
            for row in self.trace.movements(lots, **options)
        ]
        self.assertEqual(sorted(found), reference.movements(starts))
        self.assertEqual(found, sorted(found, key=lambda row: row[0]))
        self.assertEqual(self.trace.hidden(lots, **options), reference.hidden(starts))
