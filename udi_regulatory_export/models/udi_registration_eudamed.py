from odoo import api, fields, models
from odoo.fields import Domain

from odoo.addons.udi_traceability.models.udi_device import YES_NO

from ..formats.eudamed.codes import LEGACY
from ..formats.findings import ERROR, Finding

_NO_VERSION = Finding(
    code="no_schema_version",
    severity=ERROR,
    field="res.company.udi_eudamed_version",
)


class UdiRegistrationEudamed(models.Model):
    _name = "udi.registration.eudamed"
    _description = "Registration at EUDAMED"
    _inherit = ["udi.registration.detail"]
    _regulator = "eudamed"

    status = fields.Selection(
        [
            ("on_market", "On the market"),
            ("no_longer", "No longer placed on the market"),
            ("not_intended", "Not intended for the EU market"),
        ],
        string="Status on the EU market",
        tracking=True,
    )
    emdn_ids = fields.Many2many(
        "udi.code",
        "udi_registration_eudamed_emdn_rel",
        string="EMDN codes",
        domain=[("code_list", "=", "emdn")],
        context={"active_test": False},
        tracking=True,
    )
    reprocessed = fields.Selection(
        YES_NO, string="Reprocessed single-use device", tracking=True
    )
    annex_xvi_ids = fields.Many2many(
        "udi.code",
        "udi_registration_eudamed_annex_xvi_rel",
        string="Non-medical purposes (Annex XVI)",
        domain=[("code_list", "=", "annex_xvi")],
        context={"active_test": False},
        tracking=True,
    )
    annex_xvi_applicable = fields.Selection(
        YES_NO,
        string="Annex XVI applies",
        tracking=True,
        help="Asked of a Master UDI-DI in place of the purposes themselves.",
    )
    new_device = fields.Selection(
        YES_NO,
        string="New device",
        tracking=True,
        help="IVDR only: no such device was on the market for this analyte or "
        "parameter in the last three years. It may change from yes to no, not back.",
    )
    product_designer_id = fields.Many2one(
        "res.partner",
        string="Product original manufacturer",
        check_company=True,
        ondelete="restrict",
        tracking=True,
        help="Another party that designed and made the device (MDR Article 16).",
    )
    related_device_id = fields.Many2one(
        "udi.device",
        string="Legacy or regulation counterpart",
        check_company=True,
        ondelete="restrict",
        tracking=True,
        help="The same device under the old directive or the new regulation.",
    )
    related_type = fields.Selection(
        [("legacy_regulation", "Legacy and regulation device")],
        string="Kind of relation",
        compute="_compute_related_type",
    )
    eudamed_id = fields.Char(
        string="EUDAMED ID",
        copy=False,
        tracking=True,
        help="Of a legacy device without UDI-DI: D- and the rest of its EUDAMED DI.",
    )
    trade_name_applicable = fields.Boolean(
        string="Has a trade name", compute="_compute_trade_name_applicable"
    )
    market_version = fields.Integer(
        string="Version of the market data", readonly=True, copy=False
    )
    package_version = fields.Integer(
        string="Version of the package data", readonly=True, copy=False
    )
    designer_version = fields.Integer(
        string="Version of the original manufacturer", readonly=True, copy=False
    )
    substatus_ids = fields.One2many(
        "udi.registration.eudamed.substatus",
        "registration_eudamed_id",
        readonly=True,
        copy=False,
    )

    @api.depends("related_device_id")
    def _compute_related_type(self):
        for detail in self:
            detail.related_type = detail.related_device_id and "legacy_regulation"

    @api.depends("device_id.brand_name", "device_id.trade_name_ids")
    def _compute_trade_name_applicable(self):
        """Shown on EUDAMED's screens only; the schema has no element for it."""
        for detail in self:
            device = detail.device_id
            detail.trade_name_applicable = bool(
                device.brand_name or device.trade_name_ids
            )

    def _proposal(self, device):
        return {
            "status": "on_market" if device.state != "withdrawn" else "no_longer",
            "local_agent_id": device.authorised_representative_id.id,
        }

    @api.model
    def _schema_version(self, company):
        return company.udi_eudamed_version

    def _setting_findings(self):
        found = super()._setting_findings()
        for detail in self:
            if not self._schema_version(detail.company_id or self.env.company):
                found[detail.registration_id] += (_NO_VERSION,)
            found[detail.registration_id] += detail._family_findings()
        return found

    def _family_findings(self):
        """One Basic UDI-DI has one answer; its devices have several (BR-UDID-069)."""
        family = self.device_id.basic_udi_id
        return tuple(
            Finding(
                code="family_disagrees",
                severity=ERROR,
                field=f"udi.device.{name}",
                value=family.code,
                ref=family.code,
            )
            for name in (family.disagreement or "").split(",")
            if name
        )

    def _batch_findings(self):
        """A legacy family has exactly one device (BR-UDID-648)."""
        known = set()
        found = {}
        for detail in self:
            device = detail.device_id
            family = device.basic_udi_id
            if family in known and device.legislation_eu in LEGACY:
                finding = Finding(
                    code="family_in_batch",
                    severity=ERROR,
                    field="udi.basic.udi.code",
                    value=family.code,
                    ref=family.code,
                )
                found[detail.registration_id] = (finding,)
            known.add(family)
        return found

    def _note_upload(self, submission):
        """EUDAMED knows the family as soon as its first device arrived."""
        self._move_families("submitted", since=(False,))
        return super()._note_upload(submission)

    def _note_accepted(self):
        self._move_families("registered", since=(False, "submitted"))
        return super()._note_accepted()

    def _note_rejected(self):
        """With its only device a family is refused too, and can be sent again; one
        that EUDAMED knows by another device stays (BR-UDID-268)."""
        families = self.device_id.basic_udi_id
        known = families.search(
            Domain("id", "in", families.ids)
            & Domain(
                "device_ids.registration_ids",
                "any",
                Domain("regulator", "=", "eudamed")
                & (
                    Domain("accepted_id", "!=", False)
                    | Domain("state", "in", ("submitted", "registered"))
                    & Domain("id", "not in", self.registration_id.ids)
                ),
            )
        )
        alone = self.filtered(lambda d: d.device_id.basic_udi_id not in known)
        alone._move_families(False, since=("submitted",))
        return super()._note_rejected()

    def _move_families(self, state, since):
        families = self.device_id.basic_udi_id.sudo()
        families.filtered(lambda f: f.registry_state in since).registry_state = state
