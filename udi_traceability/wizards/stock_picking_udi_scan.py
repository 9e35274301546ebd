from odoo import api, fields, models

SHOWN = 50
ICONS = {
    "ok": "fa-check-circle",
    "info": "fa-check-circle",
    "warn": "fa-exclamation-triangle",
    "stop": "fa-hand-paper-o",
}


class StockPickingUdiScan(models.TransientModel):
    """A page that stays open between scans: text in, answer out."""

    _name = "stock.picking.udi.scan"
    _description = "Scan Devices into a Transfer"

    picking_id = fields.Many2one("stock.picking", required=True, readonly=True)
    picking_state = fields.Selection(related="picking_id.state")
    partner_id = fields.Many2one(related="picking_id.partner_id")
    text = fields.Char(string="Code", readonly=True)
    answer = fields.Json(readonly=True)
    answer_html = fields.Html(compute="_compute_answer_html", sanitize=False)
    counted = fields.Float(compute="_compute_progress")
    wanted = fields.Float(compute="_compute_progress")
    move_ids = fields.One2many(related="picking_id.move_ids")
    event_ids = fields.Many2many("udi.event", compute="_compute_event_ids")

    @api.depends("picking_id")
    def _compute_display_name(self):
        self.display_name = self.env._("Scan")

    @api.depends("answer")
    def _compute_answer_html(self):
        for scan in self:
            answer = scan.answer or {}
            scan.answer_html = self.env["ir.qweb"]._render(
                "udi_traceability.scan_answer",
                {"answer": answer, "icon": ICONS.get(answer.get("severity"))},
            )

    @api.depends("answer")
    def _compute_progress(self):
        for scan in self:
            picking = scan.picking_id
            scan.counted, scan.wanted = picking._udi_progress(
                picking.move_ids.product_id
            )

    @api.depends("answer")
    def _compute_event_ids(self):
        for scan in self:
            scan.event_ids = self.env["udi.event"].search(
                [
                    ("picking_id", "=", scan.picking_id.id),
                    ("kind", "in", ("scanned", "refused")),
                ],
                limit=SHOWN,
            )

    def action_check(self, text):
        """Judge a text; the answer is shown in place of the last one."""
        self.ensure_one()
        self.answer = self.picking_id.udi_scan(text)

    def action_finish(self):
        """Back to the transfer, where what was scanned is validated."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": "stock.picking",
            "res_id": self.picking_id.id,
            "views": [(False, "form")],
            "target": "main",
        }
