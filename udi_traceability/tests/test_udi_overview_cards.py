from datetime import timedelta
from unittest.mock import patch

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import tagged
from odoo.tools import mute_logger

from .overview_case import OverviewCase


@tagged("post_install", "-at_install")
class TestUdiOverviewCards(OverviewCase):
    """Which cards a person sees, in which order, and who may not."""

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
