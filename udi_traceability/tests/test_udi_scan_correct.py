from odoo.tests import Form, tagged

from .common import UdiCase, carrier, gtin


@tagged("post_install", "-at_install")
class TestCorrect(UdiCase):
    """A label that says other than the record, and the button that repairs it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.box = cls.make_lot(cls.glove, "BOX", udi_expiration_date="2031-11-02")
        cls.receive({cls.box: 60})
        worker = cls.make_user("c_worker", "udi_traceability.group_udi_user")
        delivery = cls.make_delivery([(cls.glove.product_id, 9)])
        cls.delivery = delivery.with_user(worker)

    def scan(self, key, **label):
        text = carrier(di=gtin(10002), lot="BOX", **label)
        (answer,) = self.delivery.udi_scan_send([{"key": key, "text": text}])
        return answer

    def actions(self, answer):
        return [action["name"] for action in answer["actions"]]

    def test_the_record_is_corrected_from_the_card(self):
        answer = self.scan("a", expires="311120")
        self.assertEqual(answer["findings"][0]["code"], "label_differs")
        self.assertIn("correct", self.actions(answer))
        action = self.delivery.udi_scan_action("a", "correct")
        self.assertEqual(action["res_model"], "stock.lot.udi.edit")
        wizard = self.env[action["res_model"]].with_user(self.delivery.env.user)
        form = Form(wizard.with_context(**action["context"]))
        self.assertEqual(str(form.udi_expiration_date), "2031-11-20")
        self.assertEqual(form.name, "BOX")
        form.reason = "Misread at receipt"
        form.save().action_save()
        self.assertEqual(str(self.box.udi_expiration_date), "2031-11-20")
        self.assertIn("Misread at receipt", self.events("edited").reason)
        self.assertNotIn("correct", self.actions(self.scan("b", expires="311120")))

    def test_where_nothing_differs(self):
        self.assertNotIn("correct", self.actions(self.scan("a", expires="311102")))
