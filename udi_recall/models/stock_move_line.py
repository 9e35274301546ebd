from odoo import models


class StockMoveLine(models.Model):
    """Recalled goods that come back are held at the door, and counted anew."""

    _inherit = "stock.move.line"

    def _action_done(self):
        result = super()._action_done()
        lines = self.exists()
        rows = lines.lot_id._udi_running_recall_rows()
        if rows:
            arrived = lines.filtered(
                lambda line: line.location_dest_id.usage in ("internal", "transit")
            )
            arrived.lot_id._udi_hold_recalled(rows)
            self.env["udi.recall.moved"]._note(rows.recall_id)
        return result
