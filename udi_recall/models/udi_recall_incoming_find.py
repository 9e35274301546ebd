from collections import defaultdict

from odoo import fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import SQL

from ..tools.reconcile import exposures

PLACES = {
    "stock": "quantity_here",
    "reserved": "quantity_here",
    "transit": "quantity_here",
    "consignee": "quantity_out",
    "consumed": "quantity_used",
    "scrapped": "quantity_destroyed",
    "supplier": "quantity_returned",
}


class UdiRecallIncoming(models.Model):
    """What of a maker's notice is ours: which lots, how many here, at whom.

    Seen with all rights inside the one company, as a recall sees it.
    """

    _inherit = "udi.recall.incoming"

    lot_count = fields.Integer("Our lots", readonly=True, copy=False)
    quantity_here = fields.Float(
        "With us", digits="Product Unit", readonly=True, copy=False
    )
    quantity_out = fields.Float(
        "At customers", digits="Product Unit", readonly=True, copy=False
    )
    customer_count = fields.Integer("Customers", readonly=True, copy=False)
    made_count = fields.Integer(
        "Made of them",
        readonly=True,
        copy=False,
        help="Lots that the lots of the notice went into; they count too.",
    )
    missing_count = fields.Integer(
        "Lines not found",
        readonly=True,
        copy=False,
        help="The device or its number is not known here.",
    )

    def action_find(self):
        """Look for the units of the notice; nothing but this record changes."""
        self._check_manager()
        if not self.line_ids:
            raise UserError(
                self.env._(
                    "%(notice)s names no units. Add a line: DI and lot, or scan a "
                    "label.",
                    notice=self.display_name,
                )
            )
        self._lock()
        self._find()
        return True

    def _find(self):
        notice = self.sudo().with_context(allowed_company_ids=self.company_id.ids)
        notice = notice.with_company(self.company_id)
        found = notice.line_ids._find_lots()
        lots = notice.env["stock.lot"].union(*(lots for lots, _how in found.values()))
        affected = notice._with_made(lots)
        holdings = notice.env["udi.trace"].holdings(affected)
        notice.line_ids._keep_found(found, holdings)
        exposed = exposures(holdings)
        values = {
            "matched_at": fields.Datetime.now(),
            "lot_count": len(lots),
            "made_count": len(affected - lots),
            "customer_count": len(exposed.keys() - {None}),
            "missing_count": len(notice.line_ids.filtered(lambda r: r.found != "yes")),
            "quantity_here": sum(
                held.quantity
                for held in holdings
                if PLACES[held.kind] == "quantity_here"
            ),
            "quantity_out": sum(sum(units.values()) for units in exposed.values()),
        }
        if notice.state == "new":
            values["state"] = "matched"
        notice.write(values)

    def _with_made(self, lots):
        """These lots and whatever was made of them."""
        if not lots:
            return lots
        rows = self.env["udi.trace"].downstream(lots)
        made = lots.browse([row.lot_id for row in rows])
        ours = (self.company_id, self.env["res.company"])
        return lots | made.filtered(lambda lot: lot.company_id in ours)


class UdiRecallIncomingLine(models.Model):
    _inherit = "udi.recall.incoming.line"

    def _find_lots(self):
        """Line -> the lots it names and how that went. A handful of queries.

        DI and catalogue number say which device, the number which lot: descriptions
        never do, one serves two sizes too often.
        """
        products = self._products()
        lots = self._candidates(products)
        by_number, by_product = defaultdict(list), defaultdict(list)
        for lot in lots:
            for number in {lot.name, lot.udi_lot_number, lot.udi_serial_number}:
                by_number[number].append(lot.id)
            by_product[lot.product_id.id].append(lot.id)
        found = {}
        for line in self:
            number = line.serial or line.lot
            if number:
                named = lots.browse(by_number[number]).filtered(line._is_meant)
            else:
                named = lots.browse(
                    sum((by_product[product] for product in products[line].ids), [])
                )
            found[line] = line._judged(named, products[line])
        return found

    def _judged(self, lots, products):
        if self.udi_di or self.catalogue:
            lots = lots.filtered(lambda lot: lot.product_id in products)
        elif len(lots.product_id) > 1:
            return lots.browse(), "several"
        if lots:
            return lots, "yes"
        named = self.udi_di or self.catalogue
        return lots, "number" if products or not named else "device"

    def _is_meant(self, lot):
        """A serial is that unit; a lot is all of it, kept by serial or by lot."""
        by_serial = lot.product_id.tracking == "serial"
        if self.serial:
            return by_serial and self.serial in (lot.name, lot.udi_serial_number)
        return self.lot == (lot.udi_lot_number or (not by_serial and lot.name))

    def _products(self):
        """Line -> the products that its identifier or catalogue number means."""
        codes = {line.udi_di for line in self if line.udi_di}
        names = {line.catalogue for line in self if not line.udi_di and line.catalogue}
        dis = self.env["udi.di"].search(
            [("code", "in", list(codes)), ("device_id.product_id", "!=", False)]
        )
        devices = self.env["udi.device"].search(
            [("catalog_number", "in", list(names)), ("product_id", "!=", False)]
        )
        by_code = dis.grouped("code")
        by_name = devices.grouped("catalog_number")
        none = self.env["product.product"]
        return {
            line: by_code[line.udi_di].device_id.product_id
            if line.udi_di in by_code
            else by_name[line.catalogue].product_id
            if not line.udi_di and line.catalogue in by_name
            else none
            for line in self
        }

    def _candidates(self, products):
        lots = self.env["stock.lot"]
        numbers = {line.serial or line.lot for line in self} - {False, ""}
        numbered = Domain("name", "in", list(numbers))
        numbered |= Domain("udi_lot_number", "in", list(numbers))
        numbered |= Domain("udi_serial_number", "in", list(numbers))
        whole = lots.product_id.union(
            *(products[line] for line in self if not (line.serial or line.lot))
        )
        company = Domain("company_id", "in", [*self.company_id.ids, False])
        return lots.search(company & (numbered | Domain("product_id", "in", whole.ids)))

    def _keep_found(self, found, holdings):
        sums = defaultdict(lambda: defaultdict(float))
        for held in holdings:
            sums[held.lot_id][PLACES[held.kind]] += held.quantity
        for line in self:
            lots, how = found[line]
            quantities = {
                name: sum(sums[lot_id][name] for lot_id in lots.ids)
                for name in set(PLACES.values())
            }
            line.write({"found": how, "lot_count": len(lots), **quantities})
        self._link_lots({line: lots.ids for line, (lots, _how) in found.items()})

    def _link_lots(self, lots_by_line):
        """All links at once: a notice has thousands of lines."""
        links = [(line.id, lot) for line, ids in lots_by_line.items() for lot in ids]
        field = self._fields["lot_ids"]
        table = SQL.identifier(field.relation)
        self.env.cr.execute(
            SQL("DELETE FROM %s WHERE line_id = ANY(%s)", table, self.ids)
        )
        self.env.cr.execute(
            SQL(
                """
                INSERT INTO %s (line_id, lot_id)
                SELECT * FROM UNNEST(%s::int[], %s::int[])
                """,
                table,
                [line for line, _lot in links],
                [lot for _line, lot in links],
            )
        )
        self.invalidate_recordset(["lot_ids"])
