from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from odoo.addons.udi_traceability.tools.serial_range import serial_range

KINDS = [
    ("lot", "Lot or serial"),
    ("di", "All lots of an identifier"),
    ("range", "Serials from – to"),
    ("supplier", "Supplier's lot"),
    ("version", "Software version"),
    ("list", "Pasted or scanned list"),
]
# What a line of each kind cannot do without, in the order of the form
NEEDED = {
    "lot": ("lot_id",),
    "di": ("di_id",),
    "range": ("product_id", "serial_from", "serial_to"),
    "supplier": ("supplier_lot",),
    "version": ("product_id", "software_version"),
    "list": ("codes_text",),
}
WHAT = (*dict.fromkeys(name for names in NEEDED.values() for name in names),)


class UdiRecallScope(models.Model):
    """One line of a recall's scope: which lots it names, or takes out."""

    _name = "udi.recall.scope"
    _description = "Recall scope line"
    _order = "exclude, sequence, id"
    _check_company_auto = True

    recall_id = fields.Many2one(
        "udi.recall", required=True, ondelete="cascade", index=True
    )
    company_id = fields.Many2one(related="recall_id.company_id", store=True, index=True)
    sequence = fields.Integer(default=10)
    exclude = fields.Boolean(
        "Except",
        help="Take these lots out. Units made from them stay in scope until they are "
        "taken out by their own numbers.",
    )
    kind = fields.Selection(KINDS, required=True, default="lot")
    round_id = fields.Many2one(
        "udi.recall.round",
        "Widened by round",
        readonly=True,
        ondelete="cascade",
        index="btree_not_null",
    )
    lot_id = fields.Many2one(
        "stock.lot", check_company=True, index=True, ondelete="restrict"
    )
    di_id = fields.Many2one(
        "udi.di",
        "Device identifier",
        check_company=True,
        index="btree_not_null",
        ondelete="restrict",
    )
    follow_downstream = fields.Boolean(
        "What was made of it",
        default=True,
        help="Also everything these lots went into, however many steps later.",
    )
    product_id = fields.Many2one(
        "product.product", check_company=True, ondelete="restrict"
    )
    serial_from = fields.Char("First serial")
    serial_to = fields.Char("Last serial")
    software_version = fields.Char(
        help="As on the label or in the device: 3.2.1. One version a line."
    )
    supplier_lot = fields.Char(
        "Supplier's number", help="As the supplier calls the lot."
    )
    supplier_id = fields.Many2one(
        "res.partner",
        ondelete="restrict",
        help="Two suppliers may use one number: say which, where it is known.",
    )
    codes_text = fields.Text(
        "Numbers or UDIs",
        help="One a line, as they stand on the labels or in the letter.",
    )
    code_ids = fields.One2many("udi.recall.scope.code", "scope_id", "Line by line")
    codes_found = fields.Char("Result of the list", compute="_compute_codes_found")
    date_kind = fields.Selection(
        [
            ("made", "Made on"),
            ("expires", "Expires on"),
            ("shipped", "Shipped on"),
        ],
        "Which date",
    )
    date_from = fields.Date("From")
    date_to = fields.Date("Until")
    reason = fields.Char(help="Why these lots, or why these are taken out.")

    @api.depends("exclude", "kind", "date_kind", "date_from", "date_to", *WHAT)
    @api.depends_context("lang")
    def _compute_display_name(self):
        for line in self:
            what = getattr(line, f"_{line.kind}_text")() if line.kind else ""
            line.display_name = (
                self.env._("Except %(what)s", what=what) if line.exclude else what
            )

    def _lot_text(self):
        lot = self.sudo().lot_id
        return " · ".join(filter(None, (lot.name, lot.product_id.display_name)))

    def _di_text(self):
        kinds = dict(self._fields["date_kind"]._description_selection(self.env))
        return self.env._(
            "All lots of %(di)s, %(kind)s %(start)s – %(end)s",
            di=self.di_id.display_name,
            kind=kinds.get(self.date_kind, "").lower(),
            start=self.date_from or "…",
            end=self.date_to or "…",
        )

    def _range_text(self):
        product = self.sudo().product_id.display_name
        return f"{self.serial_from} – {self.serial_to} · {product}"

    def _supplier_text(self):
        parts = (self.supplier_lot, self.sudo().supplier_id.name)
        return self.env._("Supplier's lot %(lot)s", lot=" · ".join(filter(None, parts)))

    def _version_text(self):
        return self.env._(
            "Software %(version)s · %(product)s",
            version=self.software_version,
            product=self.sudo().product_id.display_name,
        )

    def _list_text(self):
        return self.env._("List of %(count)s", count=len(self.code_ids))

    @api.constrains(
        "kind", "date_kind", "date_from", "date_to", "exclude", "reason", *WHAT
    )
    def _check_complete(self):
        for line in self:
            if problem := line._problem() or line._date_problem():
                raise ValidationError(problem)

    def _problem(self):
        """A sentence about what the line lacks, or nothing."""
        if missing := [name for name in NEEDED[self.kind] if not self[name]]:
            return self._lack_text(missing[0])
        if self.kind == "range" and not serial_range(self.serial_from, self.serial_to):
            return self.env._(
                "Range %(first)s – %(last)s: what stands before the last digits, or "
                "their number, differs, so we cannot be sure. Paste the list.",
                first=self.serial_from,
                last=self.serial_to,
            )
        if self.exclude and not (self.reason or "").strip():
            return self.env._(
                "Say why %(what)s is taken out of the recall.",
                what=self.lot_id.name or self.di_id.code or self.display_name,
            )
        return None

    def _lack_text(self, name):
        if name == "lot_id":
            return self.env._("Choose the lot or serial of the scope line.")
        if name == "di_id":
            return self.env._("Choose the identifier of the scope line.")
        return self.env._(
            "“%(field)s” of the scope line is empty. Fill it in.",
            field=self.fields_get([name], ["string"])[name]["string"],
        )

    def _date_problem(self):
        if self.kind == "di" and not (self.date_kind and self.date_to):
            return self.env._(
                "All lots of %(di)s: good lots made later would be held too. Choose "
                "which date counts and until when lots are bad.",
                di=self.di_id.code,
            )
        if self.date_from and self.date_to and self.date_from > self.date_to:
            return self.env._(
                "From %(start)s until %(end)s: the first date comes after the last. "
                "Exchange them.",
                start=self.date_from,
                end=self.date_to,
            )
        return None

    @api.depends("code_ids.result")
    @api.depends_context("lang")
    def _compute_codes_found(self):
        for line in self:
            line.codes_found = line.code_ids._found_text()

    @api.model_create_multi
    def create(self, vals_list):
        rounds = self.env["udi.recall.round"]
        for vals in vals_list:
            if widening := rounds.browse(vals.get("round_id")):
                widening._check_draft()
                vals["recall_id"] = widening.recall_id.id
        lines = super().create(vals_list)
        lines._list_codes()
        lines._changed()
        return lines

    def write(self, vals):
        recalls = self.recall_id
        if "round_id" in vals and not self.env.su:
            raise UserError(
                self.env._("A scope line stays where it is. Remove it, add another.")
            )
        result = super().write(vals)
        if "codes_text" in vals or "kind" in vals:
            self._list_codes()
        if vals.keys() != {"sequence"}:
            self._changed(recalls)
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_only_before_start(self):
        self._changed()

    def _list_codes(self):
        """Each line of a list becomes a row with what was found for it."""
        lists = self.filtered(lambda line: line.kind == "list" and line.codes_text)
        self.code_ids.sudo().unlink()
        self.env["udi.recall.scope.code"].sudo()._read(lists.sudo())

    def _changed(self, recalls=()):
        """A preview of another scope would mislead."""
        widening = self.filtered("round_id")
        widening.round_id._scope_changed()
        before = (self - widening).recall_id
        before.union(*(recalls and [recalls - widening.recall_id]))._scope_changed()
