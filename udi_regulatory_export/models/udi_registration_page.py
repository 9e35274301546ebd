import json

from odoo import api, fields, models

from ..formats.eudamed.locks import locked_fields
from .udi_device_gate import GRACE
from .udi_registration_step import CHECKED_STATES

# Codes of findings that say "nobody answered yet"
EMPTY = ("required", "recommended")
# What the page shows of the device, to be changed there
SHOWN = (
    "legislation_eu",
    "risk_class_eu",
    "basic_udi_id",
    "brand_name",
    "generic_name",
    "model_number",
    "catalog_number",
    "information_url",
    "device_count",
    "single_use",
    "max_reuses",
    "sterile",
    "sterilize_before_use",
    "latex",
    "mri_safety",
    "implantable",
    "is_kit",
    "direct_marking",
)


class UdiRegistration(models.Model):
    """What the page of a registration says at a glance."""

    _inherit = "udi.registration"

    environment_text = fields.Char("Environment", compute="_compute_environment_text")
    clock_text = fields.Char("Clock", compute="_compute_clock_text")
    missing_rows = fields.Json(compute="_compute_missing_rows")
    locked_names = fields.Char(compute="_compute_locks")
    lock_text = fields.Text("Fixed since registration", compute="_compute_locks")

    device_legislation_eu = fields.Selection(related="device_id.legislation_eu")
    device_risk_class_eu = fields.Selection(related="device_id.risk_class_eu")
    device_basic_udi_id = fields.Many2one(related="device_id.basic_udi_id")
    device_brand_name = fields.Char(related="device_id.brand_name")
    device_generic_name = fields.Char(related="device_id.generic_name")
    device_model_number = fields.Char(related="device_id.model_number")
    device_catalog_number = fields.Char(related="device_id.catalog_number")
    device_information_url = fields.Char(related="device_id.information_url")
    device_device_count = fields.Integer(related="device_id.device_count")
    device_single_use = fields.Selection(related="device_id.single_use")
    device_max_reuses = fields.Integer(related="device_id.max_reuses")
    device_sterile = fields.Selection(related="device_id.sterile")
    device_sterilize_before_use = fields.Selection(
        related="device_id.sterilize_before_use"
    )
    device_latex = fields.Selection(related="device_id.latex")
    device_mri_safety = fields.Selection(related="device_id.mri_safety")
    device_implantable = fields.Selection(related="device_id.implantable")
    device_is_kit = fields.Selection(related="device_id.is_kit")
    device_direct_marking = fields.Selection(related="device_id.direct_marking")

    @api.depends("regulator", "company_id")
    @api.depends_context("company", "lang")
    def _compute_environment_text(self):
        for registration in self:
            Detail = registration._detail_model()
            company = registration.company_id or self.env.company
            registration.environment_text = Detail._environment_text(company)

    @api.depends("state", "registry_state", "publish_date", "regulator")
    @api.depends_context("company", "lang")
    def _compute_clock_text(self):
        today = self.env.company._udi_today()
        for registration in self:
            registration.clock_text = registration._clock(today)

    def _clock(self, today):
        """What is being waited for, or what time runs."""
        regulators = dict(self._fields["regulator"]._description_selection(self.env))
        if self.regulator == "eudamed" and self.registry_state == "submitted":
            return self.env._(
                "Waiting for the notified body: EUDAMED shows the device as submitted "
                "until the certificate is registered."
            )
        if self.state == "submitted":
            return self.env._(
                "Waiting for the answer of %(regulator)s.",
                regulator=regulators[self.regulator],
            )
        locks = self.publish_date and self.publish_date + GRACE
        if self.regulator == "gudid" and self.state == "registered" and locks:
            return self._grace(today, locks)
        return False

    def _grace(self, today, locks):
        """The last day on which FDA lets the record be edited freely."""
        if self.publish_date <= today <= locks:
            return self.env._(
                "Locks in %(days)s days, after %(day)s.",
                days=(locks - today).days + 1,
                day=fields.Date.to_string(locks),
            )
        return False

    @api.depends("findings", "device_id.missing_rows")
    @api.depends_context("lang")
    def _compute_missing_rows(self):
        """This regulator's chip only: answers missing on this page."""
        words = dict(self._fields["regulator"]._description_selection(self.env))
        for registration in self:
            names = registration._missing_names()
            chip = {
                "need": registration._market() or registration.regulator,
                "label": words.get(registration.regulator),
                "fields": [registration._missing_field(name) for name in names],
            }
            registration.missing_rows = [chip] if names else []

    def _missing_names(self):
        """Fields of this page that nobody filled in, in the order of the findings."""
        if self.state not in CHECKED_STATES:
            return []
        found = {}
        for finding in self.findings or ():
            model, _dot, name = finding["field"].rpartition(".")
            if finding["code"] not in EMPTY:
                continue
            if model.startswith("udi.registration"):
                found[name] = True
            elif model == "udi.device" and name in SHOWN:
                found[f"device_{name}"] = True
        return list(found)

    def _missing_field(self, name):
        model = self if name in self._fields else self._detail()
        label = model._fields[name]._description_string(self.env)
        return {"name": name, "label": label}

    @api.depends("state", "version", "regulator", "device_id.legislation_eu")
    @api.depends_context("lang")
    def _compute_locks(self):
        today = self.env.company._udi_today()
        for registration in self:
            locks = registration._locks(today)
            names = [place.rpartition(".")[2] for place in locks]
            registration.locked_names = names and f",{','.join(names)},"
            registration.lock_text = registration._lock_sentences(locks)

    def _locks(self, today):
        """``{model.field: code}`` of what EUDAMED takes no change of any more."""
        if self.regulator != "eudamed" or self._gate_state("eu", today) == "draft":
            return {}
        return dict(locked_fields(self.device_id.legislation_eu or ""))

    def _lock_sentences(self, locks):
        ways = {
            "locked_device": self.env._(
                "Fixed at EUDAMED: %(fields)s. A change takes another UDI-DI: make a "
                "new device from this one."
            ),
            "locked_family": self.env._(
                "Fixed for the whole family: %(fields)s. A change takes another Basic "
                "UDI-DI: make a new family and a new device."
            ),
        }
        lines = []
        for code, way in ways.items():
            labels = [self._place_label(p) for p, c in locks.items() if c == code]
            if labels:
                lines.append(way % {"fields": ", ".join(dict.fromkeys(labels))})
        return "\n".join(lines)

    def _place_label(self, place):
        model, _dot, name = place.rpartition(".")
        return self.env[model]._fields[name]._description_string(self.env)


class UdiRegistrationVersion(models.Model):
    _inherit = "udi.registration.version"

    snapshot_text = fields.Text("Record as text", compute="_compute_snapshot_text")

    @api.depends("snapshot")
    def _compute_snapshot_text(self):
        for version in self:
            version.snapshot_text = json.dumps(
                version.snapshot, ensure_ascii=False, indent=2
            )


class UdiDevice(models.Model):
    _inherit = "udi.device"

    lock_text = fields.Text(
        "Fixed since registration",
        compute="_compute_lock_text",
        groups="udi_traceability.group_udi_user",
    )

    @api.depends("registration_ids.lock_text")
    @api.depends_context("lang")
    def _compute_lock_text(self):
        for device in self:
            texts = filter(None, device.registration_ids.mapped("lock_text"))
            device.lock_text = "\n".join(texts)
