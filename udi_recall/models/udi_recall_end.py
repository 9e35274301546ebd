from odoo import api, fields, models
from odoo.exceptions import UserError


class UdiRecallEnd(models.AbstractModel):
    """How a recall ends: completed by the firm, settled by authorities, closed, signed.

    The firm says that all was done; only then the authorities accept it, end it or
    order it again (21 CFR 7.55, Order 29 Article 23).
    """

    _name = "udi.recall.end"
    _description = "End of a recall"

    completed_by_id = fields.Many2one("res.users", readonly=True, copy=False)
    point_ids = fields.One2many("udi.recall.point", "recall_id", "Open points")
    open_point_count = fields.Integer(compute="_compute_open_point_count")
    close_signature_id = fields.Many2one(
        "udi.signature.record",
        "Signature of the end",
        readonly=True,
        copy=False,
        ondelete="restrict",
    )
    close_hash = fields.Char(related="close_signature_id.content_hash", string="Seal")

    @api.depends("point_ids.state")
    def _compute_open_point_count(self):
        for recall in self:
            points = recall.sudo().point_ids
            left = points.filtered(lambda point: point.state == "open")
            recall.open_point_count = len(left)

    # -- completed by the firm ------------------------------------------------------

    def action_check_completion(self):
        """List what is open; nothing else changes."""
        self.ensure_one()
        self._check_manager()
        self._check_state("running", "reconciling", "completed")
        self._lock()
        self._find_points()
        if self.state == "running":
            self.sudo().state = "reconciling"
            text = self.env._("%(recall)s: reconciling.", recall=self.name)
            self._stamp("recalled", None, text)
            self.message_post(body=text)
        return True

    def action_complete(self):
        """The firm says: done, as far as it can be. Each thing left has its reason."""
        self.ensure_one()
        self._check_manager()
        self._check_state("reconciling")
        self._lock()
        self._check_points()
        now = fields.Datetime.now()
        recall = self.sudo()
        again = recall.region_ids.filtered(lambda row: row.outcome == "ordered_again")
        again.write({"outcome": "waiting"})
        recall.write(
            {
                "state": "completed",
                "completed_at": now,
                "completed_by_id": self.env.uid,
            }
        )
        text = self.env._(
            "%(recall)s: completed. %(sum)s", recall=self.name, sum=self.summary
        )
        self._stamp("recalled", None, text)
        self.message_post(body=text)
        self._restart_clocks("completed", now)
        self._find_points()
        return True

    def _find_points(self):
        points = self.sudo().point_ids
        points._found(self, self.sudo()._open_points())
        self.invalidate_recordset(["point_ids"])

    def _check_points(self):
        """What is open is done or has a reason."""
        self._find_points()
        left = self.sudo().point_ids.filtered(lambda point: point.state == "open")
        if left:
            raise UserError(
                self.env._(
                    "%(recall)s has open points. Do each, or say why it may stay so:\n"
                    "%(points)s",
                    recall=self.name,
                    points="\n".join(left.mapped("name")),
                )
            )

    # -- the authorities' word ------------------------------------------------------

    def _authority_said(self, region, outcome, on, note):
        """Accepted, ended, or to be done again: then it runs once more."""
        self.ensure_one()
        self._check_manager()
        self._check_state("completed")
        self._lock()
        region.sudo().write(
            {"outcome": outcome, "outcome_on": on, "outcome_note": note}
        )
        labels = dict(region._fields["outcome"]._description_selection(self.env))
        text = self.env._(
            "%(recall)s, %(place)s: %(outcome)s (%(note)s).",
            recall=self.name,
            place=region._place(),
            outcome=labels[outcome],
            note=note,
        )
        if outcome == "ordered_again":
            self.sudo().write({"state": "running"})
        self._stamp("recalled", None, text)
        self.message_post(body=text)
        if outcome == "ordered_again":
            self._restart_clocks("ordered", fields.Datetime.now())
        self._find_points()

    # -- closed, signed -------------------------------------------------------------

    def action_close(self):
        """Show what is signed, and ask for the password."""
        self.ensure_one()
        return self.env["udi.signature"]._ask(
            self,
            "close",
            self.env._("Close %(recall)s", recall=self.display_name),
            self.env._("I read the figures and what is left; the recall is over."),
        )

    def _sign_check_close(self):
        self._check_approver()
        self._check_state("completed")
        self._check_points()

    def _sign_content_close(self, _values):
        recall = self.sudo()
        outcomes = dict(
            recall.region_ids._fields["outcome"]._description_selection(self.env)
        )
        return [
            recall.display_name,
            recall.summary or "",
            *(
                f"{row._place()}: {outcomes[row.outcome]} {row.outcome_note or ''}"
                for row in recall.region_ids
            ),
            *(
                f"{point.name} {point.reason}"
                for point in recall.point_ids
                if point.state == "reasoned"
            ),
            recall._remains_text() or "",
            self.env._("Seal of the lots: %(digest)s", digest=recall._lots_digest()),
        ]

    def _signed_close(self, _values, signature):
        self._lock()
        self._check_state("completed")
        self.sudo().close_signature_id = signature
        self._end("closed", signature.reason)

    # -- cancelled ------------------------------------------------------------------

    def _cancel(self, reason):
        """It was a mistake: whoever was told is told so."""
        self.ensure_one()
        self._check_may_cancel()
        self._lock()
        begun = bool(self.started_on)
        self._end("cancelled", reason)
        if begun:
            self._notices_cancelled(reason)

    def _check_may_cancel(self):
        self._check_manager()
        self._check_state("draft", "scoped", "approved", "running", "reconciling")
        if self.started_on:
            self._check_approver()

    def _end(self, outcome, reason):
        """Close or cancel, with the reason in the chatter and in the ledger."""
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
        rows = self.lot_line_ids.filtered("recalled_on")
        if rows:
            self._record_events(rows, text)
        else:
            self._stamp("recalled", None, text)
        self.message_post(body=text)
