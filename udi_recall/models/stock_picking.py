from odoo import api, fields, models


class StockPicking(models.Model):
    """A return that a recall asked for."""

    _inherit = "stock.picking"

    udi_recall_id = fields.Many2one(
        "udi.recall",
        "Recall",
        index="btree_not_null",
        ondelete="restrict",
        readonly=True,
    )
    udi_recall_consignee_id = fields.Many2one(
        "udi.recall.consignee",
        "Recalled from",
        index="btree_not_null",
        ondelete="set null",
        readonly=True,
    )

    @api.model
    def get_empty_list_help(self, help_message):
        """The list of returns says where they are made; others propose a transfer."""
        if self.env.context.get("udi_recall_returns"):
            return help_message
        return super().get_empty_list_help(help_message)

    def _udi_open_returns(self):
        action = {
            "type": "ir.actions.act_window",
            "name": self.env._("Returns"),
            "res_model": self._name,
        }
        if len(self) == 1:
            return {**action, "res_id": self.id, "views": [(False, "form")]}
        return {
            **action,
            "views": [(False, "list"), (False, "form")],
            "domain": [("id", "in", self.ids)],
        }
