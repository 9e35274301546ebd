from odoo import models


class StockMoveLine(models.Model):
    """Recalled goods that come back are held at the door."""

    _inherit = "stock.move.line"

    def _action_done(self):
        result = super()._action_done()
        arrived = self.exists().filtered(
            lambda line: line.location_dest_id.usage in ("internal", "transit")
        )
        arrived.lot_id._udi_hold_recalled()
        return result
