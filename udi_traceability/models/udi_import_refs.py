from odoo import api, models

from ..tools.import_compare import CONTACT, MANY, codes_of
from ..tools.registration_number import canonical, problem

IDENTIFIERS = ("udi_duns", "udi_uscc", "udi_srn_mf", "udi_srn_pr", "udi_srn_ar")
PARTIES = ("manufacturer_id", "authorised_representative_id")


class Refs:
    """The ids behind what a part of rows refers to, found or made in one go."""

    def __init__(self, **found):
        self.codes = found["codes"]
        self.partners = found["partners"]
        self.contacts = found["contacts"]
        self.families = found["families"]
        self.certificates = found["certificates"]
        self.products = found["products"]
        self.countries = found["countries"]

    def code(self, code_list, code):
        return self.codes.get((code_list, code))

    def links(self, then):
        """The values of the fields that point to other records."""
        vals = {}
        for name, code_list in MANY.items():
            if name in then:
                ids = [self.code(code_list, code) for code in then[name]]
                vals[name] = [(6, 0, ids)]
        for name in PARTIES:
            if name in then and party_key(then[name]) in self.partners:
                vals[name] = self.partners[party_key(then[name])]
        if "basic_udi_id" in then:
            vals["basic_udi_id"] = self.families.get(family_key(then["basic_udi_id"]))
        if then.get("product_id") in self.products:
            vals["product_id"] = self.products[then["product_id"]]
        found = [
            self.certificates[certificate_key(line)]
            for line in then.get("certificate_ids", ())
            if certificate_key(line) in self.certificates
        ]
        if found:
            vals["certificate_ids"] = [(4, each, 0) for each in found]
        found = [
            self.contacts[contact_key(line)]
            for line in then.get("customer_contact_ids", ())
            if contact_key(line) in self.contacts
        ]
        if found:
            vals["customer_contact_ids"] = [(4, each, 0) for each in found]
        return vals


def party_key(values):
    """What tells one partner: the first number it has, else its name."""
    return next(
        ((name, values[name]) for name in IDENTIFIERS if values.get(name)),
        ("name", (values.get("name") or "").lower()),
    )


def contact_key(values):
    """Telephone and e-mail as they were published: another line is another."""
    return tuple(values.get(name) or "" for name in CONTACT)


def family_key(values):
    return values.get("issuing_agency", "gs1"), values.get("code")


def certificate_key(values):
    """Spelled as the record is: the same paper twice is one."""
    kind, number = values.get("kind") or "", values.get("number") or ""
    return kind, *canonical(kind, number, values.get("revision") or "")


class UdiImportRefs(models.AbstractModel):
    """Finds the records that published devices refer to, and makes those that miss.

    An existing record is only pointed at: a file about devices changes no contact, no
    family and no certificate.
    """

    _name = "udi.import.refs"
    _description = "Records an Import Refers To"

    @api.model
    def _of(self, values, job):
        values = list(values)
        company = job.company_id
        return Refs(
            codes=self._codes(values),
            partners=self._partners(values),
            contacts=self._contacts(values, company),
            families=self._families(values, company),
            certificates=self._certificates(values, company),
            products=self._products(values),
            countries=self.env["udi.import.row"]._known_countries(),
        )

    def _codes(self, values):
        wanted = dict.fromkeys(pair for each in values for pair in codes_of(each))
        codes = self.env["udi.code"].with_context(active_test=False)
        found = codes.search([("code", "in", [code for _list, code in wanted])])
        known = {(entry.code_list, entry.code): entry.id for entry in found}
        missing = [pair for pair in wanted if pair not in known]
        made = codes.create(
            [
                {"code_list": code_list, "code": code, "name": code}
                for code_list, code in missing
            ]
        )
        return known | dict(zip(missing, made.ids, strict=True))

    def _partners(self, values):
        wanted = {}
        for each in values:
            for name in PARTIES:
                if each.get(name):
                    wanted.setdefault(party_key(each[name]), each[name])
        partners = self.env["res.partner"]
        known = self._partners_by_name(wanted) | self._partners_by_number(wanted)
        missing = [key for key in wanted if key not in known]
        if missing and partners.has_access("create"):
            made = partners.create([self._partner_vals(wanted[key]) for key in missing])
            known |= dict(zip(missing, made.ids, strict=True))
        return known

    def _partners_by_number(self, wanted):
        known = {}
        for kind in {kind for kind, _value in wanted} - {"name"}:
            numbers = [value for name, value in wanted if name == kind]
            for partner in self.env["res.partner"].search(
                [(kind, "in", numbers)], order="id desc"
            ):
                known[kind, partner[kind]] = partner.id
        return known

    def _partners_by_name(self, wanted):
        """Only partners without the number that the file has: another is another."""
        names = [values["name"] for values in wanted.values() if values.get("name")]
        found = self.env["res.partner"].search([("name", "in", names)], order="id desc")
        by_name = found.grouped(lambda partner: partner.name.lower())
        known = {}
        for key, values in wanted.items():
            for partner in by_name.get((values.get("name") or "").lower(), ()):
                if key[0] == "name" or not partner[key[0]]:
                    known[key] = partner.id
        return known

    def _partner_vals(self, values):
        """A maker told by its number only is called by it, till somebody knows more."""
        return {
            "name": party_key(values)[1],
            "is_company": True,
            **{name: value for name, value in values.items() if value},
        }

    def _families(self, values, company):
        wanted = {
            family_key(each["basic_udi_id"]): each["basic_udi_id"]
            for each in values
            if each.get("basic_udi_id", {}).get("code")
        }
        families = self.env["udi.basic.udi"]
        found = families.search([("code", "in", [code for _agency, code in wanted])])
        known = {(family.issuing_agency, family.code): family.id for family in found}
        missing = [key for key in wanted if key not in known]
        made = self._make_families(
            [self._family_vals(key, wanted[key], company) for key in missing]
        )
        return known | dict(zip(missing, made.ids, strict=True))

    @api.model
    def _make_families(self, vals_list):
        return self.env["udi.basic.udi"].create(vals_list)

    def _family_vals(self, key, values, company):
        """The attributes of the family that this database has a field for."""
        families = self.env["udi.basic.udi"]
        vals = {
            name: value
            for name, value in values.items()
            if name in families._fields and isinstance(value, str)
        }
        for name in vals.keys() & {"registry_state", "special_device_type"}:
            if vals[name] not in families._fields[name].get_values(self.env):
                vals[name] = False
        purpose = [
            (0, 0, {"kind": "medical_purpose", **text})
            for text in values.get("medical_purpose_ids", ())
        ]
        return {
            **vals,
            "issuing_agency": key[0],
            "medical_purpose_ids": purpose,
            "company_id": company.id,
        }

    def _certificates(self, values, company):
        kinds = self.env["udi.certificate"]._fields["kind"].get_values(self.env)
        wanted = {
            certificate_key(line): line
            for each in values
            for line in each.get("certificate_ids", ())
            if line.get("kind") in kinds and line.get("number")
        }
        # a number in another form is told on its row; it makes no record
        wanted = {key: line for key, line in wanted.items() if not problem(*key[:2])}
        certificates = self.env["udi.certificate"]
        found = certificates.search(
            [("number", "in", [number for _kind, number, _revision in wanted])]
        )
        known = {(one.kind, one.number, one.revision or ""): one.id for one in found}
        missing = [key for key in wanted if key not in known]
        made = certificates.create(
            [
                {
                    "kind": kind,
                    "number": number,
                    "revision": revision,
                    "valid_to": wanted[kind, number, revision].get("valid_to"),
                    "company_id": company.id,
                }
                for kind, number, revision in missing
            ]
        )
        return known | dict(zip(missing, made.ids, strict=True))

    def _products(self, values):
        wanted = {each.get("product_id") for each in values} - {None}
        products = self.env["product.product"].search(
            [("default_code", "in", list(wanted))], order="id desc"
        )
        return {product.default_code: product.id for product in products}
