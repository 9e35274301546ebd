from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Command

DRAFTED = ("draft", "scoped")
# Goods are held for it and people were told: what it is about may still move.
ACTIVE = ("running", "reconciling", "completed")
ENDED = ("closed", "cancelled")
# Of a customer: something is still to be heard from them.
UNANSWERED = ("none", "understood", "partial")


class UdiRecallStep(models.AbstractModel):
    """The steps of a recall: preview the scope, hold and prepare, end."""

    _name = "udi.recall.step"
    _description = "Steps of a recall"

    def action_compute_scope(self):
        """Find what is affected and who has it. Nothing outside this recall changes."""
        self.ensure_one()
        self._check_manager()
        self._check_state("draft", "scoped")
        self._check_filled(self._missing_for_scope())
        self._lock()
        self._refresh()
        self.sudo().write({"state": "scoped", "scoped_on": fields.Datetime.now()})
        self.message_post(
            body=self.env._("Scope previewed. %(summary)s", summary=self.summary)
        )
        return True

    @api.model
    def _check_may_begin(self):
        if not self.has_access("create"):
            raise AccessError(
                self.env._(
                    "You may read recalls but not start one. The role *Recall manager* "
                    "can."
                )
            )

    @api.model
    def _start(self, lots):
        """A draft that recalls ``lots`` and whatever was made of them."""
        self._check_may_begin()
        products = ", ".join(lots.product_id.mapped("display_name"))
        names = ", ".join(lots[:3].mapped("name")) + (" …" if len(lots) > 3 else "")
        return self.create(
            {
                "title": f"{products}: {names}",
                "company_id": (lots.company_id or self.env.company)[:1].id,
                "scope_line_ids": [Command.create({"lot_id": lot.id}) for lot in lots],
            }
        )

    # -- what a step asks first ------------------------------------------------

    def _check_manager(self):
        """A step writes as superuser, so it asks for the right itself."""
        if not self.has_access("write"):
            raise AccessError(
                self.env._(
                    "You may read %(recall)s but not run it. The role *Recall manager* "
                    "can.",
                    recall=self.sudo().name,
                )
            )

    def _check_state(self, *states):
        if self.state not in states:
            raise UserError(
                self.env._(
                    "%(recall)s is %(state)s: this step is not possible now.",
                    recall=self.name,
                    state=self._state_text(),
                )
            )

    def _check_filled(self, names):
        if names:
            raise UserError(
                self.env._(
                    "%(recall)s: fill in first: %(fields)s.",
                    recall=self.name,
                    fields=self._labels(names),
                )
            )

    def _missing_for_scope(self):
        missing = [name for name in ("title", "reason_text") if not self[name]]
        if all(line.exclude for line in self.scope_line_ids):
            missing.append("scope_line_ids")
        return missing

    def _lock(self):
        """Two people, or one impatient finger: the second waits for the first's end."""
        if not self.sudo().try_lock_for_update():
            raise UserError(
                self.env._(
                    "Someone is working on %(recall)s at this moment. Try again in a "
                    "minute.",
                    recall=self.name,
                )
            )

    # -- what a step does ------------------------------------------------------

    def _hold(self, lots):
        """Hold ``lots`` for this recall; those it holds already stay as they are."""
        holds = self.env["udi.hold"].with_company(self.company_id)
        return holds._hold(lots, "recall", self._note(), recall_id=self.id)

    def _note(self):
        return self.sudo().display_name

    def _record_events(self, rows, reason):
        if self._real():
            rows._record(self, reason)

    def _scope_changed(self):
        """A preview of another scope would mislead: back to draft, rows gone."""
        if late := self.filtered(lambda recall: recall.state not in DRAFTED):
            raise UserError(
                self.env._(
                    "%(recall)s is %(state)s: its scope can no longer be changed.",
                    recall=late[0].name,
                    state=late[0]._state_text(),
                )
            )
        stale = self.filtered(lambda recall: recall.state == "scoped").sudo()
        stale._clear_preview()
        stale.write({"state": "draft", "scoped_on": False, "other_company_count": 0})
        stale._withdraw_request()
