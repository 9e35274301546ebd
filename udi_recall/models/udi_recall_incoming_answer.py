from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command

from ..tools.notice_reply import FATES, unexplained

UNITS = {"digits": "Product Unit"}
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
        "Affected",
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


class UdiRecallIncomingAnswerLine(models.Model):
    """What became of the units of one line of the notice."""

    _name = "udi.recall.incoming.answer.line"
    _description = "Units in our answer"
    _order = "answer_id, number, id"
    _rec_name = "number"

    answer_id = fields.Many2one(
        "udi.recall.incoming.answer", required=True, ondelete="cascade", index=True
    )
    company_id = fields.Many2one(related="answer_id.company_id", store=True, index=True)
    line_id = fields.Many2one(
        "udi.recall.incoming.line",
        "What",
        required=True,
        readonly=True,
        ondelete="restrict",
        index=True,
    )
    number = fields.Integer(related="line_id.number", store=True)
    quantity_asked = fields.Float("Asked", readonly=True, **UNITS)
    quantity_on_hand = fields.Float("Had when it came", **UNITS)
    quantity_held = fields.Float("Set apart here", **UNITS)
    quantity_used = fields.Float("Used", **UNITS)
    quantity_returned = fields.Float("Sent back", **UNITS)
    quantity_destroyed = fields.Float("Destroyed", **UNITS)
    quantity_passed_on = fields.Float("Passed on", **UNITS)
    quantity_lost = fields.Float("Not found", **UNITS)
    quantity_open = fields.Float(
        "Not explained", compute="_compute_quantity_open", **UNITS
    )

    _none_negative = models.Constraint(
        "CHECK(LEAST(quantity_on_hand, "
        + ", ".join(f"quantity_{fate}" for fate in FATES)
        + ") >= 0)",
        "Quantities are 0 or more.",
    )

    @api.depends("quantity_asked", *(f"quantity_{fate}" for fate in FATES))
    def _compute_quantity_open(self):
        for line in self:
            line.quantity_open = unexplained(
                line.quantity_asked, (line[f"quantity_{fate}"] for fate in FATES)
            )

    def _open_text(self):
        if not self.quantity_open:
            return ""
        number = self.env["udi.finding"]._number
        values = {
            "what": self.line_id.display_name,
            "asked": number(self.quantity_asked),
            "said": number(self.quantity_asked - self.quantity_open),
        }
        if self.quantity_open < 0:
            return self.env._(
                "%(what)s: they sent %(asked)s; this makes %(said)s.", **values
            )
        return self.env._(
            "%(what)s: they sent %(asked)s; this explains %(said)s.", **values
        )

    def write(self, vals):
        if not self.env.su:
            self.answer_id._check_open()
            if stopped := {"line_id", "answer_id", "quantity_asked"} & vals.keys():
                self.answer_id.incoming_id._check_typed(stopped)
        return super().write(vals)


class UdiRecallIncomingAnswerAction(models.Model):
    """Whether we followed one instruction of the notice."""

    _name = "udi.recall.incoming.answer.action"
    _description = "Instruction in our answer"
    _order = "answer_id, number"
    _rec_name = "text"

    answer_id = fields.Many2one(
        "udi.recall.incoming.answer", required=True, ondelete="cascade", index=True
    )
    company_id = fields.Many2one(related="answer_id.company_id", store=True, index=True)
    number = fields.Integer(required=True, readonly=True)
    text = fields.Char("Instruction", required=True, readonly=True)
    done = fields.Selection([("yes", "Done"), ("no", "Not done")])
    why = fields.Char("Why not")

    def write(self, vals):
        if not self.env.su:
            self.answer_id._check_open()
            if stopped := {"number", "text", "answer_id"} & vals.keys():
                self.answer_id.incoming_id._check_typed(stopped)
        return super().write(vals)


class UdiRecallIncoming(models.Model):
    _inherit = "udi.recall.incoming"

    def action_answer(self):
        """An answer with what our stock says filled in, to be looked at and given."""
        self._check_manager()
        if not self.matched_at:
            self.action_find()
        self._lock()
        self._find()
        notice = self.sudo()
        begun = notice.answer_ids.filtered(lambda row: row.state == "draft")
        begun.unlink()
        answer = notice.env["udi.recall.incoming.answer"].create(
            {
                "incoming_id": notice.id,
                "user_id": self.env.uid,
                "affected": notice._affected_said(),
                "line_ids": [Command.create(line._said()) for line in notice.line_ids],
                "action_ids": [
                    Command.create({"number": number, "text": text})
                    for number, text in enumerate(notice._instructions(), 1)
                ],
            }
        )
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Answer the maker"),
            "res_model": answer._name,
            "res_id": answer.id,
            "views": [(False, "form")],
            "target": "new",
        }

    def _instructions(self):
        lines = (self.instructions or "").splitlines()
        return [line.strip()[:1000] for line in lines if line.strip()]

    def _affected_said(self):
        if not self.lot_count:
            return "not_received"
        return "yes" if self.quantity_here or self.quantity_out else "none_found"

    def _answered(self, answer):
        self.sudo().write({"state": "answered", "answered_at": answer.given_at})
        text = self.env._("Answer %(number)s to the maker.", number=answer.number)
        self.message_post(body=text, attachment_ids=answer.sudo().attachment_ids.ids)
        self.sudo().activity_ids.filtered("automated").action_feedback(feedback=text)

    def _open_form(self):
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": self._name,
            "res_id": self.id,
            "views": [(False, "form")],
        }


class UdiRecallIncomingLine(models.Model):
    _inherit = "udi.recall.incoming.line"

    quantity_first = fields.Float(
        "With us when found first", readonly=True, copy=False, **UNITS
    )
    is_counted = fields.Boolean(readonly=True, copy=False)

    def _keep_found(self, found, holdings):
        """How many were here when the notice came cannot be found out later."""
        result = super()._keep_found(found, holdings)
        for line in self.filtered(lambda line: not line.is_counted):
            line.write({"quantity_first": line.quantity_here, "is_counted": True})
        return result

    def _said(self):
        fates = {
            "quantity_held": self.quantity_here,
            "quantity_used": self.quantity_used,
            "quantity_returned": self.quantity_returned,
            "quantity_destroyed": self.quantity_destroyed,
            "quantity_passed_on": self.quantity_out,
        }
        fates = {name: max(0.0, quantity) for name, quantity in fates.items()}
        asked = self.quantity_asked or self.quantity_shipped or sum(fates.values())
        return {
            "line_id": self.id,
            "quantity_asked": asked,
            "quantity_on_hand": max(0.0, self.quantity_first),
            **fates,
        }
