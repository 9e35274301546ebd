from odoo.exceptions import AccessError
from odoo.fields import Command
from odoo.tests import tagged

from .common import ExportCase


@tagged("post_install", "-at_install")
class TestUdiCodeUse(ExportCase):
    """A code that its list has closed is found where it is in use."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.device = cls._device()
        cls.registrations = cls._register(cls.device)
        cls.emdn = cls.codes["emdn"]
        cls.gmdn = cls.codes["gmdn"]

    def _closed_in_use(self, user=None):
        codes = self.env["udi.code"].with_user(user or self.reader)
        codes = codes.with_context(active_test=False)
        return codes.search([("active", "=", False), ("in_use", "=", True)])

    def _findings(self, regulator):
        registration = self._one(self.registrations, regulator)
        registration._check()
        return [
            (finding["code"], finding["severity"], finding["value"])
            for finding in registration.findings
            if finding["code"] == "inactive_code"
        ]

    def test_the_list_of_closed_codes_in_use(self):
        self.assertNotIn(self.emdn, self._closed_in_use())
        self.emdn.active = False
        self.assertIn(self.emdn, self._closed_in_use())
        self.assertEqual(self.emdn.use_count, 1)
        self.assertIn("Registration at EUDAMED: 1", self.emdn.use_text)
        detail = self._one(self.registrations, "eudamed")._detail()
        detail.emdn_ids = False
        self.emdn.invalidate_recordset()
        self.assertNotIn(self.emdn, self._closed_in_use())
        self.assertFalse(self.emdn.use_count)

    def test_a_closed_code_of_a_line(self):
        warning = self.env["udi.code"].create(
            {"code_list": "warning", "code": "CW500", "name": "Old"}
        )
        self.device.warning_ids = [Command.create({"code_id": warning.id})]
        warning.active = False
        self.assertIn(warning, self._closed_in_use())
        self.assertIn("Critical Warning of a Device: 1", warning.use_text)

    def test_a_row_opens_what_has_the_code(self):
        eudamed = self._one(self.registrations, "eudamed")
        action = self.emdn.with_user(self.reader).action_open_uses()
        found = self.env[action["res_model"]].search(action["domain"])
        self.assertEqual(found, eudamed)
        self.assertIn("A010101", action["display_name"])
        warning = self.env["udi.code"].create(
            {"code_list": "warning", "code": "CW501", "name": "Old"}
        )
        self.device.warning_ids = [Command.create({"code_id": warning.id})]
        action = warning.with_user(self.reader).action_open_uses()
        found = self.env[action["res_model"]].search(action["domain"])
        self.assertEqual(found, self.device)

    def test_codes_not_in_use(self):
        unused = self.env["udi.code"].create(
            {"code_list": "emdn", "code": "Z99", "name": "Unused", "active": False}
        )
        self.assertNotIn(unused, self._closed_in_use())
        found = self.env["udi.code"].with_context(active_test=False)
        self.assertIn(unused, found.search([("in_use", "=", False)]))

    def test_eudamed_takes_no_closed_code_others_are_asked_to_look(self):
        (self.emdn | self.gmdn).active = False
        found = [("inactive_code", "error", "A010101")]
        self.assertEqual(self._findings("eudamed"), found)
        found = [("inactive_code", "warning", "13215")]
        self.assertEqual(self._findings("gudid"), found)
        self.assertEqual(self._findings("nmpa"), [])

    def test_a_person_without_a_role_reads_codes_and_no_uses(self):
        code = self.emdn.with_user(self.employee)
        self.assertEqual(code.code, "A010101")
        self.assertNotIn("use_text", code.fields_get())
        with self.assertRaises(AccessError):
            code.action_open_uses()
