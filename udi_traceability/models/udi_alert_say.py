from odoo import models
from odoo.tools import SQL

# So many refusals of one lot with nothing accepted between them are an alert
IN_A_ROW = 3
WORDS = {"1": "warning", "2": "warning", "3": "error"}


class UdiAlert(models.Model):
    """An alert in words: what happened, who did it, what to do."""

    _inherit = "udi.alert"

    def _compute_finding_rows(self):
        steps = self._next_steps()
        for alert in self:
            about = self.env[alert.res_model].browse(alert.res_id).exists()
            said = [alert._evidence() or alert.name, steps.get(alert.kind)]
            alert.finding_rows = [
                {
                    "code": alert.kind,
                    "severity": WORDS[alert.severity],
                    "sentence": " ".join(filter(None, said)),
                    "group": "",
                    "where": about.display_name if about.has_access("read") else "",
                    "res_model": alert.res_model,
                    "res_id": alert.res_id,
                    "field": "name",
                    "ref": "",
                }
            ]

    def _evidence(self):
        """Who did what, where: the ledger's last word on it."""
        event = self.sudo().event_id
        if not event:
            return ""
        kinds = dict(event._fields["kind"]._description_selection(self.env))
        parts = [event.origin, event.user_name, event.reason]
        return f"{kinds[event.kind]}: {', '.join(filter(None, parts))}."

    def _next_steps(self):
        return {
            "stop_repeated": self.env._(
                "Look at the unit and its label. Hold the lot if the label is wrong."
            ),
            "override": self.env._(
                "Read the reason. Call the unit back if it is weak."
            ),
            "near_expiry": self.env._("Sell it first, send it back, or take it out."),
            "missing_scan": self.env._(
                "Ask who shipped it. Compare the box with the order where you can."
            ),
            "edited": self.env._("Read what was changed and why. Ask who did it."),
            "seal_broken": self.env._(
                "Keep a copy of the database as it is. Verify against an exported seal."
            ),
        }


class UdiEvent(models.Model):
    """Refusals that repeat tell more than one refusal does."""

    _inherit = "udi.event"

    def _record(self, vals_list):
        events = super()._record(vals_list)
        refused = events.filtered(lambda event: event.kind == "refused")
        if refused.lot_id:
            refused._alert_repeated_stops()
        return events

    def _alert_repeated_stops(self):
        """An alert for each lot whose last three scans were all refused."""
        last = self._refused_in_a_row()
        events = self.browse(last).sudo()
        self.env["udi.alert"]._raise(
            [
                {
                    "kind": "stop_repeated",
                    "company_id": event.company_id.id,
                    "res_model": "stock.lot",
                    "res_id": event.lot_id.id,
                    "summary": self.env._(
                        "%(product)s %(lot)s: refused %(count)s times in a row",
                        product=event.product_name,
                        lot=event.lot_name,
                        count=IN_A_ROW,
                    ),
                    "product_id": event.product_id.id,
                    "lot_id": event.lot_id.id,
                    "picking_id": event.picking_id.id,
                    "partner_id": event.partner_id.id,
                    "event_id": event.id,
                }
                for event in events
            ]
        )

    def _refused_in_a_row(self):
        """The newest event of each of these lots that was refused often enough."""
        self.env.flush_all()
        rows = self.env.execute_query(
            SQL(
                """
                SELECT last.id
                FROM unnest(%(lots)s) AS lot (id)
                CROSS JOIN LATERAL (
                    SELECT max(id) AS id
                    FROM (
                        SELECT event.id, event.kind
                        FROM udi_event event
                        WHERE event.lot_id = lot.id
                            AND event.kind IN ('scanned', 'refused')
                        ORDER BY event.id DESC
                        LIMIT %(often)s
                    ) scans
                    HAVING count(*) FILTER (WHERE kind = 'refused') = %(often)s
                ) last
                """,
                lots=self.lot_id.ids,
                often=IN_A_ROW,
            )
        )
        return [event_id for (event_id,) in rows]
