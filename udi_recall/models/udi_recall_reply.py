from odoo import fields, models

RESULTS = [
    ("none", "No answer"),
    ("understood", "Read and understood"),
    ("partial", "Partly answered"),
    ("none_found", "None found"),
    ("short", "Does not add up"),
    ("contradictory", "Contradictory"),
    ("complete", "Complete"),
]


class UdiRecallReply(models.Model):
    """What one delivery address answered; each version is kept.

    What is typed on the page is kept from the first tick on, so that a closed browser
    loses nothing; only what was sent counts as given.
    """

    _name = "udi.recall.reply"
    _description = "Answer to a recall"
    _order = "addressee_id, version desc"
    _rec_name = "addressee_id"

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
    version = fields.Integer(required=True, readonly=True, default=1)
    message_version = fields.Integer("Answers version", readonly=True)
    state = fields.Selection(
        [("draft", "Begun"), ("given", "Given"), ("superseded", "Replaced")],
        required=True,
        readonly=True,
        default="draft",
        index=True,
    )
    channel = fields.Selection(
        [("link", "Link"), ("portal", "Portal"), ("typed", "Typed in")],
        required=True,
        readonly=True,
    )
    read_understood = fields.Boolean("Read and understood")
    affected = fields.Selection(
        [
            ("yes", "Has or had some"),
            ("none", "Has none"),
            ("not_received", "Never came"),
        ]
    )
    answered_at = fields.Datetime("Answered", readonly=True)
    name = fields.Char()
    function = fields.Char("Role")
    phone = fields.Char()
    email = fields.Char()
    signature = fields.Binary(attachment=True)
    adverse_events = fields.Selection([("no", "No"), ("yes", "Yes")], "Anyone hurt?")
    adverse_text = fields.Text("What happened")
    patients_to_follow = fields.Integer(
        "Patients to follow", help="A number only: no patient is named here."
    )
    remarks = fields.Text()
    typed_by_id = fields.Many2one("res.users", "Typed in by", readonly=True)
    told_how = fields.Char("How they told us")
    line_ids = fields.One2many("udi.recall.reply.line", "reply_id", "Units")
    action_ids = fields.One2many("udi.recall.reply.action", "reply_id", "What was done")
    said_at = fields.Datetime("Said on", help="When they told us, if not just now.")
    understood_at = fields.Datetime("Understood on", readonly=True)
    affected_at = fields.Datetime("Looked for them on", readonly=True)
    return_label = fields.Boolean("Asks for a return label")
    result = fields.Selection(RESULTS, readonly=True, default="none", index=True)
    finding = fields.Char("To clear up", readonly=True)
    typed = fields.Json(readonly=True, groups="base.group_system")
    digest = fields.Char(
        readonly=True, help="SHA-256 over everything that was answered."
    )
    onward_ids = fields.One2many("udi.recall.onward", "reply_id", "Passed on to")
    attachment_ids = fields.Many2many("ir.attachment", string="Files")

    _addressee_version_uniq = models.Constraint(
        "UNIQUE(addressee_id, version)", "An answer has one version number."
    )
