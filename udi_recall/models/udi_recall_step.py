from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Command

ENDED = ("closed", "cancelled")


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

    def action_print_notices(self):
        self.ensure_one()
        notices = self.consignee_ids.filtered(
            lambda row: row.notice_state == "prepared"
        )
        if not notices:
            raise UserError(
                self.env._("%(recall)s has no notice to print.", recall=self.name)
            )
        report = self.env.ref("udi_recall.udi_recall_consignee_report")
        return report.report_action(notices)

    def _end(self, outcome, reason):
        """Close or cancel, with the reason in the chatter and in the ledger."""
        self.ensure_one()
        self._check_may_end(outcome)
        self.sudo().write(
            {
                "state": outcome,
                "ended_on": fields.Datetime.now(),
                "ended_by_id": self.env.uid,
                "end_reason": reason,
            }
        )
        text = self.env._(
            "%(recall)s %(outcome)s: %(reason)s",
            recall=self.name,
            outcome=self._state_text(),
            reason=reason,
        )
        self._record_events(self.lot_line_ids.filtered("recalled_on"), text)
        self.message_post(body=text)

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

    def _missing_for_notices(self):
        needed = ("instructions", "responsible_id", "reply_by")
        return self._missing_for_scope() + [name for name in needed if not self[name]]

    def _check_reply_by(self):
        """Only before the first notices: later the day may have passed."""
        if self.state == "approved" and self.reply_by < fields.Date.context_today(self):
            raise UserError(
                self.env._(
                    "%(recall)s: nobody can answer by %(date)s, it is past. Choose a "
                    "later day.",
                    recall=self.name,
                    date=self.reply_by,
                )
            )

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

    def _check_may_end(self, outcome):
        self._check_manager()
        closing = outcome == "closed"
        self._check_state(
            *(("running",) if closing else ("draft", "scoped", "running"))
        )
        approver = self.env.user.has_group("udi_recall.group_recall_approver")
        if self.state == "running" and not (approver or self.env.su):
            raise AccessError(
                self.env._(
                    "You may run %(recall)s but not end it. The role *Recall approver* "
                    "can.",
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

    def _prepare_notices(self, _round=None):
        return self.env["udi.recall.notice"].sudo()._prepare(self.consignee_ids.sudo())

    def _record_events(self, rows, reason):
        if self.kind != "drill":
            rows._record(self, reason)

    # -- what others do at a step ----------------------------------------------

    def _regions(self):
        """The jurisdictions that this recall touches."""
        return self.region_ids

    def _copy_deadlines(self, _round):
        """The duties and their clocks, as the table says today."""
        return self.deadline_ids

    def _scope_changed(self):
        """A preview of another scope would mislead: back to draft, rows gone."""
        if late := self.filtered(lambda recall: recall.state in ("running", *ENDED)):
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
