from zoneinfo import ZoneInfo

from odoo import fields, models
from odoo.tools import SQL

from ..tools.document import section, table


class UdiRecallDocument(models.AbstractModel):
    """Who and where: the account list, addresses, roles, moments in their zone."""

    _inherit = "udi.recall.document"

    def _address(self, partner):
        parts = [partner.street, partner.street2, partner.zip, partner.city]
        parts += [partner.state_id.name, partner.country_id.name]
        return ", ".join(filter(None, parts))

    def _who(self, partner):
        parts = [partner.name, self._address(partner), partner.phone, partner.email]
        return "\n".join(filter(None, parts))

    def _person(self, recall, *roles):
        """Who has one of these roles, else who runs the recall."""
        found = recall.role_ids.filtered(lambda row: row.role in roles)
        users = found.user_id | found.alternate_id or recall.responsible_id
        return "\n".join(
            " · ".join(
                filter(
                    None, (user.name, user.partner_id.function, user.phone, user.email)
                )
            )
            for user in users
        )

    def _moment(self, moment, zone=None):
        """As people read it there: never a bare time without its zone."""
        if not moment:
            return ""
        aware = moment.replace(tzinfo=ZoneInfo("UTC")).astimezone(
            ZoneInfo(zone or "UTC")
        )
        return f"{aware:%Y-%m-%d %H:%M} {zone or 'UTC'}"

    def _day(self, moment):
        return fields.Date.to_string(moment) if moment else ""

    def _consignee_lines(self, recall, region=None):
        """A row a lot and delivery address: what an account list must say."""
        self.env.flush_all()
        rows = self.env.execute_query(
            SQL(
                """
                SELECT consignee.id, COALESCE(line.ship_to_id, consignee.partner_id),
                    product.default_code, di.code, lot.name, line.quantity_shipped,
                    line.quantity, line.shipped_on, line.certainty
                FROM udi_recall_consignee_line line
                JOIN udi_recall_consignee consignee ON consignee.id = line.consignee_id
                JOIN stock_lot lot ON lot.id = line.lot_id
                JOIN product_product product ON product.id = lot.product_id
                LEFT JOIN udi_di di ON di.id = lot.udi_di_id
                WHERE consignee.recall_id = %(recall)s
                    AND (%(region)s = '' OR consignee.region = %(region)s)
                ORDER BY consignee.id, lot.name, line.id
                """,
                recall=recall.id,
                region=region.code if region else "",
            )
        )
        consignees = self.env["udi.recall.consignee"].browse({row[0] for row in rows})
        known = {row.id: self._contacts(row) for row in consignees}
        partners = self.env["res.partner"].browse({row[1] for row in rows})
        places = {
            place.id: f"{place.name}, {self._address(place)}" for place in partners
        }
        return [
            (*known[row[0]][:4], places[row[1]], known[row[0]][4], *row[2:])
            for row in rows
        ]

    def _contacts(self, consignee):
        partner = consignee.partner_id
        by_kind = consignee.addressee_ids.grouped("kind")
        none = consignee.addressee_ids.browse()
        contact = by_kind.get("contact", none).partner_id
        bill_to = by_kind.get("bill_to", none).partner_id or partner
        return (
            partner.name,
            self._address(partner),
            partner.phone or contact[:1].phone or "",
            ", ".join(contact.mapped("name")),
            "; ".join(f"{each.name}, {self._address(each)}" for each in bill_to),
        )

    def _consignee_columns(self):
        return (
            self.env._("Name"),
            self.env._("Address"),
            self.env._("Telephone"),
            self.env._("Recall contact"),
            self.env._("Ship to"),
            self.env._("Bill to"),
            self.env._("Product"),
            self.env._("UDI-DI"),
            self.env._("Lot or serial"),
            self.env._("Units shipped"),
            self.env._("Units asked for"),
            self.env._("First shipped on"),
            self.env._("Certain or possible"),
        )

    def _of_consignees(self, recall, region):
        yield table(
            "1",
            self.env._("Consignees"),
            self._consignee_columns(),
            self._consignee_lines(recall, region),
        )
        unknown = recall.quantity_unknown
        yield section(
            "2",
            self.env._("Delivered to nobody known"),
            self.env["udi.finding"]._units(unknown) if unknown else "",
            optional=True,
        )
