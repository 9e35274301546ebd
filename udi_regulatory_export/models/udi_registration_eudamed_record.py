from odoo import api, fields, models

from ..formats.record import DiRecord, EudamedRecord, SubstatusRecord
from .device_record import registration_values
from .device_record_family import answers, party
from .device_record_lines import identifier

SUBSTATUSES = {
    "recalled": "RECALLED",
    "fsca_initiated": "FIELD_SAFETY_CORRECTIVE_ACTION_INITIATED",
}


class UdiRegistrationEudamed(models.Model):
    """EUDAMED's block of the frozen record."""

    _inherit = "udi.registration.eudamed"

    related_registration_id = fields.Many2one(
        "udi.registration.eudamed",
        string="Registration of the counterpart",
        compute="_compute_related_registration_id",
    )

    @api.depends("related_device_id")
    def _compute_related_registration_id(self):
        found = self.search([("device_id", "in", self.related_device_id.ids)])
        of_device = {detail.device_id: detail for detail in found}
        for detail in self:
            detail.related_registration_id = of_device.get(detail.related_device_id)

    def _block(self):
        self.ensure_one()
        base = registration_values(self)
        base["registrant"] = self._party(self.registrant_id)
        base["local_agent"] = self._party(self.local_agent_id)
        return EudamedRecord(
            status=self.status or "",
            emdn_codes=tuple(self.emdn_ids.mapped("code")),
            annex_xvi_codes=tuple(self.annex_xvi_ids.mapped("code")),
            eudamed_id=self.eudamed_id or "",
            related_di=self._related_identifier(),
            product_designer=self._party(self.product_designer_id),
            substatuses=self._substatuses(),
            market_version=self.market_version,
            package_version=self.package_version,
            designer_version=self.designer_version,
            **answers(self, ("reprocessed", "new_device", "annex_xvi_applicable")),
            **base,
        )

    def _party(self, partner):
        """The two environments give an actor two SRNs."""
        company = self.company_id or self.env.company
        environment = company.udi_eudamed_environment
        return party(partner, **partner._udi_srn_in(environment))

    def _related_identifier(self):
        """By what EUDAMED knows the counterpart: its UDI-DI, or its EUDAMED ID."""
        other = self.related_registration_id
        if other.di_id or not other.eudamed_id:
            return identifier(other.di_id or self.related_device_id.primary_di_id)
        return DiRecord(code=other.eudamed_id, issuing_agency="eudamed")

    def _substatuses(self):
        """A sub-status with several measures has several rows here."""
        rows = self.substatus_ids.grouped(
            lambda row: (row.code, row.date_start, row.date_end)
        )
        return tuple(
            SubstatusRecord(
                code=SUBSTATUSES[code],
                corrective_actions=tuple(
                    row.corrective_action.upper()
                    for row in told.filtered("corrective_action")
                ),
                date_start=start or None,
                date_end=end or None,
            )
            for (code, start, end), told in rows.items()
        )
