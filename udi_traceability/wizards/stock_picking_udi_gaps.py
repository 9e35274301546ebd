from odoo import api, fields, models
from odoo.exceptions import UserError

SHOWN_GAPS = 20


class StockPickingUdiGaps(models.TransientModel):
    """Units that nobody scanned: scan them, or say why they go without."""

    _name = "stock.picking.udi.gaps"
    _description = "Ship without Scan"

    picking_ids = fields.Many2many("stock.picking", required=True, readonly=True)
    units = fields.Float(readonly=True, digits="Product Unit")
    text = fields.Text(readonly=True)
    reason = fields.Char(string="Why without a scan")

    @api.model
    def _open(self, pickings, gaps):
        """The dialog for these transfers.

        :param gaps: list of (line, `Finding`)
        """
        texts = [line._udi_finding_text(finding) for line, finding in gaps[:SHOWN_GAPS]]
        if len(gaps) > SHOWN_GAPS:
            more = len(gaps) - SHOWN_GAPS
            texts.append(self.env._("… and %(count)s more.", count=more))
        units = sum(max(f.expected - f.value, 0) for _line, f in gaps)
        dialog = self.create(
            {"picking_ids": pickings.ids, "units": units, "text": "\n".join(texts)}
        )
        return {
            "type": "ir.actions.act_window",
            "name": self.env["udi.finding"]._units_not_scanned(units),
            "res_model": self._name,
            "res_id": dialog.id,
            "views": [(False, "form")],
            "target": "new",
            "context": dict(self.env.context),
        }

    def action_scan(self):
        self.ensure_one()
        return self.picking_ids[:1].action_udi_scan()

    def action_ship(self):
        """What is missing now is allowed, with the reason; then validate again."""
        self.ensure_one()
        self.picking_ids.check_access("write")
        if not (self.reason or "").strip():
            raise UserError(
                self.env._("“Why without a scan” is empty. Write the reason.")
            )
        lines = self.picking_ids._udi_leaving_lines()
        gaps = [
            (line, finding)
            for line, finding in lines._udi_findings()
            if (finding.code, finding.severity) == ("not_scanned", "warn")
        ]
        self._allow(gaps)
        return self.picking_ids.button_validate()

    def _allow(self, gaps):
        sentences, missing = self.env["udi.finding"], {}
        for line, finding in gaps:
            key = line.picking_id, line.product_id
            missing[key] = missing.get(key, 0) + finding.expected - finding.value
        self.env["udi.override"]._allow(
            [
                {
                    "code": "not_scanned",
                    "picking_id": picking.id,
                    "product_id": product.id,
                    "finding": f"{sentences._units_not_scanned(units)}.",
                    "reason": self.reason.strip(),
                }
                for (picking, product), units in missing.items()
            ],
            by_policy=False,
        )
