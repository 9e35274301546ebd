from collections import defaultdict
from dataclasses import dataclass

from odoo import fields, models
from odoo.fields import Domain


@dataclass
class Sums:
    """Units of one order line: ``handled`` are picked or shipped."""

    reserved: float = 0.0
    handled: float = 0.0
    scanned: float = 0.0
    shipped: float = 0.0
    returned: float = 0.0


class SaleOrderLine(models.Model):
    """How far the units of an order are: reserved, scanned, shipped."""

    _inherit = "sale.order.line"

    udi_reserved_qty = fields.Float(
        string="Reserved", digits="Product Unit", compute="_compute_udi_scan"
    )
    udi_scanned_qty = fields.Float(
        string="Scanned", digits="Product Unit", compute="_compute_udi_scan"
    )
    udi_shipped_qty = fields.Float(
        string="Shipped",
        digits="Product Unit",
        compute="_compute_udi_scan",
        help="What the customer has: what left, less what came back.",
    )
    udi_progress = fields.Char(string="Units", compute="_compute_udi_scan")
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
            found = sums[line._origin.id]
            in_sold_unit = line._udi_in_sold_unit
            line.udi_reserved_qty = in_sold_unit(found.reserved)
            line.udi_scanned_qty = in_sold_unit(found.scanned)
            line.udi_shipped_qty = in_sold_unit(found.shipped - found.returned)
            line.udi_progress = line._udi_progress_text()
            line.udi_scan_state, line.udi_scan_text = line._udi_consistency(found)

    def _udi_progress_text(self):
        return self.env._(
            "%(ordered)g ordered · %(reserved)g reserved · %(scanned)g scanned · "
            "%(shipped)g shipped",
            ordered=self.product_uom_qty,
            reserved=self.udi_reserved_qty,
            scanned=self.udi_scanned_qty,
            shipped=self.udi_shipped_qty,
        )

    def _udi_consistency(self, found):
        """Whether scans agree with what was picked or shipped, and that with the order.

        :return: (state, text), both False where there is nothing to compare
        """
        uom = self.product_id.uom_id
        touched = found.handled or found.scanned
        if not touched or not self.product_id.sudo().udi_device_ids:
            return False, False
        ordered = self.product_uom_id._compute_quantity(self.product_uom_qty, uom)
        differ = abs(found.handled - found.scanned)
        over = max(found.handled - found.returned - ordered, 0)
        if not uom.is_zero(differ):
            return "differs", self.env._("%(count)g differ", count=differ)
        if not uom.is_zero(over):
            return "differs", self.env._("%(count)g more than ordered", count=over)
        return "consistent", self.env._("consistent")

    def _udi_scan_sums(self):
        """Line id -> `Sums`, in the product's unit; one query for all lines."""
        sums = defaultdict(Sums)
        found = (
            self.env["stock.move.line"]
            .sudo()
            ._read_group(
                self._udi_scan_domain() | self._udi_return_domain(),
                ["move_id", "state", "picked", "location_dest_id"],
                ["quantity_product_uom:sum", "udi_scanned_qty:sum"],
            )
        )
        for move, state, picked, place, quantity, scanned in found:
            sums_of = sums[move.sale_line_id.id]
            if place.usage != "customer":
                sums_of.returned += quantity
                continue
            sums_of.scanned += scanned
            if state == "done":
                sums_of.shipped += quantity
            else:
                sums_of.reserved += quantity
            if state == "done" or picked:
                sums_of.handled += quantity
        return sums

    def _udi_return_domain(self):
        """What came back, done."""
        return Domain(
            [
                ("move_id.sale_line_id", "in", self.ids),
                ("state", "=", "done"),
                ("location_id.usage", "=", "customer"),
                ("location_dest_id.usage", "!=", "customer"),
            ]
        )

    def _udi_scan_domain(self):
        return Domain(
            [
                ("move_id.sale_line_id", "in", self.ids),
                ("state", "!=", "cancel"),
                ("location_dest_id.usage", "=", "customer"),
            ]
        )

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
