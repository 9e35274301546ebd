from odoo.tests import HttpCase, tagged

from ..models.udi_registration_changes import name as message_name
from .answers import answer, entity, refusal
from .common import ExportCase


@tagged("post_install", "-at_install")
class TestTours(ExportCase, HttpCase):
    """The screens as people use them, in a browser."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        family = cls._family("9506000IP300ME")
        cls.device = cls._device()
        cls.broken = cls._device(2, basic_udi_id=family.id, latex=False)

    def test_register_check_and_build(self):
        for device in self.device | self.broken:
            self._register(device, "eudamed")
        self.start_tour(
            "/odoo/udi-registrations",
            "udi_regulatory_export_build",
            login="udi_officer",
        )
        submission = self.env["udi.submission"].search([])
        self.assertEqual(submission.state, "uploaded")
        self.assertEqual(submission.line_ids.device_id, self.device | self.broken)
        self.assertEqual(self.device.eudamed_state, "submitted")
        self.assertEqual(self.broken.latex, "not_stated")

    def test_register_a_device(self):
        self.start_tour(
            f"/odoo/udi-devices/{self.device.id}",
            "udi_regulatory_export_register",
            login="udi_officer",
        )
        registration = self.device.registration_ids
        self.assertEqual(registration.regulator, "eudamed")
        self.assertEqual(registration._detail().reprocessed, "no")

    def test_fourteenth_click_budget(self):
        """Files of 50 ready devices in 5 clicks; 3 of them again in 4."""
        devices = self.env["udi.device"].union(
            *(self._device(number) for number in range(11, 61))
        )
        registrations = self._register(devices, "eudamed")
        self._tour("first")
        submission = self.env["udi.submission"].search([])
        self.assertEqual(submission.state, "uploaded")
        self.assertEqual(submission.device_count, 50)
        self._answered(submission, registrations[7:10])
        self.assertEqual((submission.accepted_count, submission.refused_count), (47, 3))
        self._tour("again")
        again = submission.again_ids
        self.assertEqual(again.line_ids.registration_id, registrations[7:10])
        self.assertEqual(again.file_count, 1)

    def _answered(self, submission, refused):
        """EUDAMED's answer to each of its files."""
        for file in submission.file_ids:
            lines = file.line_ids
            told = [
                (refusal if line.registration_id in refused else entity)(
                    line.entity_code
                )
                for line in lines
            ]
            content = answer(*told, message=message_name(file.message))
            submission._read_answer("answer.xml", content, file)

    def _tour(self, name):
        tour = f"udi_regulatory_export_budget_{name}"
        self.start_tour("/odoo/udi-overview", tour, login="udi_officer")
