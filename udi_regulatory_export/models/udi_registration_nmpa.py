from odoo import api, fields, models

from odoo.addons.udi_traceability.models.udi_device import YES_NO

from ..formats.record import NmpaRecord
from .device_record import listed, registration_values
from .device_record_family import answers
from .device_record_lines import texts

TEXTS = (
    "registered_di",
    "product_type",
    "supply_kind",
    "class_code_2002",
    "change_note",
    "upload_type",
)


class UdiRegistrationNmpa(models.Model):
    _name = "udi.registration.nmpa"
    _description = "Registration at NMPA UDID"
    _inherit = ["udi.registration.detail"]
    _regulator = "nmpa"
    _market = "cn"

    same_as_registered_di = fields.Selection(
        YES_NO, string="Same DI as given at registration or filing", tracking=True
    )
    registered_di = fields.Char(
        string="DI given at registration or filing", tracking=True
    )
    product_type = fields.Selection(
        [("device", "Device"), ("ivd_reagent", "IVD reagent")],
        string="Device or IVD reagent",
        tracking=True,
    )
    supply_kind = fields.Selection(
        [("consumable", "Consumable"), ("equipment", "Equipment")],
        string="Consumable or equipment",
        tracking=True,
    )
    class_code_id = fields.Many2one(
        "udi.code",
        string="Classification code (2017 catalogue)",
        domain=[("code_list", "=", "nmpa_class")],
        ondelete="restrict",
        tracking=True,
    )
    class_code_2002 = fields.Char(
        string="Classification code (2002 catalogue)", tracking=True
    )
    nhsa_codes = fields.Char(
        string="NHSA consumable codes",
        help="Several are separated by commas.",
        tracking=True,
    )

    correction_number = fields.Integer(
        string="Corrections at NMPA", readonly=True, copy=False
    )
    correction_remark = fields.Text(
        string="Note of the last correction", readonly=True, copy=False
    )
    correction_time = fields.Char(
        string="Time of the last correction",
        readonly=True,
        copy=False,
        help="As published: NMPA does not say in which form.",
    )
    change_note = fields.Text(string="Change note", tracking=True)
    upload_type = fields.Char(
        string="Kind of upload",
        compute="_compute_upload_type",
        help="The authority's code; an administrator enters it in Settings.",
    )

    @api.depends("company_id.udi_nmpa_upload_type")
    @api.depends_context("company")
    def _compute_upload_type(self):
        for detail in self:
            company = detail.company_id or self.env.company
            detail.upload_type = company.udi_nmpa_upload_type

    def _block(self):
        self.ensure_one()
        return NmpaRecord(
            class_code=self.class_code_id.code or "",
            nhsa_codes=listed(self.nhsa_codes),
            **texts(self, TEXTS),
            **answers(self, ("same_as_registered_di",)),
            **registration_values(self),
        )

    def _proposal(self, device):
        """What falls under the MDR or its directives is no reagent."""
        if device.legislation_eu in ("mdr", "mdd", "aimdd"):
            return {"product_type": "device"}
        return {}
