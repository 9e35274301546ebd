from odoo import models


class StockLot(models.Model):
    _inherit = "stock.lot"

    def action_udi_trace(self):
        return self.env["udi.trace"]._action_open("lot", self)


class StockPackage(models.Model):
    _inherit = "stock.package"

    def action_udi_trace(self):
        return self.env["udi.trace"]._action_open("package", self)


class StockPicking(models.Model):
    _inherit = "stock.picking"

    def action_udi_trace(self):
        return self.env["udi.trace"]._action_open("transfer", self)


class SaleOrder(models.Model):
    _inherit = "sale.order"

    def action_udi_trace(self):
        return self.env["udi.trace"]._action_open("order", self)


class UdiDevice(models.Model):
    _inherit = "udi.device"

    def action_udi_trace(self):
        return self.env["udi.trace"]._action_open("device", self)
