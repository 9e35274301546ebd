from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .test_udi_alert import AlertCase


@tagged("post_install", "-at_install")
class TestAlertHold(AlertCase):
    def test_the_lot_of_an_alert_is_held_from_it(self):
        alert = self.raised().with_user(self.worker)
        action = alert.action_hold()
        dialog = self.env[action["res_model"]].with_user(self.worker)
        dialog = dialog.browse(action["res_id"])
        self.assertEqual(dialog.lot_ids, self.lot)
        dialog.note = "Label and record differ"
        dialog.action_hold()
        self.assertTrue(self.lot.udi_on_hold)
        self.assertEqual(alert.state, "open")

    def test_an_alert_without_a_lot_says_so(self):
        partner = self.hospital
        alert = self.raised(
            self.vals(res_model="res.partner", res_id=partner.id, lot_id=False)
        )
        with self.assertRaisesRegex(UserError, "names no lot"):
            alert.action_hold()

    def test_who_may_not(self):
        employee = self.make_user("al_employee")
        with self.assertRaises(AccessError):
            self.raised().with_user(employee).action_hold()
