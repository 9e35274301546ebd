from odoo import api, fields, models
from odoo.exceptions import UserError

GIVEN_BY_STEP = {"state", "number", "given_at", "attachment_ids", "incoming_id"}


class UdiRecallIncomingAnswer(models.Model):
    """What we answered a maker: each version is kept as it was given."""

    _name = "udi.recall.incoming.answer"
    _description = "Our answer to an incoming recall"
    _order = "incoming_id, number desc, id desc"
    _rec_name = "number"

    incoming_id = fields.Many2one(
        "udi.recall.incoming", required=True, ondelete="restrict", index=True
    )
    company_id = fields.Many2one(
        related="incoming_id.company_id", store=True, index=True
    )
    number = fields.Integer("Answer", readonly=True)
    state = fields.Selection(
        [("draft", "Begun"), ("given", "Given")],
        required=True,
        readonly=True,
        default="draft",
    )
    given_at = fields.Datetime("Given", readonly=True)
    user_id = fields.Many2one(
        "res.users", "By", required=True, default=lambda self: self.env.user
    )
    function = fields.Char("Role")
    read_understood = fields.Boolean("Read and understood")
    affected = fields.Selection(
        [
            ("yes", "We have, or had, some"),
            ("none_found", "We have none left"),
            ("not_received", "They never came to us"),
        ],
    )
    adverse_events = fields.Selection([("no", "No"), ("yes", "Yes")], "Anyone hurt?")
    adverse_text = fields.Text("What happened")
    patients_to_follow = fields.Integer(
        "Patients to follow", help="A number only: no patient is named here."
    )
    who_tells = fields.Selection(
        [
            ("we", "We do; the maker gets the numbers only"),
            ("maker", "The maker: our customers are listed in the answer"),
        ],
        "Who tells our customers",
        required=True,
        default="we",
    )
    remarks = fields.Text()
    line_ids = fields.One2many("udi.recall.incoming.answer.line", "answer_id", "Units")
    action_ids = fields.One2many(
        "udi.recall.incoming.answer.action", "answer_id", "What we did"
    )
    open_text = fields.Char("Not explained", compute="_compute_open_text")
    customers_text = fields.Char("Our customers", compute="_compute_customers_text")
    attachment_ids = fields.Many2many("ir.attachment", string="Files", readonly=True)

    _incoming_number_uniq = models.UniqueIndex(
        "(incoming_id, number) WHERE state = 'given'", "An answer has one number."
    )

    @api.depends("line_ids.quantity_open")
    @api.depends_context("lang")
    def _compute_open_text(self):
        for answer in self:
            answer.open_text = " ".join(
                filter(None, (line._open_text() for line in answer.line_ids))
            )

    @api.depends("line_ids.customers")
    @api.depends_context("lang")
    def _compute_customers_text(self):
        for answer in self:
            answer.customers_text = "; ".join(
                f"{line.line_id.display_name} {line.customers_text}"
                for line in answer.line_ids
                if line.customers_text
            )

    @api.model_create_multi
    def create(self, vals_list):
        """Begun by its button only, which knows the units."""
        if not self.env.su:
            raise UserError(
                self.env._("An answer begins with “Answer the maker” on the notice.")
            )
        return super().create(vals_list)

    def write(self, vals):
        if not self.env.su:
            self._check_open()
            if stopped := GIVEN_BY_STEP & vals.keys():
                self.incoming_id._check_typed(stopped)
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_only_begun(self):
        self._check_open()

    def _check_open(self):
        if given := self.filtered(lambda answer: answer.state == "given"):
            raise UserError(
                self.env._(
                    "Answer %(number)s to %(notice)s was given and stays as it is. "
                    "Answer again instead.",
                    number=given[0].number,
                    notice=given[0].incoming_id.display_name,
                )
            )

    def action_give(self):
        """Keep it, make its files, and open the mail that carries them."""
        self.ensure_one()
        self.incoming_id._check_manager()
        self._check_open()
        self._check_whole()
        self.incoming_id._lock()
        given = self.incoming_id.answer_ids.filtered(lambda row: row.state == "given")
        self.sudo().write(
            {
                "state": "given",
                "number": max(given.mapped("number"), default=0) + 1,
                "given_at": fields.Datetime.now(),
            }
        )
        self._make_files()
        self.incoming_id._answered(self)
        return self._mail_action() or self.incoming_id._open_form()

    def _check_whole(self):
        """What a maker asks every consignee (21 CFR 7.49(d), guidance of 2020)."""
        missing = [
            self.fields_get([name], ["string"])[name]["string"]
            for name in ("read_understood", "affected", "adverse_events")
            if not self[name]
        ]
        if self.adverse_events == "yes" and not (self.adverse_text or "").strip():
            missing.append(self.env._("What happened"))
        undone = self.action_ids.filtered(lambda row: not row.done)
        missing += [self.env._("Instruction %s", row.number) for row in undone]
        if missing:
            raise UserError(
                self.env._(
                    "The maker asks for all of it. Still empty: %(fields)s.",
                    fields=", ".join(missing),
                )
            )
        for row in self.action_ids:
            if row.done == "no" and not (row.why or "").strip():
                raise UserError(
                    self.env._(
                        "Instruction %(number)s was not done. Say why.",
                        number=row.number,
                    )
                )
