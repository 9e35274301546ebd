from lxml import etree

from odoo.tests import HttpCase, tagged

from odoo.addons.udi_traceability.tests.test_udi_import import SHARED, shared

from ..formats import xml
from .answers import AnsweredCase
from .laws_data import LAWS

SCHEMA = "eudamed/xsd-3.0.30-derived/service/Message.xsd"
REFUSED = ("mdr", "spp", "mdd", "ivdd")
# What the second file tells of each, and the first told otherwise
CORRECTED = {
    "mdr": ("reprocessed", "false", "true"),
    "spp": ("textValue", "A pack for wounds", "A pack for the care of wounds"),
    "mdd": ("latex", "false", "true"),
    "ivdd": ("selfTesting", "false", "true"),
}


@tagged("post_install", "-at_install")
class TestKindsTour(AnsweredCase, HttpCase):
    """A device of each kind by a person's clicks: made, sent, acknowledged in part,
    corrected, sent again."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.maker.udi_srn_pr = "DE-PR-000012345"
        cls._partner("Notified Body", udi_nb_code="0123")

    def test_from_the_form_to_the_second_answer(self):
        made = {law: self._made(law) for law in LAWS}
        registrations = self.env["udi.registration"].union(*made.values())
        self._tour("kinds_sent", "/odoo/udi-overview")
        batch = self._sent_batch()
        self.assertEqual(registrations.mapped("state"), ["submitted"] * len(LAWS))
        self.assertEqual(registrations.mapped("version"), [0] * len(LAWS))
        self._tour("kinds_answered", f"/odoo/udi-submissions/{batch.id}")
        again = batch.again_ids
        self._assert_partly(made, batch, again)
        self._tour("kinds_registered", f"/odoo/udi-submissions/{again.id}")
        self._assert_settled(registrations, batch | again)
        self._assert_told(made, batch, again)
        self._assert_of_the_schema(batch | again)

    def _tour(self, name, url):
        tour = f"udi_regulatory_export_{name}"
        self.start_tour(url, tour, login="udi_officer", timeout=180)
        self.env.invalidate_all()

    def _made(self, law):
        families = "/odoo/action-udi_traceability.udi_basic_udi_action/new"
        self._tour(f"kind_{law}", families)
        made = self.env["udi.registration"].search([], order="id desc", limit=1)
        self.assertEqual(made.device_id.legislation_eu, law)
        self.assertEqual(made.state, "ready", made.finding_rows)
        return made

    def _sent_batch(self):
        batch = self.env["udi.submission"].search([])
        self.assertEqual(len(batch), 1)
        self.assertEqual(batch.state, "uploaded")
        self.assertEqual(batch.uploaded_by_id, self.officer)
        self.assertEqual(set(batch.line_ids.mapped("message")), {"device_post"})
        return batch

    def _assert_partly(self, made, batch, again):
        """Only what was accepted moved; the others went once more."""
        for law, registration in made.items():
            with self.subTest(law):
                refused = law in REFUSED
                self.assertEqual(
                    registration.state, "submitted" if refused else "registered"
                )
                self.assertEqual(registration.version, 0 if refused else 1)
                self.assertEqual(bool(registration.accepted_id), not refused)
                status = self._line(batch, registration).status
                self.assertEqual(status, "refused" if refused else "accepted")
                self.assertEqual(len(self._line(again, registration)), refused)
        self.assertEqual(again.state, "uploaded")

    def _assert_settled(self, registrations, batches):
        self.assertEqual(registrations.mapped("state"), ["registered"] * len(LAWS))
        self.assertEqual(registrations.mapped("version"), [1] * len(LAWS))
        self.assertFalse(any(registrations.mapped("is_changed")))
        families = registrations.device_id.basic_udi_id
        self.assertEqual(set(families.mapped("registry_state")), {"registered"})
        self.assertEqual(set(families.mapped("version")), {1})
        self.assertEqual(set(batches.mapped("state")), {"done"})
        kept = registrations.accepted_id
        self.assertEqual(len(kept), len(LAWS))
        self.assertEqual(registrations.version_ids, kept)

    def _assert_told(self, made, batch, again):
        """The file that went again holds the correction, and the snapshot does too."""
        for law, (name, before, after) in CORRECTED.items():
            with self.subTest(law):
                code = made[law].di_id.code
                self.assertIn(before, self._values(batch, code, name))
                self.assertIn(after, self._values(again, code, name))
        kept = made["mdd"].accepted_id.snapshot["device"]
        self.assertEqual(kept["latex"], "contains")
        for law, registration in made.items():
            sent = again if law in REFUSED else batch
            line = self._line(sent, registration)
            self.assertEqual(registration.accepted_id.submission_line_id, line)

    def _values(self, batch, code, name):
        return [
            value.text
            for device in self._devices(batch)
            if code in device.xpath(".//text()")
            for value in device.findall(f".//{{*}}{name}")
        ]

    def _devices(self, batch):
        trees = [etree.fromstring(x.attachment_id.raw) for x in batch.file_ids]
        return [device for tree in trees for device in tree.findall(".//{*}Device")]

    def _assert_of_the_schema(self, batches):
        shared(self, SCHEMA)
        schema = xml.schema_from(SHARED / "regulatory" / SCHEMA)
        for file in batches.file_ids:
            with self.subTest(file.name):
                tree = etree.fromstring(file.attachment_id.raw)
                self.assertEqual(tuple(xml.violations(tree, schema)), ())
