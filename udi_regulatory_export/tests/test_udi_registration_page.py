from freezegun import freeze_time

from odoo.tests import tagged

from odoo.addons.udi_traceability.tools.di_gate import STOP, decide
from odoo.addons.udi_traceability.tools.di_gate_attributes import judged_as
from odoo.addons.udi_traceability.tools.di_gate_rules import Change

from ..formats.eudamed.locks import locked_fields
from .accepted import accept
from .common import ExportCase

# A device told yes or no of a whole: the gate judges the kit by its law
KIT = "udi.device.is_kit"


@tagged("post_install", "-at_install")
class TestUdiRegistrationPage(ExportCase):
    """What the page of a registration says at a glance."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.device = cls._device()
        cls.registrations = cls._register(cls.device)
        cls.eudamed = cls.registrations.filtered(lambda r: r.regulator == "eudamed")
        cls.gudid = cls.registrations.filtered(lambda r: r.regulator == "gudid")

    def test_the_environment(self):
        self.assertEqual(self.eudamed.environment_text, "Production")
        self.company.udi_eudamed_environment = "playground"
        self.eudamed.invalidate_recordset(["environment_text"])
        self.assertEqual(self.eudamed.environment_text, "Playground")
        self.assertFalse(self.gudid.environment_text)

    def test_what_is_waited_for(self):
        self.assertFalse(self.eudamed.clock_text)
        self.eudamed.state = "submitted"
        self.assertIn("answer of EUDAMED", self.eudamed.clock_text)
        self.eudamed.write({"state": "registered", "registry_state": "submitted"})
        self.assertIn("notified body", self.eudamed.clock_text)
        self.eudamed.registry_state = "registered"
        self.assertFalse(self.eudamed.clock_text)

    def test_the_days_of_grace_run(self):
        with freeze_time("2026-11-22 12:00:00"):
            self.gudid.write({"publish_date": "2026-11-20", "state": "registered"})
            self.assertIn("2026-11-27", self.gudid.clock_text)
            self.assertIn("6 days", self.gudid.clock_text)
        self.gudid.invalidate_recordset(["clock_text"])
        with freeze_time("2026-11-28 12:00:00"):
            self.assertFalse(self.gudid.clock_text)

    def test_chips_of_this_regulator_only(self):
        self.assertFalse(self.eudamed.missing_rows)
        self.eudamed._detail().reprocessed = False
        self.device.sterile = False
        self.registrations._check()
        (chip,) = self.eudamed.missing_rows
        names = [field["name"] for field in chip["fields"]]
        self.assertEqual(chip["label"], "EUDAMED")
        self.assertCountEqual(names, ["device_sterile", "reprocessed"])
        for name in names:
            self.assertIn(name, self.env["udi.registration.eudamed"]._fields)
        told = [f["name"] for chip in self.gudid.missing_rows for f in chip["fields"]]
        self.assertNotIn("reprocessed", told)

    def test_locks_begin_when_eudamed_has_the_device(self):
        self.assertFalse(self.eudamed.lock_text)
        accept(self.eudamed)
        self.assertIn("catalog_number", self.eudamed.locked_names.split(","))
        self.assertIn("make a new device from this one", self.eudamed.lock_text)
        self.assertIn("another Basic UDI-DI", self.eudamed.lock_text)
        self.assertIn("Catalogue number", self.device.lock_text)
        self.assertFalse(self.gudid.lock_text)

    def test_the_change_rules_say_the_same(self):
        """What EUDAMED locks, our gate refuses; its own rules name the way out."""
        book = self.env["udi.change.rule"]._book()
        for law in ("mdr", "ivdr", "spp", "mdd", "aimdd", "ivdd"):
            for place in dict(locked_fields(law)):
                if place == KIT and law not in ("ivdr", "ivdd"):
                    continue
                model, _dot, name = place.rpartition(".")
                key = judged_as(model, name)
                if not key:
                    continue
                judged_model, attribute = key
                case = "ivd" if place == KIT else ""
                change = Change(attribute, judged_model, frozenset({"eu"}), False, case)
                with self.subTest(f"{law} {place}"):
                    decided = decide([change], book, {"eu": "registered"})
                    self.assertEqual(decided.outcome, STOP)

    def test_an_accepted_version_reads_as_text(self):
        row = accept(self.eudamed)
        self.assertIn('"catalog_number": "CAT-1"', row.snapshot_text)
        self.assertEqual(len(row.sha256), 64)

    def test_pages_open_in_every_state(self):
        accept(self.eudamed)
        self.device.information_url = "https://example.com/new"
        self.eudamed._look_for_changes()
        detail = self.eudamed._detail().with_user(self.reader)
        names = [n for n in detail._fields if n.startswith("device_")]
        values = detail.read(["lock_text", "difference", "missing_rows", *names])
        self.assertTrue(values[0]["difference"]["rows"])
