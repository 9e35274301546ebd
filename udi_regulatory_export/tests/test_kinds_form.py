from odoo.tests import Form, tagged

from .common import ExportCase


@tagged("post_install", "-at_install")
class TestKindsForm(ExportCase):
    """A person is asked what the law of the device asks, and little else."""

    def test_aimdd_has_one_class(self):
        with Form(self.env["udi.device"]) as form:
            form.legislation_eu = "aimdd"
            self.assertEqual(form.risk_class_eu, "aimdd")
            form.legislation_eu = "ivdr"
            self.assertFalse(form.risk_class_eu)
            form.risk_class_eu = "c"
            form.legislation_eu = "mdr"
            self.assertFalse(form.risk_class_eu)
            form.risk_class_eu = "iia"
            form.legislation_eu = "mdd"
            self.assertEqual(form.risk_class_eu, "iia")

    def test_a_new_family_shows_every_question(self):
        family = self._family("9506000IP300ME")
        self.assertEqual(family.shown_groups, ",tissues,medical,diagnostic,")

    def test_a_family_shows_the_questions_of_its_law(self):
        answered = dict.fromkeys(("reusable_surgical_instrument", "active_device"))
        answered |= dict.fromkeys(("administers_medicine", "measuring_function"))
        answered |= dict.fromkeys(("medicinal_substance", "human_blood_substance"))
        family = self._family("9506000IP300ME", **answered)
        device = self._device(2, basic_udi_id=family.id, legislation_eu="ivdr")
        self.assertEqual(family.shown_groups, ",tissues,diagnostic,")
        device.legislation_eu = "mdr"
        self.assertEqual(family.shown_groups, ",tissues,medical,")

    def test_what_was_answered_stays_in_sight(self):
        """Else nobody could take back what another law forbids."""
        family = self._family("9506000IP300ME")
        self._device(2, basic_udi_id=family.id, legislation_eu="spp")
        self.assertEqual(family.shown_groups, ",tissues,medical,")

    def test_a_registration_asks_what_the_law_asks(self):
        view = "udi_regulatory_export.udi_registration_eudamed_view_form"
        cases = (
            ("mdr", "reprocessed", "new_device"),
            ("ivdr", "new_device", "annex_xvi_applicable"),
            ("ivdd", "product_designer_id", "reprocessed"),
            ("spp", "status", "product_designer_id"),
        )
        for number, (law, asked, silent) in enumerate(cases, 20):
            with self.subTest(law):
                device = self._device(number, legislation_eu=law)
                detail = device._register_at(["eudamed"])._detail()
                with Form(detail, view=view) as form:
                    self.assertFalse(form._get_modifier(asked, "invisible"))
                    self.assertTrue(form._get_modifier(silent, "invisible"))
