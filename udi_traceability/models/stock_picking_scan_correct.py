from odoo import fields, models


class StockPicking(models.Model):
    """A label says other than the record: the record is corrected from its card."""

    _inherit = "stock.picking"

    def _udi_scan_actions(self, accepted, sentences, read):
        actions = super()._udi_scan_actions(accepted, sentences, read)
        differs = any(each["code"] == "label_differs" for each in sentences)
        if not differs or not read.lot or not read.udi.di:
            return actions
        return [
            *actions,
            {"name": "correct", "label": self.env._("Correct the record…")},
        ]

    def _udi_scan_action_correct(self, entry, values):
        """The dialog of the lot, with what its label says filled in."""
        said = self.env["udi.scan"]._label_vals(self._udi_parse(entry.text))
        said = {
            f"default_{name}": fields.Date.to_string(value)
            if self.env["stock.lot"]._fields[name].type == "date"
            else value
            for name, value in said.items()
            if value
        }
        action = entry.lot_id.with_env(self.env).action_udi_edit()
        return dict(action, context=said | action["context"])
