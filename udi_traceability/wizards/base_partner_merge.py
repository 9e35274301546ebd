from odoo import models
from odoo.exceptions import UserError


class BasePartnerMergeAutomaticWizard(models.TransientModel):
    _inherit = "base.partner.merge.automatic.wizard"

    def _merge(self, partner_ids, dst_partner=None, extra_checks=True):
        """Merging rewrites every table, and the ledger cannot be rewritten."""
        events = self.env["udi.event"].sudo()
        kept = dst_partner.id if dst_partner else False
        rest = [partner_id for partner_id in partner_ids if partner_id != kept]
        found = events.search([("partner_id", "in", rest)], limit=1)
        if found:
            raise UserError(
                self.env._(
                    "%(partner)s is named in the UDI ledger, which is evidence and "
                    "cannot be rewritten. Keep this contact and merge the others "
                    "into it.",
                    partner=found.partner_id.display_name,
                )
            )
        return super()._merge(partner_ids, dst_partner, extra_checks)
