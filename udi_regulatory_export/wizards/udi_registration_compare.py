from base64 import b64encode

from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.udi_traceability.models.udi_gate import IN_USE
from odoo.addons.udi_traceability.tools.sheets import workbook

from ..models.shared_rows import SharedRows, is_settable, value

EMPTY = {"columns": [], "rows": []}


class UdiRegistrationCompare(models.TransientModel):
    """What the regulators have of one device side by side, contradictions first."""

    _name = "udi.registration.compare"
    _description = "Compare Regulators"

    device_id = fields.Many2one(
        "udi.device", required=True, domain=[("registration_ids", "!=", False)]
    )
    basis = fields.Selection(
        [("has", "What each has"), ("told", "What each would be told now")],
        string="Compare",
        required=True,
        default="has",
    )
    table = fields.Json(compute="_compute_table")
    contradiction_count = fields.Integer(compute="_compute_table")
    regulator_count = fields.Integer(compute="_compute_table")
    sheet_name = fields.Char(readonly=True)
    sheet = fields.Binary(readonly=True, attachment=False)

    @api.depends("device_id")
    def _compute_display_name(self):
        for page in self:
            page.display_name = page.device_id.name or self.env._("Compare regulators")

    @api.depends("device_id", "basis")
    @api.depends_context("lang", "company")
    def _compute_table(self):
        for page in self:
            laid = page._laid()
            rows = laid.rows if laid else ()
            page.regulator_count = len(laid.sides) if laid else 0
            page.contradiction_count = sum(row.contradicts for row in rows)
            device = page.device_id._origin
            page.table = SharedRows(device, laid).table() if laid else EMPTY

    def _laid(self):
        """The device as each regulator has it, or would be told; None without one."""
        device = self.device_id._origin
        return device._laid_out(told_now=self.basis == "told").get(device)

    @api.model
    def _open(self, device):
        page = self.create({"device_id": device.id})
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Compare regulators"),
            "res_model": self._name,
            "res_id": page.id,
            "views": [(False, "form")],
        }

    def action_make_like(self, topic, registration_id):
        """Our record as this regulator has it: a device in use meets the rules."""
        self.ensure_one()
        device = self.device_id
        device.check_access("write")
        sides = self._laid().sides.values()
        found = [s for s in sides if s.registration.id == registration_id]
        if not found or not is_settable(topic):
            raise UserError(
                self.env._(
                    "This fact cannot be taken over from there. Open the device and "
                    "change it on its form."
                )
            )
        said = value(device, topic, found[0].record)
        if device.state not in IN_USE:
            device.write({topic: said})
            return {"type": "ir.actions.client", "tag": "soft_reload"}
        action = device.action_change()
        action["context"][f"default_{topic}"] = said
        return action

    def action_change(self):
        """What stands in lists is put right line by line."""
        self.ensure_one()
        device = self.device_id
        device.check_access("write")
        if device.state in IN_USE:
            return device.action_change()
        return device.get_formview_action()

    def action_open_device(self):
        self.ensure_one()
        return self.device_id.get_formview_action()

    def action_download(self):
        """The whole table as a workbook."""
        self.ensure_one()
        device = self.device_id
        name = self.env._("regulators %(di)s", di=device.primary_code or device.id)
        self.write(
            {
                "sheet_name": f"{name}.xlsx",
                "sheet": b64encode(workbook([self._sheet()])),
            }
        )
        return {
            "type": "ir.actions.act_url",
            "url": f"/web/content/{self._name}/{self.id}/sheet/{self.sheet_name}"
            "?download=true",
            "target": "download",
        }

    def _sheet(self):
        """(title, columns, rows)"""
        table = self.table
        titles = [
            " · ".join(filter(None, (column["title"], column["note"])))
            for column in table["columns"]
        ]
        rows = [
            [row["label"], self._sign(row), *row["values"], row["group"]]
            for row in table["rows"]
        ]
        columns = [self.env._("Fact"), self.env._("Sign"), *titles, self.env._("Note")]
        return self.env._("Regulators"), columns, rows

    def _sign(self, row):
        if row["warn"]:
            return self.env._("They disagree")
        return self.env._("Different") if row["differs"] else ""
