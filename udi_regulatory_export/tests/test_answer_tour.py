from odoo.tests import HttpCase, tagged

from .answers import AnsweredCase


@tagged("post_install", "-at_install")
class TestAnswerTour(AnsweredCase, HttpCase):
    """EUDAMED takes two of three; the third is corrected and sent again, by clicks."""

    def test_acknowledged_partly_corrected_sent_again(self):
        one, two, three = map(self._ready, (1, 2, 3))
        batch = self._sent(one | two | three)
        self.start_tour(
            f"/odoo/udi-submissions/{batch.id}",
            "udi_regulatory_export_answer",
            login="udi_officer",
        )
        self.assertEqual(batch.state, "done")
        self.assertEqual(three.device_id.latex, "not_stated")
        again = batch.again_ids
        self.assertEqual(again.line_ids.registration_id, three)
        self.assertEqual(again.state, "done")
        self.assertEqual(set((one | two | three).mapped("state")), {"registered"})
        self.assertEqual(set((one | two | three).mapped("version")), {1})
