from odoo import api, models

from ..tools.finding import INFO, STOP, WARN, Finding
from ..tools.import_check import PROPOSED, SURE, UNIQUE_ROLES, check
from ..tools.import_compare import changes, normal
from ..tools.registration_number import problem
from .udi_import_refs import PARTIES, certificate_key, party_key


class UdiImportRow(models.Model):
    """What is wrong with rows, and what they would change: a part at a time.

    Every question to the database is asked once for all rows, as the user who brings
    the file: nothing of another company is compared or told.
    """

    _inherit = "udi.import.row"

    def _look(self):
        """Check, match and compare these rows; keep what was found."""
        known = self._known()
        for row in self.sudo():
            row.write(row._looked(known))

    def _known(self):
        """What the rows may refer to, each kind in one query."""
        dis = self._known_dis()
        devices = self.env["udi.device"].browse(
            {device for device, _role in dis.values()}
        )
        return {
            "spellings": self.env["udi.import.say"]._spellings(),
            "dis": dis,
            "now": devices._udi_values(),
            "products": self._known_products(),
            "parties": self.env["udi.import.refs"]._known_parties(
                [row.values or {} for row in self]
            ),
            "countries": self._known_countries(),
            "kinds": self.env["udi.certificate"]._fields["kind"].get_values(self.env),
            "may_make_partners": self.env["res.partner"].has_access("create"),
        }

    def _dis_of(self):
        return {
            (line.get("issuing_agency"), line.get("code"))
            for row in self
            for line in (row.values or {}).get("di_ids", ())
            if line.get("role") in UNIQUE_ROLES
        }

    def _known_dis(self):
        """(agency, code) -> (device id, role) of the DIs on record."""
        wanted = self._dis_of()
        found = self.env["udi.di"].search_read(
            [
                ("code", "in", list({code for _agency, code in wanted if code})),
                ("role", "in", UNIQUE_ROLES),
            ],
            ["issuing_agency", "code", "device_id", "role"],
            load=None,
        )
        return {
            (di["issuing_agency"], di["code"]): (di["device_id"], di["role"])
            for di in found
        }

    def _known_products(self):
        codes = {(row.values or {}).get("product_id") for row in self} - {None}
        products = self.env["product.product"].search(
            [("default_code", "in", list(codes))]
        )
        return {product.default_code: product.id for product in products}

    @api.model
    def _known_countries(self):
        countries = self.env["res.country"].search_fetch([], ["code"])
        return {country.code: country.id for country in countries}

    def _looked(self, known):
        values = normal(self.values, known["spellings"])
        device, found = self._matched(values, known)
        now = known["now"].get(device, {})
        found = [
            *(Finding(*kept) for kept in self.read_findings or ()),
            *check(self.values),
            *found,
            *self._referred(values, known, now),
        ]
        changed = self._changes(values, now) if device else {}
        effect = "new" if not device else "change" if changed else "same"
        return {
            "device_id": device,
            "effect": effect,
            "findings": [
                [f.code, f.severity, f.field, f.value, f.expected] for f in found
            ],
            "is_sure": any(finding.code in SURE for finding in found),
            **self._shown(values),
            **self._status(effect, found),
        }

    @api.model
    def _shown(self, values):
        primary = next(
            (di for di in values.get("di_ids", ()) if di.get("role") == "primary"), {}
        )
        return {
            "brand_name": values.get("brand_name")
            or next((t["value"] for t in values.get("trade_name_ids", ())), False),
            "model_number": values.get("model_number") or values.get("catalog_number"),
            "di_code": primary.get("code"),
        }

    def _status(self, effect, found):
        severities = {finding.severity for finding in found}
        worst = next((f for s in (STOP, WARN) for f in found if f.severity == s), None)
        shown = worst or next(iter(found), None)
        if self.refusal:
            status = "stop"
        elif self.status in ("left_out", "entered"):
            status = self.status
        elif STOP in severities:
            status = "stop"
        elif effect == "same":
            status = "same"
        elif WARN in severities and not self.is_kept:
            status = "decide"
        else:
            status = "ready"
        code = "refused" if self.refusal else shown.code if shown else False
        return {
            "status": status,
            "finding_code": code,
            "finding_field": shown.field.split(".")[0] if shown else False,
        }

    def _matched(self, values, known):
        """The device on record that the row speaks of, by its DIs."""
        found, findings = {}, []
        for line in values.get("di_ids", ()):
            device, role = known["dis"].get(
                (line.get("issuing_agency"), line.get("code")), (None, None)
            )
            if device and line.get("role") in UNIQUE_ROLES:
                found.setdefault(device, line)
                if "primary" in (role, line["role"]) and role != line["role"]:
                    findings.append(
                        Finding("elsewhere", STOP, "di_ids", line["code"], role)
                    )
        if len(found) > 1:
            codes = ", ".join(line["code"] for line in found.values())
            findings.append(Finding("several_devices", STOP, "di_ids", codes))
        if self.is_duplicate:
            findings.append(Finding("duplicate", WARN, "di_ids", self.di_code))
        return next(iter(found), False), findings

    @api.model
    def _party_words(self, name, told, parties):
        """No contact is changed by a file about devices: what it lacks is told."""
        known = parties.get(party_key(told)) if told else None
        if known:
            left = [
                value
                for part, value in told.items()
                if value.lower() != known.get(part, "").lower()
            ]
            if left:
                who = known.get("name", "")
                yield Finding("party_words", INFO, name, who, ", ".join(left))

    def _papers(self, values, kinds):
        for certificate in values.get("certificate_ids", ()):
            kind, number, _revision = certificate_key(certificate)
            wrong = problem(kind, number)
            if kind not in kinds:
                yield Finding("unknown_kind", WARN, "certificate_ids", kind or number)
            elif wrong:
                told = wrong.found, wrong.expected
                yield Finding("certificate_number", WARN, "certificate_ids", *told)

    @api.model
    def _changes(self, values, now):
        """Name -> (now, after) of what differs from the device on record."""
        return changes(values, now)

    def _referred(self, values, known, now):
        """Records of ours that the values name and that are not there."""
        product = values.get("product_id")
        if product and product not in known["products"]:
            yield Finding("unknown_product", WARN, "product_id", product)
        for market in values.get("market_ids", ()):
            if market.get("country") not in known["countries"]:
                code = market.get("country") or ""
                yield Finding("unknown_country", WARN, "market_ids", code)
        yield from self._papers(values, known["kinds"])
        for name in PARTIES:
            yield from self._party_words(name, values.get(name), known["parties"])
        if values.get("manufacturer_id") and not known["may_make_partners"]:
            name = values["manufacturer_id"].get("name", "")
            yield Finding("no_maker_rights", INFO, "manufacturer_id", name)
        if values.get("customer_contact_ids") and not known["may_make_partners"]:
            for line in values["customer_contact_ids"]:
                name = line.get("email") or line.get("phone") or ""
                yield Finding("no_maker_rights", INFO, "customer_contact_ids", name)
        for code, name, value in self.notes or ():
            yield Finding(code, INFO, name, value)

    def _compute_comparison(self):
        """File, here now, after: only what differs."""
        say = self.env["udi.import.say"]
        for row in self:
            known = row._known()
            values = normal(row.values or {}, known["spellings"])
            now = known["now"].get(row.device_id.id, {})
            changed = self._changes(values, now)
            row.comparison = say._compared(row.read_values or {}, changed)


class UdiImport(models.Model):
    _inherit = "udi.import"

    def _groups(self):
        """One line for each finding of the rows that did not enter."""
        counted = {}
        say = self.env["udi.import.say"]
        rows = self.row_ids.filtered(
            lambda row: row.status in ("ready", "decide", "stop")
        )
        for row in rows:
            found = row._found()
            if row.refusal:
                found.append(Finding("refused", STOP, "refused", row.refusal))
            for finding in {f.code: f for f in reversed(found)}.values():
                group = counted.setdefault(
                    finding.code,
                    {
                        "code": finding.code,
                        "severity": {STOP: "2_stop", WARN: "1_warn"}.get(
                            finding.severity, "info"
                        ),
                        "row_count": 0,
                        "has_proposal": finding.code in PROPOSED,
                        "example": say._sentence(finding),
                    },
                )
                group["row_count"] += 1
        return list(counted.values())
