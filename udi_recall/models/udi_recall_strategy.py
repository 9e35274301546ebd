from odoo import fields, models

LEVELS = [
    ("A", "A: all"),
    ("B", "B: a stated share"),
    ("C", "C: 10 in 100"),
    ("D", "D: 2 in 100"),
    ("E", "E: none"),
]


class UdiRecallStrategy(models.AbstractModel):
    """How a recall is run: how deep, how checked, and by whom."""

    _name = "udi.recall.strategy"
    _description = "Strategy of a recall"

    initiated_at = fields.Datetime(
        "First notice left",
        related="first_round_id.initiated_at",
        help="Stamped by that notice.",
    )
    first_round_id = fields.Many2one(
        "udi.recall.round", readonly=True, copy=False, ondelete="set null"
    )
    round_id = fields.Many2one(
        "udi.recall.round",
        "Present round",
        readonly=True,
        copy=False,
        ondelete="set null",
        help="The round that runs now.",
    )
    round_ids = fields.One2many("udi.recall.round", "recall_id", "Rounds")
    region_ids = fields.One2many("udi.recall.region", "recall_id", "Where")
    role_ids = fields.One2many("udi.recall.role", "recall_id", "Roles", copy=True)
    notice_ids = fields.One2many("udi.recall.message", "recall_id", "All messages")
    reply_ids = fields.One2many("udi.recall.reply", "recall_id", "Answers")
    deadline_ids = fields.One2many("udi.recall.deadline", "recall_id", "Deadlines")
    disposal_ids = fields.One2many("udi.recall.disposal", "recall_id", "Disposals")
    check_ids = fields.One2many("udi.recall.check", "recall_id", "Checks")
    report_ids = fields.One2many("udi.recall.report", "recall_id", "Reports")
    physical_return = fields.Selection(
        [("yes", "Yes"), ("no", "No")], "Goods come back?", tracking=True
    )
    source = fields.Selection(
        [
            ("complaint", "Complaint"),
            ("incident", "Incident"),
            ("test", "Own test or audit"),
            ("supplier", "Supplier"),
            ("authority", "Authority"),
            ("trend", "Trend"),
            ("other", "Other"),
        ],
        "How it was found",
        tracking=True,
    )
    cause = fields.Text(tracking=True)
    evaluation = fields.Text("Evaluation of the hazard", tracking=True)
    prevention = fields.Text("So that it does not happen again", tracking=True)
    depth = fields.Selection(
        [
            ("wholesale", "Wholesale"),
            ("retail", "Retail"),
            ("user", "Users and consumers"),
        ],
        "How deep",
        default="user",
        tracking=True,
    )
    depth_reason = fields.Char("Why it stops there", tracking=True)
    check_level = fields.Selection(
        LEVELS, "Effectiveness checks", default="A", tracking=True
    )
    check_share = fields.Float("Share to check", tracking=True)
    check_reason = fields.Char("Why this level", tracking=True)
    attempts = fields.Integer(default=3, tracking=True)
    gone_plan = fields.Text("Customers out of business", tracking=True)
    actions_by_firm = fields.Text("What we do", translate=True, tracking=True)
