from odoo import api, models

from .stock_quant_batch import KEY

# Below this a transfer is done sooner than its quants are looked up together
FEW = 5


class StockMoveLine(models.Model):
    _inherit = "stock.move.line"

    @api.model_create_multi
    def create(self, vals_list):
        """Odoo reserves for each new line by itself, and looks up its quants thrice."""
        keys = self._udi_keys_to_reserve(vals_list)
        if len(keys) <= FEW or "reserved_quant" in self.env.context:
            return super().create(vals_list)
        quants = self.env["stock.quant"]._udi_ready(keys)
        # recordsets without records are equal: the cache itself tells them apart
        context = {
            "reserved_quant": quants,
            "udi_known": quants.env.context["quants_cache"],
        }
        try:
            lines = super(StockMoveLine, self.with_context(**context)).create(vals_list)
        finally:
            quants._udi_forget_locks()
        return lines.with_env(self.env)

    def _udi_keys_to_reserve(self, vals_list):
        """The quants that lines with these values take from, where they name them."""
        return {
            tuple(vals.get(name) or False for name in KEY)
            for vals in vals_list
            if vals.get("product_id") and vals.get("location_id") and vals.get("lot_id")
        }

    def _action_done(self):
        self.filtered("lot_id")._udi_prepare_quants()
        try:
            return super()._action_done()
        finally:
            self.env["stock.quant"]._udi_forget_locks()

    def _create_and_assign_production_lot(self):
        """The lots of a receipt are made in the midst of `_action_done`."""
        result = super()._create_and_assign_production_lot()
        self._udi_prepare_quants()
        return result

    def _udi_prepare_quants(self):
        lines = self.filtered(
            lambda line: (
                line.lot_id
                and line.product_id.is_storable
                and line.product_uom_id.compare(line.quantity, 0) > 0
            )
        )
        if len(lines) > FEW:
            self.env["stock.quant"]._udi_prepare(lines)

    def _udi_quant_keys(self):
        """(quants these lines take from, quants they need to find), each by its key.

        What is on no shelf leaves a negative quant at its source; Odoo makes that
        one itself, except where goods come from outside and it is the rule.
        """
        sources, needed = set(), {}
        for line in self:
            product, lot, owner = line.product_id.id, line.lot_id.id, line.owner_id.id
            source = (product, line.location_id.id, lot, line.package_id.id, owner)
            result = line.result_package_id.id
            sources.add(source)
            if line.location_id.should_bypass_reservation():
                needed[source] = True
            needed[product, line.location_dest_id.id, lot, result, owner] = True
        return sources, needed
