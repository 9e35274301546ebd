from unittest.mock import patch

from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tests import tagged

from odoo.addons.udi_traceability.tests.common import gtin
from odoo.addons.udi_traceability.tests.two_connections import TwoConnections

from ..models import udi_submission_begin


@tagged("post_install", "-at_install")
class TestUdiSubmissionTwice(TwoConnections):
    """Two people press Build at once: the devices are built once."""

    def setUp(self):
        super().setUp()
        self.startPatcher(patch.object(udi_submission_begin, "PART", 0))
        with self.connection() as env:
            device = env["udi.device"].create(
                {
                    "brand_name": "Twice",
                    "legislation_eu": "mdr",
                    "di_ids": [
                        Command.create({"code": gtin(83001), "role": "primary"})
                    ],
                }
            )
            self.registration_id = device._register_at(["eudamed"]).id

    def _press(self, env):
        registration = env["udi.registration"].browse(self.registration_id)
        return env["udi.submission"]._build(registration).id

    def test_the_second_is_told_and_then_finds_the_first(self):
        built, told = self.meanwhile(self._press, self._press)
        self.assertIsInstance(told, UserError)
        self.assertIn("Somebody works on these registrations", str(told))
        with self.connection() as env:
            self.assertEqual(self._press(env), built)
            batch = env["udi.submission"].browse(built)
            self.assertEqual(batch.state, "building")
            self.assertEqual(len(batch.line_ids), 1)
