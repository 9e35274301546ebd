from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command

from ..tools.gtin_range import gtin
from ..tools.ma_list import families

LEVELS = (1, 2, 3)
MOST = 500  # devices of one go: what a person looks through


class UdiGtinAllocate(models.TransientModel):
    """Identifiers for many products at once, looked through before they are given."""

    _name = "udi.gtin.allocate"
    _description = "Give Identifiers"

    company_id = fields.Many2one(
        "res.company", required=True, default=lambda self: self.env.company
    )
    issuing_agency = fields.Selection(
        [("gs1", "GS1"), ("ma", "MA (China)")],
        string="From",
        required=True,
        default="gs1",
    )
    prefix_id = fields.Many2one(
        "udi.gtin.prefix",
        domain="[('company_id', '=', company_id)]",
        default=lambda self: self._usual_prefix(),
    )
    prefix_use = fields.Char(related="prefix_id.use_text")
    name_1 = fields.Char(string="First level", default=lambda self: self.env._("Box"))
    name_2 = fields.Char(string="Second level", default=lambda self: self.env._("Case"))
    name_3 = fields.Char(
        string="Third level", default=lambda self: self.env._("Pallet")
    )
    qty_1 = fields.Integer(string="Units in a box")
    qty_2 = fields.Integer(string="Boxes in a case")
    qty_3 = fields.Integer(string="Cases on a pallet")
    line_ids = fields.One2many("udi.gtin.allocate.line", "wizard_id")
    code_count = fields.Integer(compute="_compute_counts")
    problem_count = fields.Integer(compute="_compute_counts")
    notice = fields.Char(readonly=True)

    @api.model
    def _usual_prefix(self):
        """The first prefix of the company with a number left."""
        mine = self.env["udi.gtin.prefix"].search(
            [("company_id", "=", self.env.company.id)]
        )
        return mine.filtered("left_count")[:1]

    @api.depends("line_ids.code_0", "line_ids.code_1", "line_ids.code_2")
    @api.depends("line_ids.code_3", "line_ids.problem")
    def _compute_counts(self):
        for wizard in self:
            wizard.code_count = sum(len(line._codes()) for line in wizard.line_ids)
            wizard.problem_count = len(wizard.line_ids.filtered("problem"))

    @api.model
    def default_get(self, fields):
        defaults = super().default_get(fields)
        if "line_ids" not in fields or "line_ids" in defaults:
            return defaults
        last = self.env["udi.gtin.allocation"].search(
            [("company_id", "=", self.env.company.id), ("user_id", "=", self.env.uid)],
            limit=1,
        )
        defaults |= last.levels or {}
        lines, left_out = self._chosen()
        wizard = self.new({**defaults, "line_ids": lines})
        wizard._propose()
        names = self.env["udi.gtin.allocate.line"]._kept_fields()
        defaults["line_ids"] = [
            Command.create(line._convert_to_write({n: line[n] for n in names}))
            for line in wizard.line_ids
        ]
        if left_out:
            defaults["notice"] = self.env._(
                "%(count)s of those chosen have their DI already and are left out.",
                count=left_out,
            )
        return defaults

    @api.model
    def _chosen(self):
        """(lines for what lacks a DI, how many of what was chosen have one)."""
        model = self.env.context.get("active_model")
        ids = self.env.context.get("active_ids") or []
        lacking = [("primary_di_id", "=", False), ("state", "in", ("draft", "review"))]
        Device, products = self.env["udi.device"], self.env["product.product"]
        if model == "udi.device" and ids:
            devices = Device.search([("id", "in", ids), *lacking], limit=MOST)
            left_out = len(ids) - len(devices)
        elif model in ("product.product", "product.template"):
            products = self.env[model].browse(ids).exists()
            if model == "product.template":
                products = products.product_variant_ids
            wanted = products
            devices = Device.search([("product_id", "in", products.ids), *lacking])
            with_device = Device.search([("product_id", "in", products.ids)]).product_id
            products = (products - with_device)[:MOST]
            left_out = len(wanted) - len(devices.product_id) - len(products)
        else:
            devices, left_out = Device.search(lacking, limit=MOST), 0
        lines = [
            Command.create({"device_id": device.id, "product_id": device.product_id.id})
            for device in devices
        ]
        lines += [Command.create({"product_id": product.id}) for product in products]
        return lines, left_out

    @api.onchange("issuing_agency", "prefix_id", "qty_1", "qty_2", "qty_3")
    def _onchange_source(self):
        self._propose()

    def _propose(self):
        """New numbers in every line; nothing is taken by looking."""
        empty = dict.fromkeys(("code_0", "code_1", "code_2", "code_3"), False)
        for line in self.line_ids:
            line._set_levels()
            line.update({**empty, "item": -1})
        if self.issuing_agency == "ma":
            self._propose_ma()
        elif self.prefix_id and self.line_ids:
            self._propose_gs1(self.prefix_id._origin)

    def _propose_gs1(self, prefix):
        """A product that has a GTIN keeps it; the others get the next ones."""
        numbered = self.line_ids.filtered(lambda line: line._own_gtin())
        for line in numbered:
            line._number_around(line._own_gtin())
        rest = self.line_ids - numbered
        items = prefix._coming_items(min(len(rest), prefix.left_count))
        for line, item in zip(rest, items, strict=False):
            line._number(prefix.name, item)

    def _propose_ma(self):
        """The free codes of the issuer's list, those of one item together."""
        free = self.env["udi.ma.code"].search(
            [("company_id", "=", self.company_id.id), ("is_taken", "=", False)]
        )
        found = families(free.mapped("code"))
        for line, codes in zip(self.line_ids, found, strict=False):
            line.code_0, *packages = codes
            levels = [level for level in LEVELS if line[f"qty_{level}"]]
            for level, code in zip(levels, packages, strict=False):
                line[f"code_{level}"] = code

    def action_give(self):
        """Give what the lines say, or show new numbers where some were taken."""
        self.ensure_one()
        self.env["udi.di"].check_access("create")
        lines = self.line_ids.filtered("code_0")
        if not lines:
            raise UserError(
                self.env._("There is nothing to give. Choose products or devices.")
            )
        if self.issuing_agency == "gs1" and self.prefix_id:
            prefix = self.prefix_id.sudo()
            prefix._lock_items()
            if self._renew(prefix, lines):
                return self._again()
        lines._check_all()
        allocation = self._allocate(lines)
        if self.issuing_agency == "gs1" and self.prefix_id:
            self.prefix_id.sudo()._passed(allocation.di_ids.mapped("code"))
        return {
            "type": "ir.actions.act_window",
            "res_model": allocation._name,
            "res_id": allocation.id,
            "views": [(False, "form")],
            "target": "main",
        }

    def _renew(self, prefix, lines):
        """Other numbers for untouched lines whose numbers somebody else got."""
        used = prefix._used_items()
        stale = lines.filtered(
            lambda line: (
                line.item in used and line.code_0 == gtin(prefix.name, line.item)
            )
        )
        if stale:
            kept = (lines - stale).mapped("item")
            items = prefix._coming_items(len(stale), but=kept)
            for line, item in zip(stale, items, strict=True):
                line._number(prefix.name, item)
            self.notice = self.env._(
                "Somebody gave %(count)s of these numbers meanwhile. Those lines have "
                "new ones: look at them, then give again.",
                count=len(stale),
            )
        return bool(stale)

    def _again(self):
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Give identifiers"),
            "res_model": self._name,
            "res_id": self.id,
            "views": [(False, "form")],
            "target": "new",
            "context": {"dialog_size": "extra-large"},
        }
