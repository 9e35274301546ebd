from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tests import tagged

from .common import UdiCase, carrier, gtin


class CheckCase(UdiCase):
    """Ten serials of the pump on the shelf, and a hospital in Germany."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.germany = cls.env.ref("base.de")
        cls.hospital.country_id = cls.germany
        cls.worker = cls.make_user("c_worker", "udi_traceability.group_udi_user")
        cls.manager = cls.make_user("c_manager", "udi_traceability.group_udi_manager")
        cls.lots = cls.env["stock.lot"].create(
            [
                {
                    "name": f"SN{n}",
                    "product_id": cls.pump.product_id.id,
                    "udi_expiration_date": cls.today.replace(year=cls.today.year + 1),
                }
                for n in range(10)
            ]
        )
        cls.receive(dict.fromkeys(cls.lots, 1))

    @classmethod
    def policy(cls, code, severity, **values):
        """The row for all; or one for the operation type given."""
        rows = cls.env["udi.check.policy"]
        kind = values.get("picking_type_id", False)
        row = rows.search([("code", "=", code), ("picking_type_id", "=", kind)])
        if row:
            row.write({"severity": severity, **values})
            return row
        return rows.create({"code": code, "severity": severity, **values})

    def deliver(self, count=1, partner=None):
        return self.make_delivery([(self.pump.product_id, count)], partner)

    def scan(self, delivery, serial="SN0", **label):
        text = carrier(di=gtin(10001), serial=serial, **label)
        return delivery.with_user(self.worker).udi_scan(text)

    def codes(self, answer):
        return [finding["code"] for finding in answer["findings"]]

    def refused(self, answer, code, *words):
        self.assertFalse(answer["accepted"], answer)
        self.assertIn(code, self.codes(answer))
        found = next(f for f in answer["findings"] if f["code"] == code)
        self.assertTrue(all(found[part] for part in ("what", "why", "next")), found)
        for word in words:
            self.assertIn(word, found["message"])

    def stopped(self, delivery, *words):
        """By the dialog, by the API that skips it, and by code that never asks."""
        skip = {"skip_backorder": True, "skip_expired": True, "skip_sanity_check": True}
        delivery.move_ids.picked = True
        for road in (
            delivery.button_validate,
            delivery.with_context(**skip).button_validate,
            delivery._action_done,
            delivery.move_ids._action_done,
        ):
            with self.assertRaises(UserError) as refusal, self.cr.savepoint():
                road()
            for word in words:
                self.assertIn(word, str(refusal.exception))
        self.assertNotEqual(delivery.state, "done")


@tagged("post_install", "-at_install")
class TestCheck(CheckCase):
    def test_too_short_for_this_customer(self):
        self.relabel(self.lots[0], udi_expiration_date=self.in_days(74))
        self.hospital.udi_min_life_days = 180
        for partner in (self.hospital, self.hospital_ward):
            delivery = self.deliver(partner=partner)
            delivery.move_line_ids.lot_id = self.lots[0]
            answer = self.scan(delivery)
            self.refused(answer, "expires_soon", "74 days left", "ask for 180")
            self.assertRegex(answer["next"], r"Take SN\d: 365 days|366 days")
            self.stopped(delivery, "SN0", "74 days left")
            delivery.do_unreserve()
        self.hospital_ward.udi_min_life_days = 60
        delivery = self.deliver(partner=self.hospital_ward)
        self.assertTrue(self.scan(delivery)["accepted"])
        delivery._action_done()

    def test_nothing_lasts_long_enough(self):
        self.hospital.udi_min_life_days = 4000
        answer = self.scan(self.deliver())
        self.refused(answer, "expires_soon", "No lot here lasts long enough")

    def test_withdrawn_device_and_ended_di(self):
        delivery = self.deliver()
        self.pump.primary_di_id.discontinue_date = self.today
        self.refused(self.scan(delivery), "di_withdrawn", "Its DI ended on")
        self.stopped(delivery, "Withdrawn. Its DI ended on")
        self.pump.primary_di_id.discontinue_date = False
        self.pump._withdraw("Replaced")
        self.stopped(delivery, "The device is not sold any more.")
        self.move_lots({self.lots[5]: 1}, self.shelf, self.quarantine)

    def test_not_cleared_is_as_severe_as_the_sale(self):
        delivery = self.deliver()
        answer = self.scan(delivery)
        self.assertTrue(answer["accepted"])
        self.assertEqual(answer["severity"], "warn")
        self.assertIn("Not cleared for Germany.", answer["findings"][0]["message"])
        self.company.udi_clearance_policy = "stop"
        self.refused(self.scan(delivery, "SN1"), "not_cleared")
        self.stopped(delivery, "Not cleared for Germany.")
        self.company.udi_clearance_policy = "off"
        self.assertEqual(self.scan(delivery, "SN0")["severity"], "stop")
        delivery._action_done()

    def test_an_address_without_a_country_stops_where_clearance_stops(self):
        self.hospital.country_id = False
        delivery = self.deliver()
        self.assertEqual(self.codes(self.scan(delivery)), [])
        self.company.udi_clearance_policy = "stop"
        self.stopped(delivery, "The delivery address has no country.")

    def test_cleared_by_a_paper(self):
        self.company.udi_clearance_policy = "stop"
        self.env["udi.certificate"].create(
            {
                "kind": "registration",
                "number": "R-1",
                "country_ids": [Command.link(self.germany.id)],
                "device_ids": [Command.link(self.pump.id)],
            }
        )
        delivery = self.deliver()
        self.assertTrue(self.scan(delivery)["accepted"])
        delivery._action_done()

    def licence(self, **values):
        return self.env["udi.certificate"].create(
            {
                "kind": "licence_trade",
                "number": "L-1",
                "holder_id": self.hospital.id,
                "scope": "all",
                **values,
            }
        )

    def test_licences_of_the_customer(self):
        self.company.udi_clearance_policy = "stop"
        self.policy("not_cleared", "off")
        delivery = self.deliver()
        self.assertTrue(self.scan(delivery)["accepted"])
        self.company.udi_licence_country_ids = self.germany
        self.stopped(delivery, "Customer showed no licence.")
        licence = self.licence(valid_to=self.in_days(-1))
        self.stopped(delivery, "Customer's licence is over. L-1 ended on")
        licence.write({"valid_to": False, "scope": "listed"})
        self.stopped(delivery, "licence is for other devices")
        self.refused(self.scan(delivery, "SN1"), "licence_too_narrow")
        licence.licence_device_ids = self.pump
        self.scan(delivery, "SN2")
        delivery._action_done()

    def test_outside_the_territory(self):
        spain, portugal = self.env.ref("base.es"), self.env.ref("base.pt")
        territory = self.env["udi.territory"].create(
            {
                "name": "Iberia",
                "partner_ids": [Command.link(self.hospital.id)],
                "country_ids": [Command.set((spain | portugal).ids)],
            }
        )
        delivery = self.deliver(partner=self.hospital_ward)
        said = "Hospital sells it in ES, PT; this goes to Germany."
        self.refused(self.scan(delivery), "outside_territory", said)
        self.stopped(delivery, said)
        territory.brands = "Other, pump p"
        self.stopped(delivery, said)
        territory.brands = "Other"
        self.stopped(delivery, "Hospital has no territory for this device.")
        territory.write({"brands": False, "country_ids": self.germany.ids})
        delivery._action_done()

    def test_a_customer_who_is_no_dealer_has_no_territory(self):
        self.env["udi.territory"].create(
            {
                "name": "Iberia",
                "partner_ids": [Command.link(self.clinic.id)],
                "country_ids": [Command.link(self.env.ref("base.es").id)],
            }
        )
        self.deliver()._action_done()

    def test_shipped_already(self):
        self.ship({self.lots[0]: 1}, self.clinic)
        delivery = self.deliver()
        reference = self.events("shipped").origin
        self.refused(self.scan(delivery), "already_shipped", reference)
        receipt = self.make_receipt([(self.pump.product_id, 1)])
        self.refused(self.scan(receipt), "already_shipped")
        back = self.make_picking(
            self.customers,
            self.shelf,
            [(self.pump.product_id, 1)],
            self.clinic,
            "incoming",
        )
        self.assertTrue(self.scan(back)["accepted"])

    def test_another_lot_than_reserved_is_told(self):
        answer = self.scan(self.deliver(), "SN4")
        self.assertTrue(answer["accepted"])
        self.assertIn("other_lot", self.codes(answer))
        said = next(f for f in answer["findings"] if f["code"] == "other_lot")
        self.assertEqual(
            (said["severity"], said["why"]), ("info", "SN4 instead of SN0.")
        )

    def test_wanted_elsewhere(self):
        other = self.make_delivery([(self.glove.product_id, 1)], self.clinic)
        text = carrier(di=gtin(10002), lot="L1")
        answer = self.deliver().udi_scan(text)
        self.assertIn(f"It is wanted on {other.name}.", answer["next"])

    def test_not_on_the_order(self):
        order = self.env["sale.order"].create(
            {
                "partner_id": self.hospital.id,
                "order_line": [
                    Command.create(
                        {"product_id": self.pump.product_id.id, "product_uom_qty": 1}
                    )
                ],
            }
        )
        order.action_confirm()
        answer = order.picking_ids.udi_scan(carrier(di=gtin(10002), lot="L1"))
        self.refused(answer, "not_on_order", order.name, "Not on this transfer.")

    def test_scans_cost_the_same_whatever_lies_around(self):
        def cost(delivery, serial):
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            self.assertTrue(self.scan(delivery, serial)["accepted"])
            return self.cr.sql_log_count - before

        self.env["udi.territory"].create(
            {
                "name": "Here",
                "partner_ids": [Command.link(self.hospital.id)],
                "country_ids": [Command.link(self.germany.id)],
            }
        )
        few = self.deliver(2)
        cost(few, "SN0")
        few_cost = cost(few, "SN1")
        many = self.deliver(8)
        cost(many, "SN2")
        self.assertLessEqual(cost(many, "SN3"), few_cost)
