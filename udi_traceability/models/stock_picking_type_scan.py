from odoo import models

KINDS = {"incoming": "receive", "outgoing": "ship"}


class StockPickingType(models.Model):
    _inherit = "stock.picking.type"

    def action_udi_scan(self):
        """The page that scans, at the transfers of this kind."""
        self.ensure_one()
        action = self.env["ir.actions.client"]._for_xml_id(
            "udi_traceability.udi_scan_action"
        )
        return dict(action, params={"kind": KINDS.get(self.code, "internal")})
