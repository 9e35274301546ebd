from odoo import fields, models


class UdiRecallMessage(models.Model):
    """One notice, reminder or call to one addressee, and what became of it.

    Sent is not received: only an answer or a proof of delivery says that.
    """

    _name = "udi.recall.message"
    _description = "Message of a recall"
    _order = "recall_id, id desc"
    _rec_name = "subject"

    recall_id = fields.Many2one(
        "udi.recall", required=True, ondelete="cascade", index=True
    )
    company_id = fields.Many2one(related="recall_id.company_id", store=True, index=True)
    consignee_id = fields.Many2one(
        "udi.recall.consignee", required=True, ondelete="cascade", index=True
    )
    addressee_id = fields.Many2one(
        "udi.recall.addressee", required=True, ondelete="cascade", index=True
    )
    round_id = fields.Many2one(
        "udi.recall.round", required=True, ondelete="restrict", index=True
    )
    kind = fields.Selection(
        [
            ("notice", "Notice"),
            ("correction", "Corrected notice"),
            ("reminder", "Reminder"),
            ("cancellation", "Cancellation"),
        ],
        required=True,
        readonly=True,
        default="notice",
    )
    means = fields.Selection(
        [
            ("mail", "Mail"),
            ("letter", "Letter"),
            ("registered", "Registered letter"),
            ("phone", "Telephone"),
            ("visit", "Visit"),
        ],
        "By",
        required=True,
        readonly=True,
        default="mail",
    )
    version = fields.Integer(required=True, readonly=True, default=1)
    supersedes_id = fields.Many2one(
        "udi.recall.message", "In place of", readonly=True, index="btree_not_null"
    )
    state = fields.Selection(
        [
            ("waiting", "Waits for the report"),
            ("ready", "Ready"),
            ("sending", "Being sent"),
            ("sent", "Sent"),
            ("delivered", "Delivered"),
            ("bounced", "Bounced"),
            ("failed", "Not sent"),
            ("void", "No longer needed"),
        ],
        required=True,
        readonly=True,
        default="ready",
        index=True,
    )
    subject = fields.Char(readonly=True)
    lang = fields.Char("Language", readonly=True)
    # Written by the notice templates alone, which escape what people typed.
    body = fields.Html(readonly=True, sanitize=False)
    digest = fields.Char(readonly=True)
    attachment_ids = fields.Many2many("ir.attachment", string="Files", readonly=True)
    mail_id = fields.Many2one("mail.mail", readonly=True, index="btree_not_null")
    sent_at = fields.Datetime("Sent", readonly=True)
    delivered_at = fields.Datetime("Delivered", readonly=True)
    failure = fields.Char("Why not", readonly=True)
    note = fields.Char("What was said", readonly=True)
    user_id = fields.Many2one("res.users", "By whom", readonly=True)
