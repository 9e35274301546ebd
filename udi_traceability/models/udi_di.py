from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools import SQL

from .udi_market import MARKET_STATUS

ISSUING_AGENCIES = [
    ("gs1", "GS1"),
    ("hibcc", "HIBCC"),
    ("iccbba", "ICCBBA"),
    ("ifa", "IFA"),
    ("ma", "MA (China)"),
    ("ahm", "AHM (China)"),
    ("ndc", "NDC"),
    ("eudamed", "EUDAMED"),
]
GTIN_LENGTHS = ("8", "12", "13", "14")


class UdiDi(models.Model):
    _name = "udi.di"
    _description = "Device Identifier (UDI-DI)"
    _order = "device_id, unit_qty, id"
    _rec_name = "code"
    _rec_names_search = ["code", "device_id.name"]
    _check_company_auto = True

    device_id = fields.Many2one(
        "udi.device", required=True, ondelete="cascade", index=True
    )
    company_id = fields.Many2one(
        related="device_id.company_id", store=True, index="btree_not_null"
    )
    code = fields.Char(
        string="DI", required=True, index=True, help="A GTIN is kept with 14 digits."
    )
    issuing_agency = fields.Selection(ISSUING_AGENCIES, required=True, default="gs1")
    gtin_format = fields.Selection(
        [(length, f"GTIN-{length}") for length in GTIN_LENGTHS],
        string="Issued as",
        help="How many digits the GTIN had when it was given out.",
    )
    role = fields.Selection(
        [
            ("primary", "Primary"),
            ("package", "Package"),
            ("unit_of_use", "Unit of use"),
            ("direct_mark", "Direct mark"),
            ("secondary", "Secondary"),
        ],
        required=True,
        default="primary",
    )
    contains_di_id = fields.Many2one(
        "udi.di",
        string="Contains",
        ondelete="restrict",
        index="btree_not_null",
        domain="""[
            ('device_id', '=', device_id),
            ('role', 'in', ('primary', 'package')),
        ]""",
        check_company=True,
        help="The next lower level inside this package.",
    )
    contains_qty = fields.Integer(
        string="Times", help="How many of the next lower level, not of single devices."
    )
    unit_qty = fields.Integer(
        string="Units",
        compute="_compute_unit_qty",
        store=True,
        recursive=True,
        help="Base packages that one label of this DI stands for.",
    )
    uom_id = fields.Many2one("uom.uom", string="Unit in stock", ondelete="restrict")
    package_level_name = fields.Char(string="Level name")
    discontinue_date = fields.Date(string="Discontinued on")
    distribution_status = fields.Selection(
        MARKET_STATUS, compute="_compute_distribution_status"
    )

    # FDA and EUDAMED let unit-of-use and direct-mark DIs serve several devices
    _code_uniq = models.UniqueIndex(
        "(issuing_agency, code) WHERE role IN ('primary', 'package', 'secondary')",
        "This DI belongs to a device already. One DI stands for one device only.",
    )
    _one_primary = models.UniqueIndex(
        "(device_id) WHERE role = 'primary'",
        "A device has one primary DI. Give the other one another role.",
    )
    _contains_positive = models.Constraint(
        "CHECK(contains_di_id IS NULL OR contains_qty > 0)",
        "Say how many of the next lower level are in the package.",
    )

    @api.depends("role", "contains_qty", "contains_di_id.unit_qty")
    def _compute_unit_qty(self):
        for di in self:
            if di.role == "package":
                di.unit_qty = di.contains_qty * di.contains_di_id.unit_qty
            else:
                di.unit_qty = 1

    @api.depends("discontinue_date")
    @api.depends_context("company")
    def _compute_distribution_status(self):
        today = self.env.company._udi_today()
        for di in self:
            ended = di.discontinue_date and di.discontinue_date <= today
            di.distribution_status = "ended" if ended else "in_distribution"

    @api.depends("code", "package_level_name", "unit_qty")
    def _compute_display_name(self):
        for di in self:
            level = di.package_level_name
            if di.unit_qty > 1:
                level = f"{level or '×'} {di.unit_qty}"
            di.display_name = f"{di.code} ({level})" if level else di.code or ""

    @api.constrains("role", "contains_di_id", "device_id")
    def _check_contains(self):
        self._order_writers()
        if self._has_cycle("contains_di_id"):
            raise ValidationError(
                self.env._("A package cannot contain itself. Choose a lower level.")
            )
        for di in self:
            problem = di._contains_problem()
            if problem:
                raise ValidationError(
                    self.env._("%(di)s: %(problem)s", di=di.code, problem=problem)
                )

    def _order_writers(self):
        """Two people who close a loop from both ends: the second one starts again."""
        devices = self.filtered("contains_di_id").device_id
        if devices:
            self.env.execute_query(
                SQL(
                    """UPDATE udi_device SET write_date = write_date
                    WHERE id IN %s RETURNING id""",
                    tuple(sorted(devices.ids)),
                )
            )

    def _contains_problem(self):
        inner = self.contains_di_id
        if self.role == "package" and not inner:
            return self.env._("say what the package contains.")
        if self.role != "package" and inner:
            return self.env._("only a package contains another DI.")
        if inner and inner.device_id != self.device_id:
            return self.env._(
                "it contains %(inner)s, which is another device. "
                "Choose a DI of the same device.",
                inner=inner.code,
            )
        if inner.role in ("unit_of_use", "direct_mark"):
            return self.env._(
                "it contains %(inner)s, which is no package level. Choose the primary "
                "DI or a package.",
                inner=inner.code,
            )
        return ""

    @api.model
    def _find(self, udi):
        """The identifiers a label may mean: those of devices in use, now or once.

        Several only where unit-of-use or direct-mark codes are shared.
        """
        agency = (udi.agency or "").lower()
        return self.search(
            [
                ("code", "=", udi.di),
                ("issuing_agency", "=", agency),
                ("device_id.state", "in", ("active", "withdrawn")),
                ("device_id.product_id", "!=", False),
            ]
        )
