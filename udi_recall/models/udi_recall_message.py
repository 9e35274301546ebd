from odoo import api, fields, models
from odoo.exceptions import UserError

# What went out of the house, or was tried to
LEFT = ("sent", "delivered", "bounced", "failed")
# What did not leave yet, and may
PENDING = ("waiting", "ready", "sending")
LETTERS = ("letter", "registered")
NOTICES = ("notice", "correction")


class UdiRecallMessage(models.Model):
    """One notice, reminder or call to one addressee, and what became of it.

    Sent is not received: only an answer or a proof of delivery says that. Each is
    written by the steps of the recall only, and none is ever deleted.
    """

    _name = "udi.recall.message"
    _inherit = ["mail.thread"]
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
    attempt = fields.Integer(required=True, readonly=True, default=1)
    version = fields.Integer(required=True, readonly=True, default=1)
    supersedes_id = fields.Many2one(
        "udi.recall.message", "In place of", readonly=True, index="btree_not_null"
    )
    state = fields.Selection(
        [
            ("waiting", "Waits for the report"),
            ("ready", "Ready"),
            ("sending", "In the outbox"),
            ("sent", "Sent"),
            ("delivered", "Delivered"),
            ("bounced", "Came back"),
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
    # Large, and seldom asked for: a list of two thousand would carry it along.
    body = fields.Html(
        readonly=True,
        sanitize=False,
        prefetch=False,
        groups="udi_recall.group_recall_manager",
    )
    preview = fields.Html(
        "Text", compute="_compute_preview", sanitize=False, compute_sudo=True
    )
    digest = fields.Char(readonly=True, help="SHA-256 of what the notice says.")
    line_digests = fields.Json(readonly=True, prefetch=False)
    # They carry the link by which the customer answers
    attachment_ids = fields.Many2many(
        "ir.attachment",
        string="Files",
        readonly=True,
        bypass_search_access=True,
        groups="udi_recall.group_recall_manager",
    )
    proof_ids = fields.Many2many(
        "ir.attachment", "udi_recall_message_proof_rel", string="Proofs", readonly=True
    )
    mail_id = fields.Many2one("mail.mail", readonly=True, index="btree_not_null")
    sent_at = fields.Datetime("Sent", readonly=True)
    delivered_at = fields.Datetime("Delivered", readonly=True)
    failure = fields.Char("Why not", readonly=True)
    note = fields.Char("What was said", readonly=True)
    reference = fields.Char(readonly=True, help="The number of a registered letter.")
    why = fields.Char("Sent again because", readonly=True)
    user_id = fields.Many2one("res.users", "By whom", readonly=True)
    email = fields.Char(compute="_compute_to", compute_sudo=True)
    phone = fields.Char(compute="_compute_to", compute_sudo=True)

    # Whatever tries to write to somebody twice at once, one of the two fails.
    _addressee_attempt_uniq = models.Constraint(
        "UNIQUE(addressee_id, attempt)", "An addressee has one message a number."
    )
    _mail_uniq = models.UniqueIndex(
        "(mail_id) WHERE mail_id IS NOT NULL", "A mail belongs to one message."
    )

    def _compute_to(self):
        for message in self:
            message.email = message.addressee_id._mail_to()
            message.phone = message.addressee_id._phone_to()

    @api.depends("body", "state")
    @api.depends_context("uid")
    def _compute_preview(self):
        """What left is shown as it left; what did not, as it would leave now."""
        open_ = self.env.user.has_group("udi_recall.group_recall_manager")
        hide = self.addressee_id._hide_links
        for message in self:
            text = message.body or message._text()["body"]
            message.preview = text if open_ else hide(text)

    def _paper_text(self):
        """What the paper says: of what leaves everything, of what is shown what may."""
        self.ensure_one()
        if self.env.su:
            return self.body or self._text()["body"]
        return self.preview

    def _mail_get_operation_for_mail_message_operation(self, message_operation):
        """The mail that left carries the link: none for who only reads recalls."""
        found = super()._mail_get_operation_for_mail_message_operation(
            message_operation
        )
        if self.env.user.has_group("udi_recall.group_recall_manager"):
            return found
        return dict.fromkeys(found, "write")

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(
            self.env._("What was sent to customers is evidence: it cannot be deleted.")
        )

    def _file_stem(self):
        """R-2026-004-St-Anna-Hospital-v2, and harmless as the name of a file."""
        name = (
            f"{self.recall_id.name}-{self.addressee_id.partner_id.display_name}"
            f"-v{self.version}"
        )
        return "-".join(part for part in _parts(name) if part)


def _parts(text):
    return "".join(c if c.isalnum() or c in "._" else "-" for c in text).split("-")
