from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools.translate import LazyTranslate

from ..formats.eudamed import due

_lt = LazyTranslate(__name__)

SOON = timedelta(days=30)
# Whom the regulator does not have yet, or who waits to be told again
OWED = ("required", "preparing", "ready", "rejected")
REASONS = {
    "transition": _lt("On the market before 28 May 2026: until 27 November 2026."),
    "placing": _lt("Before it is placed on the market."),
    "unknown_placing": _lt(
        "Taken as on the market already. Enter since when it is sold."
    ),
    "lenses": _lt("Contact lenses: Master UDI-DI from 9 November 2026."),
    "spectacles": _lt("Spectacles: Master UDI-DI from 1 November 2028."),
    "update": _lt("A change is told within 30 days."),
    "publication": _lt("The publication date chosen for it."),
}


class UdiRegistration(models.Model):
    """Until when a regulator must have the device, and why then."""

    _inherit = "udi.registration"

    eudamed_ids = fields.One2many("udi.registration.eudamed", "registration_id")
    due_date = fields.Date(
        "Due", compute="_compute_due", store=True, copy=False, index=True
    )
    due_rule = fields.Selection(
        [
            ("transition", "Already on the market"),
            ("placing", "Before placing on the market"),
            ("unknown_placing", "Day of first sale not known"),
            ("lenses", "Master UDI-DI, contact lenses"),
            ("spectacles", "Master UDI-DI, spectacles"),
            ("update", "Change to be told"),
            ("publication", "Publication date"),
        ],
        string="Deadline",
        compute="_compute_due",
        store=True,
        copy=False,
    )
    due_reason = fields.Char(
        "Why then",
        compute="_compute_due_reason",
        help="The law or the setting behind it.",
    )
    due_band = fields.Selection(
        [
            ("late", "Late"),
            ("soon", "Within 30 days"),
            ("later", "Later"),
            ("none", "No date"),
        ],
        string="Lateness",
        compute="_compute_due_band",
        store=True,
        default="none",
        required=True,
        copy=False,
        index=True,
    )

    @api.depends(
        "state",
        "changed_on",
        "publish_date",
        "regulator",
        "eudamed_ids.status",
        "eudamed_ids.related_device_id.registration_ids.state",
        "device_id.legislation_eu",
        "device_id.basic_udi_id.special_device_type",
        "device_id.market_ids.date_start",
        "device_id.market_ids.country_id",
    )
    def _compute_due(self):
        for registration in self:
            found = registration._due()
            registration.due_date = found and found.day
            registration.due_rule = found and found.rule

    def _due(self):
        """The deadline that runs, or None."""
        if self.regulator != "eudamed":
            owed = self.state in OWED and self.publish_date
            return due.Due(owed, "publication") if owed else None
        if self.changed_on and self.state != "withdrawn":
            return due.update_due(self.changed_on)
        if self.state not in OWED or self.accepted_id:
            return None
        device = self.device_id
        markets = ((m.country_id.code or "", m.date_start) for m in device.market_ids)
        return due.due(
            status=self.eudamed_ids[:1].status or "",
            legislation=device.legislation_eu or "",
            special=device.basic_udi_id.special_device_type or "",
            placed=due.first_placing(markets),
            has_successor=self._has_successor(),
        )

    def _has_successor(self):
        others = self.eudamed_ids.related_device_id.registration_ids
        return any(r.regulator == "eudamed" and r.state == "registered" for r in others)

    @api.depends("due_rule")
    @api.depends_context("lang")
    def _compute_due_reason(self):
        for registration in self:
            rule = registration.due_rule
            registration.due_reason = rule and self.env._(REASONS[rule])

    @api.depends("due_date")
    def _compute_due_band(self):
        today = self.env.company._udi_today()
        for registration in self:
            day = registration.due_date
            if not day:
                registration.due_band = "none"
            elif day < today:
                registration.due_band = "late"
            else:
                registration.due_band = "soon" if day <= today + SOON else "later"

    @api.model
    def _cron_lateness(self):
        """A day goes by and nobody edits anything; only those that moved change."""
        today = self.env.company._udi_today()
        late = Domain("due_date", "<", today)
        soon = Domain("due_date", "<=", today + SOON)
        moved = (late & Domain("due_band", "!=", "late")) | (
            ~late & soon & Domain("due_band", "!=", "soon")
        )
        stale = self.search(moved)
        self.env.add_to_compute(self._fields["due_band"], stale)
        stale.flush_recordset(["due_band"])
