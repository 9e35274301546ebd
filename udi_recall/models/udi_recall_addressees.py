from odoo import fields, models
from odoo.tools import SQL

from .rows import table

TYPES = {
    "consignee_id": "integer",
    "partner_id": "integer",
    "kind": "varchar",
    "lang": "varchar",
}


class ResPartner(models.Model):
    _inherit = "res.partner"

    udi_recall_contact = fields.Boolean(
        "Recall contact",
        help="Gets the recall notices of this customer, besides the delivery and the "
        "invoice address.",
    )


class UdiRecallConsignee(models.Model):
    """To whom at a customer the notices go.

    The delivery addresses pull the goods and answer, the invoice address can pass the
    recall on; whoever the customer named for recalls hears of it first.
    """

    _inherit = "udi.recall.consignee"

    def _addressees(self):
        """Make the addressees of these consignees: a few statements for all of them."""
        self._unused_addressees().unlink()
        rows = list(dict.fromkeys(self._wanted_addressees()))
        if not rows:
            return
        self.env.flush_all()
        self.env.cr.execute(
            SQL(
                """
                INSERT INTO udi_recall_addressee (
                    %(names)s, must_answer, recall_id, company_id,
                    create_uid, create_date, write_uid, write_date
                )
                SELECT given.consignee_id, given.partner_id, given.kind, given.lang,
                    given.kind = 'ship_to', account.recall_id, account.company_id,
                    %(user)s, %(now)s, %(user)s, %(now)s
                FROM %(table)s
                JOIN udi_recall_consignee account ON account.id = given.consignee_id
                ORDER BY given.consignee_id, given.kind, given.partner_id
                ON CONFLICT (consignee_id, partner_id, kind) DO NOTHING
                """,
                names=SQL(", ").join(map(SQL.identifier, TYPES)),
                table=table(TYPES, rows),
                user=self.env.uid,
                now=fields.Datetime.now(),
            )
        )
        self.env.invalidate_all(flush=False)

    def _unused_addressees(self):
        """Of a preview only: who was written to stays."""
        return (
            self.env["udi.recall.addressee"]
            .sudo()
            .search(
                [
                    ("consignee_id", "in", self.ids),
                    ("consignee_id.round_id", "=", False),
                    ("message_ids", "=", False),
                    ("reply_ids", "=", False),
                ]
            )
        )

    def _wanted_addressees(self):
        ship_tos = self._ship_tos()
        contacts = self._own([("udi_recall_contact", "=", True)])
        bills = self._own([("type", "=", "invoice")])
        invoiced = self._invoiced()
        for row in self:
            account = row.partner_id
            told = ship_tos.get(row.id) or account
            billed = invoiced.get(row.id) or bills.get(account, account)[:1]
            kinds = {
                "ship_to": told,
                "contact": contacts.get(account, account.browse()) - told,
                # one address is written to once, whatever it is for
                "bill_to": billed - told,
            }
            for kind, partners in kinds.items():
                for partner in partners:
                    yield row.id, partner.id, kind, partner.lang or row.lang

    def _ship_tos(self):
        found = {}
        for consignee, partner in self.env["udi.recall.consignee.line"]._read_group(
            [("consignee_id", "in", self.ids), ("ship_to_id", "!=", False)],
            ["consignee_id", "ship_to_id"],
        ):
            found[consignee.id] = found.get(consignee.id, partner) | partner
        # read together: each of these sets would be read by itself
        everybody = {id_ for partners in found.values() for id_ in partners.ids}
        self.env["res.partner"].browse(everybody).fetch(["lang"])
        return found

    def _own(self, domain):
        """``{account: its addresses of this domain}``"""
        accounts = [("commercial_partner_id", "in", self.partner_id.ids)]
        found = self.env["res.partner"].sudo().search(accounts + domain, order="id")
        return found.grouped("commercial_partner_id")

    def _invoiced(self):
        """``{id: to whom the invoices of these deliveries went}``

        It may be another account: a group that buys for its hospitals.
        """
        if not self:
            return {}
        self.env.flush_all()
        found = {}
        for consignee, partner in self.env.execute_query(
            SQL(
                """
                SELECT DISTINCT asked.consignee_id, bill.partner_id
                FROM udi_recall_consignee_line asked
                JOIN udi_recall_consignee account ON account.id = asked.consignee_id
                JOIN stock_move_line line
                    ON line.lot_id = asked.lot_id AND line.state = 'done'
                JOIN stock_location place ON place.id = line.location_dest_id
                    AND place.usage = 'customer'
                JOIN stock_move move ON move.id = line.move_id
                LEFT JOIN stock_picking picking ON picking.id = line.picking_id
                JOIN res_partner named
                    ON named.id = COALESCE(picking.partner_id, move.partner_id)
                    AND named.commercial_partner_id = account.partner_id
                JOIN sale_order_line_invoice_rel paid
                    ON paid.order_line_id = move.sale_line_id
                JOIN account_move_line entry ON entry.id = paid.invoice_line_id
                JOIN account_move bill ON bill.id = entry.move_id
                    AND bill.state = 'posted' AND bill.move_type = 'out_invoice'
                    AND bill.company_id = account.company_id
                WHERE asked.consignee_id = ANY(%s)
                ORDER BY asked.consignee_id, bill.partner_id
                """,
                self.ids,
            )
        ):
            found.setdefault(consignee, []).append(partner)
        everybody = {id_ for ids in found.values() for id_ in ids}
        partners = self.env["res.partner"].browse(everybody)
        partners.fetch(["lang"])
        return {
            id_: self.env["res.partner"].browse(ids).with_prefetch(partners.ids)
            for id_, ids in found.items()
        }
