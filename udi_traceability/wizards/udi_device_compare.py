from odoo import api, fields, models
from odoo.exceptions import UserError

from ..models.udi_gate_fields import LISTS, PROPOSED


class UdiDeviceCompare(models.TransientModel):
    """Two versions side by side."""

    _name = "udi.device.compare"
    _description = "Compare Devices"

    left_id = fields.Many2one("udi.device", string="Before", required=True)
    right_id = fields.Many2one("udi.device", string="After")
    table = fields.Json(compute="_compute_table")

    @api.depends("left_id")
    def _compute_display_name(self):
        for page in self:
            page.display_name = self.env._("Comparison")

    @api.depends("left_id", "right_id")
    def _compute_table(self):
        for page in self:
            page.table = (page.left_id | page.right_id)._compare_table()


class UdiDevice(models.Model):
    _inherit = "udi.device"

    def action_compare(self):
        """Two devices that were chosen, or this one and its neighbour in time."""
        if len(self) == 1:
            pair = self.previous_device_id + self or self
            if len(pair) == 1:
                pair = self + self.next_device_ids[:1]
        else:
            pair = self.sorted("id")
        if len(pair) > 2:
            raise UserError(
                self.env._("%(count)s devices are chosen. Choose two.", count=len(pair))
            )
        page = self.env["udi.device.compare"].create(
            {"left_id": pair[:1].id, "right_id": pair[1:].id}
        )
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Compare"),
            "res_model": page._name,
            "res_id": page.id,
            "views": [(False, "form")],
        }

    def _compare_table(self):
        """What `udi_compare` shows: a row per attribute, a column per device."""
        states = dict(self._fields["state"]._description_selection(self.env))
        names = ["product_id", *(n for n in PROPOSED if n not in LISTS), "di_ids"]
        names += [name for name in LISTS if name != "package_di_ids"]
        rows = []
        for name in names:
            values = [device._compare_text(name) for device in self]
            rows.append(
                {
                    "label": self._fields[name]._description_string(self.env),
                    "values": values,
                    "differs": len(set(values)) > 1,
                }
            )
        return {
            "columns": [
                {
                    "title": device.name,
                    "note": states[device.state],
                    "res_model": device._name,
                    "res_id": device.id,
                }
                for device in self
            ],
            "rows": rows,
        }

    def _compare_text(self, name):
        """Lists as lines in a fixed order, so that order alone is no difference."""
        if self._fields[name].type != "one2many":
            return self._gate_text(name, self[name])
        return "\n".join(sorted(line._compare_line() for line in self[name]))
