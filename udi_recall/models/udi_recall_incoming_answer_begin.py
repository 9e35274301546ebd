from odoo import fields, models
from odoo.fields import Command

from ..tools.balance import SAID

UNITS = {"digits": "Product Unit"}
OF_CUSTOMERS = ("asked", *SAID, "no_word")


class UdiRecallIncoming(models.Model):
    """An answer begins with what our stock says."""

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
            "context": {"dialog_size": "extra-large"},
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
            "customers": self._customers_said(),
            **fates,
        }

    def _customers_said(self):
        """What our customers answered to our own recall of these units, so far."""
        recall = self.incoming_id.recall_id
        if not (recall and self.lot_ids):
            return {}
        (sums,) = self.env["udi.recall.balance"]._read_group(
            [("recall_id", "=", recall.id), ("lot_id", "in", self.lot_ids.ids)],
            [],
            [f"{name}:sum" for name in OF_CUSTOMERS],
        )
        return {
            name: units for name, units in zip(OF_CUSTOMERS, sums, strict=True) if units
        }
