from odoo import api, fields, models
from odoo.exceptions import UserError

from ..tools.consistency import contradictions
from .udi_device_sentences import SENTENCES

READ = (
    "single_use",
    "max_reuses",
    "sterile",
    "sterilize_before_use",
    "implantable",
    "legislation_eu",
    "risk_class_eu",
    "direct_marking",
    "device_count",
    "pi_lot",
    "pi_serial",
)


class UdiDevice(models.Model):
    """What cannot all be true: in the device, and between it and its family."""

    _inherit = "udi.device"

    contradiction_count = fields.Integer(
        string="Contradictions", compute="_compute_contradiction_count", store=True
    )
    finding_rows = fields.Json(compute="_compute_finding_rows")

    @api.depends(
        *READ,
        "sterilization_method_ids",
        "sterile_method_id",
        "pi_manufacturing_date",
        "pi_expiration_date",
        "primary_di_id.code",
        "direct_marking_di_id.code",
        "unit_of_use_di_id.code",
        "warning_ids.code_id",
        "size_ids.size_type_id",
        "storage_ids.kind_id",
        "storage_ids.unit_id",
    )
    def _compute_contradiction_count(self):
        for device in self:
            device.contradiction_count = len(contradictions(device._facts()))

    @api.depends("contradiction_count", "basic_udi_id.disagreement", "state")
    @api.depends_context("lang")
    def _compute_finding_rows(self):
        for device in self:
            found = contradictions(device._facts())
            rows = [device._finding_row(finding) for finding in found]
            if device.state != "withdrawn":
                rows += device.basic_udi_id._disagreement_rows()
            device.finding_rows = rows

    def _facts(self):
        self.ensure_one()
        return {
            **{name: self[name] for name in READ},
            "sterile_method": bool(self.sterile_method_id),
            "user_methods": bool(self.sterilization_method_ids),
            "has_pi": self.pi_manufacturing_date or self.pi_expiration_date,
            "primary_code": self.primary_di_id.code,
            "direct_mark_code": self.direct_marking_di_id.code,
            "unit_of_use_code": self.unit_of_use_di_id.code,
            "warnings": self.warning_ids.code_id.mapped("code"),
            "sizes": [size.size_type_id.code for size in self.size_ids],
            "storage": [
                (line.kind_id.code, line.unit_id.code) for line in self.storage_ids
            ],
        }

    def _finding_row(self, finding):
        """A row of the findings widget."""
        return {
            "severity": "warning",
            "code": finding.code,
            "sentence": self._finding_sentence(finding),
            "where": self.name,
            "ref": "",
            "field": finding.field,
            "res_model": self._name,
            "res_id": self._origin.id,
        }

    def _finding_sentence(self, finding):
        field = self._fields[finding.field]
        labels = dict(
            field._description_selection(self.env) if field.type == "selection" else ()
        )
        expected = finding.expected
        if isinstance(expected, tuple):
            expected = ", ".join(labels.get(each, each) for each in expected)
        sentence = self.env._(SENTENCES[finding.code])
        return sentence % {
            "value": labels.get(finding.value, finding.value),
            "expected": expected,
        }

    def _check_family_agrees(self):
        """A Basic UDI-DI has one class, one law and one maker for all its devices."""
        for family in self.basic_udi_id:
            for row in family._disagreement_rows():
                raise UserError(row["sentence"])
