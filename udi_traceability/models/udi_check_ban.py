from odoo import models

from ..tools.finding import STOP, Finding
from ..tools.territory import outside

LICENCE_CODES = {
    "no_licence": "licence_missing",
    "licence_scope": "licence_too_narrow",
}


class UdiCheck(models.AbstractModel):
    """What papers, licences and territories say about a device and a customer."""

    _inherit = "udi.check"

    def _add_bans(self, devices_by_door, terms):
        """Fill `Terms.bans`; nothing is read for doors without devices."""
        by_company = {}
        for door, devices in devices_by_door.items():
            if devices:
                by_company.setdefault(door.company, {})[door] = devices
        for company, doors in by_company.items():
            check = self.with_company(company)
            facts = check._facts_of(company, doors)
            for door, devices in doors.items():
                terms[door].bans = {
                    device.id: tuple(
                        check._bans(door, device, facts, terms[door].severities)
                    )
                    for device in devices
                }

    def _facts_of(self, company, doors):
        """Papers of all devices, licences and territories of all customers."""
        devices = self.env["udi.device"].sudo().union(*doors.values())
        buyers = self.env["res.partner"].sudo().union(*(door.buyer for door in doors))
        engine = self.env["udi.clearance"]
        return {
            "day": company._udi_today(),
            "papers": engine._facts(devices),
            "licences": engine._licences(buyers),
            "territories": self.env["udi.territory"]._of_dealers(buyers, company),
        }

    def _bans(self, door, device, facts, severities):
        if device.state == "withdrawn":
            yield Finding("di_withdrawn", STOP, "device", device.id)
        else:
            yield from self._ban_of_papers(door, device, facts, severities)
        yield from self._ban_of_licence(door, device, facts)
        yield from self._ban_of_territory(door, device, facts)

    def _ban_of_papers(self, door, device, facts, severities):
        engine = self.env["udi.clearance"]
        papers = facts["papers"][device.id]
        clearance = engine._decide(papers, door.country, facts["day"])
        # an address without a country is told on the order, not with each scan
        untold = not door.country and severities.get("not_cleared") != STOP
        if not clearance.cleared and not untold:
            code = door.country.code or None
            yield Finding("not_cleared", STOP, "country", code, clearance)

    def _ban_of_licence(self, door, device, facts):
        buyer = door.buyer.commercial_partner_id
        licence = self.env["udi.clearance"]._licensed(
            facts["licences"][buyer], device, door.country, facts["day"]
        )
        if not licence.cleared:
            code = LICENCE_CODES.get(licence.reason, "licence_ended")
            yield Finding(code, STOP, "licence", buyer.id, licence)

    def _ban_of_territory(self, door, device, facts):
        buyer, country = door.buyer.commercial_partner_id, door.country
        allowed = outside(
            facts["territories"][buyer],
            device.product_id.id,
            device.brand_name or "",
            country.code or "",
            facts["day"],
        )
        if allowed is not None:
            value = (buyer.id, country.code or "")
            yield Finding("outside_territory", STOP, "country", value, allowed)
