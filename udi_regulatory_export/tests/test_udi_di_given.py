from odoo.exceptions import UserError, ValidationError
from odoo.fields import Command
from odoo.tests import tagged

from odoo.addons.udi_traceability.tests.common import gtin

from .common import ExportCase


@tagged("post_install", "-at_install")
class TestDiGiven(ExportCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.device, cls.other = cls._device(41), cls._device(42)
        registrations = cls._register(cls.device, "eudamed")
        cls.submission = cls.env["udi.submission"]._build(registrations)

    def extra(self, device, code):
        return self.env["udi.di"].create(
            {"device_id": device.id, "code": code, "role": "secondary"}
        )

    def test_what_is_in_a_batch_is_never_forgotten(self):
        self.extra(self.device, gtin(43)).unlink()
        with self.assertRaisesRegex(ValidationError, "was given to PumpOne IP-41"):
            self.extra(self.other, gtin(43))
        self.extra(self.other, gtin(44)).unlink()
        self.assertTrue(self.extra(self.device, gtin(44)))

    def test_it_is_not_taken_back_either(self):
        allocation = self.env["udi.gtin.allocation"].create(
            {
                "name": "x",
                "company_id": self.company.id,
                "user_id": self.env.uid,
                "di_ids": [Command.set(self.device.di_ids.ids)],
            }
        )
        self.assertEqual(allocation.blocked_by, "1 submitted")
        with self.assertRaisesRegex(UserError, "No longer undoable: 1 submitted"):
            allocation.action_undo()
