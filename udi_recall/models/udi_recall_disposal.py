from odoo import fields, models


class UdiRecallDisposal(models.Model):
    """What became of units that came back or never left."""

    _name = "udi.recall.disposal"
    _description = "Disposal in a recall"
    _order = "recall_id, id desc"

    recall_id = fields.Many2one(
        "udi.recall", required=True, ondelete="cascade", index=True
    )
    company_id = fields.Many2one(related="recall_id.company_id", store=True, index=True)
    recall_lot_id = fields.Many2one(
        "udi.recall.lot", "Lot", required=True, ondelete="restrict", index=True
    )
    kind = fields.Selection(
        [
            ("destroy", "Destroyed"),
            ("rework", "Reworked"),
            ("release", "Released"),
            ("supplier", "Back to the supplier"),
        ],
        required=True,
    )
    state = fields.Selection(
        [("planned", "Planned"), ("done", "Done"), ("cancelled", "Cancelled")],
        required=True,
        readonly=True,
        default="planned",
    )
    quantity = fields.Float(digits="Product Unit")
    location_id = fields.Many2one("stock.location", "Lies in", ondelete="restrict")
    authority_told_on = fields.Date("Authority told on")
    witness = fields.Char()
    certificate_id = fields.Many2one("ir.attachment", "Certificate of it")
    picking_id = fields.Many2one(
        "stock.picking", readonly=True, ondelete="restrict", index="btree_not_null"
    )
    done_at = fields.Datetime(readonly=True)
    done_by_id = fields.Many2one("res.users", readonly=True)
    note = fields.Char()
