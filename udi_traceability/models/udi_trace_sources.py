from odoo import api, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import SQL

from ..tools.serial_range import serial_range


class UdiTrace(models.AbstractModel):
    """The lots that a question is about, where it does not name them."""

    _inherit = "udi.trace"

    @api.private
    def lots_of_di(self, di):
        """The lots labelled with these identifiers, or with what is packed in them."""
        level = di
        while level := level.contains_di_id - di:
            di |= level
        return self._lots(Domain("udi_di_id", "in", di.ids))

    @api.private
    def lots_of_serials(self, product, first, last):
        """The lots of a product numbered from `first` to `last`, both included."""
        numbers = serial_range(first, last)
        if not numbers:
            raise UserError(
                self.env._(
                    "From %(first)s to %(last)s is no range that can be counted: what "
                    "stands before the last digits, or their length, differs. Paste "
                    "the list of numbers.",
                    first=first,
                    last=last,
                )
            )
        self.env.flush_all()
        prefix = numbers.prefix
        rows = self.env.execute_query(
            SQL(
                """
                SELECT id FROM stock_lot
                WHERE product_id = ANY(%(products)s)
                    AND LENGTH(name) = %(length)s
                    AND LEFT(name, %(before)s) = %(prefix)s
                    AND SUBSTR(name, %(before)s + 1) COLLATE "C"
                        BETWEEN %(first)s AND %(last)s
                    AND SUBSTR(name, %(before)s + 1) ~ '^[0-9]+$'
                """,
                products=product.ids,
                length=len(prefix) + numbers.digits,
                before=len(prefix),
                prefix=prefix,
                first=numbers.first,
                last=numbers.last,
            )
        )
        return self._lots(Domain("id", "in", [lot_id for [lot_id] in rows]))

    @api.private
    def lots_made(self, devices, since, until):
        """The lots of these devices made from one day to another, both included.

        The label says when; where it does not, the order of production does.
        """
        company = self.env.company
        labelled = Domain("udi_manufacture_date", ">=", since) & Domain(
            "udi_manufacture_date", "<=", until
        )
        products = devices.product_id
        self.env.flush_all()
        rows = self.env.execute_query(
            SQL(
                """
                SELECT DISTINCT line.lot_id
                FROM stock_move_line line
                JOIN stock_location src ON src.id = line.location_id
                JOIN stock_location dest ON dest.id = line.location_dest_id
                WHERE line.product_id = ANY(%(products)s) AND line.lot_id IS NOT NULL
                    AND line.state = 'done' AND line.quantity_product_uom <> 0
                    AND src.usage = 'production' AND dest.usage <> 'production'
                    AND line.company_id = ANY(%(companies)s)
                    AND (line.date AT TIME ZONE 'UTC' AT TIME ZONE %(zone)s)::date
                        BETWEEN %(since)s AND %(until)s
                """,
                products=products.ids,
                companies=self._company_ids(None),
                zone=str(company._udi_timezone()),
                since=since,
                until=until,
            )
        )
        made = Domain("id", "in", [lot_id for [lot_id] in rows])
        undated = Domain("udi_manufacture_date", "=", False)
        of_these = Domain("udi_device_id", "in", devices.ids) | Domain(
            "product_id", "in", products.ids
        )
        return self._lots(of_these & (labelled | (undated & made)))

    @api.private
    def lots_of_supplier_lot(self, text, supplier=None):
        """The lots that a supplier calls by this number, and that came from there.

        Two suppliers may use one number: say which, where it is known.
        """
        text = text.strip()
        named = Domain.OR(
            Domain(field, "=", text) for field in ("name", "ref", "udi_lot_number")
        )
        lots = self._lots(named) if text else self.env["stock.lot"]
        if not lots:
            return lots
        self.env.flush_all()
        rows = self.env.execute_query(
            SQL(
                """
                SELECT DISTINCT line.lot_id
                FROM UNNEST(%(lots)s) asked (lot_id)
                JOIN stock_move_line line ON line.lot_id = asked.lot_id
                JOIN stock_location src ON src.id = line.location_id
                LEFT JOIN stock_picking picking ON picking.id = line.picking_id
                LEFT JOIN stock_move move ON move.id = line.move_id
                LEFT JOIN res_partner side
                    ON side.id = COALESCE(picking.partner_id, move.partner_id)
                WHERE line.state = 'done' AND line.quantity_product_uom <> 0
                    AND src.usage IN ('supplier', 'transit')
                    AND line.company_id = ANY(%(companies)s)
                    AND %(supplier)s
                """,
                lots=self._ids_sql(lots.ids),
                companies=self._company_ids(None),
                supplier=SQL(
                    "side.commercial_partner_id = ANY(%s)",
                    supplier.commercial_partner_id.ids,
                )
                if supplier
                else SQL("TRUE"),
            )
        )
        return lots.browse(sorted(lot_id for [lot_id] in rows))

    @api.private
    def lots_of_package(self, package):
        """The lots that are in these packages, or in one inside, and that ever were."""
        self.env.flush_all()
        rows = self.env.execute_query(
            SQL(
                """
                WITH RECURSIVE inside (id) AS (
                    SELECT UNNEST(%(packages)s)
                    UNION
                    SELECT nested.id FROM inside JOIN (
                        SELECT id, parent_package_id AS outer_id FROM stock_package
                        UNION ALL
                        SELECT package_id, parent_dest_id FROM stock_package_history
                    ) nested ON nested.outer_id = inside.id
                )
                SELECT quant.lot_id FROM inside
                JOIN stock_quant quant ON quant.package_id = inside.id
                WHERE quant.lot_id IS NOT NULL AND quant.quantity <> 0
                    AND (quant.company_id IS NULL
                        OR quant.company_id = ANY(%(companies)s))
                UNION
                SELECT line.lot_id FROM inside
                JOIN stock_move_line line ON line.result_package_id = inside.id
                WHERE line.lot_id IS NOT NULL AND line.state = 'done'
                    AND line.quantity_product_uom <> 0
                    AND line.company_id = ANY(%(companies)s)
                """,
                packages=self._ids_sql(package.ids),
                companies=self._company_ids(None),
            )
        )
        return self.env["stock.lot"].browse(sorted(lot_id for [lot_id] in rows))

    def _lots(self, domain):
        """Lots of the companies that the user has ticked; record rules do not count."""
        companies = Domain("company_id", "in", [*self.env.companies.ids, False])
        lots = self.env["stock.lot"].sudo().search(companies & domain, order="id")
        return lots.sudo(self.env.su)
