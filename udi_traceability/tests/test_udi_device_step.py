from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged

from .common import UdiCase


@tagged("post_install", "-at_install")
class TestDeviceStep(UdiCase):
    """Each step is logged with who and why, and nobody takes it back."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.officer = cls.make_user("steps", "udi_traceability.group_udi_officer")
        cls.draft = cls.make_device("Step", 42001, active=False).with_user(cls.officer)

    def steps(self, device):
        events = self.env["udi.event"].search(
            [("res_model", "=", "udi.device"), ("res_id", "=", device.id)], order="id"
        )
        return [(event.user_id, event.reason) for event in events]

    def take(self, action, reason):
        dialog = self.env[action["res_model"]].with_user(self.officer)
        form = Form(dialog.with_context(**action["context"]))
        form.reason = reason
        return form.save().action_go()

    def test_every_step_is_in_the_ledger(self):
        self.draft.action_review()
        self.take(self.draft.action_draft(), "Typing mistake")
        self.draft.action_review()
        self.draft.action_activate()
        self.take(self.draft.action_withdraw(), "Replaced by X")
        self.assertEqual(self.draft.state, "withdrawn")
        self.assertEqual(
            self.steps(self.draft),
            [
                (self.officer, "Draft → In review"),
                (self.officer, "In review → Draft. Typing mistake"),
                (self.officer, "Draft → In review"),
                (self.officer, "In review → Active"),
                (self.officer, "Active → Withdrawn. Replaced by X"),
            ],
        )
        bodies = self.draft.message_ids.mapped("body")
        self.assertTrue(any("Replaced by X" in body for body in bodies))

    def test_a_reason_is_not_a_blank(self):
        self.draft.action_review()
        with self.assertRaisesRegex(UserError, "Write the reason"):
            self.take(self.draft.action_draft(), "   ")
        self.assertEqual(self.draft.state, "review")

    def test_several_at_once(self):
        both = (self.pump | self.glove).with_user(self.officer)
        self.take(both.action_withdraw(), "Line closed")
        self.assertEqual(set(both.mapped("state")), {"withdrawn"})
        self.assertEqual(len(self.steps(self.pump)), 2)

    def test_the_dialog_does_not_go_around_the_order_of_steps(self):
        dialog = self.env["udi.device.step"].create(
            {
                "device_ids": self.draft.ids,
                "state": "withdrawn",
                "reason": "Never was active",
            }
        )
        with self.assertRaisesRegex(UserError, "cannot become"):
            dialog.action_go()

    def test_who_may_not(self):
        worker = self.make_user("no_steps", "udi_traceability.group_udi_user")
        for method in ("action_review", "action_draft", "action_withdraw"):
            with self.assertRaises(AccessError):
                getattr(self.draft.with_user(worker), method)()
        with self.assertRaises(AccessError):
            self.env["udi.device.step"].with_user(worker).create(
                {"device_ids": self.pump.ids, "state": "withdrawn", "reason": "x"}
            )
        self.draft.action_review()
        action = self.draft.action_draft()
        manager = self.make_user("other", "udi_traceability.group_udi_manager")
        dialog = (
            self.env["udi.device.step"]
            .with_user(self.officer)
            .create({**{k[8:]: v for k, v in action["context"].items()}, "reason": "x"})
        )
        with self.assertRaises(AccessError):
            dialog.with_user(manager).action_go()
