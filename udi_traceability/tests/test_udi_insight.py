from datetime import timedelta

from odoo import fields
from odoo.exceptions import AccessError
from odoo.fields import Command
from odoo.tests import tagged

from .insight_case import InsightCase


@tagged("post_install", "-at_install")
class TestUdiInsight(InsightCase):
    def test_movements_are_counted_once_each_way(self):
        lots = self.serials("M", 5)
        self.receive(dict.fromkeys(lots, 1))
        self.ship(dict.fromkeys(lots[:4], 1))
        self.take_back({lots[0]: 1})
        self.ship({lots[0]: 1})
        self.assertEqual(
            self.figures("received", "shipped", "returned", "stock"), (5, 5, 1, 1)
        )

    def test_what_is_made_of_them(self):
        part = self.make_lot(self.glove, "PART")
        self.receive({part: 10})
        self.produce(dict.fromkeys(self.serials("X", 2), 1), {part: 4})
        self.assertEqual(self.figures("made", "received", "stock"), (2, 0, 2))

    def test_moves_inside_are_no_movements(self):
        lot = self.make_lot(self.pump, "IN")
        self.receive({lot: 1})
        self.move_lots({lot: 1}, self.shelf, self.quarantine)
        self.assertEqual(self.figures("received", "shipped", "stock"), (1, 0, 1))

    def test_who_got_them_and_where(self):
        germany, france = self.env.ref("base.de"), self.env.ref("base.fr")
        self.hospital_ward.country_id = germany
        self.clinic.country_id = france
        territory = self.env["udi.territory"].create(
            {
                "name": "North",
                "partner_ids": [Command.link(self.hospital.id)],
                "country_ids": [Command.link(germany.id)],
            }
        )
        lots = self.serials("W", 3)
        self.receive(dict.fromkeys(lots, 1))
        self.ship({lots[0]: 1, lots[1]: 1}, self.hospital_ward)
        self.ship({lots[2]: 1}, self.clinic)
        shipped = [("shipped", ">", 0)]
        by = self.figures("shipped", domain=shipped, by=["partner_id"])
        self.assertEqual(by, {self.hospital: (2,), self.clinic: (1,)})
        by = self.figures("shipped", domain=shipped, by=["country_id"])
        self.assertEqual(by, {germany: (2,), france: (1,)})
        by = self.figures("shipped", domain=shipped, by=["territory_id"])
        self.assertEqual(by, {territory: (2,), territory.browse(): (1,)})

    def test_the_supplier_is_no_customer(self):
        self.receive({self.make_lot(self.pump, "S"): 1})
        self.assertFalse(
            self.env["udi.insight"].search([("received", ">", 0)]).partner_id
        )

    def test_by_device_di_and_month(self):
        lots = self.serials("D", 2)
        self.receive(dict.fromkeys(lots, 1))
        first, second = (self.ship({lot: 1}) for lot in lots)
        self.at("2025-03-31 12:00:00", first.move_line_ids)
        self.at("2025-04-01 12:00:00", second.move_line_ids)
        shipped = [("shipped", ">", 0)]
        by = self.figures("shipped", domain=shipped, by=["date:month"])
        self.assertEqual([month.month for month in by], [3, 4])
        by = self.figures("shipped", domain=shipped, by=["device_id"])
        self.assertEqual(by, {self.pump: (2,)})
        by = self.figures("shipped", domain=shipped, by=["di_id"])
        self.assertEqual(by, {self.pump.primary_di_id: (2,)})

    def test_goods_that_are_no_devices_are_not_here(self):
        screws = self.make_product("Screws")
        self.receive({self.make_lot(screws, "SCREW"): 100})
        rows = self.env["udi.insight"].search([("product_id", "=", screws.id)])
        self.assertFalse(rows)

    def test_expired_on_the_shelf_by_the_day_it_expired(self):
        lots = self.serials("E", 2)
        self.receive(dict.fromkeys(lots, 1))
        self.relabel(lots[0], udi_expiration_date=self.in_days(-40))
        self.relabel(lots[1], udi_expiration_date=self.today)
        self.assertEqual(self.figures("expired", "stock"), (1, 2))
        row = self.env["udi.insight"].search([("expired", ">", 0)])
        self.assertEqual(row.date.date(), self.in_days(-40))

    def test_days_of_stock(self):
        lots = self.serials("P", 6)
        self.receive(dict.fromkeys(lots, 1))
        old = self.ship({lots[0]: 1, lots[1]: 1})
        self.at(fields.Datetime.now() - timedelta(days=91), old.move_line_ids)
        self.ship({lots[2]: 1})
        # three on the shelf, one left in ninety days
        self.assertEqual(self.figures("days_of_stock:avg"), (270,))
        by = self.figures("days_of_stock:avg", by=["device_id"])
        self.assertEqual(by, {self.pump: (270,)})

    def test_no_pace_no_days(self):
        self.receive({self.make_lot(self.pump, "STILL"): 1})
        self.assertEqual(self.figures("days_of_stock:avg"), (0,))

    def test_days_from_order_to_delivery_of_each_unit(self):
        lots = self.serials("T", 4)
        self.receive(dict.fromkeys(lots, 1))
        slow, quick = self.sell(lots[:3]), self.sell(lots[3])
        for order, days in ((slow, 8), (quick, 4)):
            moment = fields.Datetime.now()
            order.date_order = moment - timedelta(days=days)
            self.at(moment, order.picking_ids.move_line_ids)
        [days] = self.figures("lead_days:avg")
        self.assertAlmostEqual(days, 7, 2)

    def test_the_number_is_a_door(self):
        lot = self.make_lot(self.pump, "DOOR")
        self.receive({lot: 1})
        picking = self.ship({lot: 1})
        row = self.env["udi.insight"].search(
            [("shipped", ">", 0), ("lot_id", "=", lot.id)]
        )
        action = row.action_open_document()
        self.assertEqual(
            (action["res_model"], action["res_id"]), ("stock.picking", picking.id)
        )

    def test_each_row_says_something(self):
        lots = self.serials("ROW", 2)
        self.receive(dict.fromkeys(lots, 1))
        self.ship({lots[0]: 1})
        rows = self.env["udi.insight"].search([("product_id", "=", lots.product_id.id)])
        said = [
            [name for name in ("received", "shipped", "stock") if row[name]]
            for row in rows.sorted("id")
        ]
        self.assertCountEqual(
            said, [["received"], ["received"], ["shipped"], ["stock"]]
        )

    # -- paid ----------------------------------------------------------------------

    def bill(self, order, paid=0):
        """Invoice all of it, and pay a part of that."""
        account = self.env["account.account"]
        receivable, income, bank = account.create(
            [
                {
                    "name": "R",
                    "code": "udi1",
                    "account_type": "asset_receivable",
                    "reconcile": True,
                },
                {"name": "I", "code": "udi2", "account_type": "income"},
                {"name": "B", "code": "udi3", "account_type": "asset_cash"},
            ]
        )
        sales, other = self.env["account.journal"].create(
            [
                {
                    "name": "S",
                    "code": "UDS",
                    "type": "sale",
                    "default_account_id": income.id,
                },
                {"name": "O", "code": "UDO", "type": "general"},
            ]
        )
        order.partner_id.property_account_receivable_id = receivable
        invoice = order.with_context(default_journal_id=sales.id)._create_invoices()
        invoice.invoice_line_ids.account_id = income
        invoice.action_post()
        if paid:
            payment = self.env["account.move"].create(
                {
                    "journal_id": other.id,
                    "line_ids": [
                        Command.create(
                            {
                                "account_id": account_.id,
                                "partner_id": order.partner_id.id,
                                "balance": balance,
                            }
                        )
                        for account_, balance in ((receivable, -paid), (bank, paid))
                    ],
                }
            )
            payment.action_post()
            lines = (invoice | payment).line_ids
            lines.filtered(lambda line: line.account_id == receivable).reconcile()
        return invoice

    def test_paid_share(self):
        lots = self.serials("B", 4)
        self.receive(dict.fromkeys(lots, 1))
        self.pump.product_id.invoice_policy = "delivery"
        order = self.sell(lots[:3], price=10)
        self.sell(lots[3], self.clinic, price=10)
        self.assertEqual(self.figures("paid_share:avg"), (0,))
        self.bill(order, paid=15)
        by = self.figures(
            "paid_share:avg", domain=[("shipped", ">", 0)], by=["partner_id"]
        )
        self.assertAlmostEqual(by[self.hospital][0], 50)
        self.assertEqual(by[self.clinic][0], 0)
        self.assertAlmostEqual(self.figures("paid_share:avg")[0], 3 * 50 / 4)

    def test_what_costs_nothing_and_what_nobody_ordered_have_no_share(self):
        lots = self.serials("F", 2)
        self.receive(dict.fromkeys(lots, 1))
        self.sell(lots[0], price=0)
        self.ship({lots[1]: 1})
        rows = self.env["udi.insight"].search([("shipped", ">", 0)])
        self.assertEqual(rows.mapped("paid_share"), [0, 0])
        found = self.env["udi.insight"]._read_group([], [], ["paid_share:avg"])
        self.assertFalse(found[0][0])

    # -- who may -------------------------------------------------------------------

    def test_only_those_with_a_role(self):
        for group in (None, "stock.group_stock_user"):
            user = self.make_user(f"i_{group}", group)
            with self.assertRaises(AccessError):
                self.env["udi.insight"].with_user(user).search([])

    def test_nobody_changes_it(self):
        manager = self.make_user("i_manager", "udi_traceability.group_udi_manager")
        rows = self.env["udi.insight"].with_user(manager)
        for right in ("write", "create", "unlink"):
            self.assertFalse(rows.has_access(right))

    def test_the_memory_of_a_sum_is_given_back(self):
        self.cr.execute("SHOW work_mem")
        before = self.cr.fetchone()
        self.env["udi.insight"].formatted_read_grouping_sets(
            [], [[], ["device_id"]], ["shipped:sum"]
        )
        self.env["udi.insight"].formatted_read_group([], ["lot_id"], ["shipped:sum"])
        self.cr.execute("SHOW work_mem")
        self.assertEqual(self.cr.fetchone(), before)

    def test_money_is_for_those_who_see_orders(self):
        worker = self.make_user("i_worker", "udi_traceability.group_udi_user")
        rows = self.env["udi.insight"].with_user(worker)
        with self.assertRaises(AccessError):
            rows._read_group([], [], ["paid_share:avg"])
        seller = self.make_user(
            "i_seller", "udi_traceability.group_udi_user,sales_team.group_sale_salesman"
        )
        self.env["udi.insight"].with_user(seller)._read_group(
            [], [], ["paid_share:avg"]
        )

    def test_other_companies(self):
        lot = self.make_lot(self.pump, "HERE")
        self.receive({lot: 1})
        other = self.env["res.company"].create({"name": "Daughter"})
        worker = self.make_user(
            "i_there",
            "udi_traceability.group_udi_user",
            company_id=other.id,
            company_ids=[Command.set([other.id])],
        )
        there = self.env["udi.insight"].with_user(worker)
        self.assertFalse(there.search([]))
        both = self.env["udi.insight"].with_context(allowed_company_ids=[other.id])
        self.assertFalse(both.search([]))
