from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command

from ..tools.answers import PARTS


class UdiRecallAnswer(models.TransientModel):
    """An answer that came by telephone, letter or mail, typed in by our people."""

    _name = "udi.recall.answer"
    _description = "Type in an answer"

    consignee_id = fields.Many2one("udi.recall.consignee", required=True, readonly=True)
    addressee_id = fields.Many2one(
        "udi.recall.addressee",
        "For",
        required=True,
        domain="[('consignee_id', '=', consignee_id)]",
    )
    read_understood = fields.Boolean("Read and understood")
    affected = fields.Selection(
        [
            ("yes", "Has or had some"),
            ("none", "Has none"),
            ("not_received", "Never came"),
        ],
        "Have, or had, any of these?",
    )
    name = fields.Char("Who said it")
    function = fields.Char("Role")
    phone = fields.Char()
    email = fields.Char()
    told_how = fields.Selection(
        [
            ("phone", "By telephone"),
            ("letter", "By letter"),
            ("mail", "By mail"),
            ("visit", "At a visit"),
        ],
        "How",
        required=True,
        default="phone",
    )
    said_at = fields.Datetime("When", default=fields.Datetime.now)
    adverse_events = fields.Selection([("no", "No"), ("yes", "Yes")], "Anyone hurt?")
    adverse_text = fields.Text("What happened")
    patients_to_follow = fields.Integer("Patients to follow")
    return_label = fields.Boolean("Asks for a return label")
    remarks = fields.Text()
    attachment_ids = fields.Many2many("ir.attachment", string="Files")
    line_ids = fields.One2many(
        "udi.recall.answer.line",
        "answer_id",
        "Units",
        compute="_compute_rows",
        store=True,
        readonly=False,
    )
    action_ids = fields.One2many(
        "udi.recall.answer.action",
        "answer_id",
        "What was done",
        compute="_compute_rows",
        store=True,
        readonly=False,
    )
    onward_ids = fields.One2many(
        "udi.recall.answer.onward", "answer_id", "Passed on to"
    )
    asked_line_ids = fields.Many2many(
        "udi.recall.consignee.line", compute="_compute_asked_line_ids"
    )
    sum_text = fields.Char("Together", compute="_compute_sum_text")

    @api.depends("addressee_id")
    def _compute_asked_line_ids(self):
        for answer in self:
            rows = answer.addressee_id
            answer.asked_line_ids = rows and rows._asked_lines()

    @api.depends("addressee_id")
    def _compute_rows(self):
        """One row for each lot and each instruction, with what they said before."""
        for answer in self:
            rows = answer.addressee_id
            last = rows and rows._given()
            said = {row.consignee_line_id: row for row in last.line_ids} if last else {}
            lines = rows._asked_lines() if rows else ()
            answer.line_ids = [
                Command.clear(),
                *(
                    Command.create(answer._line_values(line, said.get(line)))
                    for line in lines
                ),
            ]
            instructions = rows._instructions() if rows else ()
            answer.action_ids = [
                Command.clear(),
                *(
                    Command.create({"number": number, "text": text})
                    for number, text in enumerate(instructions, 1)
                ),
            ]

    def _line_values(self, line, row):
        values = {"consignee_line_id": line.id, "quantity_asked": line._asked_units()}
        if row:
            values |= {f"quantity_{part}": row[f"quantity_{part}"] for part in PARTS}
            values["quantity_on_hand"] = row.quantity_on_hand
        return values

    @api.depends("line_ids.total", "affected")
    @api.depends_context("lang")
    def _compute_sum_text(self):
        number = self.env["udi.finding"]._number
        for answer in self:
            answer.sum_text = answer.affected == "yes" and self.env._(
                "%(said)s of %(asked)s said",
                said=number(sum(answer.line_ids.mapped("total"))),
                asked=number(sum(answer.line_ids.mapped("quantity_asked"))),
            )

    def action_give(self):
        """Give the answer in their name; who typed it in is kept with it."""
        self.ensure_one()
        addressee = self.addressee_id
        addressee.check_access("read")
        recall = addressee.recall_id
        recall._check_manager()
        if addressee.consignee_id != self.consignee_id:
            raise UserError(
                self.env._("Choose an address of %s.", self.consignee_id.display_name)
            )
        if not addressee._may_answer():
            raise UserError(
                self.env._(
                    "%(recall)s is %(state)s: no answer can be entered now.",
                    recall=recall.name,
                    state=recall._state_text(),
                )
            )
        reply = addressee.sudo()._begin("typed")
        reply._give(self._values(), "typed")
        files = self.attachment_ids.filtered(
            lambda row: row.create_uid == self.env.user
        )
        files.sudo().write({"res_model": reply._name, "res_id": reply.id})
        reply.attachment_ids = files
        return {"type": "ir.actions.act_window_close"}

    def _values(self):
        names = (
            "read_understood",
            "affected",
            "name",
            "function",
            "phone",
            "email",
            "adverse_events",
            "adverse_text",
            "patients_to_follow",
            "return_label",
            "remarks",
        )
        how = self._fields["told_how"]._description_selection(self.env)
        return {
            **{name: self[name] for name in names},
            "told_how": dict(how)[self.told_how],
            "said_at": fields.Datetime.to_string(self.said_at),
            "lines": {
                str(row.consignee_line_id.id): row._values() for row in self.line_ids
            },
            "actions": {
                str(row.number): {"done": row.done, "why": row.why or ""}
                for row in self.action_ids
            },
            "onward": [row._values() for row in self.onward_ids],
        }
