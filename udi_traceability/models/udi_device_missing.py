from odoo import api, fields, models

from ..tools.needs import NEEDS, fields_of, market, missing

# The last part of a dotted name is not read: a list counts by having lines
ASKED = tuple(dict.fromkeys(name for need in NEEDS for name in fields_of(need)))
ALSO_READ = (
    "device_count",
    "basic_udi_id",
    "pi_serial",
    "pi_manufacturing_date",
    "pi_expiration_date",
    "pi_software",
    "market_ids.country_id",
)
# An identifier is answered in the list of identifiers
PLACES = dict.fromkeys(
    ("primary_di_id", "unit_of_use_di_id", "direct_marking_di_id"), "di_ids"
)


class UdiDevice(models.Model):
    """What nobody answered yet, and who needs the answer."""

    _inherit = "udi.device"

    missing_count = fields.Integer(
        string="Missing", compute="_compute_missing", store=True
    )
    missing_us = fields.Integer(
        string="Missing for FDA", compute="_compute_missing", store=True
    )
    missing_eu = fields.Integer(
        string="Missing for EUDAMED", compute="_compute_missing", store=True
    )
    missing_cn = fields.Integer(
        string="Missing for NMPA", compute="_compute_missing", store=True
    )
    missing_rows = fields.Json(compute="_compute_missing_rows")
    missing_text = fields.Char(string="To answer", compute="_compute_missing_rows")

    @api.depends(*ASKED, *ALSO_READ)
    def _compute_missing(self):
        for device in self:
            found = device._missing_by_need()
            device.missing_us = len(found.get("us", ()))
            device.missing_eu = len(found.get("eu", ()))
            device.missing_cn = len(found.get("cn", ()))
            device.missing_count = len(
                {name for names in found.values() for name in names}
            )

    @api.depends("missing_count", "missing_us", "missing_eu", "missing_cn")
    @api.depends_context("lang")
    def _compute_missing_rows(self):
        words = {
            "label": self.env._("Label"),
            "us": self.env._("FDA"),
            "eu": self.env._("EUDAMED"),
            "cn": self.env._("NMPA"),
        }
        for device in self:
            found = device._missing_by_need()
            rows = [
                {"need": need, "label": words[need], "fields": self._named(names)}
                for need, names in found.items()
            ]
            device.missing_rows = rows
            labels = [field["label"] for row in rows for field in row["fields"]]
            device.missing_text = ", ".join(dict.fromkeys(labels))

    def _missing_by_need(self):
        """``{need: fields}`` for the label and each market this device is meant for."""
        self.ensure_one()
        facts = {name: self[name] for name in (*ASKED, *ALSO_READ[:-1])}
        needs = ("label", *(need for need in NEEDS if need in self._needing_markets()))
        return {need: missing(need, facts) for need in needs}

    def _needing_markets(self):
        """Where it is sold or classified; who registers it, adds the regulators'."""
        self.ensure_one()
        markets = {market(code) for code in self.market_ids.country_id.mapped("code")}
        if self.risk_class_us:
            markets.add("us")
        if self.legislation_eu or self.risk_class_eu or self.basic_udi_id:
            markets.add("eu")
        if self.risk_class_cn:
            markets.add("cn")
        return markets - {""}

    def _named(self, names):
        return [
            {
                "name": PLACES.get(name, name),
                "label": self._fields[name]._description_string(self.env),
            }
            for name in names
        ]
