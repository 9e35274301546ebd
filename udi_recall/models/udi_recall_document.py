from odoo import api, fields, models
from odoo.tools import SQL

from ..tools.document import table

FULL_UDI = 5000  # lots of which the whole UDI is written out


class UdiRecallDocument(models.AbstractModel):
    """What stands in the forms of authorities, gathered from the recall.

    One method a kind of report gives its sections; a section with nothing to say is
    given too, so that a person sees it and says why. What several forms ask for is
    gathered here.
    """

    _name = "udi.recall.document"
    _description = "Contents of recall reports"

    @api.model
    def _sections(self, recall, kind, region=None):
        """:return: tuple of `tools.document.Section`"""
        return tuple(getattr(self, f"_of_{kind}")(recall.sudo(), region))

    def _devices(self, recall):
        products = recall.lot_line_ids.product_id | recall.product_ids
        return products.udi_device_ids.filtered(lambda each: each.state != "draft")

    def _makers(self, recall):
        return self._devices(recall).manufacturer_id

    def _joined(self, values):
        """Each value once, in the order they come."""
        return "; ".join(dict.fromkeys(str(value) for value in values if value))

    def _papers(self, recall, kinds):
        devices = self._devices(recall)
        papers = devices.certificate_ids | devices.basic_udi_id.certificate_ids
        found = papers.filtered(lambda paper: paper.kind in kinds)
        labels = dict(papers._fields["kind"]._description_selection(self.env))
        return self._joined(f"{labels[paper.kind]} {paper.number}" for paper in found)

    def _purpose(self, recall):
        return self._joined(
            self._devices(recall).basic_udi_id.medical_purpose_ids.mapped("value")
        )

    def _lot_rows(self, recall, public):
        """In what is published, serials of implants are left out: they are patients
        (21 CFR 806.40).
        """
        self.env.flush_all()
        rows = self.env.execute_query(
            SQL(
                """
                SELECT lot.id, row.product_id, di.code, lot.name,
                    lot.udi_manufacture_date, lot.udi_expiration_date, row.certainty,
                    row.quantity_total
                FROM udi_recall_lot row
                JOIN stock_lot lot ON lot.id = row.lot_id
                LEFT JOIN udi_di di ON di.id = lot.udi_di_id
                WHERE row.recall_id = %s
                ORDER BY row.product_id, lot.name, lot.id
                """,
                recall.id,
            )
        )
        products = self.env["product.product"].browse({row[1] for row in rows})
        names = {product.id: product.display_name for product in products}
        few = len(rows) <= FULL_UDI
        lots = self.env["stock.lot"].browse([row[0] for row in rows] if few else [])
        texts = {lot.id: lot.udi_text or "" for lot in lots}
        secret = set(products.filtered(self._is_secret).ids) if public else ()
        hidden = self.env._("serial of an implant, not published")
        return [
            (
                names[row[1]],
                row[2],
                "" if row[1] in secret else texts.get(row[0], ""),
                hidden if row[1] in secret else row[3],
                *row[4:6],
                *self._sure(row),
            )
            for row in rows
        ]

    def _is_secret(self, product):
        devices = product.udi_device_ids
        return product.tracking == "serial" and "yes" in devices.mapped("implantable")

    def _sure(self, row):
        certain, possible = self.env._("certain"), self.env._("possible")
        return certain if row[6] == "certain" else possible, row[7]

    def _lots_table(self, recall, code, heading, public=False):
        columns = (
            self.env._("Product"),
            self.env._("UDI-DI"),
            self.env._("UDI"),
            self.env._("Lot or serial"),
            self.env._("Made on"),
            self.env._("Expires on"),
            self.env._("Certain or possible"),
            self.env._("Units in reach"),
        )
        return table(code, heading, columns, self._lot_rows(recall, public))

    def _quantities_on(self, recall, moment, country=None):
        """Made, received and sold of these lots up to a moment, from stock itself."""
        self.env.flush_all()
        [row] = self.env.execute_query(
            SQL(
                """
                SELECT
                    SUM(unit) FILTER (WHERE source = 'production' AND inside),
                    SUM(unit) FILTER (WHERE source = 'supplier' AND inside),
                    SUM(unit) FILTER (WHERE source = 'inventory' AND inside),
                    SUM(unit) FILTER (WHERE dest = 'customer'),
                    SUM(unit) FILTER (WHERE dest = 'customer' AND code = %(country)s),
                    SUM(unit) FILTER (WHERE source = 'customer' AND inside),
                    MIN(date) FILTER (WHERE dest = 'customer'),
                    MAX(date) FILTER (WHERE dest = 'customer')
                FROM (
                    SELECT line.quantity_product_uom AS unit, line.date,
                        source.usage AS source, dest.usage AS dest, country.code,
                        dest.usage IN ('internal', 'transit') AS inside
                    FROM udi_recall_lot row
                    JOIN stock_move_line line
                        ON line.lot_id = row.lot_id AND line.state = 'done'
                    JOIN stock_location source ON source.id = line.location_id
                    JOIN stock_location dest ON dest.id = line.location_dest_id
                    LEFT JOIN stock_picking picking ON picking.id = line.picking_id
                    LEFT JOIN res_partner partner ON partner.id = picking.partner_id
                    LEFT JOIN res_partner firm
                        ON firm.id = partner.commercial_partner_id
                    LEFT JOIN res_country country ON country.id = firm.country_id
                    WHERE row.recall_id = %(recall)s AND line.date <= %(moment)s
                        AND line.company_id = row.company_id
                        AND source.usage <> dest.usage
                ) moved
                """,
                recall=recall.id,
                moment=moment or fields.Datetime.now(),
                country=country or "",
            )
        )
        names = ("made", "received", "counted", "sold", "sold_there", "back")
        found = {
            name: float(value or 0) for name, value in zip(names, row[:6], strict=True)
        }
        return found | {"first": row[6], "last": row[7]}
