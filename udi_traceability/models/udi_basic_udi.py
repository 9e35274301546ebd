from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..tools import UdiError
from ..tools.basic_udi import AGENCIES, check, complete, is_valid
from ..tools.check_digit import gtin_is_valid
from .udi_di import ISSUING_AGENCIES

IVD = ("ivdr", "ivdd")
# How the codes of some agencies begin; a GMN of GS1 begins with a figure
BEGINNINGS = {"B-": "eudamed", "++": "hibcc", "PP": "ifa"}
# BR-UDID-069 and the shape of EUDAMED's Basic UDI-DI object: one answer per family
AGREED = (
    "legislation_eu",
    "risk_class_eu",
    "implantable",
    "is_kit",
    "manufacturer_id",
    "authorised_representative_id",
)


class UdiBasicUdi(models.Model):
    """The EU device family: what MDR Annex VI Part C calls the Basic UDI-DI."""

    _name = "udi.basic.udi"
    _description = "Device Family (Basic UDI-DI)"
    _inherit = ["mail.thread"]
    _order = "code"
    _rec_name = "code"
    _rec_names_search = ["code", "name", "model"]
    _check_company_auto = True

    code = fields.Char(string="Basic UDI-DI", required=True, tracking=True)
    code_proposals = fields.Json(compute="_compute_code_proposals")
    issuing_agency = fields.Selection(
        ISSUING_AGENCIES, required=True, default="gs1", tracking=True
    )
    model = fields.Char(string="Device model (family)", tracking=True)
    name = fields.Char(string="Device name", tracking=True)
    device_ids = fields.One2many("udi.device", "basic_udi_id", string="Devices")
    device_count = fields.Integer(compute="_compute_device_count")
    medical_purpose_ids = fields.One2many(
        "udi.text",
        "basic_udi_id",
        string="Medical purpose",
        domain=[("kind", "=", "medical_purpose")],
        copy=True,
        help="Of a system or procedure pack.",
    )
    certificate_ids = fields.Many2many("udi.certificate", check_company=True)
    disagreement = fields.Char(
        compute="_compute_disagreement",
        store=True,
        help="Facts that its devices answer differently.",
    )
    finding_rows = fields.Json(compute="_compute_finding_rows")
    company_id = fields.Many2one("res.company", index="btree_not_null")

    _code_uniq = models.Constraint(
        "UNIQUE(issuing_agency, code)", "This Basic UDI-DI exists already."
    )

    @api.depends("code", "model", "name")
    def _compute_display_name(self):
        for family in self:
            called = family.model or family.name
            parts = (family.code, f"({called})" if called else "")
            family.display_name = " ".join(part for part in parts if part)

    @api.depends("device_ids")
    def _compute_device_count(self):
        for family in self:
            family.device_count = len(family.device_ids)

    @api.onchange("code")
    def _onchange_code(self):
        """A code that is plainly of another agency says so by its beginning."""
        code = (self.code or "").strip()
        if code[:1].isdigit() and self.issuing_agency in BEGINNINGS.values():
            self.issuing_agency = "gs1"
        self.issuing_agency = BEGINNINGS.get(code[:2], self.issuing_agency)

    @api.depends("code", "issuing_agency")
    def _compute_code_proposals(self):
        for family in self:
            family.code_proposals = family._proposals()

    @api.depends("device_ids.state", *(f"device_ids.{name}" for name in AGREED))
    def _compute_disagreement(self):
        for family in self:
            devices = family._agreeing_devices()
            told = [name for name in AGREED if len(family._told(name)) > 1]
            if "is_kit" in told and not family._of_ivd(devices):
                told.remove("is_kit")
            family.disagreement = ",".join(told)

    @api.depends("disagreement")
    @api.depends_context("lang")
    def _compute_finding_rows(self):
        for family in self:
            family.finding_rows = family._disagreement_rows()

    @api.constrains("code", "issuing_agency")
    def _check_code(self):
        for family in self:
            problem = family._code_problem()
            if problem:
                raise ValidationError(
                    self.env._(
                        "Basic UDI-DI %(code)s: %(problem)s",
                        code=family.code,
                        problem=problem,
                    )
                )

    def _agreeing_devices(self):
        """A withdrawn device keeps what was true of it."""
        return self.device_ids.filtered(lambda device: device.state != "withdrawn")

    def _told(self, name):
        """``{answer: devices}``; who did not answer yet does not contradict."""
        devices = self._agreeing_devices().filtered(name)
        return devices.grouped(name)

    @api.model
    def _of_ivd(self, devices):
        """EUDAMED asks for a kit under IVDR and IVDD only."""
        return any(device.legislation_eu in IVD for device in devices)

    def _code_problem(self):
        agency = self.issuing_agency.upper()
        if agency not in AGENCIES:
            return self.env._(
                "%(agency)s gives none. Choose the agency that gave it.",
                agency=dict(ISSUING_AGENCIES)[self.issuing_agency],
            )
        if agency == "EUDAMED" and self._is_legacy_di():
            return ""
        try:
            check(agency, self.code)
        except UdiError as error:
            proposals = self._proposals()
            if proposals:
                return self.env._(
                    "its last two characters are not its check characters. Use "
                    "%(right)s.",
                    right=self.env._(" or ").join(proposals),
                )
            return self.env["udi.finding"]._misspelt(error)
        return ""

    def _is_legacy_di(self):
        """B- and a UDI-DI have no check characters of their own (BR-UDID-641)."""
        di = self.code.removeprefix("B-")
        codes = self.device_ids.di_ids.mapped("code")
        return self.code.startswith("B-") and (di in codes or gtin_is_valid(di))

    def _proposals(self):
        """Codes this one may be meant for: with its last two characters put right,
        or with two more behind it."""
        agency, code = (self.issuing_agency or "").upper(), (self.code or "").strip()
        if agency not in AGENCIES or not code or is_valid(agency, code):
            return []
        if agency == "EUDAMED" and self._is_legacy_di():
            return []
        found = []
        for body in (code, code[:-2]):
            try:
                found.append(complete(agency, body))
            except UdiError:
                continue
        return found

    def _disagreement_rows(self):
        """Rows of the findings widget, one per fact."""
        return [
            self._disagreement_row(name)
            for name in (self.disagreement or "").split(",")
            if name
        ]

    def _disagreement_row(self, name):
        field = self.env["udi.device"]._fields[name]
        values = [
            f"{self._shown(field, value)} ({devices[0].name})"
            for value, devices in self._told(name).items()
        ]
        return {
            "severity": "error",
            "code": "family_disagrees",
            "sentence": self.env._(
                "%(field)s differs within the family %(family)s: %(values)s. Make "
                "them equal, or give one device another family.",
                field=field._description_string(self.env),
                family=self.code,
                values=", ".join(values),
            ),
            "where": self.code,
            "ref": "",
            "field": name,
            "res_model": self._name,
            "res_id": self._origin.id,
        }

    def _shown(self, field, value):
        if field.type == "selection":
            return dict(field._description_selection(self.env))[value]
        return value.display_name
