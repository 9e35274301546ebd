from odoo import fields, models


class UdiRecallGone(models.TransientModel):
    """Nobody is left at this customer who could answer: the evidence for it."""

    _name = "udi.recall.gone"
    _description = "Customer is gone"

    consignee_id = fields.Many2one("udi.recall.consignee", required=True, readonly=True)
    evidence = fields.Char(
        required=True,
        help="Register entry, returned letter, who confirmed it and when.",
    )
    file_name = fields.Char()
    file = fields.Binary("Proof", required=True)

    def action_gone(self):
        self.ensure_one()
        self.consignee_id.check_access("read")
        self.consignee_id.recall_id._check_manager()
        attachment = self.env["ir.attachment"].create(
            {"name": self.file_name or "proof", "datas": self.file}
        )
        self.consignee_id._gone(self.evidence, attachment)
        return {"type": "ir.actions.act_window_close"}
