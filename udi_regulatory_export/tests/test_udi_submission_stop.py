from unittest.mock import patch

from psycopg2.errors import SerializationFailure

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..models import udi_submission_begin, udi_submission_job, udi_submission_upload
from .common import ExportCase

LOG = "odoo.addons.udi_regulatory_export.models.udi_submission_job"


@tagged("post_install", "-at_install")
class TestUdiSubmissionStop(ExportCase):
    """A part that cannot be done stops its batch, says why, and no other."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.devices = cls.env["udi.device"].union(
            *(cls._device(number) for number in range(1, 8))
        )
        cls.registrations = cls._register(cls.devices, "eudamed")
        modules = (udi_submission_begin, udi_submission_job, udi_submission_upload)
        for module in modules:
            cls.startClassPatcher(patch.object(module, "PART", 3))
        cls.batch = cls.env["udi.submission"]._build(cls.registrations).sudo()

    def _run(self):
        """The background, until nothing is busy any more."""
        with mute_logger(LOG), self.enter_registry_test_mode():
            self.env.ref(
                "udi_regulatory_export.ir_cron_submission_build"
            ).method_direct_trigger()
        self.batch.invalidate_recordset()

    def _broken(self, name, error):
        return patch.object(type(self.batch), name, side_effect=error, autospec=True)

    def test_it_says_where_and_why(self):
        with self._broken("_look_at", UserError("The record cannot be read.")):
            self._run()
        self.assertEqual(self.batch.state, "stopped")
        first = self.registrations[0].display_name
        self.assertEqual(
            self.batch.message,
            f"Among the devices from {first} on: The record cannot be read.",
        )
        self.assertEqual(self.batch._ended(), (self.batch.message, False))
        self.assertEqual(self.batch._left(), 0)

    def test_it_does_not_spin(self):
        with self._broken("_look_at", ValueError("no such thing")) as look:
            self._run()
            self._run()
            self.assertEqual(look.call_count, 1)
        self.assertIn("ValueError('no such thing')", self.batch.message)

    def test_what_was_done_is_kept(self):
        self.batch._do_part()
        with self._broken("_look_at", ValueError("broken")):
            self._run()
        self.assertEqual(self.batch.done_count, 3)
        self.batch.with_user(self.officer).action_go_on()
        self.assertEqual(self.batch.state, "building")
        self._run()
        self.assertEqual((self.batch.state, self.batch.device_count), ("built", 7))

    def test_the_others_go_on(self):
        family = self._family("9506000IP300ME")
        numbers = range(11, 16)
        others = self.env["udi.device"].union(
            *(self._device(number, basic_udi_id=family.id) for number in numbers)
        )
        registrations = self._register(others, "eudamed")
        second = self.env["udi.submission"]._build(registrations).sudo()
        look_at, broken = type(second)._look_at, self.batch

        def look(batch, lines):
            if batch == broken:
                raise ValueError("broken")
            return look_at(batch, lines)

        with patch.object(type(second), "_look_at", look):
            self._run()
        self.assertEqual((self.batch.state, second.state), ("stopped", "built"))

    def test_files_that_come_out_as_nothing(self):
        with self._broken("_write_files", None):
            self._run()
        self.assertEqual(self.batch.state, "stopped")
        self.assertIn("came out as nothing", self.batch.message)

    def test_two_at_once_are_no_failure(self):
        """PostgreSQL asks to begin anew: the schedule does."""
        with (
            self._broken("_look_at", SerializationFailure()),
            self.assertRaises(SerializationFailure),
        ):
            self.batch._do_part()
        self.assertEqual(self.batch.state, "building")

    def test_nothing_of_it_is_sent(self):
        with self._broken("_look_at", ValueError("broken")):
            self._run()
        with self.assertRaisesRegex(UserError, "stopped on its way"):
            self.batch.with_user(self.officer).action_uploaded()
        self.assertFalse(self.batch.takes_answer)
        with self.assertRaises(AccessError):
            self.batch.with_user(self.reader).sudo(False).action_go_on()
        self.batch.with_user(self.officer).sudo(False).unlink()

    def test_the_same_devices_again_are_the_same_bytes(self):
        """Killed and begun anew, a batch writes what it wrote."""
        self._run()
        before = self.batch.file_ids.mapped(lambda file: (file.name, file.sha256))
        self.batch.file_ids.unlink()
        self.batch.line_ids.status = "waiting"
        self.batch.write({"state": "building", "done_count": 0})
        self._run()
        again = self.batch.file_ids.mapped(lambda file: (file.name, file.sha256))
        self.assertEqual(again, before)
