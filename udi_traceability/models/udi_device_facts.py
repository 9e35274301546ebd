from odoo import api, fields, models

from ..tools.consistency import RISK_CLASSES
from .udi_device import YES_NO


class UdiDevice(models.Model):
    """What regulators ask about a device, and what its label says."""

    _inherit = "udi.device"

    single_use = fields.Selection(YES_NO, string="Single use", tracking=True)
    max_reuses = fields.Integer(
        string="Maximum number of reuses", tracking=True, help="0: no limit stated."
    )
    sterile = fields.Selection(YES_NO, string="Packaged sterile", tracking=True)
    sterilize_before_use = fields.Selection(
        YES_NO, string="Sterilise before use", tracking=True
    )
    sterile_method_id = fields.Many2one(
        "udi.code",
        string="Sterilised by the maker with",
        domain=[("code_list", "=", "sterilization_method")],
        ondelete="restrict",
        tracking=True,
    )
    sterilization_method_ids = fields.Many2many(
        "udi.code",
        "udi_device_sterilization_method_rel",
        string="Sterilise with",
        domain=[("code_list", "=", "sterilization_method")],
        help="Methods that the user may apply before use.",
    )
    latex = fields.Selection(
        [
            ("contains", "Contains latex"),
            ("not_made_with", "Not made with latex"),
            ("not_stated", "Not stated"),
        ],
        string="Natural rubber latex",
        tracking=True,
    )
    mri_safety = fields.Selection(
        [
            ("safe", "MR safe"),
            ("conditional", "MR conditional"),
            ("unsafe", "MR unsafe"),
            ("not_stated", "Not stated"),
        ],
        string="MRI safety",
        tracking=True,
    )
    implantable = fields.Selection(YES_NO, tracking=True)
    is_kit = fields.Selection(YES_NO, string="Kit or set", tracking=True)
    direct_marking = fields.Selection(
        [
            ("none", "Not marked"),
            ("same_as_primary", "Marked with the primary DI"),
            ("other_di", "Marked with another DI"),
            ("exempt", "Exempt"),
        ],
        string="Direct marking",
        tracking=True,
    )
    legislation_eu = fields.Selection(
        [
            ("mdr", "MDR"),
            ("ivdr", "IVDR"),
            ("spp", "MDR system or procedure pack"),
            ("mdd", "MDD"),
            ("aimdd", "AIMDD"),
            ("ivdd", "IVDD"),
        ],
        string="EU legislation",
        tracking=True,
    )
    risk_class_eu = fields.Selection(
        [
            ("i", "I"),
            ("iia", "IIa"),
            ("iib", "IIb"),
            ("iii", "III"),
            ("a", "A"),
            ("b", "B"),
            ("c", "C"),
            ("d", "D"),
            ("aimdd", "AIMDD"),
            ("list_a", "IVDD list A"),
            ("list_b", "IVDD list B"),
            ("self_testing", "IVDD self-testing"),
            ("general", "IVDD general"),
        ],
        string="EU class",
        tracking=True,
    )
    risk_classes_eu = fields.Json(
        compute="_compute_risk_classes_eu",
        help="The classes that the legislation knows; all while none is chosen.",
    )
    risk_class_us = fields.Selection(
        [
            ("1", "I"),
            ("2", "II"),
            ("3", "III"),
            ("U", "Unclassified"),
            ("N", "Not classified"),
            ("F", "HDE"),
        ],
        string="US class",
        tracking=True,
    )
    risk_class_cn = fields.Selection(
        [("1", "I"), ("2", "II"), ("3", "III")], string="China class", tracking=True
    )
    pi_lot = fields.Boolean(string="Lot", tracking=True)
    pi_serial = fields.Boolean(string="Serial number", tracking=True)
    pi_manufacturing_date = fields.Boolean(string="Made on", tracking=True)
    pi_expiration_date = fields.Boolean(string="Expires on", tracking=True)
    pi_software = fields.Boolean(string="Software version", tracking=True)
    pi_donation = fields.Boolean(string="Donation number", tracking=True)
    carrier_ids = fields.Many2many(
        "udi.code",
        "udi_device_carrier_rel",
        string="Carriers used",
        domain=[("code_list", "=", "carrier")],
    )
    information_url = fields.Char(string="Further information")
    description_ids = fields.One2many(
        "udi.text",
        "device_id",
        string="Descriptions",
        domain=[("kind", "=", "description")],
        copy=True,
    )
    trade_name_ids = fields.One2many(
        "udi.text",
        "device_id",
        string="Trade names",
        domain=[("kind", "=", "trade_name")],
        copy=True,
    )
    market_ids = fields.One2many("udi.market", "device_id", copy=True)
    us_tracked = fields.Boolean(
        string="US device tracking",
        tracking=True,
        help="21 CFR 821: shortens the clocks of tracing and recall.",
    )
    size_ids = fields.One2many("udi.device.size", "device_id", copy=True)
    storage_ids = fields.One2many("udi.device.storage", "device_id", copy=True)
    warning_ids = fields.One2many("udi.device.warning", "device_id", copy=True)
    substance_ids = fields.One2many("udi.device.substance", "device_id", copy=True)

    @api.depends("legislation_eu")
    def _compute_risk_classes_eu(self):
        for device in self:
            device.risk_classes_eu = self._risk_classes_of(device.legislation_eu)

    @api.model
    def _risk_classes_of(self, legislation):
        known = [key for key, _name in self._fields["risk_class_eu"].selection]
        return RISK_CLASSES.get(legislation, known)

    @api.onchange("legislation_eu")
    def _onchange_legislation_eu(self):
        """A class of another law is none; AIMDD has one class only."""
        classes = RISK_CLASSES.get(self.legislation_eu, ())
        if classes and self.risk_class_eu not in classes:
            self.risk_class_eu = classes[0] if len(classes) == 1 else False
