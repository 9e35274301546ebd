from odoo import fields, models


class UdiBasicUdiComment(models.Model):
    """What the authorised representative wrote in EUDAMED: read there, never sent."""

    _name = "udi.basic.udi.comment"
    _description = "Comment of the Authorised Representative"
    _order = "basic_udi_id, date, id"
    _rec_name = "text"

    basic_udi_id = fields.Many2one(
        "udi.basic.udi",
        string="Basic UDI-DI",
        required=True,
        ondelete="cascade",
        index=True,
    )
    company_id = fields.Many2one(
        related="basic_udi_id.company_id", store=True, index="btree_not_null"
    )
    text = fields.Text(string="Comment", required=True)
    date = fields.Datetime(string="Written on")
    owner_code = fields.Char(string="SRN of the author", required=True, size=15)
