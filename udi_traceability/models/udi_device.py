from odoo import api, fields, models
from odoo.exceptions import ValidationError

YES_NO = [("yes", "Yes"), ("no", "No")]


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
    importer_ids = fields.Many2many(
        "res.partner",
        "udi_device_importer_rel",
        string="Importers",
        check_company=True,
        tracking=True,
        help="As on the label.",
    )
    authorised_representative_id = fields.Many2one(
        "res.partner",
        string="Authorised representative (EU)",
        check_company=True,
        tracking=True,
        help="On the label if the manufacturer is outside the EU.",
    )
    manufacturer_srn = fields.Char(related="manufacturer_id.udi_srn_mf")
    manufacturer_duns = fields.Char(related="manufacturer_id.udi_duns")
    manufacturer_uscc = fields.Char(related="manufacturer_id.udi_uscc")
    representative_srn = fields.Char(related="authorised_representative_id.udi_srn_ar")
    customer_contact_ids = fields.Many2many(
        "res.partner",
        "udi_device_customer_contact_rel",
        string="Customer contacts",
        check_company=True,
        help="Telephone and e-mail that regulators publish.",
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
    primary_code = fields.Char(related="primary_di_id.code")
    primary_agency = fields.Selection(related="primary_di_id.issuing_agency")
    unit_of_use_di_id = fields.Many2one(
        "udi.di", string="Unit of use DI", compute="_compute_primary_di_id", store=True
    )
    direct_marking_di_id = fields.Many2one(
        "udi.di",
        string="Direct marking DI",
        compute="_compute_primary_di_id",
        store=True,
    )
    secondary_di_ids = fields.One2many(
        "udi.di",
        "device_id",
        string="Secondary DIs",
        domain=[("role", "=", "secondary")],
        copy=False,
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
    certificate_ids = fields.Many2many("udi.certificate", check_company=True)
    previous_device_id = fields.Many2one(
        "udi.device",
        string="Previous version",
        ondelete="restrict",
        index="btree_not_null",
        check_company=True,
        copy=False,
    )
    previous_reason = fields.Selection(
        [
            ("new_version", "A new version"),
            ("di_replaced", "The same version under another DI"),
        ],
        string="Why it follows",
        copy=False,
        tracking=True,
        help="FDA is told the previous DI only where the version stayed the same.",
    )
    next_device_ids = fields.One2many("udi.device", "previous_device_id")

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
            by_role = device.di_ids.grouped("role")
            none = device.di_ids.browse()
            device.primary_di_id = by_role.get("primary", none)[:1]
            device.unit_of_use_di_id = by_role.get("unit_of_use", none)[:1]
            device.direct_marking_di_id = by_role.get("direct_mark", none)[:1]

    @api.constrains("previous_device_id")
    def _check_previous_device(self):
        if self._has_cycle("previous_device_id"):
            raise ValidationError(
                self.env._("A device cannot come before itself. Choose another one.")
            )
