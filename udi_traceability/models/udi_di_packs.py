from odoo import fields, models
from odoo.exceptions import UserError
from odoo.tools import formatLang

from ..tools.check_digit import gtin14_of_package
from ..tools.gtin_range import INDICATORS
from ..tools.packs import Pack, problems


class UdiDi(models.Model):
    """The quantity of a package: per next lower level, never cumulative."""

    _inherit = "udi.di"

    qty_confirmed = fields.Boolean(
        string="Quantity checked",
        copy=False,
        help="A person compared the quantity with the pack: it is no finding.",
    )

    def write(self, vals):
        """Another quantity must be looked at again."""
        if {"contains_qty", "contains_di_id"} & set(vals):
            vals = {"qty_confirmed": False, **vals}
        return super().write(vals)

    def _level(self):
        """One key for a record, whether it is read in a form or from the database."""
        return self._origin.id or self.id

    def _packs(self):
        """The levels as the pure code takes them; new ones of a form as well."""
        return [
            Pack(
                key=di._level(),
                code=di.code or "",
                inside=di.contains_di_id._level() or None,
                quantity=di.contains_qty,
                checked=di.qty_confirmed,
            )
            for di in self
        ]

    def action_take_quantity(self):
        """Put the proposed number of the next lower level where a total stands."""
        for di in self:
            found = problems(di.device_id.di_ids._packs()).get(di._level(), ())
            expected = [each.expected for each in found if each.expected]
            if not expected:
                raise UserError(
                    self.env._(
                        "%(code)s: nothing is proposed for its quantity %(quantity)s. "
                        "Reload the page.",
                        code=di.code,
                        quantity=di.contains_qty,
                    )
                )
            di.contains_qty = expected[0]

    def action_confirm_quantity(self):
        self.qty_confirmed = True

    def action_add_package(self):
        """The form of a new package around this level."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Package around %(code)s", code=self.code),
            "res_model": self._name,
            "views": [
                (self.env.ref("udi_traceability.udi_di_view_form_package").id, "form")
            ],
            "target": "new",
            "context": {
                "default_device_id": self.device_id.id,
                "default_role": "package",
                "default_contains_di_id": self.id,
                "default_issuing_agency": self.issuing_agency,
                "default_code": self._next_package_code(),
            },
        }

    def _next_package_code(self):
        """The next indicator around our own unit GTIN; nothing below other prefixes."""
        unit = self
        while unit.contains_di_id:
            unit = unit.contains_di_id
        company = self.company_id or self.env.company
        own = self.env["udi.gtin.prefix"]._of_code(unit.code, company)
        if unit.issuing_agency != "gs1" or not own:
            return False
        codes = [gtin14_of_package(unit.code, each) for each in INDICATORS]
        given = self.env["udi.di.given"].sudo().search([("code", "in", codes)])
        taken = given.mapped("code")
        return next((code for code in codes if code not in taken), False)

    def _quantity_sentences(self, findings):
        """Findings about a quantity, with the number to use instead."""
        lower = self.contains_di_id.package_level_name or self.env._("next lower pack")
        said = []
        for finding in findings:
            number = formatLang(self.env, finding.value, digits=0)
            if finding.code == "quantity_cumulative":
                words = (
                    self.env._("%(number)s looks cumulative.", number=number),
                    self.env._(
                        "Is it %(count)s × %(lower)s?",
                        count=formatLang(self.env, finding.expected, digits=0),
                        lower=lower,
                    ),
                    self.env._("Count the next lower level only, or say it is right."),
                )
            else:
                words = (
                    self.env._("It holds one %(lower)s.", lower=lower),
                    self.env._("A wrapping around one is no package level."),
                    self.env._("Check it, or say it is right."),
                )
            spoken = self.env["udi.finding"]._spoken(
                finding.code, finding.severity, *words
            )
            said.append(dict(spoken, use=finding.expected, confirm=True))
        return said
