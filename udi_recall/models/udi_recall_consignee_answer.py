from odoo import fields, models
from odoo.tools import SQL

from ..tools.answers import PARTS, answer_state, rolled_up


class UdiRecallConsignee(models.Model):
    """What a customer answered, all their delivery addresses together."""

    _inherit = "udi.recall.consignee"

    recall_state = fields.Selection(related="recall_id.state")
    answered_on = fields.Datetime("Last answer", readonly=True)

    def _answering(self):
        """From whom an answer is due: the delivery addresses; without one, anybody."""
        rows = self.addressee_ids
        return (rows.filtered("must_answer") or rows).sorted("id")

    def _lock_answers(self):
        """Two wards that answer at once: the second waits, it is not turned away."""
        self.ensure_one()
        self.flush_recordset()
        self.env.execute_query(
            SQL("SELECT id FROM udi_recall_consignee WHERE id = %s FOR UPDATE", self.id)
        )

    def _roll_up(self):
        """Write what the answers that count now say on the lines and on the customer.

        Who answers is there: an answer takes "gone" back.
        """
        for consignee in self.sudo():
            states = []
            for addressee in consignee._answering():
                reply = addressee._counting()
                lines = addressee._asked_lines()
                consignee._write_lines(lines, reply)
                states.append(consignee._state_of(addressee, reply, lines))
            answered = consignee.reply_ids.filtered(lambda row: row.state == "given")
            values = {
                "answer_state": rolled_up(states),
                "answered_on": max(answered.mapped("answered_at"), default=False),
            }
            if consignee.answer_state != "gone" or answered:
                consignee.write(values)

    def _state_of(self, addressee, reply, lines):
        begun = addressee._begun()
        if not reply:
            return "understood" if begun.read_understood else "none"
        return answer_state(
            reply.read_understood,
            reply.affected,
            list(reply._said(lines).values()),
            reply.action_ids.mapped("done") if reply.affected == "yes" else [],
        )

    def _write_lines(self, lines, reply):
        given = {row.consignee_line_id: row for row in reply.line_ids}
        for line in lines:
            row = given.get(line, reply.line_ids.browse())
            values = {f"answer_{part}": row[f"quantity_{part}"] for part in PARTS}
            changed = {
                key: value for key, value in values.items() if line[key] != value
            }
            if changed:
                line.write(changed)

    # -- what our people do --------------------------------------------------------

    def action_type_answer(self):
        """Type in what they told us; first for the address that has not answered."""
        self.ensure_one()
        self.recall_id._check_manager()
        due = self._answering()
        open_rows = due.filtered(lambda row: not row._counting())
        return self._dialog(
            "udi.recall.answer",
            self.env._("Answer of %s", self.display_name),
            default_addressee_id=(open_rows or due)[:1].id,
        )

    def action_mark_gone(self):
        self.ensure_one()
        self.recall_id._check_manager()
        return self._dialog(
            "udi.recall.gone", self.env._("%s is gone", self.display_name)
        )

    def _dialog(self, model, name, **context):
        return {
            "type": "ir.actions.act_window",
            "name": name,
            "res_model": model,
            "view_mode": "form",
            "target": "new",
            "context": {
                "default_consignee_id": self.id,
                "dialog_size": "extra-large",
                **context,
            },
        }

    # -- gone ----------------------------------------------------------------------

    def _gone(self, evidence, file):
        """Nobody is left who could answer: said with evidence, else the share of
        answers could never close.
        """
        self.ensure_one()
        self.recall_id._check_manager()
        self._lock_answers()
        consignee = self.sudo()
        consignee.write(
            {
                "answer_state": "gone",
                "gone_note": evidence,
                "gone_file_id": file.id,
            }
        )
        file.sudo().write({"res_model": self._name, "res_id": self.id})
        consignee.recall_id.message_post(
            body=self.env._(
                "%(customer)s is gone: %(evidence)s",
                customer=consignee.partner_id.name,
                evidence=evidence,
            )
        )
