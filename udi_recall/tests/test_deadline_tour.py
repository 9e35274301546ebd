from datetime import timedelta

from odoo import fields
from odoo.tests import HttpCase, tagged

from .deadline_common import DeadlineCase


@tagged("post_install", "-at_install")
class TestDeadlineTour(DeadlineCase, HttpCase):
    """The board of all deadlines, as a recall manager works through it."""

    def test_the_board(self):
        self._places("CN", "BR", class_firm="1")
        ago = fields.Datetime.now() - timedelta(days=20)
        self.recall._copy_deadlines(self._round(decided_at=ago))
        self.start_tour(
            "/odoo/udi-deadlines", "udi_recall_deadlines", login=self.manager.login
        )
        notice = self._duty("Recall notice")
        self.assertEqual(notice.state, "done")
        self.assertEqual(notice.proof_note, "All three confirmed by telephone")
        self.assertEqual(self._duty("Field action report").accepted_by_id, self.manager)
