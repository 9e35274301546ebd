from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command

KINDS = {"correction": "field_correction"}
TAKES_MORE = ("draft", "scoped", "approved", "running", "reconciling")


class UdiRecallIncoming(models.Model):
    """From a maker's notice to our own recall of what we passed on."""

    _inherit = "udi.recall.incoming"

    notify_label = fields.Char(compute="_compute_notify_label")
    can_notify = fields.Boolean(compute="_compute_can_notify")

    @api.depends("customer_count", "quantity_here")
    @api.depends_context("lang")
    def _compute_notify_label(self):
        for notice in self:
            notice.notify_label = (
                self.env._("Notify %(count)s", count=notice.customer_count)
                if notice.customer_count
                else self.env._("Recall our stock")
            )

    @api.depends("state", "lot_count", "recall_id", "status")
    def _compute_can_notify(self):
        for notice in self:
            notice.can_notify = (
                notice.state in ("matched", "answered")
                and notice.lot_count
                and not notice.recall_id
                and notice.status not in ("cancelled", "closed")
            )

    def action_notify(self):
        """Our own recall of these units, with all that the maker told us filled in."""
        self._check_manager()
        if self.recall_id:
            return self.recall_id._open_form()
        self._check_may_notify()
        self._lock()
        self._find()
        recall, round_ = self._own_recall()
        values = {"recall_id": recall.id}
        if self.state == "matched":
            values["state"] = "running"
        self.sudo().write(values)
        return round_._open_form() if round_ else recall._open_form()

    def _check_may_notify(self):
        if not self.can_notify:
            raise UserError(
                self.env._(
                    "%(notice)s: nothing of ours is found in it. Press “Find our "
                    "stock” first.",
                    notice=self.display_name,
                )
            )
        if not self.reason_text:
            raise UserError(
                self.env._(
                    "%(notice)s: “What is wrong” is empty. Write it from the maker's "
                    "letter; our customers read it.",
                    notice=self.display_name,
                )
            )

    def _own_recall(self):
        """The recall of the version before takes what is new, while it still can.

        :return: the recall, and the round that widens it, which a second person signs
        """
        lots = self.sudo().line_ids.lot_ids.with_env(self.env)
        before = self.previous_id.recall_id
        none = self.env["udi.recall.round"]
        if not before or before.state not in TAKES_MORE:
            return self._new_recall(lots), none
        lots -= before.lot_line_ids.lot_id | before.scope_line_ids.lot_id
        if before.state == "approved" and lots:
            raise UserError(
                self.env._(
                    "%(notice)s names more lots, and %(recall)s is approved without "
                    "them. Start it, then press “%(button)s” again: it is widened.",
                    notice=self.display_name,
                    recall=before.name,
                    button=self.notify_label,
                )
            )
        if not lots:
            return before, none
        if before.state in ("draft", "scoped"):
            before.write({"scope_line_ids": self._scope_commands(lots)})
            before.action_compute_scope()
            return before, none
        return before, self._widened(before, lots)

    def _scope_commands(self, lots):
        return [Command.create({"lot_id": lot.id}) for lot in lots]

    def _widened(self, recall, lots):
        """The running recall grows by what the maker added."""
        round_ = self.env["udi.recall.round"].browse(recall.action_widen()["res_id"])
        known = round_.line_ids.lot_id
        round_.write(
            {
                "reason": self.env._(
                    "Version %(version)s of the maker's notice %(notice)s",
                    version=self.version,
                    notice=self.name,
                ),
                "line_ids": self._scope_commands(lots - known),
            }
        )
        round_.action_preview()
        return round_

    def _new_recall(self, lots):
        recalls = self.env["udi.recall"]
        if lang := self._text_lang():
            recalls = recalls.with_context(lang=lang)
        values = {
            "kind": KINDS.get(self.kind, self.kind),
            "reason_text": self.reason_text,
            "hazard": self.hazard,
            "instructions": self.instructions,
        }
        today = self.company_id._udi_today()
        if self.reply_by and self.reply_by >= today:
            values["reply_by"] = self.reply_by
        recall = recalls._start_from(self, lots, self.title, "supplier", **values)
        recall.action_compute_scope()
        return recall.with_env(self.env)

    def _text_lang(self):
        """The installed language in which the maker wrote, if it is one."""
        installed = [code for code, _name in self.env["res.lang"].get_installed()]
        wanted = (self.language or "").replace("-", "_").lower()
        same = [code for code in installed if code.lower() == wanted]
        near = [code for code in installed if code.lower().split("_")[0] == wanted[:2]]
        return next(iter(same + near), None)

    def action_open_recall(self):
        self.ensure_one()
        self.check_access("read")
        return self.recall_id._open_form()

    def action_open_lots(self):
        self.ensure_one()
        self.check_access("read")
        lots = self.sudo().line_ids.lot_ids
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Our lots in %s", self.name),
            "res_model": "stock.lot",
            "views": [(False, "list"), (False, "form")],
            "domain": [("id", "in", lots.ids)],
        }

    def action_hold(self):
        """Stop supply at once, before customers are told (MDR 14(2) and (4))."""
        self._check_manager()
        lots = self.sudo().line_ids.lot_ids.with_env(self.env)
        free = lots.filtered(lambda lot: not lot.udi_on_hold)
        if not free:
            raise UserError(
                self.env._(
                    "%(notice)s: every lot found is on hold already.",
                    notice=self.display_name,
                )
            )
        action = free.action_udi_hold()
        note = self.env._("Maker's recall %(number)s", number=self.name)
        wizard = self.env[action["res_model"]].browse(action["res_id"])
        wizard.write({"reason": "recall", "note": note})
        return action
