import json

from odoo.tests import tagged

from .overview_case import FIELDS, OverviewCase


@tagged("post_install", "-at_install")
class TestUdiOverview(OverviewCase):
    """Numbers, and the lists behind them."""

    def test_every_number_opens_so_many_rows(self):
        self.fill()
        self.assertEqual(len(self.env["stock.lot"].search([("name", "=", "GONE")])), 1)
        seen = set()
        for user in (self.worker, self.officer, self.quality):
            for code, card in self.cards(user).items():
                for key, count in self.shown(code, user).items():
                    action = self.card_of(code, user).action_open(key)
                    domain = json.loads(json.dumps(action["domain"]))
                    rows = self.env[action["res_model"]].with_user(user)
                    self.assertEqual(rows.search_count(domain), count, (code, key))
                    seen.add((code, key))
                    self.assertFalse(card["failed"])
        self.assertGreater(len(seen), 25)

    def test_what_waits_at_the_doors(self):
        self.fill_transfers()
        ship = self.shown("ship")
        self.assertEqual(ship["main"], 3)
        self.assertEqual(ship["late"], 1)
        self.assertEqual(ship["unscanned"], 3, "two serials and a lot line")
        self.assertEqual(ship["refused"], 1)
        self.assertEqual(ship["trend"], 1)
        figures = {row["key"]: row for row in self.cards()["ship"]["figures"]}
        self.assertEqual(figures["unscanned"]["units"], 2 + 4)
        self.assertTrue(figures["late"]["late"])
        self.assertEqual(self.shown("receive")["main"], 1)
        self.assertEqual(self.shown("returns")["main"], 1)
        self.assertEqual(self.shown("returns")["trend"], 1)

    def test_a_line_says_whether_it_waits_for_a_scan(self):
        self.fill_transfers()
        lines = self.env["stock.move.line"]
        every = lines.search([])
        for value in (True, False):
            found = lines.search([("udi_unscanned", "=", value)])
            self.assertEqual(
                found,
                every.filtered(lambda line, value=value: line.udi_unscanned is value),
            )
        self.assertEqual(
            lines.search([("udi_unscanned", "!=", False)]),
            every.filtered("udi_unscanned"),
        )

    def test_what_lies_here(self):
        self.fill_stock()
        holds = self.shown("holds")
        self.assertEqual(holds["main"], holds["awaiting"])
        held = self.card_of("holds").action_open("main")["domain"]
        self.assertIn(self.held, self.env["udi.hold"].search(held).lot_id)
        place = self.card_of("holds").action_open("quarantine")["domain"]
        self.assertIn(self.held, self.env["stock.quant"].search(place).lot_id)
        near = self.card_of("expiry").action_open("main")["domain"]
        lots = self.env["stock.lot"].search(near)
        self.assertIn(self.near, lots)
        self.assertNotIn(self.gone, lots, "it is not here")
        self.assertNotIn(self.old, lots)
        old = self.card_of("expiry").action_open("expired")["domain"]
        self.assertIn(self.old, self.env["stock.lot"].search(old))

    def test_a_picture_shows_what_its_number_counts(self):
        self.fill()
        records = (
            self.env["udi.overview"]
            .with_user(self.quality)
            .web_search_read([], FIELDS)["records"]
        )
        drawn = {values["card"]["code"]: values for values in records}
        for code in ("ship", "receive", "returns", "holds", "expiry", "alerts"):
            [graph] = json.loads(drawn[code]["graph"])
            total = sum(value["value"] for value in graph["values"])
            self.assertEqual(total, drawn[code]["card"]["trend"]["count"], code)
        self.assertEqual(drawn["ship"]["graph_type"], "line")
        self.assertEqual(drawn["expiry"]["graph_type"], "bar")
        share = drawn["devices"]["card"]["share"]
        self.assertLess(share["percent"], 100)

    def test_only_the_companies_that_are_ticked(self):
        other = self.env["res.company"].create({"name": "Sister"})
        self.quality.company_ids += other
        self.env["udi.alert"]._raise(
            [
                {
                    "kind": "override",
                    "company_id": company.id,
                    "res_model": "res.partner",
                    "res_id": self.hospital.id,
                    "summary": "Allowed",
                }
                for company in (self.company, other)
            ]
        )
        counts, chips = [], []
        for companies in (self.company, other, self.company + other):
            card = self.card_of("alerts").with_context(
                allowed_company_ids=companies.ids
            )
            counts.append(card.card["main"]["count"])
            chips.append(card.card["companies"])
        self.assertEqual(counts[0] + counts[1], counts[2])
        self.assertEqual(counts[1], 1)
        self.assertEqual(chips, [False, False, "2 companies"])

    def test_the_number_of_queries_does_not_grow(self):
        self.fill()
        self.cards()
        before = self.env.cr.sql_log_count
        self.cards()
        few = self.env.cr.sql_log_count - before
        for number in range(20):
            self.make_device(f"Further {number}", 20001 + number)
            lot = self.make_lot(self.glove, f"L{number}")
            self.receive({lot: 3})
            self.make_delivery([(self.glove.product_id, 1)])
            self.env["udi.hold"]._hold(lot, "complaint", "More")
        self.env.flush_all()
        self.cards()
        before = self.env.cr.sql_log_count
        self.cards()
        self.assertLessEqual(self.env.cr.sql_log_count - before, few + 2)
