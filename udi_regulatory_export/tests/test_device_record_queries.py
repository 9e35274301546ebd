from odoo.tests import tagged

from odoo.addons.udi_traceability.tests.common import gtin

from .common import REGULATORS, ExportCase


@tagged("post_install", "-at_install")
class TestDeviceRecordQueries(ExportCase):
    """A hundred devices cost the queries of one."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        devices = cls.env["udi.device"].union(
            *(cls._device(number) for number in range(1, 51))
        )
        for number, device in enumerate(devices, 100):
            cls.env["udi.di"].create(
                {
                    "device_id": device.id,
                    "code": gtin(number),
                    "role": "package",
                    "contains_di_id": device.primary_di_id.id,
                    "contains_qty": 10,
                }
            )
        cls.devices = devices
        cls.registrations = cls._register(devices)

    def _queries(self, registrations, call):
        registrations = self.env["udi.registration"].browse(registrations.ids)
        registrations.checked_on = False  # the clock must not decide what is written
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.cr.sql_log_count
        call(registrations)
        self.env.flush_all()
        return self.cr.sql_log_count - before

    def _few_and_many(self, call, regulators=REGULATORS):
        """Queries for 5 and for 45 devices; more than 100 rows are written in parts."""
        found = self.registrations.filtered(lambda r: r.regulator in regulators)
        first, few, many = (
            found.filtered(lambda r, devices=devices: r.device_id in devices)
            for devices in (self.devices[:1], self.devices[:5], self.devices[5:])
        )
        self._queries(first, call)
        return self._queries(few, call), self._queries(many, call)

    def test_examine(self):
        few, many = self._few_and_many(lambda found: found._examine())
        self.assertEqual(few, many)

    def test_check(self):
        few, many = self._few_and_many(lambda found: found._check(), ("gudid",))
        self.assertEqual(few, many)

    def test_rows(self):
        few, many = self._few_and_many(lambda found: found.mapped("finding_rows"))
        self.assertEqual(few, many)

    def test_build(self):
        build = self.env["udi.submission"]._build
        few, many = self._few_and_many(build, ("gudid",))
        self.assertEqual(few, many)
