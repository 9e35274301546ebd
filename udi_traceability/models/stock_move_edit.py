from odoo import models


class StockMove(models.Model):
    """A reason given for a move is one for its lines."""

    _name = "stock.move"
    _inherit = ["stock.move", "udi.edit.reason"]

    def write(self, vals):
        with self._udi_explained(vals) as explained:
            return super().write(explained)

    def _udi_say_why(self, reason):
        self.move_line_ids._udi_say_why(reason)
        return super()._udi_say_why(reason)
