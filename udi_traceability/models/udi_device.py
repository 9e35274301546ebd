from odoo import api, fields, models
from odoo.exceptions import ValidationError

YES_NO = [("yes", "Yes"), ("no", "No")]

# What the label of every device needs, whatever the market
LABEL_FIELDS = (
    "manufacturer_id",
    "model_number",
    "primary_di_id",
    "single_use",
    "sterile",
    "sterilize_before_use",
    "latex",
    "mri_safety",
    "implantable",
    "direct_marking",
)


class UdiDevice(models.Model):
    """One version or model of a device as regulators see it.

    A yes/no fact is a selection: empty means nobody answered yet, not "no".
    """

    _name = "udi.device"
    _description = "Medical Device (UDI)"
    _inherit = ["mail.thread", "mail.activity.mixin"]
    _order = "name, id"
    _rec_names_search = ["name", "catalog_number", "di_ids.code"]
    _check_company_auto = True

    name = fields.Char(compute="_compute_name", store=True)
    product_id = fields.Many2one(
        "product.product",
        ondelete="restrict",
        index="btree_not_null",
        check_company=True,
        tracking=True,
        domain="[('type', '=', 'consu')]",
    )
    company_id = fields.Many2one(
        "res.company", index="btree_not_null", help="Empty: all companies."
    )
    state = fields.Selection(
        [
            ("draft", "Draft"),
            ("review", "In review"),
            ("active", "Active"),
            ("withdrawn", "Withdrawn"),
        ],
        default="draft",
        required=True,
        copy=False,
        readonly=True,
        tracking=True,
    )
    manufacturer_id = fields.Many2one(
        "res.partner",
        string="Legal manufacturer",
        check_company=True,
        tracking=True,
        help="As on the label.",
    )
    brand_name = fields.Char(string="Brand name", tracking=True)
    generic_name = fields.Char(
        string="Generic name",
        translate=True,
        help="Letter for letter as on the registration certificate.",
    )
    model_number = fields.Char(string="Version or model", tracking=True)
    catalog_number = fields.Char(string="Catalogue number", tracking=True)
    di_ids = fields.One2many("udi.di", "device_id", string="Identifiers", copy=False)
    primary_di_id = fields.Many2one(
        "udi.di", string="Primary DI", compute="_compute_primary_di_id", store=True
    )
    package_di_ids = fields.One2many(
        "udi.di",
        "device_id",
        string="Packages",
        domain=[("role", "=", "package")],
        copy=False,
    )
    basic_udi_id = fields.Many2one(
        "udi.basic.udi",
        string="Family (Basic UDI-DI)",
        ondelete="restrict",
        index="btree_not_null",
        check_company=True,
        tracking=True,
    )
    device_count = fields.Integer(
        string="Devices in the base package", default=1, required=True, tracking=True
    )
    single_use = fields.Selection(YES_NO, string="Single use", tracking=True)
    max_reuses = fields.Integer(
        string="Maximum number of reuses", tracking=True, help="0: no limit stated."
    )
    sterile = fields.Selection(YES_NO, string="Packaged sterile", tracking=True)
    sterilize_before_use = fields.Selection(
        YES_NO, string="Sterilise before use", tracking=True
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
    certificate_ids = fields.Many2many("udi.certificate", check_company=True)
    previous_device_id = fields.Many2one(
        "udi.device",
        string="Previous version",
        ondelete="restrict",
        index="btree_not_null",
        check_company=True,
        copy=False,
    )
    next_device_ids = fields.One2many("udi.device", "previous_device_id")
    missing_count = fields.Integer(
        string="Missing", compute="_compute_missing_count", store=True
    )
    missing_text = fields.Char(string="To answer", compute="_compute_missing_text")
    lot_count = fields.Integer(compute="_compute_lot_count")

    _one_active_per_product = models.UniqueIndex(
        "(product_id) WHERE state = 'active'",
        "This product has an active device already. Withdraw that one first.",
    )
    _count_positive = models.Constraint(
        "CHECK(device_count > 0)", "A base package holds one device or more."
    )

    @api.depends("brand_name", "model_number", "product_id")
    def _compute_name(self):
        for device in self:
            parts = [device.brand_name, device.model_number]
            if not any(parts):
                parts = [device.product_id.name]
            device.name = " ".join(filter(None, parts)) or self.env._("New device")

    @api.depends("di_ids.role")
    def _compute_primary_di_id(self):
        for device in self:
            primary = device.di_ids.filtered(lambda di: di.role == "primary")
            device.primary_di_id = primary[:1]

    @api.depends(*LABEL_FIELDS)
    def _compute_missing_count(self):
        for device in self:
            device.missing_count = len(device._missing_fields())

    @api.depends("missing_count")
    @api.depends_context("lang")
    def _compute_missing_text(self):
        for device in self:
            device.missing_text = ", ".join(
                self._fields[name]._description_string(self.env)
                for name in device._missing_fields()
            )

    def _compute_lot_count(self):
        counted = dict(
            self.env["stock.lot"]._read_group(
                [("udi_device_id", "in", self.ids)], ["udi_device_id"], ["__count"]
            )
        )
        for device in self:
            device.lot_count = counted.get(device, 0)

    def _missing_fields(self):
        return [name for name in LABEL_FIELDS if not self[name]]

    @api.constrains("previous_device_id")
    def _check_previous_device(self):
        if self._has_cycle("previous_device_id"):
            raise ValidationError(
                self.env._("A device cannot come before itself. Choose another one.")
            )

    @api.onchange("product_id")
    def _onchange_product_id(self):
        if self.product_id:
            self.pi_serial = self.product_id.tracking == "serial"
            self.pi_lot = self.product_id.tracking == "lot"
            self.pi_expiration_date = self.product_id.use_expiration_date
