from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain

from ..tools.scope import NAMED, TRACED, UNSURE, Affected, merged

DATE_FIELDS = {"made": "udi_manufacture_date", "expires": "udi_expiration_date"}


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
    kind = fields.Selection(
        [("lot", "Lot or serial"), ("di", "All lots of an identifier")],
        required=True,
        default="lot",
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
    date_kind = fields.Selection(
        [("made", "Made on"), ("expires", "Expires on")], "Date on the label"
    )
    date_from = fields.Date("From")
    date_to = fields.Date("Until")
    reason = fields.Char(help="Why these lots, or why these are taken out.")

    @api.depends("exclude", "lot_id", "di_id", "date_kind", "date_from", "date_to")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for line in self:
            what = line._all_lots_text() if line.di_id else line._lot_text()
            line.display_name = (
                self.env._("Except %(what)s", what=what) if line.exclude else what
            )

    def _lot_text(self):
        lot = self.sudo().lot_id
        return " · ".join(filter(None, (lot.name, lot.product_id.display_name)))

    def _all_lots_text(self):
        kinds = dict(self._fields["date_kind"]._description_selection(self.env))
        return self.env._(
            "All lots of %(di)s, %(kind)s %(start)s – %(end)s",
            di=self.di_id.display_name,
            kind=kinds.get(self.date_kind, "").lower(),
            start=self.date_from or "…",
            end=self.date_to or "…",
        )

    @api.constrains(
        "kind",
        "lot_id",
        "di_id",
        "date_kind",
        "date_from",
        "date_to",
        "exclude",
        "reason",
    )
    def _check_complete(self):
        for line in self:
            if problem := line._problem():
                raise ValidationError(problem)

    def _problem(self):
        """A sentence about what the line lacks, or nothing."""
        if self.kind == "lot" and not self.lot_id:
            return self.env._("Choose the lot or serial of the scope line.")
        if self.kind == "di" and not self.di_id:
            return self.env._("Choose the identifier of the scope line.")
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
        if self.exclude and not self.reason:
            return self.env._(
                "Say why %(what)s is taken out of the recall.",
                what=self.lot_id.name or self.di_id.code,
            )
        return None

    @api.model_create_multi
    def create(self, vals_list):
        lines = super().create(vals_list)
        lines.recall_id._scope_changed()
        return lines

    def write(self, vals):
        recalls = self.recall_id
        result = super().write(vals)
        if vals.keys() != {"sequence"}:
            (recalls | self.recall_id)._scope_changed()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_only_before_start(self):
        self.recall_id._scope_changed()

    # -- resolution ------------------------------------------------------------

    def _affected(self):
        """The lots in scope as ``Affected``, the downstream ones among them."""
        excluded = set(self.filtered("exclude")._lots()[0].ids)
        included = self.filtered(lambda line: not line.exclude)
        rows = []
        for follow in (True, False):
            lines = included.filtered(
                lambda line, f=follow: line.follow_downstream == f
            )
            sure, unsure = lines._lots()
            sure = sure.filtered(lambda lot: lot.id not in excluded)
            rows += self._traced(sure, NAMED, follow)
            rows += [row.doubted() for row in self._traced(unsure, UNSURE, follow)]
        return merged(rows, excluded)

    def _traced(self, lots, source, follow):
        if not follow:
            return [Affected(lot.id, source=source) for lot in lots]
        return [
            Affected(
                lot_id=row.lot_id,
                depth=row.depth,
                certain=row.certain,
                source=TRACED if row.depth else source,
                parent_lot_id=row.parent_lot_id,
            )
            for row in (self.env["udi.trace"].downstream(lots) if lots else ())
        ]

    def _lots(self):
        """The lots these lines name, and those they may name: label data are missing.

        A lot without the date or the identifier that the line asks for cannot be shown
        to be good, so it is in scope as possible.
        """
        lots = self.env["stock.lot"]
        named, unsure = self.lot_id, lots
        by_label = self.filtered(lambda line: line.kind == "di")
        if by_label:
            company = Domain("company_id", "in", [*self.company_id.ids, False])
            domains = [line._label_domains() for line in by_label]
            named |= lots.search(company & Domain.OR(sure for sure, _ in domains))
            unsure = lots.search(company & Domain.OR(maybe for _, maybe in domains))
        return named, unsure - named

    def _label_domains(self):
        """Two domains on lots: the label says so, and the label may say so."""
        field = DATE_FIELDS[self.date_kind]
        undated = Domain(field, "=", False)
        dated = Domain(field, "<=", self.date_to)
        if self.date_from:
            dated &= Domain(field, ">=", self.date_from)
        labelled = Domain("udi_di_id", "in", self._identifiers().ids)
        unlabelled = Domain("udi_di_id", "=", False) & Domain(
            "product_id", "=", self.di_id.device_id.product_id.id
        )
        maybe = (labelled & undated) | (unlabelled & (dated | undated))
        return labelled & dated, maybe

    def _identifiers(self):
        """The identifier and, if it is a pack's, those of what is inside."""
        identifiers = level = self.di_id
        while level := level.contains_di_id - identifiers:
            identifiers |= level
        return identifiers
