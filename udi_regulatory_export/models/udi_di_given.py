from odoo import api, models

from .udi_submission_line import SENT


class UdiDiGiven(models.Model):
    """What was sent to a regulator is known outside: it is never forgotten."""

    _inherit = "udi.di.given"

    @api.model
    def _seen(self, codes):
        rows = self.sudo().search([("code", "in", list(codes))])
        sent = rows.device_id._udi_submitted()
        mine = rows.filtered(lambda row: row.device_id in sent)
        return super()._seen(codes) | set(mine.mapped("code"))


class UdiDevice(models.Model):
    _inherit = "udi.device"

    def _udi_submitted(self):
        """Those of these devices that are in a batch: its file may have been sent."""
        lines = self.env["udi.submission.line"].sudo()
        found = lines.search(
            [("registration_id.device_id", "in", self.ids), ("status", "in", SENT)]
        )
        return found.registration_id.device_id


class UdiGtinAllocation(models.Model):
    _inherit = "udi.gtin.allocation"

    def _held_by(self, dis):
        sent = len(dis.device_id._udi_submitted())
        said = super()._held_by(dis)
        return said + ([self.env._("%(count)s submitted", count=sent)] if sent else [])
