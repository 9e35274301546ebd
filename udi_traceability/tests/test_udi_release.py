from psycopg2.errors import RestrictViolation

from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged
from odoo.tools import SQL, mute_logger

from .common import UdiCase


@tagged("post_install", "-at_install")
class TestRelease(UdiCase):
    """New lots wait, and are released by inspection record and signature."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.quality = cls.make_user("re_quality", "udi_traceability.group_udi_manager")
        cls.worker = cls.make_user("re_worker", "udi_traceability.group_udi_user")
        cls.glove.release_required = True
        cls.lot = cls.make_lot(cls.glove, "NEW")
        cls.receive({cls.lot: 20})
        cls.hold = cls.lot.udi_hold_ids

    def wizard(self, **values):
        action = self.hold.with_user(self.quality).action_release()
        form = Form(
            self.env[action["res_model"]]
            .with_user(self.quality)
            .browse(action["res_id"])
        )
        for name, value in values.items():
            form[name] = value
        return form.save()

    def dialog(self, **values):
        values = {
            "note": "All within limits",
            "inspection_reference": "QC-204",
            "inspection_result": "passed",
            **values,
        }
        action = self.wizard(**values).action_sign()
        return (
            self.env[action["res_model"]]
            .with_user(self.quality)
            .browse(action["res_id"])
        )

    def sign(self, dialog, password):
        return dialog.with_context(password=password).action_sign()

    def signatures(self):
        return self.env["udi.signature.record"].search([], order="id")

    def test_a_received_lot_waits(self):
        self.assertEqual(self.hold.reason, "awaiting_release")
        self.assertTrue(self.lot.udi_awaiting_release)
        with self.assertRaisesRegex(UserError, "Awaiting release"):
            self.ship({self.lot: 1})

    def test_a_made_lot_waits_and_a_known_one_does_not_again(self):
        made = self.make_lot(self.glove, "MADE")
        self.produce({made: 5}, {})
        self.assertTrue(made.udi_awaiting_release)
        self.hold.sudo()._release("x", **self.inspected())
        self.receive({self.lot: 5})
        self.assertFalse(self.lot.udi_on_hold)
        self.ship({self.lot: 5})
        self.take_back({self.lot: 5})
        self.assertFalse(self.lot.udi_on_hold)

    def inspected(self):
        return {
            "inspection_reference": "QC-1",
            "inspection_result": "passed",
            "signature_id": self.dialog().sudo()._keep("signed").id,
        }

    def test_other_devices_do_not_wait(self):
        lot = self.make_lot(self.pump, "P1")
        self.receive({lot: 1})
        self.assertFalse(lot.udi_hold_ids)

    def test_signed_and_released(self):
        self.sign(self.dialog(), "re_quality")
        self.assertRecordValues(
            self.hold,
            [
                {
                    "state": "released",
                    "release_note": "All within limits",
                    "inspection_reference": "QC-204",
                    "inspection_result": "passed",
                    "released_by_id": self.quality.id,
                }
            ],
        )
        signature = self.hold.signature_id
        self.assertEqual(
            (signature.result, signature.user_id), ("signed", self.quality)
        )
        self.assertIn("QC-204", signature.content)
        self.assertEqual(len(signature.content_hash), 64)
        self.assertFalse(self.lot.udi_on_hold)

    def test_a_wrong_password_changes_nothing_and_is_logged(self):
        dialog = self.dialog()
        for wrong in ("nonsense", "", None):
            action = self.sign(dialog, wrong)
            self.assertEqual(action["res_id"], dialog.id)
        self.assertIn("Password not right", dialog.message)
        self.assertEqual(self.hold.state, "active")
        self.assertEqual(self.signatures()[-3:].mapped("result"), ["refused"] * 3)
        kept = str(self.signatures()[-3:].read())
        self.assertNotIn("nonsense", kept)
        self.sign(dialog, "re_quality")
        self.assertEqual(self.hold.state, "released")

    def test_what_changed_since_is_not_signed(self):
        dialog = self.dialog()
        self.hold.sudo().note = "Something else"
        with self.assertRaisesRegex(UserError, "has changed"):
            self.sign(dialog, "re_quality")
        dialog.reason = " "
        with self.assertRaisesRegex(UserError, "is empty"):
            self.sign(dialog, "re_quality")

    def test_without_inspection_or_signature_nothing_goes(self):
        for vals in (
            {},
            {"inspection_reference": "QC-1"},
            {"inspection_reference": " ", "inspection_result": "passed"},
        ):
            with self.assertRaisesRegex(UserError, "is empty"):
                self.hold._release("x", **vals)
        done = {"inspection_reference": "QC-1", "inspection_result": "passed"}
        with self.assertRaisesRegex(UserError, "needs a signature"):
            self.hold._release("x", **done)
        with self.assertRaisesRegex(UserError, "failed its inspection"):
            self.dialog(inspection_result="failed")

    def test_a_part_is_released(self):
        self.sign(self.dialog(quantity=5), "re_quality")
        left = self.lot.udi_hold_ids - self.hold
        self.assertEqual((left.held_quantity, left.reason), (15, "awaiting_release"))
        self.assertTrue(self.lot.udi_awaiting_release)
        self.ship({self.lot: 5})

    def test_a_hold_that_waits_for_nothing_needs_no_signature(self):
        other = self.make_lot(self.pump, "P2")
        self.hold = self.env["udi.hold"]._hold(other, "complaint", "C-1")
        wizard = self.wizard(note="closed")
        wizard.action_release()
        self.assertEqual(self.hold.state, "released")
        with self.assertRaisesRegex(UserError, "free already"):
            self.hold.action_release()

    def test_who_may_not(self):
        dialog = self.dialog()
        self.sign(dialog, "wrong")
        with self.assertRaises(AccessError):
            self.hold.with_user(self.worker).action_release()
        with self.assertRaises(AccessError):
            self.sign(dialog.with_user(self.worker), "re_worker")
        with self.assertRaises(AccessError):
            dialog.write({"res_ids": [1]})
        with self.assertRaises(AccessError):
            self.env["udi.signature"].with_user(self.quality).create({})
        with self.assertRaises(AccessError):
            self.signatures().with_user(self.quality).unlink()
        self.quality.group_ids -= self.env.ref("udi_traceability.group_udi_manager")
        with self.assertRaises(AccessError):
            self.sign(dialog, "re_quality")
        self.assertEqual(self.hold.state, "active")

    def test_signatures_are_append_only(self):
        self.sign(self.dialog(), "re_quality")
        record = self.hold.signature_id
        for attempt in (
            lambda: record.write({"reason": "x"}),
            record.unlink,
            record.copy,
        ):
            with self.assertRaises(UserError):
                attempt()
        for statement in ("UPDATE %s SET reason = 'x'", "DELETE FROM %s"):
            with (
                mute_logger("odoo.sql_db"),
                self.assertRaises(RestrictViolation),
                self.env.cr.savepoint(),
            ):
                self.env.cr.execute(
                    SQL(statement, SQL.identifier("udi_signature_record"))
                )
