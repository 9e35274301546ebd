from odoo import fields
from odoo.exceptions import UserError
from odoo.tests import tagged

from odoo.addons.udi_traceability.tests.common import gtin
from odoo.addons.udi_traceability.tests.two_connections import TwoConnections
from odoo.addons.udi_traceability.tools.basic_udi import complete

from ..formats.snapshot import to_json
from .answers import answer, entity


@tagged("post_install", "-at_install")
class TestUdiSubmissionParallel(TwoConnections):
    """Two people read the same answer at once: it counts once."""

    def setUp(self):
        super().setUp()
        self.code = gtin(82001)
        with self.connection() as env:
            batch = self._sent(env)
            self.batch_id = batch.id
            self.registration_id = batch.line_ids.registration_id.id
        self.addCleanup(self._let_go)

    def _let_go(self):
        """A registration and what was accepted of it hold each other."""
        with self.connection() as env:
            one = env["udi.registration"].browse(self.registration_id)
            one.accepted_id = False

    def _sent(self, env):
        maker = env["res.partner"].create({"name": "Parallel maker"})
        family = env["udi.basic.udi"].create(
            {"code": complete("GS1", "9506000PARALLEL"), "name": "Pump"}
        )
        device = env["udi.device"].create(
            {
                "brand_name": "Parallel",
                "manufacturer_id": maker.id,
                "basic_udi_id": family.id,
                "legislation_eu": "mdr",
                "risk_class_eu": "iia",
                "di_ids": [
                    fields.Command.create({"code": self.code, "role": "primary"})
                ],
            }
        )
        registration = device._register_at(["eudamed"])
        batch = env["udi.submission"].create(
            {
                "name": "SUB/PARALLEL",
                "company_id": env.company.id,
                "regulator": "eudamed",
                "line_ids": [
                    fields.Command.create(
                        {
                            "registration_id": registration.id,
                            "message": "device_post",
                            "status": "built",
                            "entity_code": self.code,
                            "snapshot": to_json(device._device_record(registration)),
                        }
                    )
                ],
            }
        )
        batch.action_uploaded()
        return batch

    def _reader(self, content):
        def read(env):
            return (
                env["udi.submission"].browse(self.batch_id)._read_answer("a", content)
            )

        return read

    def _assert_counted_once(self, answers):
        with self.connection() as env:
            batch = env["udi.submission"].browse(self.batch_id)
            registration = batch.line_ids.registration_id
            self.assertEqual(registration.version, 1)
            self.assertEqual(len(registration.version_ids), 1)
            self.assertEqual(registration.device_id.basic_udi_id.version, 1)
            self.assertEqual(len(batch.answer_ids), answers)
            self.assertEqual(batch.state, "done")

    def test_the_second_is_told(self):
        read = self._reader(answer(entity(self.code)))
        _done, told = self.meanwhile(read, read)
        self.assertIsInstance(told, UserError)
        self.assertIn("Nothing changed", str(told))
        self._assert_counted_once(1)

    def test_the_same_in_other_bytes(self):
        first = self._reader(answer(entity(self.code)))
        second = self._reader(answer(entity(self.code), number="APP-DTX-2"))
        self.meanwhile(first, second)
        self._assert_counted_once(2)
