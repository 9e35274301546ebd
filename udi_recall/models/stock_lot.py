from odoo import api, fields, models

from .udi_recall_step import ACTIVE


class StockLot(models.Model):
    """From a lot to its recalls, and to a new one."""

    _inherit = "stock.lot"

    udi_recall_lot_ids = fields.One2many(
        "udi.recall.lot", "lot_id", "Affected by", groups="udi_recall.group_recall_user"
    )
    udi_recall_count = fields.Integer(
        "Recalls",
        compute="_compute_udi_recall_count",
        groups="udi_recall.group_recall_user",
    )
    udi_recalled = fields.Boolean("Recalled", compute="_compute_udi_recalled")
    udi_state = fields.Selection(selection_add=[("recalled", "Recalled")])

    def _compute_udi_recall_count(self):
        groups = self.env["udi.recall.lot"]._read_group(
            self._udi_recall_domain(), ["lot_id"], ["recall_id:count_distinct"]
        )
        counts = {lot.id: count for lot, count in groups}
        for lot in self:
            lot.udi_recall_count = counts.get(lot.id, 0)

    def _udi_recall_domain(self):
        return [
            ("lot_id", "in", self.ids),
            ("recall_id.state", "!=", "cancelled"),
            ("recall_id.kind", "!=", "drill"),
        ]

    def _compute_udi_recalled(self):
        """Whoever handles a lot must know, with or without a right on recalls."""
        recalled = self._udi_running_recall_rows().lot_id
        for lot in self:
            lot.udi_recalled = lot in recalled

    @api.depends("udi_recalled")
    def _compute_udi_state(self):
        recalled = self.filtered(lambda lot: lot.udi_recalled and not lot.udi_on_hold)
        recalled.udi_state = "recalled"
        return super(StockLot, self - recalled)._compute_udi_state()

    def _udi_running_recall_rows(self):
        """What running recalls say of these lots; drills say nothing of real goods."""
        rows = self.env["udi.recall.lot"].sudo()
        if not self.ids:
            return rows
        running = [("recall_id.state", "in", ACTIVE)]
        return rows.search(self._udi_recall_domain() + running)

    def _udi_hold_recalled(self, rows):
        """Hold those of these lots that running recalls are about, each once.

        :param rows: what running recalls say of these lots, and perhaps of others
        """
        for recall, recalled in rows.grouped("recall_id").items():
            if lots := recalled.lot_id & self:
                recall._hold(lots)

    def action_udi_recall(self):
        """Open a new recall draft with these lots as its scope."""
        return self.env["udi.recall"]._start(self)._open_form()

    def action_open_udi_recalls(self):
        self.ensure_one()
        rows = self.env["udi.recall.lot"].search(self._udi_recall_domain())
        return rows.recall_id._open_list(self.env._("Recalls of %s", self.name))
