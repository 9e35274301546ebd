from odoo import api, fields, models

SCANNED_STATES = ("waiting", "confirmed", "assigned")


class StockPicking(models.Model):
    _inherit = "stock.picking"

    udi_last_scan = fields.Datetime(string="Last scan", readonly=True, copy=False)
    udi_scan_text = fields.Char(
        string="Scanned", compute="_compute_udi_scan_text", help="Units scanned."
    )
    udi_has_device = fields.Boolean(compute="_compute_udi_has_device")
    udi_to_scan = fields.Boolean(
        compute="_compute_udi_to_scan", help="Some of its devices are not scanned yet."
    )
    udi_refused_count = fields.Integer(
        compute="_compute_udi_refused_count",
        groups="udi_traceability.group_udi_user",
    )

    @api.depends("move_ids.product_qty", "move_ids.udi_scanned_qty")
    def _compute_udi_scan_text(self):
        for picking in self:
            counted, wanted = picking._udi_progress(picking.move_ids.product_id)
            picking.udi_scan_text = f"{counted:g}/{wanted:g}"

    @api.depends("move_ids.product_id")
    def _compute_udi_has_device(self):
        for picking in self:
            picking.udi_has_device = bool(picking.move_ids.product_id.udi_device_ids)

    @api.depends("udi_has_device", "state", "move_ids.udi_scanned_qty")
    @api.depends_context("uid")
    def _compute_udi_to_scan(self):
        may = self.env.user.has_group("udi_traceability.group_udi_user")
        for picking in self:
            products = picking.move_ids.product_id
            devices = products.filtered("udi_device_ids") if may else products.browse()
            counted, wanted = picking._udi_progress(devices)
            picking.udi_to_scan = picking.state in SCANNED_STATES and counted < wanted

    def _compute_udi_refused_count(self):
        counted = dict(
            self.env["udi.event"]._read_group(
                [("picking_id", "in", self.ids), ("kind", "=", "refused")],
                ["picking_id"],
                ["__count"],
            )
        )
        for picking in self:
            picking.udi_refused_count = counted.get(picking, 0)

    def action_udi_scan(self):
        self.ensure_one()
        action = self.env["ir.actions.client"]._for_xml_id(
            "udi_traceability.udi_scan_action"
        )
        return dict(action, params={"picking_id": self.id})

    def action_udi_print(self):
        return self.env["udi.label.print"]._action_open(self)

    def action_udi_events(self):
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "udi_traceability.udi_event_action"
        )
        return dict(action, domain=[("picking_id", "in", self.ids)], context={})

    def _udi_progress(self, products):
        """Units of these products scanned so far, and wanted, on this transfer."""
        moves = self.move_ids.filtered(
            lambda move: move.product_id in products and move.state != "cancel"
        )
        wanted = sum(moves.mapped("product_qty"))
        return sum(moves.mapped("udi_scanned_qty")), wanted
