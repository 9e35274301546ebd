from base64 import b64decode

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..formats.xml_safety import MAX_BYTES


class UdiSubmissionRead(models.TransientModel):
    """The regulator's answer, brought back by a person."""

    _name = "udi.submission.read"
    _description = "Read a Regulator's Answer"

    submission_id = fields.Many2one(
        "udi.submission", required=True, readonly=True, ondelete="cascade"
    )
    file = fields.Binary("Answer", required=True, attachment=False)
    file_name = fields.Char()
    file_count = fields.Integer(related="submission_id.file_count")
    file_id = fields.Many2one(
        "udi.submission.file",
        "File that was answered",
        domain="[('submission_id', '=', submission_id)]",
        ondelete="cascade",
        help="Left empty, the answer itself says it: by its devices, or by its ids.",
    )

    @api.depends("submission_id")
    def _compute_display_name(self):
        self.display_name = self.env._("Read answer")

    def action_read(self):
        self.ensure_one()
        name = self.file_name or self.env._("Answer.xml")
        if self.file_id and self.file_id.submission_id != self.submission_id:
            raise UserError(
                self.env._(
                    "%(file)s is no file of this batch. Choose one of its files.",
                    file=self.file_id.name,
                )
            )
        self.submission_id._read_answer(name, self._content(name), self.file_id)
        return self.submission_id._open()

    def _content(self, name):
        """Whoever sent it: not longer than is read, and whole."""
        if len(self.file or "") > 2 * MAX_BYTES:
            raise UserError(
                self.env._(
                    "%(file)s is larger than 10 MB, and no answer is. Choose the "
                    "response that the regulator gave.",
                    file=name,
                )
            )
        try:
            return b64decode(self.file or "", validate=True)
        except (TypeError, ValueError) as error:
            raise UserError(
                self.env._("%(file)s did not arrive whole. Choose it again.", file=name)
            ) from error
