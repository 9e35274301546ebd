from odoo import api, models


class UdiScanEntry(models.Model):
    """Reads of places: at most one to take from and one to put to, for each worker."""

    _inherit = "udi.scan.entry"

    @api.model
    def _places(self, pickings):
        """The reads that hold for this worker now."""
        return self.sudo().search(
            [
                ("picking_id", "in", pickings.ids),
                ("location_id", "!=", False),
                ("state", "in", ("from", "to")),
                ("user_id", "=", self.env.uid),
            ]
        )

    @api.model
    def _enter(self, picking, key, text, moment, answer):
        entry = super()._enter(picking, key, text, moment, answer)
        if entry.location_id:
            entry._hold(entry.state)
        return entry

    def _hold(self, role, **said):
        """Another place in this role ends, and with no role this one does."""
        self.ensure_one()
        picking = self.picking_id.with_env(self.env)
        before = self._places(picking) - self
        before.filtered(lambda entry: entry.state == role)._become("aside", actions=[])
        self._become(role or "aside", **said)
        picking.invalidate_recordset(["udi_from_id", "udi_to_id"])
        self._become(self.state, places=picking._udi_places())
