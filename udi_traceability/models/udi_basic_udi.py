from odoo import api, fields, models

from .udi_di import ISSUING_AGENCIES


class UdiBasicUdi(models.Model):
    """The EU device family: what MDR Annex VI Part C calls the Basic UDI-DI."""

    _name = "udi.basic.udi"
    _description = "Device Family (Basic UDI-DI)"
    _inherit = ["mail.thread"]
    _order = "code"
    _rec_name = "code"
    _rec_names_search = ["code", "name", "model"]
    _check_company_auto = True

    code = fields.Char(string="Basic UDI-DI", required=True, tracking=True)
    issuing_agency = fields.Selection(
        ISSUING_AGENCIES, required=True, default="gs1", tracking=True
    )
    model = fields.Char(string="Device model (family)", tracking=True)
    name = fields.Char(string="Device name", tracking=True)
    device_ids = fields.One2many("udi.device", "basic_udi_id", string="Devices")
    medical_purpose_ids = fields.One2many(
        "udi.text",
        "basic_udi_id",
        string="Medical purpose",
        domain=[("kind", "=", "medical_purpose")],
        copy=True,
        help="Of a system or procedure pack.",
    )
    certificate_ids = fields.Many2many("udi.certificate", check_company=True)
    company_id = fields.Many2one("res.company", index="btree_not_null")

    _code_uniq = models.Constraint(
        "UNIQUE(issuing_agency, code)", "This Basic UDI-DI exists already."
    )

    @api.depends("code", "model", "name")
    def _compute_display_name(self):
        for family in self:
            called = family.model or family.name
            parts = (family.code, f"({called})" if called else "")
            family.display_name = " ".join(part for part in parts if part)
