from odoo import models
from odoo.fields import Domain

from odoo.addons.udi_traceability.tools.overview import Card, Figure, Share

# What of the affected units is no longer with a customer
RECOVERED = ("quantity_never_left", "quantity_back")


class UdiOverview(models.Model):
    """Recalls beside everything else that waits. Drills are no recalls."""

    _inherit = "udi.overview"

    def _card_recalls(self):
        real = Domain("kind", "!=", "drill")
        running = real & Domain("state", "=", "running")
        begun = real & Domain("state", "in", ("draft", "scoped"))
        due = running & Domain("reply_by", "<", self._today().isoformat())
        drills = Domain("kind", "=", "drill")
        drills &= Domain("state", "in", ("draft", "scoped", "running"))
        return Card(
            main=self._of_recalls("main", self.env._("running"), running),
            figures=(
                self._of_recalls(
                    "late", self.env._("Late: answers were due"), due, late=True
                ),
                self._of_recalls("begun", self.env._("Being prepared"), begun),
                Figure(
                    "out",
                    self.env._("Customers who still have units"),
                    "udi.recall.consignee",
                    Domain("recall_id", "any", list(running))
                    & Domain("quantity", ">", 0),
                    units=("quantity",),
                    action="udi_recall.udi_recall_consignee_action",
                ),
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
