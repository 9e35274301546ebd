from datetime import datetime

from odoo import api, fields, models


class UdiRecall(models.Model):
    """The clocks of a recall: which run, since when, and which is due next."""

    _inherit = "udi.recall"

    next_due_at = fields.Datetime(
        "Next due",
        compute="_compute_next_due_at",
        store=True,
        compute_sudo=True,
        index="btree_not_null",
    )
    deadline_count = fields.Integer("Open deadlines", compute="_compute_deadline_count")
    late_count = fields.Integer("Late deadlines", compute="_compute_deadline_count")

    @api.depends("deadline_ids.state", "deadline_ids.due_at", "deadline_ids.is_live")
    def _compute_next_due_at(self):
        for recall in self:
            rows = recall.deadline_ids.filtered("is_live")
            running = rows.filtered(lambda row: row.state == "open")
            recall.next_due_at = min(
                running.filtered("due_at").mapped("due_at"), default=False
            )

    @api.depends("deadline_ids.state", "deadline_ids.last_at", "deadline_ids.is_live")
    def _compute_deadline_count(self):
        rows = self.env["udi.recall.deadline"]
        ours = [("recall_id", "in", self.ids)]
        counts = {
            name: dict(rows._read_group(ours + domain, ["recall_id"], ["__count"]))
            for name, domain in {
                "deadline_count": [("state", "=", "open")],
                "late_count": rows._late_domain(),
            }.items()
        }
        for recall in self:
            for name, found in counts.items():
                recall[name] = found.get(recall, 0)

    def write(self, vals):
        result = super().write(vals)
        for trigger in ("aware", "decided"):
            if at := vals.get(f"{trigger}_at"):
                self._restart_clocks(trigger, fields.Datetime.to_datetime(at))
        if vals.get("state") == "cancelled":
            self.sudo().deadline_ids._void(self.env._("The recall was cancelled."))
        return result

    def _next_deadline(self, region=None):
        """What comes first, of all or of one jurisdiction; empty: nothing runs.

        A report that must be there before the notices comes before all with a date.
        """
        rows = self.deadline_ids.filtered("is_live").filtered(
            lambda row: row.state == "open" and (row.due_at or row.moment == "before")
        )
        if region:
            rows = rows.filtered(lambda row: row.region == region)
        return rows.sorted(lambda row: (row.due_at or datetime.min, row.id))[:1]

    def _deadline_user(self):
        """Who is told of duties: the most responsible person or who stands in."""
        role = self.role_ids.filtered(lambda row: row.role == "responsible")
        for user in (role.user_id, role.alternate_id, self.responsible_id):
            if user.active and user.has_group("udi_recall.group_recall_user"):
                return user
        return self.env.user

    def _restart_clocks(self, trigger, at):
        """A moment became known, or known better: its clocks run from it.

        The decision and the first notice are those of the present round; others have
        their own.
        """
        for recall in self.sudo():
            if trigger == "ordered":
                recall._copy_orders(at)
            rows = recall.deadline_ids.filtered(
                lambda row: row.moment == trigger and not row.by_hand
            )
            if trigger in ("decided", "initiated"):
                rows &= recall.round_id.deadline_ids
            if trigger == "initiated":
                # an older round that is told late starts only its own clocks
                at = recall.round_id.initiated_at or at
            rows._start(at)
