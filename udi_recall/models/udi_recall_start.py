from odoo import fields, models
from odoo.exceptions import UserError
from odoo.fields import Command

from .udi_recall_progress import STEPS

PART = 5_000  # lots of one transaction
# What a person can wait for
FEW_LOTS, FEW_CONSIGNEES = 500, 20
AGAIN = ("hold", "deliveries", "consignees", "notices")


class UdiRecall(models.Model):
    """The start of a recall, and of each time that it grows, step by step.

    Each step can be done again: it does what is new since, and nothing twice.
    """

    _inherit = "udi.recall"

    progress_ids = fields.One2many(
        related="round_id.progress_ids", string="Steps of the round"
    )
    round_state = fields.Selection(related="round_id.state", string="Round is")
    round_message = fields.Char(related="round_id.message")

    def action_start(self):
        """Hold what is in reach and tell who has the rest. Pressed twice: once done."""
        self.ensure_one()
        self._check_manager()
        if self.state == "running":
            return True
        self._check_state("approved")
        self._check_answerable()
        self._lock()
        self.sudo().write({"state": "running", "started_on": fields.Datetime.now()})
        self._start_round(False)
        return True

    def action_look_again(self):
        """Goods moved since: hold what came back, prepare what else is needed."""
        self.ensure_one()
        self._check_manager()
        self._check_state("running", "reconciling")
        self._lock()
        round_ = self.sudo().round_id
        if round_.state == "done":
            round_._queue(AGAIN)
            round_._run()
        return True

    def action_go_on(self):
        """What stopped goes on."""
        self.ensure_one()
        return self.round_id.action_go_on()

    def _start_round(self, reason, decided_at=None):
        """A new extent of this recall, with its own clock; its steps begin."""
        recall = self.sudo()
        round_ = recall.env["udi.recall.round"].create(
            {
                "recall_id": recall.id,
                "number": len(recall.round_ids) + 1,
                "reason": reason,
                "user_id": self.env.uid,
                "decided_at": decided_at or recall.decided_at,
            }
        )
        round_._begin()
        return round_

    def _is_small(self):
        return (
            self.env["udi.recall.lot"]
            .sudo()
            .search_count([("recall_id", "=", self.id)], limit=FEW_LOTS + 1)
            <= FEW_LOTS
            and len(self.sudo().consignee_ids) <= FEW_CONSIGNEES
        )

    def _as_starter(self, round_):
        """Seen with all rights, done in the name of who pressed the button."""
        recall = self.with_user(round_.user_id)._inside()
        return recall.with_context(lang=round_.user_id.lang)

    # -- the steps, each given its progress row ------------------------------------

    def _step_hold(self, step):
        """The next lots are held and in the ledger, in one transaction."""
        rows = self.env["udi.recall.lot"]
        new = [("recall_id", "=", self.id), ("round_id", "=", False)]
        if not step.total:
            self._refresh_lots()
            step.outcome += self._hold_rows(self._late_rows())
            step.total = rows.search_count(new) or 1
        part = rows.search(new, order="id", limit=PART)
        step.outcome += self._hold_rows(part.filtered("quantity_to_hold"))
        part._take_up(step.round_id)
        step.done += len(part)
        if rows.search_count(new, limit=1):
            return
        if not step.round_id.held_at:
            step.round_id.held_at = fields.Datetime.now()
        step._finish(self._held_message(step))

    def _late_rows(self):
        """Lots of earlier rounds that are here and were never held for this recall."""
        held = self.env["udi.hold"]._search([("recall_id", "=", self.id)])
        return self.env["udi.recall.lot"].search(
            [
                ("recall_id", "=", self.id),
                ("round_id", "!=", False),
                ("quantity_to_hold", ">", 0),
                ("lot_id", "not in", held.subselect("lot_id")),
            ]
        )

    def _hold_rows(self, rows):
        return len(self._hold(rows.lot_id)) if self._real() and rows else 0

    def _held_message(self, step):
        if not self._real():
            return self.env._("Drill: nothing is held.")
        return self.env._(
            "%(held)s of %(lots)s lots are here and held.",
            held=step.outcome,
            lots=step.done,
        )

    def _step_deliveries(self, step):
        """What is packed already stays in its transfer, which cannot be finished."""
        if not self._real():
            step._finish(self.env._("Drill: no delivery is stopped."))
            return
        holds = self.env["udi.hold"]
        held = holds.search([("recall_id", "=", self.id), ("state", "=", "active")])
        stopped = holds._reservations(held.lot_id, picked=True).picking_id
        new = stopped - step.round_id.stopped_picking_ids
        step.round_id.stopped_picking_ids = [Command.link(id_) for id_ in new.ids]
        text = self.env._(
            "Stopped: recalled goods lie in it, see %(recall)s. Take them out, then "
            "finish the rest.",
            recall=self.display_name,
        )
        new._message_log_batch(dict.fromkeys(new.ids, text))
        broken = sum(held.mapped("broken_count"))
        step.write({"done": broken + len(new), "outcome": len(new)})
        step._finish(
            self.env._(
                "%(broken)s reservations taken back, %(stopped)s transfers stopped.",
                broken=broken,
                stopped=len(step.round_id.stopped_picking_ids),
            )
        )

    def _step_consignees(self, step):
        """Now that nothing can leave any more: who has what."""
        self._refresh_consignees(self._refresh_known())
        self._regions()
        new = self.env["udi.recall.consignee"]._take_up(step.round_id)
        exposed = [("recall_id", "=", self.id), ("quantity_out", ">", 0)]
        step.write({"done": new, "outcome": new})
        step._finish(
            self.env._(
                "%(new)s new, %(all)s have units.",
                new=new,
                all=self.env["udi.recall.consignee"].search_count(exposed),
            )
        )

    def _step_notices(self, step):
        count = self._prepare_notices(step.round_id) or 0
        step.write({"done": count, "outcome": count})
        step._finish(
            self.env._("%(notices)s prepared.", notices=self._notices_text(count))
        )

    def _step_tasks(self, step):
        count = self._give_tasks(step.round_id)
        step.done = count
        step._finish(self.env._("Tasks given: %(count)s", count=count))

    def _step_deadlines(self, step):
        self._copy_deadlines(step.round_id)
        count = len(self.deadline_ids)
        step.done = count
        step._finish(self.env._("Deadlines set: %(count)s", count=count))

    # -- when all is done ----------------------------------------------------------

    def _round_done(self, round_):
        """What was done, in the chatter."""
        counts = {step.step: step.outcome for step in round_.progress_ids}
        done = counts["hold"], counts["notices"]
        nothing = self.env._("Looked again: nothing new.")
        text = self._done_text(*done) if any(done) else nothing
        self._stamp("recalled", None, text)
        self.message_post(body=text)

    def _steps_values(self):
        return [
            Command.create({"step": step, "sequence": place})
            for place, (step, _name) in enumerate(STEPS, start=1)
        ]

    def _check_not_running(self):
        """A round ends before the next one begins."""
        busy = self.sudo().round_ids.filtered(
            lambda round_: round_.state in ("queued", "running", "stopped")
        )
        if busy:
            raise UserError(
                self.env._(
                    "%(round)s is not through its steps yet. Press “Go on now”, then "
                    "do this again.",
                    round=busy[0].name,
                )
            )
