from datetime import timedelta

from odoo import fields

from .common import UdiCase

FIELDS = {"card": {}, "graph": {}, "graph_type": {}}


class OverviewCase(UdiCase):
    """What stands on the cards, and something to count for each of them."""

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
