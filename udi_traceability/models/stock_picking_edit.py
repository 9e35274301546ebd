from odoo import models


class StockPicking(models.Model):
    """A reason given for a transfer is one for its lines."""

    _name = "stock.picking"
    _inherit = ["stock.picking", "udi.edit.reason"]

    def write(self, vals):
        with self._udi_explained(vals) as explained:
            return super().write(explained)

    def _udi_say_why(self, reason):
        self.move_ids._udi_say_why(reason)

    def action_udi_correct(self):
        """The lines of a done transfer, to be corrected in place with a reason."""
        self.ensure_one()
        self.check_access("write")
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "udi_traceability.stock_move_line_action_correct"
        )
        domain = [("picking_id", "=", self.id), ("state", "=", "done")]
        return dict(action, domain=domain)
