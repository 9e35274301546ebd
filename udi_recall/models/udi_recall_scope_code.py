from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.udi_traceability.tools import Udi, UdiError, parse
from odoo.addons.udi_traceability.tools.check_digit import (
    gtin14,
    gtin_check_digit,
    gtin_is_valid,
    is_digits,
)

from ..tools.scope_codes import LENGTH, MOST, listed, meant

RESULTS = [
    ("found", "Found"),
    ("several", "Several products"),
    ("double", "Stood there before"),
    ("unknown", "Not found"),
]


class UdiRecallScopeCode(models.Model):
    """One line of a pasted or scanned list, and which lots it stands for."""

    _name = "udi.recall.scope.code"
    _description = "Line of a recall's list"
    _order = "scope_id, number"
    _rec_name = "text"

    scope_id = fields.Many2one(
        "udi.recall.scope", required=True, ondelete="cascade", index=True
    )
    company_id = fields.Many2one(related="scope_id.company_id", store=True, index=True)
    number = fields.Integer("Line", required=True, readonly=True)
    text = fields.Char("As given", required=True, readonly=True)
    result = fields.Selection(RESULTS, required=True, readonly=True)
    lot_ids = fields.Many2many(
        "stock.lot", string="Lots", readonly=True, groups="stock.group_stock_user"
    )
    note = fields.Char("What to do", readonly=True)

    @api.model
    def _read(self, scopes):
        """Rows for the lists of these lines: two searches, however long they are."""
        values = []
        for scope in scopes:
            lines = listed(scope.codes_text)
            self._check_size(lines)
            known = self._known(scope, [line.text for line in lines])
            values += [
                {"scope_id": scope.id, **self._result(line, known.get(line.text))}
                for line in lines
            ]
        return self.create(values)

    def _check_size(self, lines):
        if len(lines) > MOST:
            raise UserError(
                self.env._(
                    "The list has %(count)s lines, %(most)s fit. Divide it over "
                    "several scope lines.",
                    count=len(lines),
                    most=MOST,
                )
            )
        if long := next((line for line in lines if len(line.text) > LENGTH), None):
            raise UserError(
                self.env._(
                    "Line %(number)s of the list is longer than %(most)s characters. "
                    "Put one number on each line.",
                    number=long.number,
                    most=LENGTH,
                )
            )

    def _known(self, scope, texts):
        """``{text: lots}`` of this company, by UDI where it is one, else by number."""
        company = scope.company_id
        read = {text: self._parsed(company, text) for text in set(texts)}
        coded = {
            text: udi
            for text, udi in read.items()
            if udi.di and (udi.serial or udi.lot)
        }
        plain = [text for text in read if text not in coded]
        numbers = {
            number
            for udi in coded.values()
            for number in (udi.serial, udi.lot)
            if number
        }
        lots = self.env["stock.lot"].search(
            [
                ("company_id", "in", [company.id, False]),
                ("name", "in", [*plain, *numbers]),
            ]
        )
        by_name = lots.grouped("name")
        products = self._products({udi.di for udi in coded.values()})
        none = lots.browse()
        known = {text: by_name.get(text, none) for text in plain}
        for text, udi in coded.items():
            named = by_name.get(udi.serial, none) | by_name.get(udi.lot, none)
            own = products.get(udi.di, self.env["product.product"])
            known[text] = named.filtered(
                lambda lot, own=own, udi=udi: (
                    lot.product_id in own and lot._udi_is_named(udi)
                )
            )
        return known

    def _parsed(self, company, text):
        """What a label says; a plain number says nothing but itself."""
        today, separators = company._udi_today(), company._udi_separators()
        try:
            return parse(text, as_of=today, separators=separators)
        except UdiError:
            return Udi()

    def _products(self, codes):
        found = self.env["udi.di"].search(
            [("code", "in", list(codes)), ("device_id.product_id", "!=", False)]
        )
        return {
            code: dis.device_id.product_id
            for code, dis in found.grouped("code").items()
        }

    def _result(self, line, lots):
        values = {"number": line.number, "text": line.text, "note": False}
        if line.first:
            note = self.env._("Stands in line %(number)s too.", number=line.first)
            return {**values, "result": "double", "note": note}
        if not lots:
            return {**values, "result": "unknown", "note": self._advice(line.text)}
        values["lot_ids"] = lots.ids
        if len(lots) == 1:
            return {**values, "result": "found"}
        products = ", ".join(lots.product_id.mapped("display_name"))
        note = self.env._(
            "Each is taken as possible: %(products)s. Give the whole UDI to be sure.",
            products=products,
        )
        return {**values, "result": "several", "note": note}

    def _advice(self, text):
        why, other = meant(text) or self._as_identifier(text)
        return {
            "range": self.env._(
                "A range: use a line “Serials from – to”, %(range)s.", range=other
            ),
            "number": self.env._(
                "A spreadsheet made a number of it? Perhaps %(other)s.", other=other
            ),
            "stop": self.env._("Without the full stop: %(other)s?", other=other),
            "padded": self.env._(
                "No lot. As a DI with its zeros it would be %(other)s.", other=other
            ),
            "digit": self.env._(
                "No lot. As a DI its check digit would differ: %(other)s.", other=other
            ),
        }.get(why, self.env._("No lot or serial has it. Compare it with the label."))

    def _as_identifier(self, text):
        """(why, text) of digits that may be a DI without its zeros: only proposed."""
        if not is_digits(text) or len(text) not in (12, 13):
            return "", ""
        if gtin_is_valid(text):
            return "padded", gtin14(text)
        return "digit", gtin14(text[:-1] + gtin_check_digit(text[:-1]))

    def _found_text(self):
        """“9 found · 1 not found”: every kind of result that there is."""
        labels = dict(self._fields["result"]._description_selection(self.env))
        groups = self.grouped("result")
        return " · ".join(
            f"{len(groups[result])} {labels[result].lower()}"
            for result, _label in RESULTS
            if result in groups
        )
