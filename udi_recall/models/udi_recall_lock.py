from odoo import models
from odoo.exceptions import UserError

from .udi_recall_approval import NOBODY_ASKED, NOT_APPROVED
from .udi_recall_step import ACTIVE, ENDED

# Set by the steps of a recall, never typed, whatever a form or a remote caller sends.
STEP_DEFAULTS = {
    "state": "draft",
    "scoped_on": False,
    "started_on": False,
    "completed_at": False,
    "completed_by_id": False,
    "close_signature_id": False,
    "first_round_id": False,
    "round_id": False,
    "ended_on": False,
    "ended_by_id": False,
    "end_reason": False,
    "other_company_count": 0,
    **NOBODY_ASKED,
    **NOT_APPROVED,
}
MOMENTS = {"aware_at", "aware_tz", "decided_at", "decided_tz"}
CONTENT = {
    "title",
    "kind",
    "company_id",
    "responsible_id",
    "reply_by",
    "reason_text",
    "hazard",
    "instructions",
    "unaffected_reason",
    "physical_return",
    "depth",
    "depth_reason",
    "check_level",
    "check_share",
    "check_reason",
    "actions_by_firm",
    "scope_line_ids",
    *MOMENTS,
}
# What a recall is cannot change once goods are held for it.
FIXED_WHEN_RUNNING = {"kind", "company_id", "scope_line_ids", *MOMENTS}


class UdiRecallLock(models.AbstractModel):
    """What of a recall may still be typed, state by state."""

    _name = "udi.recall.lock"
    _description = "What may still be changed of a recall"

    def _check_may_change(self, names):
        """Refuse what a person may not type; the steps write as superuser."""
        typed = names & (STEP_DEFAULTS.keys() | {"name"})
        if typed:
            raise UserError(
                self.env._(
                    "%(fields)s: only the buttons of the recall set this.",
                    fields=self._labels(typed),
                )
            )
        for recall in self:
            locked = names & CONTENT if recall.state in ("approved", *ENDED) else set()
            if recall.state in ACTIVE:
                locked = names & FIXED_WHEN_RUNNING
            if locked:
                raise UserError(
                    self.env._(
                        "%(recall)s is %(state)s: %(fields)s can no longer be changed.",
                        recall=recall.name,
                        state=recall._state_text(),
                        fields=self._labels(locked),
                    )
                )
