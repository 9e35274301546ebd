from odoo.tests import HttpCase, tagged

from .answers import AnsweredCase, answer, entity, refusal

KINDS = ("mdr", "ivdr", "spp", "mdd", "ivdd")


@tagged("post_install", "-at_install")
class TestKindsTour(AnsweredCase, HttpCase):
    """A device of each kind, made by a person's clicks, sent, answered, sent again."""

    def _made(self, kind):
        self.start_tour(
            "/odoo/action-udi_traceability.udi_basic_udi_action/new",
            f"udi_regulatory_export_family_{kind}",
            login="udi_officer",
        )
        self.start_tour(
            "/odoo/udi-devices/new",
            f"udi_regulatory_export_device_{kind}",
            login="udi_officer",
        )
        registration = self.env["udi.registration"].search([], order="id desc", limit=1)
        self.assertEqual(registration.device_id.legislation_eu, kind)
        return registration

    def test_from_the_form_to_the_second_answer(self):
        self.maker.udi_srn_pr = "DE-PR-000012345"
        made = self.env["udi.registration"].union(*map(self._made, KINDS))
        batch = self._sent(made)
        self.assertEqual(batch.device_count, len(KINDS))
        codes = made.di_id.mapped("code")
        batch._read_answer(
            "first.xml", answer(*map(entity, codes[:-1]), refusal(codes[-1]))
        )
        self.assertEqual(made[:-1].mapped("state"), ["registered"] * (len(KINDS) - 1))
        self.assertEqual(made[-1:].state, "rejected")
        again = self.env["udi.submission"].browse(batch.action_again()["res_id"])
        again.action_uploaded()
        again._read_answer("second.xml", answer(entity(codes[-1])))
        self.assertEqual(made[-1:].state, "registered")
