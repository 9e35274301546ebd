from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import tagged

from .common import UdiCase, carrier, gtin


@tagged("post_install", "-at_install")
class TestCheckACode(UdiCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.worker = cls.make_user("lk_worker", "udi_traceability.group_udi_user")
        cls.lot = cls.make_lot(cls.glove, "L1")
        cls.receive({cls.lot: 20})
        cls.ship({cls.lot: 8})

    def look(self, text, user=None):
        return self.env["udi.scan"].with_user(user or self.worker).udi_lookup(text)

    def names(self, answer):
        return [link["name"] for link in answer["links"]]

    def test_a_lot_by_its_label_and_by_its_number(self):
        for text in (carrier(di=gtin(10002), lot="L1"), " L1 "):
            answer = self.look(text)
            self.assertEqual(answer["severity"], "ok")
            self.assertIn("Glove G", answer["title"])
            self.assertIn(["At a customer", "8 Hospital"], answer["rows"])
            self.assertIn(["Lot", "L1"], answer["rows"])
            self.assertEqual(self.names(answer), ["trace", "lot", "hold"])
            for link in answer["links"]:
                record = self.env[link["model"]].with_user(self.worker)
                action = getattr(record.browse(link["id"]), link["method"])()
                self.assertTrue(action.get("res_model") or action["tag"])

    def test_a_lot_on_hold_says_why(self):
        self.env["udi.hold"]._hold(self.lot, "complaint", "C-118")
        answer = self.look("L1")
        self.assertEqual(answer["severity"], "stop")
        self.assertIn("Complaint, C-118", answer["state"])
        self.assertEqual(self.names(answer), ["trace", "lot"])
        self.assertIn("release", self.names(self.look("L1", self.env.user)))

    def test_a_part_on_hold_is_a_warning(self):
        self.env["udi.hold"]._hold(self.lot, "complaint", "C", held_quantity=2)
        answer = self.look("L1")
        self.assertEqual(answer["severity"], "warn")
        self.assertIn("hold", self.names(answer))

    def test_an_expired_lot_is_a_warning(self):
        self.relabel(self.lot, udi_expiration_date=self.in_days(-1))
        answer = self.look("L1")
        self.assertEqual((answer["severity"], answer["state"]), ("warn", "Expired"))

    def test_several_with_one_number(self):
        other = self.make_lot(self.make_product("Screw"), "L1")
        answer = self.look("L1")
        self.assertEqual(len(answer["choices"]), 2)
        one = self.env["udi.scan"].with_user(self.worker).udi_lookup_lot(other.id)
        self.assertIn("Screw", one["title"])
        label = self.look(carrier(di=gtin(10002), lot="L1"))
        self.assertIn("Glove", label["title"])

    def test_a_device_without_this_number(self):
        answer = self.look(carrier(di=gtin(10002), lot="NEVER"))
        self.assertEqual(answer["severity"], "warn")
        self.assertIn("No lot or serial", answer["state"])
        answer = self.look(carrier(di=gtin(10002)))
        self.assertEqual(answer["severity"], "ok")

    def test_packages_transfers_orders_and_places(self):
        package = self.env["stock.package"].create({"name": "CASE-1"})
        self.env["stock.quant"]._update_available_quantity(
            self.glove.product_id, self.shelf, 3, lot_id=self.lot, package_id=package
        )
        self.assertIn(["Glove G", "3 Units"], self.look("CASE-1")["rows"])
        sscc = package._of_sscc([])
        self.assertFalse(sscc)
        delivery = self.make_delivery([(self.glove.product_id, 2)])
        self.assertEqual(self.look(delivery.name)["title"], delivery.name)
        delivery.origin = "S00042"
        self.assertIn(delivery.name, str(self.look("S00042")["rows"]))
        self.shelf.barcode = "PLACE-1"
        self.assertEqual(self.look("PLACE-1")["title"], self.shelf.complete_name)

    def test_a_container_by_its_sscc(self):
        code = "095060001343520001"
        package = self.env["stock.package"].create({"name": code})
        answer = self.look(f"]C100{code}")
        if package.valid_sscc:
            self.assertEqual(answer["title"], package.display_name)
        else:
            self.assertEqual(answer["severity"], "unknown")

    def test_what_is_not_known(self):
        for text in ("", "nothing", carrier(di=gtin(79999)), "x" * 10_000, "\x00"):
            answer = self.look(text)
            self.assertEqual(answer["severity"], "unknown", text)
            self.assertTrue(answer["title"] and answer["state"])

    def test_hostile_arguments(self):
        scan = self.env["udi.scan"].with_user(self.worker)
        for text in (None, 5, ["L1"], {"a": 1}):
            with self.assertRaises(UserError):
                scan.udi_lookup(text)
        for lot_id in (None, "1", [self.lot.id], True, -1):
            self.assertEqual(scan.udi_lookup_lot(lot_id)["severity"], "unknown")

    def test_who_may_not(self):
        clerk = self.make_user("lk_clerk", "stock.group_stock_user")
        with self.assertRaises(AccessError):
            self.look("L1", clerk)
        with self.assertRaises(AccessError):
            self.env["udi.scan"].with_user(clerk).udi_lookup_lot(self.lot.id)

    def test_lots_of_another_company_are_not_there(self):
        other = self.env["res.company"].create({"name": "Daughter"})
        stranger = self.make_user(
            "lk_daughter",
            "udi_traceability.group_udi_user",
            company_id=other.id,
            company_ids=[Command.set(other.ids)],
        )
        self.lot.company_id = self.company
        self.assertEqual(self.look("L1", stranger)["severity"], "unknown")
