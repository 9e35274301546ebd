from odoo import models

from .udi_certificate_kind import CN_KINDS, EU_KINDS, US_KINDS

MARKET_OF = {
    kind: market
    for market, kinds in (("us", US_KINDS), ("eu", EU_KINDS), ("cn", CN_KINDS))
    for kind, _label in kinds
}


class UdiCertificate(models.Model):
    """A regulator has the papers of its own law, with the devices that they list."""

    _name = "udi.certificate"
    _inherit = ["udi.certificate", "udi.gate.shared"]

    def _gate_home(self):
        paper = self.sudo()
        return paper.device_ids | paper.basic_udi_ids.device_ids, "", self

    def _gate_markets(self):
        return frozenset((MARKET_OF[self.kind],) if self.kind in MARKET_OF else ())

    def _gate_remedy(self, stopped):
        remedy = super()._gate_remedy(stopped)
        if stopped:
            paper = self.env._("Enter the new paper as another one beside it.")
            return f"{paper} {remedy}"
        return remedy
