from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Command

from ..tools.scope import merged

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
        self._regions()
        self.sudo().write({"state": "scoped", "scoped_on": fields.Datetime.now()})
        self.message_post(
            body=self.env._("Scope previewed. %(summary)s", summary=self.summary)
        )
        return True

    def action_start(self):
        """Hold what is still here and prepare one notice for each consignee.

        Pressed again it does nothing twice.
        """
        self.ensure_one()
        self._check_manager()
        self._check_state("approved", "running")
        self._lock()
        if self.state == "approved":
            self._start_round(False)
        return True

    def action_look_again(self):
        """Goods moved since: hold what came back, prepare what else is needed."""
        self.ensure_one()
        self._check_manager()
        self._check_state("running", "reconciling")
        self._lock()
        done = self._hold_and_prepare()
        nothing = self.env._("Looked again: nothing new.")
        self.message_post(body=self._done_text(*done) if any(done) else nothing)
        return True

    def _start_round(self, reason):
        """A round of its own clock: what is new in it is held and told."""
        now = fields.Datetime.now()
        recall = self.sudo()
        begun = recall.env["udi.recall.round"].create(
            {
                "recall_id": self.id,
                "number": len(recall.round_ids) + 1,
                "reason": reason,
                "decided_at": recall.decided_at,
                "started_at": now,
            }
        )
        done = self._hold_and_prepare()
        begun.held_at = fields.Datetime.now()
        recall.write(
            {
                "state": "running",
                "started_on": recall.started_on or now,
                "round_id": begun.id,
                "first_round_id": (recall.first_round_id or begun).id,
            }
        )
        text = self._done_text(*done)
        self._stamp("recalled", None, text)
        self.message_post(body=text)
        return begun

    def _hold_and_prepare(self):
        """How many holds and notices that were."""
        self._refresh()
        return self._hold_affected(), self._prepare_notices()


    @api.model
    def _start(self, lots):
        """A draft that recalls ``lots`` and whatever was made of them."""
        if not self.has_access("create"):
            raise AccessError(
                self.env._(
                    "You may read recalls but not start one. The role *Recall manager* "
                    "can."
                )
            )
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

    def _refresh(self):
        """Trace again and make the rows of this recall say what is true now.

        Seen with all rights inside the one company, so that two people with different
        rights get the same figures. Lots of other companies are only counted. Once the
        recall runs no lot leaves it again: people were told.
        """
        recall = self.sudo().with_context(allowed_company_ids=self.company_id.ids)
        affected = recall.scope_line_ids._affected()
        if recall.started_on:
            affected = merged([*affected, *recall.lot_line_ids._affected()])
        lots = recall.env["stock.lot"].browse([row.lot_id for row in affected])
        ours = (recall.company_id, recall.env["res.company"])
        own = lots.filtered(lambda lot: lot.company_id in ours)
        recall.other_company_count = len(lots) - len(own)
        kept = set(own.ids)
        holdings = recall.env["udi.trace"].holdings(own)
        recall.lot_line_ids._replace(
            recall, [row for row in affected if row.lot_id in kept], holdings
        )
        recall.consignee_ids._replace(recall, holdings)

    def _hold_affected(self):
        """Hold every affected lot of which something is still with us."""
        if not self._real():
            return 0
        fresh = self.lot_line_ids.filtered(lambda row: not row.recalled_on)
        self._record_events(fresh, self._note())
        fresh.sudo().recalled_on = fields.Datetime.now()
        here = self.lot_line_ids.filtered(lambda row: row.quantity_to_hold)
        return len(self._hold(here.lot_id))

    def _hold(self, lots):
        """Hold ``lots`` for this recall; those it holds already stay as they are."""
        holds = self.env["udi.hold"].with_company(self.company_id)
        return holds._hold(lots, "recall", self._note(), recall_id=self.id)

    def _note(self):
        return self.sudo().display_name

    def _record_events(self, rows, reason):
        if self._real():
            self.env["udi.event"]._record([row._event_values(reason) for row in rows])

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
        stale.consignee_ids.unlink()
        stale.lot_line_ids.unlink()
        stale.write({"state": "draft", "scoped_on": False, "other_company_count": 0})
        stale._withdraw_request()
