from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

APPROVER = "udi_recall.group_recall_approver"
NOBODY_ASKED = {"approval_asked_by_id": False, "approval_asked_on": False}
NOT_APPROVED = {
    "approved_by_id": False,
    "approved_on": False,
    "approval_signature_id": False,
}


class UdiRecallApproval(models.AbstractModel):
    """A recall is started by what a second person signed, not by who wrote it."""

    _name = "udi.recall.approval"
    _description = "Approval of a recall"

    approval_asked_by_id = fields.Many2one(
        "res.users", "Sent for approval by", readonly=True, copy=False
    )
    approval_asked_on = fields.Datetime("Sent for approval", readonly=True, copy=False)
    approved_by_id = fields.Many2one(
        "res.users", readonly=True, copy=False, tracking=True
    )
    approved_on = fields.Datetime(readonly=True, copy=False)
    approval_signature_id = fields.Many2one(
        "udi.signature.record",
        "Signature of the approval",
        readonly=True,
        copy=False,
        ondelete="restrict",
    )
    approval_text = fields.Char(compute="_compute_approval_text")

    @api.depends("state", "approval_asked_by_id", "approved_by_id")
    @api.depends_context("lang")
    def _compute_approval_text(self):
        for recall in self.sudo():
            text = False
            if recall.state == "approved":
                text = self.env._(
                    "Approved by %(who)s. You may start.",
                    who=recall.approved_by_id.name,
                )
            elif recall.state == "scoped" and recall.approval_asked_by_id:
                text = self.env._(
                    "%(who)s sent it for approval. Someone else with the role “Recall "
                    "approver” signs.",
                    who=recall.approval_asked_by_id.name,
                )
            recall.approval_text = text

    def action_ask_approval(self):
        """What the notices lack by law is asked here, before anybody signs."""
        self.ensure_one()
        self._check_manager()
        self._check_state("scoped")
        self._lock()
        self._check_affected()
        self._check_law()
        self._check_answerable()
        self.sudo().write(
            {
                "approval_asked_by_id": self.env.uid,
                "approval_asked_on": fields.Datetime.now(),
            }
        )
        self._tell_approver()
        text = self.env._("%(recall)s: sent for approval.", recall=self.name)
        self._stamp("recalled", None, text)
        self.message_post(body=text)
        return True

    def action_approve(self):
        """Show what is signed, and ask for the password."""
        self.ensure_one()
        return self.env["udi.signature"]._ask(
            self,
            "approve",
            self.env._("Approval of %(recall)s", recall=self.display_name),
            self.env._("I read scope, reason and notice; the recall may start."),
        )

    def action_change_again(self):
        """Take the approval back: what was signed is to be changed."""
        self.ensure_one()
        self._check_manager()
        self._check_state("approved")
        self._lock()
        text = self.env._("%(recall)s: approval taken back.", recall=self.name)
        self.sudo().write({"state": "scoped", **NOBODY_ASKED, **NOT_APPROVED})
        self._stamp("recalled", None, text)
        self.message_post(body=text)
        return True

    def _check_affected(self):
        if not self.lot_line_ids:
            raise UserError(
                self.env._(
                    "%(recall)s: no unit is affected. Change the scope first.",
                    recall=self.name,
                )
            )

    def _tell_approver(self):
        """Whoever is responsible finds it among their activities."""
        who = self._who("responsible")
        if who != self.env.user and who.has_group(APPROVER):
            self.activity_schedule(
                "mail.mail_activity_data_todo",
                user_id=who.id,
                summary=self.env._("Approve %(recall)s", recall=self.name),
            )

    def _withdraw_request(self):
        """What was sent for approval is no longer what stands there."""
        asked = self.filtered("approval_asked_by_id")
        asked.write(NOBODY_ASKED)

    def _content_changed(self):
        """Somebody changed what the approver would have signed."""
        self.filtered(lambda recall: recall.state == "scoped")._withdraw_request()

    # -- the hooks of the signature dialog ----------------------------------------

    def _udi_sign_check(self, act):
        for recall in self:
            getattr(recall, f"_sign_check_{act}")()

    def _udi_sign_content(self, act, values):
        return [
            line
            for recall in self
            for line in getattr(recall, f"_sign_content_{act}")(values)
        ]

    def _udi_signed(self, act, values, signature):
        for recall in self:
            getattr(recall, f"_signed_{act}")(values, signature)
        return {"type": "ir.actions.act_window_close"}

    def _check_second_person(self, first):
        """Two pairs of eyes: who prepared it does not sign it."""
        self._check_approver()
        if first == self.env.user:
            raise UserError(
                self.env._(
                    "You prepared this. Someone else with the role *Recall approver* "
                    "must sign."
                )
            )

    def _check_approver(self):
        self._check_manager()
        if not (self.env.su or self.env.user.has_group(APPROVER)):
            raise AccessError(
                self.env._(
                    "You may run %(recall)s but not sign it. The role *Recall "
                    "approver* can.",
                    recall=self.name,
                )
            )

    def _sign_check_approve(self):
        self._check_manager()
        self._check_state("scoped")
        if not self.approval_asked_by_id:
            raise UserError(
                self.env._(
                    "%(recall)s was not sent for approval, or was changed since. Send "
                    "it first.",
                    recall=self.name,
                )
            )
        self._check_second_person(self.approval_asked_by_id)
        self._check_law()
        self._check_answerable()

    def _signed_approve(self, _values, signature):
        self._lock()
        self._check_state("scoped")
        now = fields.Datetime.now()
        recall = self.sudo()
        recall.write(
            {
                "state": "approved",
                "approved_by_id": self.env.uid,
                "approved_on": now,
                "approval_signature_id": signature.id,
                "decided_at": recall.decided_at or now,
                "decided_tz": recall.decided_tz or recall._own_tz(),
            }
        )
        recall.activity_feedback(["mail.mail_activity_data_todo"], self.env.uid)
        text = self.env._(
            "%(recall)s: approved by %(who)s. %(reason)s",
            recall=self.name,
            who=self.env.user.name,
            reason=signature.reason,
        )
        self._stamp("recalled", None, text)
        self.message_post(body=text)
