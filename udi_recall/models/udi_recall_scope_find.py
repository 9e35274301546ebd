from odoo import models
from odoo.fields import Domain
from odoo.tools import SQL

from ..tools.scope import NAMED, TRACED, UNSURE, Affected, merged

DATE_FIELDS = {"made": "udi_manufacture_date", "expires": "udi_expiration_date"}


class UdiRecallScope(models.Model):
    """Which lots the lines of a scope mean, surely or possibly.

    A lot without the date, the identifier or the version that a line asks for cannot
    be shown to be good, so it is in scope as possible.
    """

    _inherit = "udi.recall.scope"

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
            return [Affected(lot_id, source=source) for lot_id in lots.ids]
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
        """The lots these lines name, and those they may name."""
        named = unsure = self.env["stock.lot"]
        for kind, lines in self.grouped("kind").items():
            sure, maybe = getattr(lines, f"_lots_of_{kind}")()
            named |= sure
            unsure |= maybe
        return named, unsure - named

    # -- a method a kind: (surely, possibly) -----------------------------------

    def _lots_of_lot(self):
        return self.lot_id, self.lot_id.browse()

    def _lots_of_list(self):
        """A number that stands for lots of several products may mean each of them."""
        codes = self.code_ids
        several = codes.filtered(lambda code: code.result == "several")
        return (codes - several).lot_ids, several.lot_ids

    def _lots_of_range(self):
        lots, trace = self.env["stock.lot"], self.env["udi.trace"]
        for line in self:
            product = line.product_id
            lots |= trace.lots_of_serials(product, line.serial_from, line.serial_to)
        return lots, lots.browse()

    def _lots_of_supplier(self):
        lots, trace = self.env["stock.lot"], self.env["udi.trace"]
        for line in self:
            lots |= trace.lots_of_supplier_lot(line.supplier_lot, line.supplier_id)
        return lots, lots.browse()

    def _lots_of_version(self):
        sure = unsure = self.env["stock.lot"]
        for line in self:
            of_product = Domain("product_id", "=", line.product_id.id)
            version = (line.software_version or "").strip()
            sure |= line._found(
                of_product & Domain("udi_software_version", "=", version)
            )
            unsure |= line._found(
                of_product & Domain("udi_software_version", "=", False)
            )
        return sure, unsure

    def _lots_of_di(self):
        sure = unsure = self.env["stock.lot"]
        for line in self:
            if line.date_kind == "shipped":
                labelled, unlabelled = line._identity_domains()
                shipped = line._shipped_ids()
                domains = [each & shipped for each in (labelled, unlabelled)]
            else:
                domains = line._label_domains()
            sure |= line._found(domains[0])
            unsure |= line._found(domains[1])
        return sure, unsure

    def _found(self, domain):
        company = Domain("company_id", "in", [*self.company_id.ids, False])
        return self.env["stock.lot"].search(company & domain)

    def _identity_domains(self):
        """Two domains on lots: of this identifier, and perhaps of it."""
        labelled = Domain("udi_di_id", "in", self._identifiers().ids)
        unlabelled = Domain("udi_di_id", "=", False) & Domain(
            "product_id", "=", self.di_id.device_id.product_id.id
        )
        return labelled, unlabelled

    def _label_domains(self):
        """Two domains on lots: the label says so, and the label may say so."""
        field = DATE_FIELDS[self.date_kind]
        undated = Domain(field, "=", False)
        dated = Domain(field, "<=", self.date_to)
        if self.date_from:
            dated &= Domain(field, ">=", self.date_from)
        labelled, unlabelled = self._identity_domains()
        maybe = (labelled & undated) | (unlabelled & (dated | undated))
        return labelled & dated, maybe

    def _shipped_ids(self):
        """The lots that left for a customer in these days, whoever has them now."""
        self.env.flush_all()
        rows = self.env.execute_query(
            SQL(
                """
                SELECT DISTINCT line.lot_id
                FROM stock_move_line line
                JOIN stock_location src ON src.id = line.location_id
                JOIN stock_location dest ON dest.id = line.location_dest_id
                WHERE line.product_id = %(product)s AND line.lot_id IS NOT NULL
                    AND line.state = 'done' AND line.quantity_product_uom <> 0
                    AND src.usage <> 'customer' AND dest.usage = 'customer'
                    AND line.company_id = %(company)s
                    AND (line.date AT TIME ZONE 'UTC' AT TIME ZONE %(zone)s)::date
                        BETWEEN %(since)s AND %(until)s
                """,
                product=self.di_id.device_id.product_id.id,
                company=self.company_id.id,
                zone=str(self.company_id._udi_timezone()),
                since=self.date_from or "-infinity",
                until=self.date_to,
            )
        )
        return Domain("id", "in", [lot_id for [lot_id] in rows])

    def _identifiers(self):
        """The identifier and, if it is a pack's, those of what is inside."""
        identifiers = level = self.di_id
        while level := level.contains_di_id - identifiers:
            identifiers |= level
        return identifiers
