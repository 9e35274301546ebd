from odoo.tests import tagged

from .common import UdiCase, carrier, gtin


@tagged("post_install", "-at_install")
class TestHoldFromTheCard(UdiCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.worker = cls.make_user("card_worker", "udi_traceability.group_udi_user")
        cls.lot = cls.make_lot(cls.glove, "L1")
        cls.receive({cls.lot: 20})
        cls.delivery = cls.make_delivery([(cls.glove.product_id, 5)])
        cls.delivery = cls.delivery.with_user(cls.worker)

    def send(self, key="k1"):
        text = carrier(di=gtin(10002), lot="L1")
        [answer] = self.delivery.udi_scan_send([{"key": key, "text": text}])
        return answer

    def names(self, answer):
        return [action["name"] for action in answer["actions"]]

    def test_a_held_lot_goes_to_quarantine(self):
        self.env["udi.hold"]._hold(self.lot, "complaint", "C-118")
        answer = self.send()
        self.assertFalse(answer["accepted"])
        self.assertIn("quarantine", self.names(answer))
        self.assertNotIn("hold", self.names(answer))
        answer = self.delivery.udi_scan_action("k1", "quarantine")
        self.assertEqual((answer["state"], answer["actions"]), ("aside", []))
        self.assertIn("Quarantine", answer["what"])
        there = self.lot.quant_ids.filtered(
            lambda quant: quant.location_id == self.quarantine
        )
        self.assertEqual(there.quantity, 1)

    def test_an_expired_lot_is_held_or_moved(self):
        self.relabel(self.lot, udi_expiration_date=self.in_days(-1))
        answer = self.send()
        self.assertIn("hold", self.names(answer))
        action = self.delivery.udi_scan_action("k1", "hold")
        wizard = self.env[action["res_model"]].browse(action["res_id"])
        self.assertEqual(wizard.lot_ids, self.lot)
        self.delivery.udi_scan_action("k1", "quarantine")
        self.assertEqual(self.events("moved", lot_id=self.lot.id).quantity, 1)

    def test_without_a_quarantine_nothing_is_offered(self):
        self.quarantine.udi_quarantine = False
        self.relabel(self.lot, udi_expiration_date=self.in_days(-1))
        self.assertNotIn("quarantine", self.names(self.send()))

    def test_what_counts_has_no_such_button(self):
        answer = self.send()
        self.assertTrue(answer["accepted"])
        self.assertNotIn("hold", self.names(answer))
