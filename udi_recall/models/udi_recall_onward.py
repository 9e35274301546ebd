from odoo import api, fields, models
from odoo.tools import email_normalize


class UdiRecallOnward(models.Model):
    """To whom a consignee passed units on, as they told us."""

    _name = "udi.recall.onward"
    _description = "Onward consignee"
    _order = "reply_id, id"

    reply_id = fields.Many2one(
        "udi.recall.reply", required=True, ondelete="cascade", index=True
    )
    recall_id = fields.Many2one(related="reply_id.recall_id", store=True, index=True)
    company_id = fields.Many2one(related="reply_id.company_id", store=True, index=True)
    name = fields.Char(required=True)
    street = fields.Char()
    city = fields.Char()
    country_id = fields.Many2one("res.country", ondelete="restrict")
    contact = fields.Char()
    email = fields.Char()
    phone = fields.Char()
    consignee_line_id = fields.Many2one(
        "udi.recall.consignee.line",
        "Lot",
        required=True,
        ondelete="restrict",
        index=True,
    )
    quantity = fields.Float(digits="Product Unit")
    passed_on = fields.Date("When")
    informed_on = fields.Date("Told them on")
    child_id = fields.Many2one(
        "udi.recall.consignee",
        "As consignee",
        readonly=True,
        ondelete="set null",
        index="btree_not_null",
    )

    def _values(self):
        return {
            "name": self.name,
            "address": ", ".join(filter(None, (self.street, self.city))),
            "contact": self.contact or "",
            "email": self.email or "",
            "lot_or_serial": self.consignee_line_id.lot_id.name,
            "qty": self.quantity,
            "date": str(self.passed_on or ""),
            "informed_on": str(self.informed_on or ""),
        }

    @api.model
    def _countries(self, rows):
        """Word -> country, by code or by name in any case."""
        words = {row.get("country") for row in rows if row.get("country")}
        if not words:
            return {}
        countries = self.env["res.country"].sudo().search([("code", "!=", False)])
        known = {country.code.upper(): country.id for country in countries}
        known |= {country.name.upper(): country.id for country in countries}
        return {word: known[word.upper()] for word in words if word.upper() in known}

    # -- they are told as if we had shipped to them -----------------------------------

    def _reach(self):
        """Make consignees of those named here; who is one already is asked for more."""
        named = self.grouped(lambda row: row._key())
        recall, parent = self.recall_id, self.reply_id.consignee_id
        known = {row.partner_id: row for row in recall.consignee_ids}
        partners = self._partners(named)
        fresh = {
            partner.commercial_partner_id: partner
            for partner in partners.values()
            if partner.commercial_partner_id not in known
        }
        made = self.env["udi.recall.consignee"].create(
            [self._consignee_values(recall, parent, head) for head in fresh]
        )
        known |= {row.partner_id: row for row in made}
        for key, rows in named.items():
            child = known[partners[key].commercial_partner_id]
            rows.child_id = child if child != parent else False
            if child != parent:
                child._take_onward(rows, partners[key])

    def _key(self):
        email = email_normalize(self.email or "")
        return (email or "", "" if email else self.name.strip().lower())

    def _partners(self, named):
        """Key -> address: a known one only by its e-mail, else a new one."""
        emails = [email for email, _name in named if email]
        domain = [
            ("email_normalized", "in", emails),
            ("company_id", "in", [False, *self.company_id.ids]),
        ]
        found = {}
        for partner in self.env["res.partner"].search(domain, order="id desc"):
            found[(partner.email_normalized, "")] = partner
        earlier = self._named_before()
        missing = [key for key in named if key not in found and key not in earlier]
        created = self.env["res.partner"].create(
            [named[key][:1]._partner_values() for key in missing]
        )
        return found | earlier | dict(zip(missing, created, strict=True))

    def _named_before(self):
        """Those without e-mail whom this customer named in an earlier answer."""
        rows = self.reply_id.consignee_id.reply_ids.onward_ids - self
        return {
            row._key(): row.child_id.partner_id
            for row in rows
            if row.child_id and not row._key()[0]
        }

    def _partner_values(self):
        parent = self.reply_id.consignee_id
        return {
            "name": self.name,
            "is_company": True,
            "street": self.street,
            "city": self.city,
            "country_id": (self.country_id or parent.country_id).id,
            "email": self.email,
            "phone": self.phone,
            "lang": parent.lang,
            "company_id": self.company_id.id,
            "comment": self.env._(
                "Named by %(customer)s in %(recall)s. Contact: %(contact)s",
                customer=parent.partner_id.name,
                recall=self.recall_id.name,
                contact=self.contact or "–",
            ),
        }

    def _consignee_values(self, recall, parent, partner):
        return {
            "recall_id": recall.id,
            "partner_id": partner.id,
            "parent_id": parent.id,
            "lang": partner.lang or parent.lang,
            "round_id": recall.round_id.id,
        }
