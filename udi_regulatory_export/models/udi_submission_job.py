from odoo import fields, models


class UdiSubmission(models.Model):
    """A large batch is built part by part, and holds nobody."""

    _inherit = "udi.submission"

    environment = fields.Selection(
        [("playground", "Playground"), ("production", "Production")],
        readonly=True,
        help="The regulator's system that the files are for.",
    )
    done_count = fields.Integer("Built so far", readonly=True)
    message = fields.Char("How it went", readonly=True)
    manifest = fields.Text(
        readonly=True, help="The files in the order in which they are uploaded."
    )
    answer_ids = fields.One2many(
        "udi.submission.answer", "submission_id", readonly=True
    )
    again_of_id = fields.Many2one(
        "udi.submission",
        string="Sends again",
        readonly=True,
        ondelete="restrict",
        index="btree_not_null",
    )
    accepted_count = fields.Integer("Accepted", readonly=True)
    refused_count = fields.Integer("Refused", readonly=True)
