from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain

from odoo.addons.udi_traceability.tools.overview import Card, Figure, Share

from .udi_recall_step import ACTIVE, UNANSWERED

SOON = 24
BEGUN = ("draft", "scoped", "approved")
# What of the affected units is no longer with a customer
RECOVERED = ("quantity_never_left", "quantity_back")


class UdiOverview(models.Model):
    """Recalls beside everything else that waits. Drills are no recalls."""

    _inherit = "udi.overview"

    @api.model
    def _home(self):
        """Who runs recalls begins where recalls wait, also without a desk."""
        if self.env.user.has_group("udi_recall.group_recall_manager"):
            page = "udi_traceability.udi_overview_action"
            return self.env["ir.actions.actions"]._for_xml_id(page)
        return super()._home()

    def _card_recalls(self):
        real = Domain("kind", "!=", "drill")
        running = real & Domain("state", "in", ACTIVE)
        begun = real & Domain("state", "in", BEGUN)
        drills = Domain("kind", "=", "drill")
        drills &= Domain("state", "in", (*BEGUN, *ACTIVE))
        return Card(
            main=self._of_recalls("main", self.env._("running"), running),
            figures=(
                *self._figures_due(running),
                *self._figures_of_customers(running),
                self._of_recalls("begun", self.env._("Being prepared"), begun),
                self._of_recalls(
                    "drills",
                    self.env._("Drills"),
                    drills,
                    action="udi_recall.udi_recall_action_drill",
                ),
            ),
            share=Share(
                self.env._("recovered"),
                self._of_units("recovered", running, RECOVERED),
                self._of_units("affected", running, ("quantity_total",)),
            ),
        )

    def _figures_due(self, running):
        soon = fields.Datetime.now() + timedelta(hours=SOON)
        open_duty = Domain("recall_id", "any", list(running))
        open_duty &= Domain("state", "=", "open") & Domain("is_live", "=", True)
        late = Domain(self.env["udi.recall.deadline"]._late_domain())
        due = running & Domain("reply_by", "<", self._today().isoformat())
        return (
            self._of_recalls(
                "late", self.env._("Late: answers were due"), due, late=True
            ),
            Figure(
                "overdue",
                self.env._("Late: deadlines"),
                "udi.recall.deadline",
                open_duty & late,
                late=True,
            ),
            Figure(
                "due",
                self.env._("Due within a day"),
                "udi.recall.deadline",
                open_duty
                & Domain("due_at", ">=", self._said(fields.Datetime.now()))
                & Domain("due_at", "<", self._said(soon)),
            ),
        )

    def _said(self, moment):
        """As text: a domain goes to the browser, and back when it is opened."""
        return fields.Datetime.to_string(moment)

    def _figures_of_customers(self, running):
        asked = Domain("recall_id", "any", list(running)) & Domain("quantity", ">", 0)
        return tuple(
            Figure(
                key,
                label,
                "udi.recall.consignee",
                asked & domain,
                units=units,
                action="udi_recall.udi_recall_consignee_action",
                whole=asked if key == "answered" else None,
            )
            for key, label, domain, units in (
                (
                    "answered",
                    self.env._("Answers"),
                    Domain("answer_state", "not in", UNANSWERED),
                    (),
                ),
                (
                    "unanswered",
                    self.env._("No answer yet"),
                    Domain("answer_state", "in", UNANSWERED),
                    (),
                ),
                (
                    "out",
                    self.env._("Customers who still have units"),
                    Domain("quantity_out", ">", 0),
                    ("quantity_out",),
                ),
            )
        )

    def _of_recalls(
        self, key, label, domain, action="udi_recall.udi_recall_action", **further
    ):
        return Figure(key, label, "udi.recall", domain, action=action, **further)

    def _of_units(self, key, recalls, names):
        """Sums of figures of the affected lots."""
        return Figure(
            key,
            self.env._("Affected lots"),
            "udi.recall.lot",
            Domain("recall_id", "any", list(recalls)),
            units=names,
            action="udi_recall.udi_recall_lot_action",
        )
