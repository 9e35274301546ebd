from odoo import api, models


class UdiFinding(models.AbstractModel):
    """What is said about a place that was scanned."""

    _inherit = "udi.finding"

    @api.model
    def _place(self, place, role):
        name = place.display_name
        if role == "from":
            what = self.env._("From %(place)s", place=name)
            why = self.env._("What you scan next is taken from there.")
        elif role == "to":
            what = self.env._("To %(place)s", place=name)
            why = self.env._("What you scan next is put there.")
        else:
            what = self.env._("%(place)s taken off.", place=name)
            why = self.env._("It does not hold for the next scans any more.")
        return self._spoken("place", "info", what, why, self.env._("Scan a unit."))

    @api.model
    def _wrong_place(self, picking, place):
        own = place.company_id in (picking.company_id, place.company_id.browse())
        roots = picking.location_id | picking.location_dest_id
        roots = roots.filtered(lambda root: root.usage in ("internal", "transit"))
        where = self.env._(" or ").join(roots.mapped("display_name"))
        if not own:
            why = self.env._(
                "%(place)s belongs to %(company)s.",
                place=place.display_name,
                company=place.company_id.display_name,
            )
        elif place.usage not in ("internal", "transit"):
            why = self.env._("%(place)s holds no goods.", place=place.display_name)
        else:
            why = self.env._(
                "%(place)s does not lie in %(where)s.",
                place=place.display_name,
                where=where or picking.name,
            )
        return self._spoken(
            "wrong_place",
            "stop",
            self.env._("Not a place of this transfer."),
            why,
            self.env._("Scan a place in %(where)s, or go on without.", where=where)
            if where
            else self.env._("Go on without a place."),
        )
