from datetime import timedelta

from odoo import models
from odoo.fields import Domain

from ..tools.clearance import DEAD
from ..tools.overview import Card, Figure, Link, Share, Trend
from .udi_overview_transfers import TREND_DAYS

ENDING_DAYS = 60


class UdiOverview(models.Model):
    """What somebody must look at, answer or renew."""

    _inherit = "udi.overview"

    def _card_alerts(self):
        today = self._today()
        waiting = Domain("state", "!=", "closed")
        first = today - timedelta(days=TREND_DAYS - 1)
        raised = Domain("first_seen", ">=", self._begin_of(first))
        return Card(
            main=self._of_alerts("main", self.env._("to deal with"), waiting),
            figures=(
                self._of_alerts(
                    "late",
                    self.env._("Late"),
                    waiting & Domain("due_on", "<", today.isoformat()),
                    late=True,
                ),
                self._of_alerts(
                    "urgent",
                    self.env._("Urgent"),
                    waiting & Domain("severity", "=", "3"),
                ),
                self._of_alerts(
                    "mine",
                    self.env._("Given to me"),
                    waiting & Domain("user_id", "=", self.env.uid),
                ),
                self._of_alerts(
                    "nobody",
                    self.env._("Given to nobody"),
                    waiting & Domain("user_id", "=", False),
                ),
            ),
            trend=Trend(
                self._of_alerts("trend", self.env._("raised in 30 days"), raised),
                "first_seen",
                "day",
                first,
                today,
            ),
        )

    def _of_alerts(self, key, label, domain, **further):
        action = "udi_traceability.udi_alert_action"
        return Figure(key, label, "udi.alert", domain, action=action, **further)

    def _card_devices(self):
        kept = Domain("state", "!=", "withdrawn")
        lacking = kept & Domain("missing_count", ">", 0)
        needs = (
            ("missing_us", self.env._("Missing for FDA")),
            ("missing_eu", self.env._("Missing for EUDAMED")),
            ("missing_cn", self.env._("Missing for NMPA")),
        )
        return Card(
            main=self._of_devices("main", self.env._("to complete"), lacking),
            figures=(
                *(
                    self._of_devices(name, label, kept & Domain(name, ">", 0))
                    for name, label in needs
                ),
                self._of_devices(
                    "review", self.env._("In review"), Domain("state", "=", "review")
                ),
                *self._papers(),
            ),
            share=Share(
                self.env._("complete"),
                self._of_devices(
                    "complete",
                    self.env._("complete"),
                    kept & Domain("missing_count", "=", 0),
                ),
                self._of_devices("kept", self.env._("devices"), kept),
            ),
        )

    def _of_devices(self, key, label, domain):
        action = "udi_traceability.udi_device_action"
        return Figure(key, label, "udi.device", domain, action=action)

    def _papers(self):
        """Certificates and licences that end; those that ended by decree do not."""
        today = self._today()
        alive = Domain("status", "not in", list(DEAD))
        ended = alive & Domain("valid_to", "<", today.isoformat())
        until = (today + timedelta(days=ENDING_DAYS)).isoformat()
        ending = alive & Domain("valid_to", ">=", today.isoformat())
        ending &= Domain("valid_to", "<=", until)
        action = "udi_traceability.udi_certificate_action"
        return (
            Figure(
                "ending",
                self.env._("Papers ending in 60 days"),
                "udi.certificate",
                ending,
                action=action,
            ),
            Figure(
                "ended",
                self.env._("Late: papers ended"),
                "udi.certificate",
                ended,
                late=True,
                action=action,
            ),
        )

    def _card_start(self):
        officer = self.env.user.has_group("udi_traceability.group_udi_officer")
        if not officer:
            return Card(
                hint=self.env._(
                    "No devices yet. Ask somebody with the role UDI officer to bring "
                    "them in."
                )
            )
        return Card(
            hint=self.env._(
                "No devices yet. Bring them from a spreadsheet or from published data, "
                "or make the first one by hand."
            ),
            links=(
                Link(
                    "import",
                    self.env._("Import"),
                    "udi_traceability.udi_import_action",
                ),
                Link(
                    "device",
                    self.env._("Devices"),
                    "udi_traceability.udi_device_action",
                ),
            ),
        )
