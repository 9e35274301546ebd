from odoo import api, fields, models

from odoo.addons.stock.models.stock_quant import StockQuant as OdooQuant

LOCKED = "udi_locked_quants"
KEY = ("product_id", "location_id", "lot_id", "package_id", "owner_id")


class Known(dict):
    """Quants by the ids of `KEY`; what is asked for besides is looked up then.

    Two of them are never the same: Odoo would take the environment of an older one.
    """

    __eq__ = object.__eq__
    __hash__ = object.__hash__

    def __init__(self, quants, found):
        super().__init__(found)
        self.quants = quants

    def __missing__(self, key):
        self[key] = self.quants.search(
            [(name, "=", part) for name, part in zip(KEY, key, strict=True)]
        )
        return self[key]


class StockQuant(models.Model):
    """The quants of a transfer at once; Odoo finds, makes and locks each by itself.

    Odoo's own loop stays what moves the goods. It finds its quants there, empty and
    locked, in place of an INSERT and up to four locks for each serial.
    """

    _inherit = "stock.quant"

    @api.model_create_multi
    def create(self, vals_list):
        """Odoo creates one by one, for the sake of counted stock alone."""
        if not self._udi_in_one_go(vals_list):
            return super().create(vals_list)
        for vals in vals_list:
            vals.setdefault("inventory_quantity_set", False)
        return super(OdooQuant, self).create(vals_list)

    def _udi_in_one_go(self, vals_list):
        """Several quants, none of them counted, and no addon between wants to see."""
        if len(vals_list) < 2 or "quants_cache" in self.env.context:
            return False
        counted = {"inventory_quantity", "inventory_quantity_auto_apply"}
        if self._is_inventory_mode() or any(
            counted & vals.keys() for vals in vals_list
        ):
            return False
        order = type(self).mro()
        between = order[order.index(StockQuant) + 1 : order.index(OdooQuant)]
        return not any("create" in vars(part) for part in between)

    def try_lock_for_update(self, *, allow_referencing=False, limit=None):
        """A row that this transaction holds already needs no second question."""
        held = self.env.cr.cache.get(LOCKED)
        if held and limit == 1 and self and self._ids[0] in held:
            return self[:1]
        return super().try_lock_for_update(
            allow_referencing=allow_referencing, limit=limit
        )

    @api.model
    def _udi_prepare(self, lines):
        """Make and lock the quants that these lines are about to count on.

        Rows that somebody else has locked are left to Odoo's own way with them.

        :param lines: `stock.move.line` with lots, not done yet
        """
        quants = self.sudo()
        sources, missing = lines._udi_quant_keys()
        found = quants.search(
            [
                ("product_id", "in", lines.product_id.ids),
                ("location_id", "in", (lines.location_id + lines.location_dest_id).ids),
                ("lot_id", "in", [*lines.lot_id.ids, False]),
            ]
        )
        keys = {quant.id: tuple(quant[name].id for name in KEY) for quant in found}
        wanted = quants.browse(
            id_ for id_, key in keys.items() if key in sources or key in missing
        )
        held = wanted.try_lock_for_update(allow_referencing=True)
        loose = {key[:2] for key in keys.values() if not key[2]}
        for key in keys.values():
            missing.pop(key, None)
        now = fields.Datetime.now()
        vals_list = [
            dict(zip(KEY, key, strict=True), in_date=now)
            for key in missing
            # goods without a number may be taken in place of this one: Odoo's choice
            if key[:2] not in loose
        ]
        (held | quants.create(vals_list))._udi_keep_locks()

    @api.model
    def _udi_ready(self, keys):
        """No quants, but in a context that knows and holds those of these keys.

        :param keys: set of tuples, the ids of the fields of `KEY`
        """
        products, locations, lots = (
            self.env[self._fields[name].comodel_name].browse({key[at] for key in keys})
            for at, name in enumerate(KEY[:3])
        )
        quants = self.sudo()
        found = quants._get_quants_by_products_locations(
            products, locations, [("lot_id", "in", lots.ids)]
        )
        mine = quants.concat(*(found[key] for key in keys & found.keys()))
        mine.try_lock_for_update(allow_referencing=True)._udi_keep_locks()
        return self.with_context(quants_cache=Known(quants, found))

    def _udi_keep_locks(self):
        self.env.cr.cache.setdefault(LOCKED, set()).update(self.ids)

    @api.model
    def _udi_forget_locks(self):
        self.env.cr.cache.pop(LOCKED, None)
