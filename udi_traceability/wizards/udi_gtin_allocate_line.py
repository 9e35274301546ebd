from collections import Counter
from math import prod

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..tools.check_digit import gtin14_of_package, gtin_is_valid, gtin_spellings
from ..tools.gtin_range import gtin
from ..tools.typed_di import proposal, typed_di
from .udi_gtin_allocate import LEVELS

CODES = ("code_0", *(f"code_{level}" for level in LEVELS))


class UdiGtinAllocateLine(models.TransientModel):
    """One device: the DI of its unit, and of up to three package levels around it."""

    _name = "udi.gtin.allocate.line"
    _description = "Give Identifiers: One Device"

    wizard_id = fields.Many2one(
        "udi.gtin.allocate", required=True, ondelete="cascade", index=True
    )
    product_id = fields.Many2one("product.product", readonly=True)
    device_id = fields.Many2one("udi.device", readonly=True)
    item = fields.Integer(
        default=-1, help="The item reference that was proposed; -1: none."
    )
    code_0 = fields.Char(string="Unit DI")
    qty_1 = fields.Integer(string="×")
    code_1 = fields.Char(string="Box DI")
    qty_2 = fields.Integer(string="× boxes")
    code_2 = fields.Char(string="Case DI")
    qty_3 = fields.Integer(string="× cases")
    code_3 = fields.Char(string="Pallet DI")
    uom_1_id = fields.Many2one("uom.uom")
    uom_2_id = fields.Many2one("uom.uom")
    uom_3_id = fields.Many2one("uom.uom")
    problem = fields.Char(string="To look at", compute="_compute_problem")

    @api.model
    def _kept_fields(self):
        return [
            name
            for name, field in self._fields.items()
            if field.store
            and name not in self.env["base"]._fields
            and name != "wizard_id"
        ]

    def _codes(self):
        return [self[name] for name in CODES if self[name]]

    @api.depends(*CODES, "qty_1", "qty_2", "qty_3", "wizard_id.line_ids.code_0")
    @api.depends_context("lang")
    def _compute_problem(self):
        taken = self._taken()
        for wizard in self.wizard_id:
            often = Counter(code for line in wizard.line_ids for code in line._codes())
            for line in self.filtered(lambda line, own=wizard: line.wizard_id == own):
                line.problem = line._problem(taken, often)
        for line in self.filtered(lambda line: not line.wizard_id):
            line.problem = False

    def _taken(self):
        """Those of the codes that are, or were, somebody's DI or a bar code."""
        codes = {code for line in self for code in line._codes()}
        spellings = list({each for code in codes for each in gtin_spellings(code)})
        found = set()
        for model in ("udi.di.given", "udi.di"):
            rows = self.env[model].sudo().search([("code", "in", list(codes))])
            found.update(rows.mapped("code"))
        domain = [("barcode", "in", spellings)]
        Product = self.env["product.product"].sudo().with_context(active_test=False)
        rows = Product.search(domain) - self.product_id._origin
        packagings = self.env["product.uom"].sudo().search(domain)
        for barcode in rows.mapped("barcode") + packagings.mapped("barcode"):
            found.add(barcode.zfill(14))
        return found

    def _problem(self, taken, often):
        """What is wrong with the codes of this line, or nothing."""
        agency = self.wizard_id.issuing_agency
        for level, name in enumerate(CODES):
            code = self[name]
            if not code:
                continue
            right = proposal(agency.upper(), code)
            if right:
                return self.env._("%(code)s: use %(right)s.", code=code, right=right)
            if agency == "gs1" and not (len(code) == 14 and gtin_is_valid(code)):
                return self.env._("%(code)s: a GTIN has 8 to 14 digits.", code=code)
            if code in taken:
                return self.env._("%(code)s is given already.", code=code)
            if often[code] > 1:
                return self.env._("%(code)s stands here twice.", code=code)
            if level and self[f"qty_{level}"] < 1:
                return self.env._("%(code)s: how many does it hold?", code=code)
            if level and not self[CODES[level - 1]]:
                return self.env._("%(code)s: the level below is empty.", code=code)
        return self._problem_of_list()

    def _problem_of_list(self):
        if self.wizard_id.issuing_agency != "ma":
            return ""
        codes = self._codes()
        listed = self.env["udi.ma.code"].search([("code", "in", codes)]).mapped("code")
        strange = [code for code in codes if code not in listed]
        if strange:
            return self.env._(
                "%(code)s is not on the issuer's list. Import it first.",
                code=strange[0],
            )
        return ""

    @api.onchange(*CODES)
    def _onchange_codes(self):
        """Typed in any form, shown as it is kept."""
        today = self.env.company._udi_today()
        agency = (self.wizard_id.issuing_agency or "gs1").upper()
        for name in CODES:
            if self[name]:
                self[name] = typed_di(self[name], agency, today).code

    def _check_all(self):
        """The moment of decision: the first lines that cannot be given are named."""
        wrong = self.filtered("problem")
        if wrong:
            said = [f"{line._label()}: {line.problem}" for line in wrong[:5]]
            raise UserError(
                self.env._(
                    "%(count)s lines cannot be given yet. Correct or delete them.\n"
                    "%(lines)s",
                    count=len(wrong),
                    lines="\n".join(said),
                )
            )

    def _label(self):
        return self.device_id.name or self.product_id.display_name or ""

    def _set_levels(self):
        """Quantities from the packagings of the product, else those for all."""
        levels = self._packagings() or [
            (self.wizard_id[f"qty_{level}"], False) for level in LEVELS
        ]
        levels += [(0, False)] * (len(LEVELS) - len(levels))
        open_above = True
        for level, (quantity, unit) in zip(LEVELS, levels, strict=True):
            # a level without quantity ends the levels
            open_above = open_above and quantity > 0
            self[f"qty_{level}"] = quantity if open_above else 0
            self[f"uom_{level}_id"] = unit if open_above else False

    def _packagings(self):
        """[(how many of the level below, unit)] of the packagings, small ones first."""
        base = self.product_id.uom_id
        units = self.product_id.uom_ids.filtered(
            lambda unit: unit != base and unit._has_common_reference(base)
        )
        found, below = [], 1.0
        for unit in units.sorted("factor"):
            quantity = unit.factor / base.factor / below
            if len(found) < len(LEVELS) and quantity > 1 and quantity == int(quantity):
                found.append((int(quantity), unit))
                below *= quantity
        return found

    def _own_gtin(self):
        """The GTIN that the product has as bar code while it is no device yet."""
        barcode = self.product_id.barcode or ""
        usable = not self.device_id and gtin_is_valid(barcode)
        return barcode.zfill(14) if usable else ""

    def _number(self, prefix, item):
        """The GTIN of the unit, and with indicators 1 to 3 those of its packages."""
        self.item = item
        self._number_around(gtin(prefix, item))

    def _number_around(self, unit):
        self.code_0 = unit
        for level in LEVELS:
            wanted = self[f"qty_{level}"]
            code = gtin14_of_package(unit, level) if wanted else False
            self[f"code_{level}"] = code

    def _unit_of_level(self, level):
        """The packaging of this level, unless its quantity was changed here."""
        unit, base = self[f"uom_{level}_id"], self.product_id.uom_id
        held = prod(self[f"qty_{each}"] for each in LEVELS if each <= level)
        return unit if unit and unit.factor == held * base.factor else unit.browse()

    def _di_vals(self, level, inner, allocation):
        agency = self.wizard_id.issuing_agency
        values = {
            "device_id": self.device_id.id,
            "code": self[f"code_{level}"],
            "issuing_agency": agency,
            "role": "package" if level else "primary",
            "allocation_id": allocation.id,
        }
        if agency == "gs1":
            values["gtin_format"] = "14" if level else "13"
        if level:
            unit = self._unit_of_level(level)
            values |= {
                "contains_di_id": inner.id,
                "contains_qty": self[f"qty_{level}"],
                "package_level_name": unit.name or self.wizard_id[f"name_{level}"],
                "uom_id": unit.id,
            }
        return values
