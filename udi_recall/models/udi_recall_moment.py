from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools import format_datetime

from odoo.addons.base.models.res_partner import _tz_get

MOMENTS = ("aware", "decided")


class UdiRecallMoment(models.AbstractModel):
    """The moments from which clocks run, each with the zone in which it was said.

    None is worked out from another: a clock of China starts at the decision, one of the
    United States at the first communication, one about an incident when someone knew.
    """

    _name = "udi.recall.moment"
    _description = "Moments of a recall"

    aware_at = fields.Datetime(
        "Aware since",
        tracking=True,
        copy=False,
        help="When the first employee or representative knew of it.",
    )
    aware_tz = fields.Selection(
        _tz_get, "Time zone of that", copy=False, default=lambda self: self._own_tz()
    )
    decided_at = fields.Datetime(
        "Decided",
        tracking=True,
        copy=False,
        help="When it was decided to act. Empty: the moment of the approval.",
    )
    decided_tz = fields.Selection(
        _tz_get,
        "Time zone of the decision",
        copy=False,
        default=lambda self: self._own_tz(),
    )
    completed_at = fields.Datetime("Completed", readonly=True, copy=False)
    moments_text = fields.Char(compute="_compute_moments_text")

    @api.model
    def _own_tz(self):
        return self.env.user.tz or self.env.company.partner_id.tz or "UTC"

    @api.depends("aware_at", "aware_tz", "decided_at", "decided_tz", "initiated_at")
    @api.depends_context("lang")
    def _compute_moments_text(self):
        for recall in self:
            texts = [
                (self.env._("aware %(at)s"), recall.aware_at, recall.aware_tz),
                (self.env._("decided %(at)s"), recall.decided_at, recall.decided_tz),
                (
                    self.env._("first notice %(at)s"),
                    recall.initiated_at,
                    recall.decided_tz,
                ),
            ]
            recall.moments_text = " · ".join(
                text % {"at": recall._said_at(at, tz)} for text, at, tz in texts if at
            )

    def _said_at(self, at, tz):
        """A moment as its own place says it, with the distance from UTC.

        >>> _said_at(datetime(2026, 11, 20, 8, 10), "Europe/Berlin")  # doctest: +SKIP
        '20 Nov 2026 09:10 +0100'
        """
        there = fields.Datetime.context_timestamp(self.with_context(tz=tz or "UTC"), at)
        text = format_datetime(
            self.env, at, tz=tz or "UTC", dt_format="d MMM yyyy HH:mm"
        )
        return f"{text} {there:%z}"

    @api.constrains("aware_at", "aware_tz", "decided_at", "decided_tz")
    def _check_moments(self):
        now = fields.Datetime.now()
        for recall in self:
            for name in MOMENTS:
                at, tz = recall[f"{name}_at"], recall[f"{name}_tz"]
                label = self._fields[f"{name}_at"]._description_string(self.env)
                if at and not tz:
                    raise ValidationError(
                        self.env._(
                            "“%(what)s” has no time zone: the day depends on it. "
                            "Choose the zone.",
                            what=label,
                        )
                    )
                if at and at > now:
                    raise ValidationError(
                        self.env._(
                            "“%(what)s” is %(at)s: that is still to come. Say when it "
                            "was.",
                            what=label,
                            at=recall._said_at(at, tz),
                        )
                    )
            if recall.aware_at and recall.decided_at:
                recall._check_order()

    def _check_order(self):
        if self.decided_at < self.aware_at:
            raise ValidationError(
                self.env._(
                    "Decided %(decided)s, aware only %(aware)s: nobody decides before "
                    "knowing. Change one of the two.",
                    decided=self._said_at(self.decided_at, self.decided_tz),
                    aware=self._said_at(self.aware_at, self.aware_tz),
                )
            )
