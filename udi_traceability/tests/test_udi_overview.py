import json
from datetime import timedelta
from unittest.mock import patch

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import UdiCase

FIELDS = {"card": {}, "graph": {}, "graph_type": {}}


@tagged("post_install", "-at_install")
class TestUdiOverview(UdiCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["stock.picking"].search(
            [("state", "not in", ("done", "cancel"))]
        ).action_cancel()
        cls.worker = cls.make_user("o_worker", "udi_traceability.group_udi_user")
        cls.officer = cls.make_user("o_officer", "udi_traceability.group_udi_officer")
        cls.quality = cls.make_user("o_quality", "udi_traceability.group_udi_manager")

    def cards(self, user=None):
        """Code -> what its card shows."""
        overview = self.env["udi.overview"].with_user(user or self.quality)
        overview.env.invalidate_all()
        found = overview.web_search_read([], FIELDS)["records"]
        return {values["card"]["code"]: values["card"] for values in found}

    def shown(self, code, user=None):
        """Key -> count of all figures on a card."""
        card = self.cards(user)[code]
        rows = [card["main"], card["trend"], *card["figures"]]
        return {row["key"]: row["count"] for row in rows if row}

    def card_of(self, code, user=None):
        overview = self.env["udi.overview"].with_user(user or self.quality)
        return overview.search([("code", "=", code)])

    def fill(self):
        """Something for every figure."""
        self.fill_transfers()
        self.fill_stock()
        self.make_device("Draft", 10061, active=False, risk_class_us="2")
        self.env["udi.certificate"].create(
            [
                {
                    "kind": "us_510k",
                    "number": f"K{number}",
                    "valid_to": self.in_days(days),
                }
                for number, days in ((990001, -3), (990002, 20), (990003, 200))
            ]
        )
        self.env["udi.alert"]._raise(
            [
                {
                    "kind": "override",
                    "company_id": self.company.id,
                    "res_model": "stock.lot",
                    "res_id": self.free.id,
                    "summary": "Allowed",
                }
            ]
        )
        alert = self.env["udi.alert"].search([("res_id", "=", self.free.id)])
        alert.due_on = self.in_days(-1)

    def fill_transfers(self):
        self.free = self.make_lot(self.glove, "FREE")
        self.serials = self.env["stock.lot"].browse()
        for number in range(3):
            self.serials |= self.make_lot(self.pump, f"S{number}")
        self.receive({self.free: 50} | dict.fromkeys(self.serials, 1))
        self.late = self.make_delivery([(self.pump.product_id, 2)])
        self.late.scheduled_date = fields.Datetime.now() - timedelta(days=2)
        self.soon = self.make_delivery([(self.glove.product_id, 7)])
        self.soon.move_line_ids.udi_scanned_qty = 3
        self.make_delivery([(self.pump.product_id, 1)]).move_line_ids.write(
            {"udi_scanned_qty": 1}
        )
        self.make_receipt([(self.glove.product_id, 5)])
        self.ship({self.free: 2})
        self.take_back({self.free: 1})
        self.make_picking(
            self.customers,
            self.shelf,
            [(self.glove.product_id, 1)],
            self.hospital,
            "incoming",
        )
        self.env["udi.event"]._record(
            [{"kind": "refused", "picking_id": self.late.id, "raw_text": "x"}]
        )

    def fill_stock(self):
        self.held = self.make_lot(self.glove, "HELD")
        self.old = self.make_lot(self.glove, "OLD")
        self.near = self.make_lot(
            self.glove, "NEAR", udi_expiration_date=self.in_days(30)
        )
        self.gone = self.make_lot(
            self.glove, "GONE", udi_expiration_date=self.in_days(30)
        )
        self.receive({self.held: 4, self.near: 5, self.old: 6})
        self.relabel(self.old, udi_expiration_date=self.in_days(-1))
        self.env["udi.hold"]._hold(self.held, "awaiting_release", "New")
        self.move_lots({self.held: 4}, self.shelf, self.quarantine)

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

    def test_late_cards_first_then_those_of_ones_desk(self):
        for user, first in (
            (self.worker, "ship"),
            (self.officer, "devices"),
            (self.quality, "holds"),
        ):
            self.assertEqual(list(self.cards(user))[:2], ["trace", first])
        late = self.make_receipt([(self.glove.product_id, 5)])
        late.scheduled_date = fields.Datetime.now() - timedelta(days=2)
        for user in (self.worker, self.officer, self.quality):
            self.assertEqual(next(iter(self.cards(user))), "receive")

    def test_a_card_that_fails_says_so_and_the_others_stay(self):
        self.fill_transfers()
        kinds = type(self.env["udi.overview"])

        def broken(card):
            card.env.cr.execute("SELECT nothing FROM nowhere")

        log = "odoo.addons.udi_traceability.models.udi_overview_draw"
        with (
            patch.object(kinds, "_card_holds", broken),
            mute_logger("odoo.sql_db", log),
        ):
            cards = self.cards()
        self.assertTrue(cards["holds"]["failed"])
        self.assertEqual(cards["ship"]["main"]["count"], 3)
        self.assertFalse(
            any(c["failed"] for code, c in cards.items() if code != "holds")
        )

    def test_before_the_first_device(self):
        other = self.env["res.company"].create({"name": "New here"})
        self.env.cr.execute("UPDATE udi_device SET company_id = %s", [self.company.id])
        for user, links in ((self.worker, 0), (self.officer, 2)):
            user.write(
                {"company_ids": [Command.set(other.ids)], "company_id": other.id}
            )
            cards = self.cards(user)
            self.assertEqual(list(cards), ["start"])
            self.assertEqual(len(cards["start"]["links"]), links)
        action = self.card_of("start", self.officer).action_open("import")
        self.assertEqual(action["res_model"], "udi.import")

    def test_where_the_app_begins(self):
        home = self.env.ref("udi_traceability.udi_overview_action_home")
        menu = self.env.ref("udi_traceability.menu_udi_root")
        self.assertEqual(menu.action, home)
        for user, where in (
            (self.worker, "udi_scan_action"),
            (self.officer, "udi_overview_action"),
            (self.quality, "udi_overview_action"),
        ):
            page = self.env.ref(f"udi_traceability.{where}")
            self.assertEqual(home.with_user(user).run()["id"], page.id)

    def test_links_open_pages(self):
        scan = self.card_of("ship", self.worker).action_open("scan")
        self.assertEqual(scan["tag"], "udi_scan")
        self.assertEqual(scan["params"], {"kind": "ship"})
        trace = self.card_of("trace", self.worker).action_open("trace")
        menu = self.env.ref("udi_traceability.menu_udi_trace")
        self.assertEqual(trace["id"], menu.action.id)

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

    def test_who_may_not(self):
        for groups in (None, "stock.group_stock_user"):
            user = self.make_user(f"o_{groups}", groups)
            with self.assertRaises(AccessError):
                self.env["udi.overview"].with_user(user).search([])
        card = self.card_of("ship", self.worker)
        with self.assertRaises(AccessError):
            card.write({"sequence": 1})
        for key in ("nothing", "__class__", None, 7, ["main"]):
            with self.assertRaises(UserError):
                card.action_open(key)
        card.sudo().group_id = self.env.ref("udi_traceability.group_udi_manager")
        self.assertNotIn("ship", self.cards(self.worker))
        with self.assertRaises(AccessError):
            card.action_open("main")

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
