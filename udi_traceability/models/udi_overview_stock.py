from datetime import timedelta

from odoo import models
from odoo.fields import Domain

from ..tools.overview import Card, Figure, Link, Trend

LONG_HELD_DAYS = 30
LAST_MONTHS = 11


class UdiOverview(models.Model):
    """What lies here and must not go, or must go soon."""

    _inherit = "udi.overview"

    def _card_holds(self):
        held = Domain("state", "=", "active")
        awaiting = held & Domain("reason", "=", "awaiting_release")
        since = self._begin_of(self._today() - timedelta(days=LONG_HELD_DAYS))
        places = self.env["stock.location"]._udi_quarantines()
        return Card(
            main=self._of_holds("main", self.env._("on hold"), held),
            figures=(
                self._of_holds("awaiting", self.env._("Awaiting release"), awaiting),
                self._of_holds(
                    "long",
                    self.env._("Held for more than 30 days"),
                    held & Domain("held_on", "<", since),
                ),
                Figure(
                    "quarantine",
                    self.env._("In quarantine"),
                    "stock.quant",
                    Domain("location_id", "child_of", places.ids)
                    & Domain("quantity", ">", 0)
                    & Domain("lot_id", "!=", False),
                    units=("quantity",),
                    action="udi_traceability.stock_quant_action_lots",
                ),
            ),
            trend=self._happened("held", self.env._("held in 30 days")),
        )

    def _of_holds(self, key, label, domain):
        action = "udi_traceability.udi_hold_action"
        return Figure(key, label, "udi.hold", domain, action=action)

    def _card_expiry(self):
        today = self._today()
        near, expired = (
            Domain.OR(
                self._here(company)
                & Domain("udi_expiration_date", operator, day(company))
                for company in self.env.companies
            )
            for operator, day in (
                ("<=", lambda company: company._udi_near_expiry_day().isoformat()),
                ("<", lambda company: company._udi_today().isoformat()),
            )
        )
        soon = near & Domain("udi_expiration_date", ">=", today.isoformat())
        until = (today.replace(day=1) + timedelta(days=31 * LAST_MONTHS)).replace(day=1)
        ahead = Domain.OR(self._here(company) for company in self.env.companies)
        ahead &= Domain("udi_expiration_date", ">=", today.isoformat())
        ahead &= Domain("udi_expiration_date", "<", until.isoformat())
        trend = self._of_lots("trend", self.env._("expiring within a year"), ahead)
        return Card(
            main=self._of_lots("main", self.env._("expiring soon"), soon),
            figures=(
                self._of_lots(
                    "expired",
                    self.env._("Late: expired, still here"),
                    expired,
                    late=True,
                ),
            ),
            trend=Trend(
                trend,
                "udi_expiration_date",
                "month",
                today,
                until - timedelta(days=1),
            ),
        )

    def _here(self, company):
        """Lots of devices with stock in this company's own places."""
        quants = [
            ("company_id", "=", company.id),
            ("quantity", ">", 0),
            ("location_id.usage", "in", ("internal", "transit")),
        ]
        return Domain("udi_di_id", "!=", False) & Domain("quant_ids", "any", quants)

    def _of_lots(self, key, label, domain, **further):
        action = "udi_traceability.stock_lot_action"
        return Figure(key, label, "stock.lot", domain, action=action, **further)

    def _card_trace(self):
        return Card(
            links=(
                Link(
                    "trace",
                    self.env._("Open trace"),
                    "udi_traceability.menu_udi_trace",
                ),
            ),
            hint=self.env._("What is it, in which state, who has it?"),
            box=True,
        )
