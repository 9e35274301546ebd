from uuid import uuid4

from odoo import fields, models

from odoo.addons.udi_traceability.models.udi_device import YES_NO

from ..formats.record import GudidRecord
from .device_record import listed, registration_values
from .device_record_family import answers

ANSWERS = ("premarket_exempt", "hctp", "combination_product", "rx", "otc")


class UdiRegistrationGudid(models.Model):
    _name = "udi.registration.gudid"
    _description = "Registration at FDA GUDID"
    _inherit = ["udi.registration.detail"]
    _regulator = "gudid"

    premarket_exempt = fields.Selection(
        YES_NO, string="Exempt from premarket submission", tracking=True
    )
    hctp = fields.Selection(
        YES_NO, string="Human cell, tissue or tissue-based product", tracking=True
    )
    combination_product = fields.Selection(
        YES_NO, string="Combination product", tracking=True
    )
    rx = fields.Selection(YES_NO, string="Prescription use (Rx)", tracking=True)
    otc = fields.Selection(YES_NO, string="Over the counter (OTC)", tracking=True)
    product_code_ids = fields.Many2many(
        "udi.code",
        "udi_registration_gudid_product_code_rel",
        string="FDA product codes",
        domain=[("code_list", "=", "fda_product_code")],
        context={"active_test": False},
        tracking=True,
    )
    gmdn_ids = fields.Many2many(
        "udi.code",
        "udi_registration_gudid_gmdn_rel",
        string="GMDN terms",
        domain=[("code_list", "=", "gmdn")],
        context={"active_test": False},
        tracking=True,
    )
    listing_numbers = fields.Char(
        string="FDA listing numbers",
        help="Several are separated by commas.",
        tracking=True,
    )
    spl_set_id = fields.Char(
        string="SPL set id",
        default=lambda self: str(uuid4()),
        readonly=True,
        copy=False,
        help="The same for every version of this record.",
    )
    spl_version = fields.Integer(
        string="SPL version",
        readonly=True,
        copy=False,
        help="Number of the last file sent; the next one has a greater number.",
    )

    def _block(self):
        self.ensure_one()
        return GudidRecord(
            product_codes=tuple(self.product_code_ids.mapped("code")),
            gmdn_codes=tuple(self.gmdn_ids.mapped("code")),
            listing_numbers=listed(self.listing_numbers),
            spl_set_id=self.spl_set_id or "",
            spl_version=self.spl_version + 1,
            **answers(self, ANSWERS),
            **registration_values(self),
        )

    def _proposal(self, device):
        """A premarket number on the device says that it is not exempt."""
        kinds = device.certificate_ids.mapped("kind")
        if any(kind.startswith("us_") for kind in kinds):
            return {"premarket_exempt": "no"}
        return {}

    def _note_upload(self, submission):
        """The document's own counter moves with every file that was sent."""
        for detail in self.sudo():
            detail.spl_version += 1
        return super()._note_upload(submission)
