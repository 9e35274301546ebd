from odoo import api, fields, models
from odoo.exceptions import UserError

# What people type; a notice that came as a file says the rest itself.
TYPED = {
    "name",
    "version",
    "kind",
    "maker_id",
    "title",
    "received_at",
    "reply_by",
    "reason_text",
    "hazard",
    "instructions",
    "line_ids",
    "user_id",
    "company_id",
}
OF_FILE = {
    "name",
    "version",
    "kind",
    "title",
    "received_at",
    "line_ids",
    "company_id",
}
# What comes with the chatter is none of our business
CHATTER = ("message_", "activity_", "website_message_", "rating_")


class UdiRecallIncoming(models.Model):
    """A recall that a maker sent to us as their dealer: a line of the register.

    Importers and distributors keep one (MDR 13(6), 14(5)).
    """

    _name = "udi.recall.incoming"
    _description = "Incoming recall"
    _inherit = ["mail.thread", "mail.activity.mixin"]
    _order = "received_at desc, id desc"
    _rec_names_search = ["name", "title"]
    _check_company_auto = True

    name = fields.Char("Maker's number", required=True, tracking=True)
    company_id = fields.Many2one(
        "res.company",
        required=True,
        default=lambda self: self.env.company,
        index=True,
    )
    maker_id = fields.Many2one(
        "res.partner",
        "From",
        ondelete="restrict",
        index=True,
        tracking=True,
        help="Whom we answer: the maker, or the dealer who told us.",
    )
    user_id = fields.Many2one(
        "res.users",
        "Responsible",
        default=lambda self: self.env.user.filtered("active"),
        tracking=True,
    )
    kind = fields.Selection(
        [
            ("recall", "Recall"),
            ("correction", "Field correction"),
            ("withdrawal", "Withdrawal"),
            ("fsca", "Field safety corrective action"),
            ("drill", "Drill of the maker"),
        ],
        required=True,
        default="recall",
        tracking=True,
    )
    title = fields.Char(required=True, tracking=True)
    version = fields.Integer(default=1, required=True)
    received_at = fields.Datetime(
        "Received",
        required=True,
        default=lambda self: fields.Datetime.now(),
        tracking=True,
    )
    reply_by = fields.Date("Answer by", tracking=True)
    reason_text = fields.Text("What is wrong", tracking=True)
    hazard = fields.Text("What can happen", tracking=True)
    instructions = fields.Text(
        "What to do", tracking=True, help="One instruction a line."
    )
    state = fields.Selection(
        [
            ("new", "New"),
            ("matched", "Stock and customers found"),
            ("running", "Our recall begun"),
            ("answered", "Answered"),
        ],
        required=True,
        readonly=True,
        default="new",
        copy=False,
        tracking=True,
        index=True,
    )
    status = fields.Selection(
        [
            ("issued", "Issued"),
            ("updated", "Updated"),
            ("cancelled", "Cancelled"),
            ("closed", "Closed"),
        ],
        "The maker says",
        required=True,
        readonly=True,
        default="issued",
    )
    recall_id = fields.Many2one(
        "udi.recall",
        "Our recall",
        readonly=True,
        copy=False,
        ondelete="restrict",
        index="btree_not_null",
    )
    answered_at = fields.Datetime("Answered", readonly=True, copy=False)
    matched_at = fields.Datetime("Found on", readonly=True, copy=False)
    line_ids = fields.One2many("udi.recall.incoming.line", "incoming_id", "Units")
    answer_ids = fields.One2many(
        "udi.recall.incoming.answer", "incoming_id", "Our answers"
    )
    previous_id = fields.Many2one(
        "udi.recall.incoming",
        "In place of",
        readonly=True,
        copy=False,
        ondelete="restrict",
        index="btree_not_null",
    )
    sender_name = fields.Char("Sender", readonly=True)
    sender_contact = fields.Char("Contact", readonly=True)
    sender_phone = fields.Char("Telephone", readonly=True)
    sender_email = fields.Char("E-mail", readonly=True)
    reply_url = fields.Char("Answer on the maker's page", readonly=True)
    language = fields.Char(readonly=True)
    file_id = fields.Many2one(
        "ir.attachment", "As it came", readonly=True, copy=False, ondelete="restrict"
    )
    is_changed = fields.Boolean(
        "Differs from what its maker wrote",
        readonly=True,
        help="The digest in the file is not that of its content.",
    )

    _name_version_uniq = models.UniqueIndex(
        "(company_id, COALESCE(maker_id, 0), name, version)",
        "This notice is here already in this version. Open that one.",
    )
    _version_positive = models.Constraint(
        "CHECK(version > 0)", "Versions of a notice count from 1."
    )

    @api.depends("name", "title", "version")
    def _compute_display_name(self):
        for notice in self:
            number = notice.name or ""
            if notice.version > 1:
                number = self.env._(
                    "%(number)s version %(version)s",
                    number=number,
                    version=notice.version,
                )
            notice.display_name = " ".join(filter(None, (number, notice.title)))

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su:
            for vals in vals_list:
                self._check_typed(vals.keys())
        notices = super().create(vals_list)
        notices._remind_to_answer()
        return notices

    def write(self, vals):
        if not self.env.su:
            self._check_typed(vals.keys())
            self._check_open(vals.keys())
        result = super().write(vals)
        if "reply_by" in vals or "user_id" in vals:
            self._remind_to_answer()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_only_new(self):
        """A line of the register stays; a slip of the hand may go."""
        if kept := self.filtered(lambda row: row.state != "new" or row.file_id):
            raise UserError(
                self.env._(
                    "%(notice)s stands in the register and stays there. Write in its "
                    "chatter why it does not count.",
                    notice=kept[0].display_name,
                )
            )

    def _check_typed(self, names):
        stopped = {name for name in names - TYPED if not name.startswith(CHATTER)}
        if stopped:
            raise UserError(
                self.env._(
                    "%(fields)s: only the buttons of the notice set this.",
                    fields=self._labels(stopped),
                )
            )

    def _check_open(self, names):
        """What came as a file stays as it came; what was answered, too."""
        for notice in self:
            fixed = OF_FILE if notice.file_id else set()
            if notice.state in ("running", "answered"):
                fixed = TYPED - {"reply_by", "user_id", "maker_id"}
            if locked := names & fixed:
                raise UserError(
                    self.env._(
                        "%(notice)s: %(fields)s can no longer be changed. What came "
                        "later comes as a new version.",
                        notice=notice.display_name,
                        fields=self._labels(locked),
                    )
                )

    def _labels(self, names):
        described = self.fields_get(list(names), ["string"])
        found = [field["string"] for field in described.values()]
        return ", ".join(found) or ", ".join(sorted(names))
