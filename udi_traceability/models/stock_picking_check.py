from odoo import api, fields, models

from .stock_picking import SCANNED_STATES

SHOWN_ROWS = 20
ROW_SEVERITY = {"stop": "error", "warn": "warning"}


class StockPicking(models.Model):
    """What stands in the way of a transfer, before and while it is validated."""

    _inherit = "stock.picking"

    udi_finding_rows = fields.Json(compute="_compute_udi_finding_rows")
    udi_stop_count = fields.Integer(compute="_compute_udi_finding_rows")

    @api.depends(
        "state",
        "partner_id",
        "picking_type_id",
        "location_dest_id",
        "move_line_ids.quantity",
        "move_line_ids.lot_id",
    )
    @api.depends_context("lang", "uid")
    def _compute_udi_finding_rows(self):
        """The first few in words; a scan that is missing is what scanning is for."""
        self.udi_finding_rows = []
        self.udi_stop_count = 0
        may = self.env.user.has_group("udi_traceability.group_udi_user")
        for picking in self.filtered(lambda each: each.state in SCANNED_STATES and may):
            found = [
                (line, finding)
                for line, finding in picking.move_line_ids._origin._udi_findings()
                if finding.severity in ROW_SEVERITY and finding.code != "not_scanned"
            ]
            units = picking.move_line_ids._udi_by_unit(found)
            picking.udi_stop_count = sum(
                finding.severity == "stop" for _line, finding in units
            )
            picking.udi_finding_rows = [
                {
                    "code": finding.code,
                    "severity": ROW_SEVERITY[finding.severity],
                    "sentence": line._udi_finding_text(finding),
                    "res_model": "stock.lot" if line.lot_id else "product.product",
                    "res_id": line.lot_id.id or line.product_id.id,
                    "where": line.lot_id.name or line.product_id.display_name,
                }
                for line, finding in units[:SHOWN_ROWS]
            ]

    def action_udi_allow(self):
        """All that stops this transfer; who may, lets it pass."""
        self.ensure_one()
        return self.env["udi.override.allow"]._open(self)

    def _udi_leaving_lines(self):
        """The lines that validating will move: the picked ones, if any is."""
        picked = self.move_line_ids.filtered("picked")
        unpicked = (self - picked.picking_id).move_line_ids
        return picked | unpicked

    def _pre_action_done_hook(self):
        """Ask about scans that are missing, before anything else is asked.

        What stops is refused here already, and once more when the goods move: there
        no road leads around it.
        """
        findings = self._udi_leaving_lines()._udi_findings()
        self.env["stock.move.line"]._udi_refuse_stops(findings)
        gaps = [
            (line, finding)
            for line, finding in findings
            if (finding.code, finding.severity) == ("not_scanned", "warn")
        ]
        if gaps:
            return self.env["stock.picking.udi.gaps"]._open(self, gaps)
        return super()._pre_action_done_hook()
