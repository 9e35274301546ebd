from odoo import api, models


class UdiFinding(models.AbstractModel):
    """How many, in words and in the reader's writing."""

    _inherit = "udi.finding"

    @api.model
    def _number(self, quantity):
        """The quantity as the reader's language writes it, without idle zeros."""
        language = self.env["res.lang"]._lang_get(self.env.lang or "en_US")
        text = language.format("%.2f", quantity, grouping=True)
        return text.rstrip("0").rstrip(language.decimal_point or ".")

    @api.model
    def _units(self, quantity):
        if quantity == 1:
            return self.env._("1 unit")
        return self.env._("%(count)s units", count=self._number(quantity))

    @api.model
    def _units_not_scanned(self, quantity):
        return self.env._("%(units)s not scanned", units=self._units(quantity))
