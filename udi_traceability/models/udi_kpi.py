from dataclasses import dataclass

from odoo import api, fields, models
from odoo.exceptions import UserError

CODES = [
    ("time_to_trace", "Time to trace"),
    ("scan_compliance", "Scan compliance"),
    ("data_completeness", "Data completeness"),
    ("stock_turn", "Stock turn"),
]
# What a person sets; the rest is measured
SET_BY_HAND = {"baseline", "target", "user_id", "sequence"}


@dataclass(frozen=True)
class Kpi:
    """What one figure is: its unit, which way is better, where it should be."""

    unit: str
    better: str
    target: float
    digits: int = 1


class UdiKpi(models.Model):
    """One figure that a company holds itself to: from where, to where, whose it is."""

    _name = "udi.kpi"
    _description = "KPI"
    _inherit = ["mail.thread"]
    _order = "sequence, id"
    _rec_name = "code"

    code = fields.Selection(CODES, string="Figure", required=True, readonly=True)
    sequence = fields.Integer(default=10)
    company_id = fields.Many2one(
        "res.company", required=True, readonly=True, ondelete="cascade", index=True
    )
    user_id = fields.Many2one(
        "res.users",
        string="Responsible",
        tracking=True,
        domain="[('share', '=', False), ('company_ids', 'in', company_id)]",
    )
    baseline = fields.Float(
        digits=(16, 2),
        tracking=True,
        help="Where it was before. The first month measured, unless you set it.",
    )
    target = fields.Float(digits=(16, 2), tracking=True)
    better = fields.Selection(
        [("lower", "Lower is better"), ("higher", "Higher is better")],
        compute="_compute_kind",
    )
    unit = fields.Selection(
        [
            ("seconds", "seconds"),
            ("hours", "hours"),
            ("percent", "%"),
            ("turns", "× a year"),
        ],
        compute="_compute_kind",
    )
    how = fields.Char(string="How it is measured", compute="_compute_how")
    value_ids = fields.One2many("udi.kpi.value", "kpi_id", string="By month")
    value_id = fields.Many2one(
        "udi.kpi.value", string="Last figure", compute="_compute_value", store=True
    )
    value = fields.Float(string="Now", related="value_id.value", digits=(16, 2))
    month = fields.Date(related="value_id.month")
    measured_at = fields.Datetime(string="Measured", readonly=True)
    state = fields.Selection(
        [("none", "No figure yet"), ("met", "On target"), ("missed", "Off target")],
        compute="_compute_state",
    )
    value_text = fields.Char(string="Figure now", compute="_compute_texts")
    target_text = fields.Char(string="Should be", compute="_compute_texts")
    baseline_text = fields.Char(string="Before", compute="_compute_texts")
    trend = fields.Text(compute="_compute_trend")

    _code_uniq = models.Constraint(
        "UNIQUE(code, company_id)", "A company has each figure once."
    )

    @api.model
    def _kpis(self):
        """Code -> `Kpi`; an addon that measures more adds its own."""
        return {
            "time_to_trace": Kpi("seconds", "lower", 5, digits=2),
            "scan_compliance": Kpi("percent", "higher", 98),
            "data_completeness": Kpi("percent", "higher", 100),
            "stock_turn": Kpi("turns", "higher", 6),
        }

    @api.depends("code")
    @api.depends_context("lang")
    def _compute_display_name(self):
        names = dict(self._fields["code"]._description_selection(self.env))
        for kpi in self:
            kpi.display_name = names.get(kpi.code)

    @api.depends("code")
    def _compute_kind(self):
        kpis = self._kpis()
        for kpi in self:
            kpi.better = kpis[kpi.code].better
            kpi.unit = kpis[kpi.code].unit

    @api.depends("code")
    @api.depends_context("lang")
    def _compute_how(self):
        said = self._how()
        for kpi in self:
            kpi.how = said[kpi.code]

    def _how(self):
        """Code -> how the figure comes about, in a sentence."""
        return {
            "time_to_trace": self.env._(
                "What ten lots went into, were made of, and who has them: the slowest."
            ),
            "scan_compliance": self.env._(
                "Units of devices scanned, of those shipped in the month."
            ),
            "data_completeness": self.env._(
                "Active devices with no answer missing, of all active ones."
            ),
            "stock_turn": self.env._(
                "Units shipped in twelve months over the mean of the stock."
            ),
        }

    @api.depends("value_ids.month")
    def _compute_value(self):
        for kpi in self:
            kpi.value_id = kpi.value_ids.sorted("month")[-1:]

    @api.depends("value_id.value", "target", "code")
    def _compute_state(self):
        for kpi in self:
            if not kpi.value_id:
                kpi.state = "none"
                continue
            ahead = kpi.value - kpi.target
            good = ahead <= 0 if kpi.better == "lower" else ahead >= 0
            kpi.state = "met" if good else "missed"

    @api.depends("value_id.value", "target", "baseline", "code")
    @api.depends_context("lang")
    def _compute_texts(self):
        for kpi in self:
            sign = "≤" if kpi.better == "lower" else "≥"
            kpi.value_text = kpi._say(kpi.value) if kpi.value_id else "–"
            kpi.target_text = f"{sign} {kpi._say(kpi.target)}"
            kpi.baseline_text = kpi._say(kpi.baseline) if kpi.value_id else "–"

    def _say(self, value):
        """A figure with its unit, as people read it."""
        self.ensure_one()
        units = dict(self._fields["unit"]._description_selection(self.env))
        number = f"{value:.{self._kpis()[self.code].digits}f}"
        return f"{number} {units[self.unit]}"

    @api.depends("value_ids.value", "value_ids.month", "code")
    def _compute_trend(self):
        """As the chart on a card wants it; one month is no trend."""
        for kpi in self:
            kpi.trend = len(kpi.value_ids) > 1 and self.env["udi.kpi.value"]._trend(
                kpi.display_name, kpi.value_ids
            )

    def write(self, vals):
        if not self.env.su and (measured := vals.keys() - SET_BY_HAND):
            names = [self._fields[name].string for name in measured & set(self._fields)]
            raise UserError(
                self.env._(
                    "%(fields)s: this is measured. You may set baseline, target and "
                    "who is responsible.",
                    fields=", ".join(sorted(names)) or ", ".join(sorted(measured)),
                )
            )
        return super().write(vals)

    def action_open_figures(self):
        """What the last figure was counted from."""
        self.ensure_one()
        self.check_access("read")
        return getattr(self, f"_door_{self.code}")()

    def action_open_history(self):
        self.ensure_one()
        self.check_access("read")
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "udi_traceability.udi_kpi_value_action"
        )
        return dict(
            action,
            display_name=self.display_name,
            domain=[("kpi_id", "=", self.id)],
            context={},
        )
