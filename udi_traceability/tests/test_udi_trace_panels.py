from datetime import timedelta

from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tests import tagged

from .common import UdiCase


@tagged("post_install", "-at_install")
class TestTracePanels(UdiCase):
    """Family, journey and holdings on the page, and the lists behind the figures."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.worker = cls.make_user("tracer", "udi_traceability.group_udi_user")
        cls.cell = cls.make_lot(cls.make_product("Cell"), "C-778")
        cls.other = cls.make_lot(cls.cell.product_id, "C-779")
        cls.serials = cls.env["stock.lot"].create(
            [
                {"name": f"SN{number:02}", "product_id": cls.pump.product_id.id}
                for number in range(1, 5)
            ]
        )
        receipt = cls.receive({cls.cell: 10, cls.other: 10})
        for line in receipt.move_line_ids:
            line.date -= timedelta(days=1)
        for serial in cls.serials[:2]:
            cls.produce({serial: 1}, {cls.cell: 1})
        # two lots in one order: nobody knows which went into which
        cls.produce(dict.fromkeys(cls.serials[2:], 1), {cls.cell: 1, cls.other: 1})
        cls.hospital.country_id = cls.env.ref("base.de")
        cls.clinic.country_id = cls.env.ref("base.fr")
        cls.ship({cls.serials[0]: 1, cls.serials[2]: 1})
        cls.ship({cls.serials[1]: 1}, cls.clinic)
        cls.take_back({cls.serials[1]: 1}, cls.clinic)

    def trace(self):
        return self.env["udi.trace"].with_user(self.worker)

    def ask(self, method, *arguments, lot=None):
        lot = lot or self.cell
        return getattr(self.trace(), f"udi_trace_{method}")("lot", lot.id, *arguments)

    def listed(self, cell):
        action = self.ask("lines", cell)
        records = self.env[action["res_model"]].with_user(self.worker)
        return records.search(action["domain"])

    def test_counts(self):
        counts = self.ask("counts")
        self.assertEqual(counts["down"], {"certain": 2, "possible": 2})
        self.assertEqual(counts["up"], {"certain": 0, "possible": 0})
        self.assertEqual(self.ask("counts", lot=self.serials[2])["up"]["possible"], 2)

    def test_a_step_down_says_certain_or_why_it_is_not(self):
        step = self.ask("family", "down")
        self.assertEqual(step["total"], 4)
        rows = {row["name"]: row for row in step["rows"]}
        self.assertTrue(rows["SN01"]["certain"])
        self.assertIn("1", rows["SN01"]["quantity"])
        self.assertFalse(rows["SN03"]["certain"])
        self.assertIn("had 2 lots of it", rows["SN03"]["why"])
        self.assertFalse(rows["SN03"]["further"])
        names = [row["name"] for row in step["rows"]]
        self.assertEqual(names, ["SN01", "SN02", "SN03", "SN04"])

    def test_a_step_up_and_on(self):
        step = self.ask("family", "up", lot=self.serials[2])
        self.assertEqual({row["name"] for row in step["rows"]}, {"C-778", "C-779"})
        on = self.ask("family", "down", self.other.id, lot=self.serials[2])
        self.assertEqual({row["name"] for row in on["rows"]}, {"SN03", "SN04"})

    def test_fifty_at_a_time(self):
        serials = self.env["stock.lot"].create(
            [
                {"name": f"X{number}", "product_id": self.pump.product_id.id}
                for number in range(60)
            ]
        )
        bulk = self.make_lot(self.cell.product_id, "BULK")
        self.receive({bulk: 60})
        self.produce(dict.fromkeys(serials, 1), {bulk: 60})
        first = self.ask("family", "down", lot=bulk)
        self.assertEqual((len(first["rows"]), first["total"]), (50, 60))
        rest = self.ask("family", "down", False, 50, lot=bulk)
        self.assertEqual(len(rest["rows"]), 10)
        by_lot = self.ask("holdings", "lot", 50, lot=bulk)
        self.assertEqual((len(by_lot["rows"]), by_lot["total"]), (11, 61))

    def test_a_lot_that_may_not_be_read_has_no_name(self):
        daughter = self.env["res.company"].create({"name": "Daughter"})
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE stock_lot SET company_id = %s WHERE id = %s",
            (daughter.id, self.serials[0].id),
        )
        self.env.invalidate_all()
        step = self.ask("family", "down")
        self.assertEqual(step["total"], 4)
        told = [row["name"] for row in step["rows"]]
        self.assertNotIn("SN01", told)
        self.assertIn("A lot that you may not see", told)
        counted = self.ask("holdings")["figures"]["there"]
        self.assertEqual(counted, {"certain": 1, "possible": 1})

    def test_the_holdings_add_up(self):
        table = self.ask("holdings")
        figures = table["figures"]
        # 7 cells and SN02 are certain, SN04 is possible; SN01 and SN03 are out there
        self.assertEqual(figures["here"], {"certain": 8, "possible": 1})
        self.assertEqual(figures["there"], {"certain": 1, "possible": 1})
        self.assertEqual(figures["used"], {"certain": 3, "possible": 0})
        self.assertEqual(figures["total"], {"certain": 9, "possible": 2})
        for figure in ("certain", "possible"):
            came = sum(t[figure] for t in table["steps"]["terms"] if t["came"])
            rest = sum(
                t["sign"] * t[figure] for t in table["steps"]["terms"] if not t["came"]
            )
            self.assertEqual(came, rest)
        self.assertFalse(table["steps"]["unknown"])

    def test_by_consignee_country_and_lot(self):
        who = {row["label"]: row for row in self.ask("holdings")["rows"]}
        hospital = who["Hospital"]
        self.assertEqual((hospital["certain"], hospital["possible"]), (1, 1))
        self.assertEqual(hospital["detail"], "DE")
        self.assertNotIn("Clinic", who)
        countries = [row["label"] for row in self.ask("holdings", "country")["rows"]]
        self.assertEqual(countries[0], "Germany")
        self.assertNotIn("France", countries)
        lots = {row["label"]: row for row in self.ask("holdings", "lot")["rows"]}
        self.assertEqual(lots["C-778"]["certain"], 7)
        self.assertEqual(lots["SN03"]["possible"], 1)
        self.assertIn("Hospital", lots["SN03"]["detail"])

    def test_every_figure_opens_its_lines(self):
        out = self.listed({"kind": "consignee", "partner": self.hospital.id})
        self.assertEqual(out.lot_id, self.serials[0] | self.serials[2])
        self.assertEqual(self.listed({"figure": "there"}).lot_id, self.serials[:3])
        country = {"kind": "consignee", "country": self.env.ref("base.fr").id}
        self.assertEqual(self.listed(country).lot_id, self.serials[1])
        delivered = self.listed({"step": "delivered"})
        self.assertEqual(sum(delivered.mapped("quantity")), 3)
        self.assertEqual(self.listed({"step": "returned"}).lot_id, self.serials[1])
        here = self.listed({"figure": "here"})
        self.assertEqual((here._name, sum(here.mapped("quantity"))), ("stock.quant", 9))
        place = {"kind": "stock", "place": self.shelf.id}
        self.assertEqual(self.listed(place), here)
        used = self.listed({"kind": "consumed"})
        self.assertEqual(sum(used.mapped("quantity")), 3)
        self.assertEqual(self.listed({"lots": "possible"}), self.serials[2:])
        self.assertEqual(self.listed({"lots": "all"}), self.serials)
        self.assertEqual(len(self.listed({"lot": self.serials[1].id})), 3)

    def test_each_step_of_the_sum_opens_as_many_units(self):
        for term in self.ask("holdings")["steps"]["terms"]:
            if term["name"] in ("shelf", "reserved", "transit"):
                continue
            lines = self.listed({"step": term["name"]})
            units = sum(lines.mapped("quantity"))
            self.assertEqual(units, term["certain"] + term["possible"], term["name"])

    def test_reserved_and_free_are_apart(self):
        self.make_delivery([(self.cell.product_id, 2)])
        rows = {row["detail"]: row for row in self.ask("holdings")["rows"]}
        self.assertEqual(rows["Reserved"]["certain"], 2)
        self.assertEqual(self.listed({"kind": "reserved"}).lot_id, self.cell)

    def test_the_journey_oldest_first(self):
        rows = self.ask("journey")["rows"]
        kinds = [row["kind"] for row in rows]
        self.assertEqual(kinds[0], "received")
        for kind in ("consumed", "made", "shipped", "returned"):
            self.assertIn(kind, kinds)
        shipped = next(row for row in rows if row["kind"] == "shipped")
        self.assertIn("Hospital", shipped["sentence"])
        self.assertEqual(shipped["lots"], 2)
        own = [row["kind"] for row in self.ask("journey", "own")["rows"]]
        self.assertEqual(set(own), {"received", "consumed"})
        up = self.ask("journey", "up", lot=self.serials[0])["rows"]
        self.assertEqual([row["kind"] for row in up][0], "received")

    def test_the_journey_page_by_page(self):
        for _day in range(52):
            self.move_lots({self.cell: 1}, self.shelf, self.quarantine)
            self.move_lots({self.cell: 1}, self.quarantine, self.shelf)
        first = self.ask("journey", "own")
        self.assertEqual(len(first["rows"]), 50)
        keys = [row["key"] for row in first["rows"]]
        second = self.ask("journey", "own", first["after"])
        keys += [row["key"] for row in second["rows"]]
        third = self.ask("journey", "own", second["after"])
        keys += [row["key"] for row in third["rows"]]
        self.assertIsNone(third["after"])
        self.assertEqual(len(keys), len(set(keys)))

    def test_order_invoice_and_payment(self):
        product = self.glove.product_id
        product.invoice_policy = "order"
        lot = self.make_lot(self.glove, "L1")
        self.receive({lot: 5})
        order = self.env["sale.order"].create(
            {
                "partner_id": self.hospital.id,
                "order_line": [
                    Command.create({"product_id": product.id, "product_uom_qty": 2})
                ],
            }
        )
        order.action_confirm()
        order.picking_ids.move_ids.picked = True
        order.picking_ids._action_done()

        def paid():
            rows = self.ask("journey", lot=lot)["rows"]
            shipped = next(row for row in rows if row["kind"] == "shipped")
            self.assertEqual(shipped["order"]["name"], order.name)
            return shipped["order"]["paid"]

        self.assertEqual(paid(), "not invoiced")
        if not self.env["account.journal"].search([("type", "=", "sale")], limit=1):
            self.skipTest("no chart of accounts")
        invoice = order._create_invoices()
        invoice.action_post()
        self.assertEqual(paid(), "invoiced, not paid")
        pay = self.env["account.payment.register"].with_context(
            active_model="account.move", active_ids=invoice.ids
        )
        pay.create({})._create_payments()
        self.assertIn("invoiced, ", paid())
        self.assertNotIn("not paid", paid())

    def test_what_no_page_sends(self):
        day = "2026-11-22T10:00:00"
        for method, *arguments in (
            ("family", "sideways"),
            ("family", "down", False, -1),
            ("family", "down", False, "5"),
            ("family", "down", "x"),
            ("journey", "everything"),
            ("journey", "own", "x"),
            ("journey", "own", ["x", "stock.picking", 1, "shipped", 1]),
            ("journey", "own", [day, "stock.picking", True, "shipped", 1]),
            ("journey", "own", [day, "stock.picking", 1]),
            ("holdings", "colour"),
            ("holdings", "who", -5),
            ("lines", {"figure": "x"}),
            ("lines", {"step": "x"}),
            ("lines", {"kind": "x"}),
            ("lines", {"lots": "x"}),
            ("lines", {"partner": "1 OR TRUE"}),
            ("lines", {"other": 1}),
            ("lines", [1]),
            ("print", {"by": "x"}),
            ("print", {"up": ["x"]}),
            ("print", {"down": list(range(1, 500))}),
        ):
            with self.assertRaises(UserError, msg=(method, arguments)):
                self.ask(method, *arguments)

    def test_as_many_queries_for_many_as_for_few(self):
        lots = self.env["stock.lot"].create(
            [
                {"name": f"Q{number}", "product_id": self.glove.product_id.id}
                for number in range(40)
            ]
        )
        few = self.receive({lots[0]: 1})
        many = self.receive(dict.fromkeys(lots, 1))

        def count(picking):
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            for method in ("counts", "journey", "holdings"):
                getattr(self.trace(), f"udi_trace_{method}")("transfer", picking.id)
            self.trace().udi_trace_holdings("transfer", picking.id, "lot")
            self.trace().udi_trace_family("transfer", picking.id, "here")
            return self.cr.sql_log_count - before

        count(few)
        self.assertLessEqual(count(many), count(few) + 2)

    def test_dates_are_days_of_the_company(self):
        row = self.ask("journey", "own")["rows"][0]
        finding = self.env["udi.finding"]
        near = {self.today, self.today - timedelta(days=1)}
        self.assertIn(row["day"], {finding._day(day) for day in near})
