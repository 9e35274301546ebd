from odoo import models


class StockLot(models.Model):
    _inherit = "stock.lot"

    def _udi_near_expiry_alerts(self, company):
        """Values of the alerts for lots that end soon, as `udi.alert._raise` takes."""
        day = self.env["udi.finding"]._day
        return [
            {
                "kind": "near_expiry",
                "company_id": company.id,
                "res_model": "stock.lot",
                "res_id": lot.id,
                "summary": self.env._(
                    "%(product)s %(lot)s: expires on %(day)s",
                    product=lot.product_id.display_name,
                    lot=lot.name,
                    day=day(lot.udi_expiration_date),
                ),
                "product_id": lot.product_id.id,
                "lot_id": lot.id,
            }
            for lot in self
        ]
