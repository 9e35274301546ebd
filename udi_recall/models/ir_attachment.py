from odoo import api, models
from odoo.exceptions import UserError

# Whose files are evidence from the first moment on, and which of the others
KEPT = {
    "udi.recall.report": [],
    "udi.recall.message": [("sent_at", "!=", False)],
    "udi.recall.reply": [("state", "!=", "draft")],
    "udi.recall.disposal": [("state", "=", "done")],
}
# Beside what people attached: the content of other fields is replaced by the fields
FILES = (False, "attachment_ids")


class IrAttachment(models.Model):
    """Files of a recall outlive whoever would tidy them away."""

    _inherit = "ir.attachment"

    @api.ondelete(at_uninstall=False)
    def _unlink_except_recall_evidence(self):
        for model, domain in KEPT.items():
            own = self.sudo().filtered(
                lambda file, name=model: (
                    file.res_model == name and file.res_field in FILES
                )
            )
            ids = own.mapped("res_id")
            if not ids:
                continue
            rows = self.env[model].sudo()
            kept = rows.search([("id", "in", ids), *domain], limit=1)
            if kept:
                file = own.filtered(lambda file, row=kept: file.res_id == row.id)[:1]
                raise UserError(
                    self.env._(
                        "%(file)s belongs to the evidence of a recall: it is kept. "
                        "The recall says how long.",
                        file=file.name,
                    )
                )
