from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Command

from ..tools.reconcile import balances, exposures
from ..tools.scope import merged

COUNTS = ("lot_count", "quantity", "quantity_to_hold", "consignee_count")


class UdiRecallRound(models.Model):
    """A running recall grows: only what is new is held, and only who is new is told."""

    _inherit = "udi.recall.round"

    previewed_on = fields.Datetime("Previewed", readonly=True)
    new_lot_ids = fields.Many2many(
        "stock.lot",
        "udi_recall_round_lot_rel",
        string="New lots",
        readonly=True,
        groups="stock.group_stock_user",
    )
    lot_count = fields.Integer("Lots that are new", readonly=True)
    quantity = fields.Float("New units", digits="Product Unit", readonly=True)
    quantity_to_hold = fields.Float(
        "Of these to hold", digits="Product Unit", readonly=True
    )
    consignee_count = fields.Integer("Customers to write to", readonly=True)
    prepared_by_id = fields.Many2one("res.users", "Prepared by", readonly=True)
    signature_id = fields.Many2one(
        "udi.signature.record", "Signed", readonly=True, ondelete="restrict"
    )

    @api.ondelete(at_uninstall=False)
    def _unlink_only_draft(self):
        self._check_draft()

    def _scope_changed(self):
        """Another scope asks for another preview."""
        self.sudo().write(
            {
                "previewed_on": False,
                "new_lot_ids": [Command.clear()],
                **dict.fromkeys(COUNTS, 0),
            }
        )

    def action_preview(self):
        """Count what is new; nothing else changes."""
        self.ensure_one()
        self.recall_id._check_manager()
        self._check_draft()
        if not self.line_ids - self.line_ids.filtered("exclude"):
            raise UserError(
                self.env._("“What is added” is empty. Name the lots that are new.")
            )
        self.sudo()._preview()
        return True

    def _preview(self):
        recall = self.recall_id._inside()
        rows = merged([*self.with_env(recall.env).line_ids._affected()])
        known = {row.lot_id for row in recall.env["udi.recall.lot"]._known(recall)}
        lots = recall._own_of([row for row in rows if row.lot_id not in known])
        holdings = recall.env["udi.trace"].holdings(lots)
        places = balances(holdings, {}).values()
        exposed = exposures(holdings)
        exposed.pop(None, None)
        self.write(
            {
                "previewed_on": fields.Datetime.now(),
                "prepared_by_id": self.env.uid,
                "new_lot_ids": [Command.set(lots.ids)],
                "lot_count": len(lots),
                "quantity": sum(place.total for place in places),
                "quantity_to_hold": sum(place.here + place.transit for place in places),
                "consignee_count": len(exposed),
            }
        )

    def action_open_new_lots(self):
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("New in %s", self.name),
            "res_model": "stock.lot",
            "view_mode": "list,form",
            "domain": [("id", "in", self.sudo().new_lot_ids.ids)],
        }

    def action_sign(self):
        """A second person signs; then only what is new is held and told."""
        self.ensure_one()
        return self.env["udi.signature"]._ask(
            self,
            "widen",
            self.name,
            self.env._("I approve that the recall is widened by this."),
            reason=self.reason,
        )

    def _open_form(self):
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Widen the scope"),
            "res_model": self._name,
            "res_id": self.id,
            "view_mode": "form",
        }

    # -- the hooks of the signature dialog -----------------------------------------

    def _udi_sign_check(self, _act):
        if not self.env.user.has_group("udi_recall.group_recall_approver"):
            raise AccessError(
                self.env._(
                    "You may prepare a wider scope but not sign it. The role *Recall "
                    "approver* can."
                )
            )
        self.check_access("write")
        self._check_draft()
        if self.env.user in self.user_id | self.prepared_by_id:
            raise UserError(
                self.env._(
                    "You prepared this. Someone else with the role *Recall approver* "
                    "must sign."
                )
            )
        self._check_ready()

    def _check_ready(self):
        for done, text in (
            (self.reason, self.env._("“Why it grew” is empty. Say it.")),
            (self.decided_at, self.env._("“Decided” is empty. Say when.")),
            (self.previewed_on, self.env._("Preview it first: press “Preview”.")),
            (self.lot_count, self.env._("Nothing in it is new. Change what is added.")),
        ):
            if not done:
                raise UserError(text)
        self.recall_id._check_state("running", "reconciling")
        self.recall_id._check_not_running()

    def _udi_sign_content(self, _act, _values):
        """What is signed: what is added, and what it does."""
        units = self.env["udi.finding"]._units
        return [
            self.recall_id.display_name,
            *(line.display_name for line in self.line_ids),
            self.env._(
                "New: %(lots)s lots, %(units)s; %(held)s to hold, %(customers)s "
                "customers to write to.",
                lots=self.lot_count,
                units=units(self.quantity),
                held=units(self.quantity_to_hold),
                customers=self.consignee_count,
            ),
        ]

    def _udi_signed(self, _act, _values, signature):
        self.recall_id._lock()
        widened = self.sudo()
        widened.write({"signature_id": signature.id, "user_id": self.env.uid})
        widened.recall_id.write({"state": "running"})
        widened._begin()
        return self.recall_id._open_form()


class UdiRecall(models.Model):
    _inherit = "udi.recall"

    def action_widen(self):
        """Prepare a wider scope: the one begun already, or a new one."""
        self.ensure_one()
        self._check_manager()
        self._check_state("running", "reconciling")
        self._check_not_running()
        recall = self.sudo()
        draft = recall.round_ids.filtered(lambda round_: round_.state == "draft")[:1]
        round_ = draft or recall.env["udi.recall.round"].create(
            {
                "recall_id": recall.id,
                "number": len(recall.round_ids) + 1,
                "user_id": self.env.uid,
            }
        )
        return round_._open_form()
