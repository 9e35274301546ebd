from odoo import models


class StockLot(models.Model):
    _name = "stock.lot"
    _inherit = ["stock.lot", "udi.timeline"]

    def _udi_timeline_domain(self):
        return [("lot_id", "=", self._origin.id)]


class StockPackage(models.Model):
    """A package tells what happened to it, and to those inside it."""

    _name = "stock.package"
    _inherit = ["stock.package", "udi.timeline"]

    def _udi_timeline_domain(self):
        return [("package_id", "child_of", self._origin.id)]
