from contextlib import contextmanager

from odoo.exceptions import UserError
from odoo.fields import Command

from .common import UdiCase


class GateCase(UdiCase):
    """What is refused leaves nothing, what is allowed is told."""

    @contextmanager
    def assertRefused(self, words="new device from this one"):
        """Nothing stays of what was refused, as for a remote call."""
        with self.assertRaisesRegex(UserError, words) as caught, self.cr.savepoint():
            yield caught
        self.env.invalidate_all()

    def changes(self, device):
        return self.env["udi.event"].search(
            [("kind", "=", "changed"), ("res_id", "=", device.id)]
        )

    def told(self, device):
        return " ".join(event.reason or "" for event in self.changes(device))

    def cost(self, action):
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.cr.sql_log_count
        action()
        self.env.flush_all()
        return self.cr.sql_log_count - before


class SoldCase(GateCase):
    """One device that all three regulators know."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.officer = cls.make_user("g_officer", "udi_traceability.group_udi_officer")
        cls.sold = cls.make_device(
            "PumpOne",
            40001,
            tracking="serial",
            single_use="no",
            sterile="no",
            catalog_number="C-1",
            legislation_eu="mdr",
            risk_class_eu="iib",
            risk_class_us="2",
            risk_class_cn="2",
            information_url="https://one.example",
            trade_name_ids=[
                Command.create({"kind": "trade_name", "language": "EN", "value": "One"})
            ],
        )

    def changes(self, device=None):
        return super().changes(device or self.sold)


class FamilyCase(GateCase):
    """Two devices of one family that all three regulators know."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.officer = cls.make_user("s_officer", "udi_traceability.group_udi_officer")
        cls.employee = cls.make_user("s_employee")
        cls.family = cls.env["udi.basic.udi"].create(
            {"code": "9506000XDW", "name": "Pump", "model": "One"}
        )
        cls.one, cls.two = (
            cls.make_device(
                f"Sold{number}",
                number,
                legislation_eu="mdr",
                risk_class_eu="iib",
                risk_class_us="2",
                risk_class_cn="2",
                basic_udi_id=cls.family.id,
            )
            for number in (45001, 45002)
        )
