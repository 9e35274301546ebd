from collections import defaultdict

from odoo import fields, models


class SaleOrderLine(models.Model):
    """How far the units of an order are: reserved, scanned, shipped."""

    _inherit = "sale.order.line"

    udi_reserved_qty = fields.Float(
        string="Reserved", digits="Product Unit", compute="_compute_udi_scan"
    )
    udi_scanned_qty = fields.Float(
        string="Scanned", digits="Product Unit", compute="_compute_udi_scan"
    )
    udi_scan_state = fields.Selection(
        [("consistent", "Consistent"), ("differs", "Differs")],
        string="Label scans",
        compute="_compute_udi_scan",
        help="Does what was scanned agree with what was picked or shipped?",
    )
    udi_scan_text = fields.Char(string="UDI", compute="_compute_udi_scan")

    def _compute_udi_scan(self):
        sums = self._udi_scan_sums()
        for line in self:
            reserved, handled, scanned = sums[line._origin.id]
            line.udi_reserved_qty = line._udi_in_sold_unit(reserved)
            line.udi_scanned_qty = line._udi_in_sold_unit(scanned)
            differ = abs(handled - scanned)
            if not (handled or scanned) or not line.product_id.sudo().udi_device_ids:
                line.udi_scan_state = line.udi_scan_text = False
            elif line.product_id.uom_id.is_zero(differ):
                line.udi_scan_state = "consistent"
                line.udi_scan_text = self.env._("consistent")
            else:
                line.udi_scan_state = "differs"
                line.udi_scan_text = self.env._("%(count)g differ", count=differ)

    def _udi_scan_sums(self):
        """Line id -> [reserved, picked or shipped, scanned], in the product's unit."""
        sums = defaultdict(lambda: [0.0, 0.0, 0.0])
        found = (
            self.env["stock.move.line"]
            .sudo()
            ._read_group(
                self._udi_scan_domain(),
                ["move_id", "state", "picked"],
                ["quantity_product_uom:sum", "udi_scanned_qty:sum"],
            )
        )
        for move, state, picked, quantity, scanned in found:
            sums_of = sums[move.sale_line_id.id]
            if state != "done":
                sums_of[0] += quantity
            if state == "done" or picked:
                sums_of[1] += quantity
            sums_of[2] += scanned
        return sums

    def _udi_scan_domain(self):
        return [
            ("move_id.sale_line_id", "in", self.ids),
            ("state", "!=", "cancel"),
            ("location_dest_id.usage", "=", "customer"),
        ]

    def _udi_in_sold_unit(self, quantity):
        uom = self.product_id.uom_id
        if not uom or uom == self.product_uom_id:
            return quantity
        return uom._compute_quantity(quantity, self.product_uom_id, round=False)

    def action_udi_lots(self):
        """The lots and serials that this line ships."""
        self.ensure_one()
        self.check_access("read")
        lines = self.env["stock.move.line"].sudo().search(self._udi_scan_domain())
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "udi_traceability.stock_lot_action"
        )
        return dict(action, domain=[("id", "in", lines.lot_id.ids)], context={})
