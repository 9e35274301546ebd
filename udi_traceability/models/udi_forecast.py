from odoo import api, fields, models
from odoo.tools import format_date

METHODS = [
    ("average", "Average of all months"),
    ("recent", "Average of the last 3 months"),
    ("same_month", "Same month of last year"),
    ("smoothing_10", "Exponential smoothing, 10 %"),
    ("smoothing_20", "Exponential smoothing, 20 %"),
    ("smoothing_30", "Exponential smoothing, 30 %"),
    ("smoothing_50", "Exponential smoothing, 50 %"),
    ("sparse", "Size and interval apart (Croston)"),
    ("too_new", "None: no full month yet"),
]
UNITS = {"digits": "Product Unit", "readonly": True}


class UdiForecast(models.Model):
    """One month of one device: what left, what is expected, what is ordered.

    Computed anew by a scheduled job, so that planning and sales see where the order
    book says less than the past does.
    """

    _name = "udi.forecast"
    _description = "Demand Forecast"
    _order = "month, device_id, id"
    _rec_name = "device_id"

    device_id = fields.Many2one(
        "udi.device", required=True, readonly=True, ondelete="cascade", index=True
    )
    company_id = fields.Many2one(
        "res.company", required=True, readonly=True, ondelete="cascade", index=True
    )
    month = fields.Date(required=True, readonly=True, index=True)
    month_text = fields.Char(string="In month", compute="_compute_month_text")
    ahead = fields.Boolean(
        string="To come", readonly=True, help="This month and those after it."
    )
    shipped = fields.Float(help="Units that left; this month, so far.", **UNITS)
    forecast = fields.Float(help="Units expected in the whole month.", **UNITS)
    ordered = fields.Float(
        string="Order book",
        help="Units of sales orders still to deliver, by the day promised. What is "
        "late counts in this month.",
        **UNITS,
    )
    gap = fields.Float(
        string="Not ordered yet",
        help="Expected, less what left this month, less the order book. Below 0: more "
        "is ordered than the past lets expect.",
        **UNITS,
    )
    method = fields.Selection(
        METHODS, readonly=True, help="The one that was wrong least in the last year."
    )
    error = fields.Float(
        string="Error a month",
        readonly=True,
        digits="Product Unit",
        aggregator=None,
        help="By how many units it was wrong, in the mean of the months tried.",
    )
    error_share = fields.Float(
        string="Error",
        readonly=True,
        aggregator=None,
        help="The errors of the months tried over the units that left in them.",
    )
    tested = fields.Integer(
        string="Months tried",
        readonly=True,
        aggregator=None,
        help="0: too few months for an error.",
    )

    _month_uniq = models.Constraint(
        "UNIQUE(company_id, device_id, month)", "A month of a device is there once."
    )

    @api.depends("month")
    @api.depends_context("lang")
    def _compute_month_text(self):
        for row in self:
            row.month_text = format_date(self.env, row.month, date_format="MMM y")

    def action_open_chart(self):
        """What left, what is expected and what is ordered, side by side."""
        self.ensure_one()
        self.check_access("read")
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "udi_traceability.udi_forecast_line_action"
        )
        return dict(
            action,
            display_name=self.device_id.display_name,
            domain=[
                ("device_id", "=", self.device_id.id),
                ("company_id", "=", self.company_id.id),
            ],
        )

    def action_open_orders(self):
        """The lines of the order book behind this month, as they are now."""
        self.ensure_one()
        self.check_access("read")
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Order book"),
            "res_model": "sale.order.line",
            "views": [(False, "list"), (False, "form")],
            "domain": self._open_lines_domain(),
            "context": {"create": False},
        }
