from datetime import timedelta

from odoo import models
from odoo.fields import Domain

from odoo.addons.udi_traceability.tools.overview import Card, Figure, Share, Trend

# What we still owe a regulator
DUE = ("required", "preparing", "ready", "rejected")
ELEVEN_MONTHS = 330


class UdiOverview(models.Model):
    """Registrations that regulators still wait for."""

    _inherit = "udi.overview"

    def _card_registrations(self):
        due = Domain("state", "in", DUE)
        late = Domain("due_date", "<", self._today().isoformat())
        changed = Domain("is_changed", "=", True)
        states = (
            ("preparing", self.env._("In preparation")),
            ("ready", self.env._("Ready to send")),
            ("rejected", self.env._("Rejected")),
            ("submitted", self.env._("Sent, not answered")),
        )
        kept = Domain("state", "!=", "withdrawn")
        registered = Domain("state", "=", "registered")
        return Card(
            main=self._of_registrations("main", self.env._("due"), due),
            figures=(
                self._of_registrations(
                    "late",
                    self.env._("Late: the deadline passed"),
                    late,
                    late=True,
                ),
                self._of_registrations(
                    "changed", self.env._("Changed since accepted"), changed
                ),
                *(
                    self._of_registrations(state, label, Domain("state", "=", state))
                    for state, label in states
                ),
            ),
            share=Share(
                self.env._("registered"),
                self._of_registrations(
                    "registered", self.env._("Registered"), registered
                ),
                self._of_registrations("kept", self.env._("All"), kept),
            ),
            trend=self._batches(),
        )

    def _of_registrations(self, key, label, domain, **further):
        action = "udi_regulatory_export.udi_registration_action"
        return Figure(key, label, "udi.registration", domain, action=action, **further)

    def _batches(self):
        today = self._today()
        first = (today - timedelta(days=ELEVEN_MONTHS)).replace(day=1)
        figure = Figure(
            "trend",
            self.env._("batches built within a year"),
            "udi.submission",
            Domain("built_on", ">=", self._begin_of(first)),
            action="udi_regulatory_export.udi_submission_action",
        )
        return Trend(figure, "built_on", "month", first, today)
