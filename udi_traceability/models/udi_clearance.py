from collections import defaultdict

from odoo import api, models

from ..tools.clearance import Facts, Sale, decide, licensed
from .udi_certificate_kind import LICENCES


class UdiClearance(models.AbstractModel):
    """May a device be sold in a country on a day: read in sets, judged in memory."""

    _name = "udi.clearance"
    _description = "Clearance of Devices"

    @api.model
    def _facts(self, devices):
        """Device id -> `Facts`; the number of queries does not grow with devices."""
        # a salesperson need not see papers of the maker to learn the answer
        devices = devices.sudo()
        by_holder = self._holder_papers(devices.manufacturer_id)
        certificates = devices.certificate_ids | devices.basic_udi_id.certificate_ids
        for found in by_holder.values():
            certificates |= found
        papers = {certificate: certificate._paper() for certificate in certificates}
        return {
            device.id: Facts(
                papers=tuple(
                    papers[certificate]
                    for certificate in self._covering(device, by_holder)
                ),
                **self._answers(device),
            )
            for device in devices
        }

    def _answers(self, device):
        return {
            "state": device.state,
            "law_eu": device.legislation_eu or "",
            "risk_eu": device.risk_class_eu or "",
            "risk_us": device.risk_class_us or "",
            "risk_cn": device.risk_class_cn or "",
            "sterile": device.sterile or "",
            "sales": {
                market.country_id.code: Sale(
                    market.date_start or None, market.date_end or None
                )
                for market in device.market_ids
            },
        }

    def _holder_papers(self, makers):
        """Commercial partner -> papers that cover all devices of that maker."""
        found = self.env["udi.certificate"].sudo()
        holders = makers.commercial_partner_id
        by_holder = defaultdict(found.browse)
        if holders:
            for certificate in found.search(
                [
                    ("scope", "=", "all"),
                    ("is_licence", "=", False),
                    ("holder_id.commercial_partner_id", "in", holders.ids),
                ]
            ):
                holder = certificate.holder_id.commercial_partner_id
                by_holder[holder] |= certificate
        return by_holder

    def _covering(self, device, by_holder):
        """Papers for one device; those of another company say nothing about it."""
        found = device.certificate_ids | device.basic_udi_id.certificate_ids
        found |= by_holder[device.manufacturer_id.commercial_partner_id]
        company = device.company_id or self.env.company
        return found.filtered(
            lambda certificate: (
                certificate.company_id in (company, company.browse())
                and not certificate.is_licence
            )
        )

    @api.model
    def _licences(self, partners):
        """Commercial partner -> licences that its holder showed us."""
        found = self.env["udi.certificate"].sudo()
        by_holder = defaultdict(found.browse)
        holders = partners.commercial_partner_id
        for licence in found.search(
            [
                ("kind", "in", LICENCES),
                ("holder_id.commercial_partner_id", "in", holders.ids),
                ("company_id", "in", (False, self.env.company.id)),
            ]
        ):
            by_holder[licence.holder_id.commercial_partner_id] |= licence
        return by_holder

    @api.model
    def _licensed(self, licences, device, country, day):
        """The `Clearance` that a customer's licences give for one device."""
        fit = licences.filtered(
            lambda licence: (
                licence.scope == "all" or device in licence.licence_device_ids
            )
        )
        required = country in self.env.company.sudo().udi_licence_country_ids
        papers = tuple(licence._paper() for licence in fit)
        return licensed(papers, day, required=required, others=bool(licences))

    @api.model
    def _decide(self, facts, country, day):
        return decide(facts, country.code or "", day)

    @api.model
    def _of_devices(self, devices, countries, day):
        """(device id, country id) -> `Clearance`."""
        facts = self._facts(devices)
        return {
            (device.id, country.id): self._decide(facts[device.id], country, day)
            for device in devices
            for country in countries
        }
