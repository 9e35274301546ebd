from odoo import models
from odoo.exceptions import UserError

from .udi_deadline_rule import NO_CLOCK
from .udi_recall_step import ENDED


class UdiRecall(models.Model):
    """Duties that come with an order, an incident or an authority's question.

    A recall does not have them by itself: fifteen days for an incident are no limit
    for the action that follows it.
    """

    _inherit = "udi.recall"

    def action_add_duty(self):
        self.ensure_one()
        self._check_may_clock()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Add a duty…"),
            "res_model": "udi.recall.deadline.add",
            "views": [(False, "form")],
            "target": "new",
            "context": {"default_recall_id": self.id},
        }

    def _check_may_clock(self):
        """Deadlines are written as superuser, so this asks for the right."""
        for recall in self:
            recall._check_manager()
            if recall.state in ENDED:
                raise UserError(
                    self.env._(
                        "%(recall)s is %(state)s: its deadlines stay as they are.",
                        recall=recall.name,
                        state=recall._state_text(),
                    )
                )

    def _open_points(self):
        points = super()._open_points()
        open_rows = self.deadline_ids.filtered(
            lambda row: row.state == "open" and row._asks_for_something()
        )
        if not (open_rows and self._real()):
            return points
        sentence = self.env._(
            "%(count)s duties are not done: %(names)s. Mark them as done, or say why "
            "they do not apply.",
            count=len(open_rows),
            names=", ".join(f"{row.region} {row.name}" for row in open_rows[:3]),
        )
        return [*points, ("duties", sentence, open_rows._name, open_rows.ids)]

    def _add_duties(self, rules, at):
        """One row a rule, running from ``at``; the same one again is a second one."""
        self.ensure_one()
        self._check_may_clock()
        places = self.region_ids.mapped("code")
        if other := rules.filtered(
            lambda rule: rule.region not in places or rule.unit in NO_CLOCK
        ):
            raise UserError(
                self.env._(
                    "%(duty)s: this is no duty with a clock at a place of %(recall)s. "
                    "Choose others.",
                    duty=other[0].name,
                    recall=self.name,
                )
            )
        new = self.sudo().deadline_ids.create(
            [
                self.sudo()._deadline_values(rule, self.round_id)
                | {"by_hand": True, "moment": "typed"}
                for rule in rules
            ]
        )
        if at:
            new._start(at)
        else:
            new._count()
        return new
