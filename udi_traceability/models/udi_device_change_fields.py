from odoo import api, fields, models


def of_device(kind, name):
    """The field as it is on the device: same label, same choices, nothing stored."""
    return kind(related=f"device_id.{name}", readonly=False)


class UdiDeviceChange(models.Model):
    """The fields of the device to type in; `create` and `write` keep them apart."""

    _inherit = "udi.device.change"

    manufacturer_id = of_device(fields.Many2one, "manufacturer_id")
    authorised_representative_id = of_device(
        fields.Many2one, "authorised_representative_id"
    )
    brand_name = of_device(fields.Char, "brand_name")
    generic_name = of_device(fields.Char, "generic_name")
    model_number = of_device(fields.Char, "model_number")
    catalog_number = of_device(fields.Char, "catalog_number")
    basic_udi_id = of_device(fields.Many2one, "basic_udi_id")
    device_count = of_device(fields.Integer, "device_count")
    single_use = of_device(fields.Selection, "single_use")
    max_reuses = of_device(fields.Integer, "max_reuses")
    sterile = of_device(fields.Selection, "sterile")
    sterilize_before_use = of_device(fields.Selection, "sterilize_before_use")
    sterilization_method_ids = of_device(fields.Many2many, "sterilization_method_ids")
    latex = of_device(fields.Selection, "latex")
    mri_safety = of_device(fields.Selection, "mri_safety")
    implantable = of_device(fields.Selection, "implantable")
    is_kit = of_device(fields.Selection, "is_kit")
    direct_marking = of_device(fields.Selection, "direct_marking")
    legislation_eu = of_device(fields.Selection, "legislation_eu")
    risk_class_eu = of_device(fields.Selection, "risk_class_eu")
    risk_classes_eu = fields.Json(compute="_compute_risk_classes_eu")
    risk_class_us = of_device(fields.Selection, "risk_class_us")
    risk_class_cn = of_device(fields.Selection, "risk_class_cn")
    pi_lot = of_device(fields.Boolean, "pi_lot")
    pi_serial = of_device(fields.Boolean, "pi_serial")
    pi_manufacturing_date = of_device(fields.Boolean, "pi_manufacturing_date")
    pi_expiration_date = of_device(fields.Boolean, "pi_expiration_date")
    pi_software = of_device(fields.Boolean, "pi_software")
    pi_donation = of_device(fields.Boolean, "pi_donation")
    carrier_ids = of_device(fields.Many2many, "carrier_ids")
    certificate_ids = of_device(fields.Many2many, "certificate_ids")
    information_url = of_device(fields.Char, "information_url")
    trade_name_ids = of_device(fields.One2many, "trade_name_ids")
    description_ids = of_device(fields.One2many, "description_ids")
    market_ids = of_device(fields.One2many, "market_ids")
    size_ids = of_device(fields.One2many, "size_ids")
    storage_ids = of_device(fields.One2many, "storage_ids")
    warning_ids = of_device(fields.One2many, "warning_ids")
    substance_ids = of_device(fields.One2many, "substance_ids")
    package_di_ids = of_device(fields.One2many, "package_di_ids")

    @api.depends("legislation_eu")
    def _compute_risk_classes_eu(self):
        devices = self.env["udi.device"]
        for change in self:
            change.risk_classes_eu = devices._risk_classes_of(change.legislation_eu)
