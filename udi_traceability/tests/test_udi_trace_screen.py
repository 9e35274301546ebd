from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged

from .common import UdiCase, carrier, gtin


@tagged("post_install", "-at_install")
class TestTraceScreen(UdiCase):
    """What a text stands for, what the page says of it, and who may ask."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.worker = cls.make_user("tracer", "udi_traceability.group_udi_user")
        cls.clerk = cls.make_user("t_clerk", "stock.group_stock_user")
        cls.cell = cls.make_lot(cls.make_product("Cell"), "C-778", ref="MC-5521")
        cls.serials = cls.env["stock.lot"].create(
            [
                {"name": name, "product_id": cls.pump.product_id.id}
                for name in ("SN01", "SN02")
            ]
        )
        cls.receive({cls.cell: 10})
        for serial in cls.serials:
            cls.produce({serial: 1}, {cls.cell: 1})
        cls.delivery = cls.ship({cls.serials[0]: 1})

    def trace(self, user=None):
        return self.env["udi.trace"].with_user(user or self.worker)

    def find(self, text):
        return self.trace().udi_trace_find(text)

    def assertFound(self, text, kind, record):
        self.assertEqual(self.find(text), {"kind": kind, "id": record.id})

    def test_a_label_a_number_or_the_supplier_s_number(self):
        self.assertFound(carrier(di=gtin(10001), serial="SN01"), "lot", self.serials[0])
        self.assertFound(" C-778\r\n", "lot", self.cell)
        self.assertFound("MC-5521", "lot", self.cell)
        self.assertFound(carrier(di=gtin(10001)), "device", self.pump)

    def test_packages_transfers_and_orders(self):
        package = self.env["stock.package"].create({"name": "CASE-1"})
        self.assertFound("CASE-1", "package", package)
        self.assertFound(self.delivery.name, "transfer", self.delivery)
        self.delivery.origin = "P00042"
        self.assertFound("P00042", "transfer", self.delivery)
        order = self.env["sale.order"].create({"partner_id": self.hospital.id})
        self.assertFound(order.name, "order", order)

    def test_several_are_a_choice_and_never_the_first(self):
        other = self.make_lot(self.glove, "C-778")
        package = self.env["stock.package"].create({"name": "C-778"})
        found = self.find("C-778")
        self.assertEqual(
            [(each["kind"], each["id"]) for each in found["choices"]],
            [("lot", self.cell.id), ("lot", other.id), ("package", package.id)],
        )
        self.assertIn("Glove G", found["choices"][1]["detail"])

    def test_nothing_found_suggests_what_is_near(self):
        found = self.find("SN03")
        self.assertIn("No unit has this number", found["what"])
        near = [each["label"] for each in found["near"]]
        self.assertEqual(near, ["Serial SN01", "Serial SN02"])
        label = self.find(carrier(di=gtin(10001), serial="SN011"))
        self.assertIn("SN011", label["what"])
        self.assertEqual(label["near"][0]["id"], self.serials[0].id)
        for text in ("", "x", "%%%%", "SN_", "\x00", "x" * 10_000):
            self.assertFalse(self.find(text)["near"], text)
        for wrong in (None, 3, ["C-778"], {}):
            with self.assertRaises(UserError):
                self.find(wrong)

    def test_the_page_says_what_it_is_and_its_state(self):
        head = self.trace().udi_trace_open("lot", self.cell.id)
        self.assertEqual((head["word"], head["name"]), ("Lot", "C-778"))
        self.assertEqual((head["what"], head["severity"]), ("Cell", "ok"))
        self.assertIn("supplier's number MC-5521", head["facts"])
        self.env["udi.hold"]._hold(self.cell, "complaint", "C-118")
        head = self.trace().udi_trace_open("lot", self.cell.id)
        self.assertEqual(head["severity"], "stop")
        self.assertIn("C-118", head["state"])

    def test_every_kind_has_a_page(self):
        package = self.env["stock.package"].create({"name": "CASE-1"})
        quant = self.serials[1].quant_ids.filtered("quantity")[-1:]
        quant.package_id = package
        order = self.env["sale.order"].create({"partner_id": self.hospital.id})
        kinds = (
            ("package", package, 1),
            ("transfer", self.delivery, 1),
            ("order", order, 0),
            ("device", self.pump, 2),
        )
        for kind, record, lots in kinds:
            head = self.trace().udi_trace_open(kind, record.id)
            self.assertEqual((head["kind"], head["id"]), (kind, record.id))
            self.assertEqual(head["lots"], lots, kind)
            self.assertTrue(head["word"])
            action = self.trace().udi_trace_record(kind, record.id)
            opened = (action["res_model"], action["res_id"])
            self.assertEqual(opened, (record._name, record.id))

    def test_the_buttons_of_records_lead_here(self):
        package = self.env["stock.package"].create({"name": "CASE-1"})
        order = self.env["sale.order"].create({"partner_id": self.hospital.id})
        for kind, record in (
            ("lot", self.cell),
            ("package", package),
            ("transfer", self.delivery),
            ("order", order),
            ("device", self.pump),
        ):
            action = record.with_user(self.worker).action_udi_trace()
            self.assertEqual(action["tag"], "udi_trace")
            self.assertEqual(action["params"], {"kind": kind, "id": record.id})
            with self.assertRaises(AccessError):
                record.with_user(self.clerk).action_udi_trace()

    def test_a_step_from_several_lots_is_summed_up(self):
        cell = self.make_lot(self.make_product("Cell"), "C-1")
        spare = self.make_lot(cell.product_id, "C-2")
        serials = self.env["stock.lot"].create(
            [
                {"name": f"STEP{number}", "product_id": self.pump.product_id.id}
                for number in range(4)
            ]
        )
        self.receive({cell: 10, spare: 10})
        for number, serial in enumerate(serials[:3]):
            made = self.produce({serial: 1}, {cell: 2})
            made.move_id.reference = f"MO/{number}"
        self.produce({serials[3]: 1}, {cell: 1, spare: 1})
        sent = self.ship(dict.fromkeys(serials, 1))
        step = self.trace().udi_trace_family("transfer", sent.id, "up")
        rows = {row["name"]: row for row in step["rows"]}
        self.assertTrue(rows["C-1"]["certain"])
        self.assertEqual(rows["C-1"]["quantity"], "7 Units")
        self.assertIn("more", rows["C-1"]["why"])

    def test_hold_what_it_went_into(self):
        action = self.trace().udi_trace_act("lot", self.cell.id, "hold")
        form = Form(
            self.env[action["res_model"]]
            .with_user(self.worker)
            .browse(action["res_id"])
        )
        form.note = "swollen"
        form.save().action_hold()
        lots = self.cell | self.serials
        self.assertEqual(lots.mapped("udi_on_hold"), [True] * 3)

    def test_the_page_says_which_companies_it_searched(self):
        def head(user):
            return user.udi_trace_open("lot", self.cell.id)["companies"]

        self.assertFalse(head(self.trace()))
        self.worker.company_ids += self.env["res.company"].create({"name": "Daughter"})
        one = self.trace().with_context(allowed_company_ids=self.company.ids)
        self.assertIn(self.company.name, head(one))
        both = self.worker.company_ids.ids
        self.assertFalse(head(self.trace().with_context(allowed_company_ids=both)))

    def test_what_other_companies_did_is_counted_and_not_told(self):
        counts = self.trace().udi_trace_counts("lot", self.cell.id)
        self.assertFalse(counts["hidden"])
        daughter = self.env["res.company"].create({"name": "Daughter"})
        line = self.delivery.move_line_ids
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE stock_move_line SET company_id = %s WHERE id = %s",
            (daughter.id, line.id),
        )
        counts = self.trace().udi_trace_counts("lot", self.cell.id)
        self.assertEqual(
            counts["hidden"], "1 movement in other companies is not shown."
        )
        self.assertEqual(counts["down"], {"certain": 2, "possible": 0})

    def test_who_may_not_trace(self):
        asked = (
            ("udi_trace_find", ("C-778",)),
            ("udi_trace_open", ("lot", self.cell.id)),
            ("udi_trace_record", ("lot", self.cell.id)),
            ("udi_trace_act", ("lot", self.cell.id, "hold")),
            ("udi_trace_counts", ("lot", self.cell.id)),
            ("udi_trace_family", ("lot", self.cell.id, "down")),
            ("udi_trace_journey", ("lot", self.cell.id)),
            ("udi_trace_holdings", ("lot", self.cell.id)),
            ("udi_trace_lines", ("lot", self.cell.id, {"figure": "here"})),
            ("udi_trace_print", ("lot", self.cell.id)),
        )
        portal = self.env.ref("base.public_user")
        for user in (self.clerk, portal):
            for method, arguments in asked:
                with self.assertRaises(AccessError, msg=method):
                    getattr(self.trace(user), method)(*arguments)
        for method, arguments in asked:
            getattr(self.trace(), method)(*arguments)

    def test_a_lot_of_another_company_is_not_told(self):
        daughter = self.env["res.company"].create({"name": "Daughter"})
        secret = self.make_lot(self.glove, "SECRET", company_id=daughter.id)
        self.assertNotIn("id", self.find("SECRET"))
        with self.assertRaises(AccessError):
            self.trace().udi_trace_open("lot", secret.id)
        with self.assertRaises(AccessError):
            self.trace().udi_trace_holdings("lot", secret.id)

    def test_what_is_no_kind_no_number_or_no_button(self):
        for kind in ("user", "stock.lot", "__class__", "", None, 3, ["lot"]):
            with self.assertRaises(UserError):
                self.trace().udi_trace_open(kind, self.cell.id)
        for number in (0, -1, 2**40, "1", True, None, [1], 1.0):
            with self.assertRaises(UserError):
                self.trace().udi_trace_open("lot", number)
        with self.assertRaisesRegex(UserError, "no longer there"):
            self.trace().udi_trace_open("lot", 2**31 - 1)
        for name in ("release", "recall", "_hold", "", None, 3, ["hold"]):
            with self.assertRaises(UserError):
                self.trace().udi_trace_act("lot", self.cell.id, name)
