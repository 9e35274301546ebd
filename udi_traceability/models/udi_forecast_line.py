from odoo import fields, models
from odoo.tools import SQL

KINDS = [("shipped", "Shipped"), ("forecast", "Expected"), ("ordered", "Ordered")]


class UdiForecastLine(models.Model):
    """The forecast as a chart wants it: a row a month and kind.

    What is ordered of this month is what left already and what is open. Shipped ends
    with the last full month: half a month beside full ones looks like a fall.
    """

    _name = "udi.forecast.line"
    _description = "Demand Forecast Chart"
    _auto = False
    _order = "month, device_id, kind"
    _rec_name = "device_id"
    _depends = {
        "udi.forecast": [
            "device_id",
            "company_id",
            "month",
            "ahead",
            "method",
            "shipped",
            "forecast",
            "ordered",
        ]
    }

    device_id = fields.Many2one("udi.device", readonly=True)
    company_id = fields.Many2one("res.company", readonly=True)
    month = fields.Date(readonly=True)
    kind = fields.Selection(KINDS, readonly=True)
    quantity = fields.Float(string="Units", digits="Product Unit", readonly=True)

    @property
    def _table_query(self):
        return SQL(
            """
            SELECT said.id * 4 + part.number AS id, said.device_id, said.company_id,
                said.month, part.kind, part.quantity
            FROM udi_forecast said
            CROSS JOIN LATERAL (VALUES
                (0, 'shipped', said.shipped, NOT COALESCE(said.ahead, FALSE)),
                (1, 'forecast', said.forecast, said.ahead AND said.method <> 'too_new'),
                (2, 'ordered', said.shipped + said.ordered, said.ahead)
            ) part (number, kind, quantity, counts)
            WHERE part.counts
            """
        )
