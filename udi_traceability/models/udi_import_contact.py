from odoo import models

from ..tools.import_compare import CONTACT
from .udi_import_refs import PARTIES, contact_key, party_key


class UdiImportRefs(models.AbstractModel):
    """The telephones and addresses for customers that regulators publish."""

    _inherit = "udi.import.refs"

    def _known_parties(self, values):
        """Party of a file -> the contact it would be linked to, as plain values."""
        wanted = {
            party_key(each[name]): each[name]
            for each in values
            for name in PARTIES
            if each.get(name)
        }
        ids = self._partners_by_name(wanted) | self._partners_by_number(wanted)
        partners = self.env["res.partner"].browse(ids.values())
        known = {
            partner.id: self.env["udi.device"]._party(partner) for partner in partners
        }
        return {key: known[each] for key, each in ids.items()}

    def _contacts(self, values, company):
        """Contacts of this number and address; each that misses is made once."""
        wanted = dict.fromkeys(
            contact_key(line)
            for each in values
            for line in each.get("customer_contact_ids", ())
        )
        partners = self.env["res.partner"]
        found = partners.search_read(
            [
                "|",
                ("phone", "in", [key[0] for key in wanted if key[0]]),
                ("email", "in", [key[1] for key in wanted if key[1]]),
                ("company_id", "in", (False, company.id)),
            ],
            CONTACT,
            order="id desc",
        )
        known = {contact_key(each): each["id"] for each in found}
        missing = [key for key in wanted if key not in known and any(key)]
        if missing and partners.has_access("create"):
            made = partners.create(
                [
                    {
                        "name": key[1] or key[0] or key[3],
                        **dict(zip(CONTACT, key, strict=True)),
                    }
                    for key in missing
                ]
            )
            known |= dict(zip(missing, made.ids, strict=True))
        return known
