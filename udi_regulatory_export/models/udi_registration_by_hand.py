from odoo import models


class UdiRegistration(models.Model):
    """A person read the answer at the regulator, and says it here."""

    _inherit = "udi.registration"

    def action_accepted(self):
        """The regulator took the record: only now its version moves on."""
        self.check_access("write")
        self._leave("submitted")
        lines = self._unanswered()
        lines._accepted(self.env["udi.submission.answer"])
        others = self - lines.registration_id
        for registration in others.sudo():
            registration.version += 1
        others.sudo().state = "registered"
        others._record_published()
        for details in others._details():
            details._note_accepted()
        lines._settle_by_hand()

    def action_rejected(self):
        """The regulator refused it: correct it, check it, build it again."""
        self.check_access("write")
        self._leave("submitted")
        lines = self._unanswered()
        lines._refused(self.env["udi.submission.answer"], dict.fromkeys(lines, ()))
        others = self - lines.registration_id
        others.sudo().state = "rejected"
        for details in others._details():
            details._note_rejected()
        lines._settle_by_hand()

    def _unanswered(self):
        """What was uploaded of these and nobody answered yet.

        What was accepted is kept from what was sent. Of a registration that was sent
        from elsewhere nobody knows that here: it keeps no state.
        """
        lines = self.env["udi.submission.line"].search(
            [
                ("registration_id", "in", self.ids),
                ("status", "=", "built"),
                ("submission_id.uploaded_on", "!=", False),
            ]
        )
        for batch in lines.submission_id:
            batch._refuse_unready()
        return lines


class UdiSubmissionLine(models.Model):
    _inherit = "udi.submission.line"

    def _settle_by_hand(self):
        self.submission_id._settle()
        self.registration_id._settle()
        self.registration_id._look_for_changes()
