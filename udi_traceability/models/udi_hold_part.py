from odoo import api, models
from odoo.fields import Domain


class UdiHold(models.Model):
    """Which goods a hold on a part of a lot's stock is about."""

    _inherit = "udi.hold"

    @api.model
    def _part_domain(self, part):
        """The place and package of a part, for quants and for move lines."""
        domain = Domain.TRUE
        if part.get("location_id"):
            domain &= Domain("location_id", "child_of", part["location_id"])
        if part.get("package_id"):
            domain &= Domain("package_id", "child_of", part["package_id"])
        return domain

    @api.model
    def _parts(self, domain):
        """The active holds on parts, of these lots or of this product."""
        active = [("scope", "=", "part"), ("state", "=", "active")]
        return self.sudo().search(Domain(domain) & Domain(active), order="id")

    def _place(self):
        """The same as `_part_domain`, of this hold."""
        self.ensure_one()
        return self._part_domain(
            {"location_id": self.location_id.id, "package_id": self.package_id.id}
        )

    def _quants(self):
        """The goods here of the lots of these holds, wherever they lie."""
        return (
            self.env["stock.quant"]
            .sudo()
            .search(
                [
                    ("lot_id", "in", self.lot_id.ids),
                    ("location_id.usage", "in", ("internal", "transit")),
                    ("quantity", ">", 0),
                ],
                order="in_date desc, id desc",
            )
        )

    def _untouchable(self):
        """Domain of the quants that no reservation may have, whole.

        What is held by place or package, and what lies in quarantine of a lot of
        which a quantity is held: that is the quantity.
        """
        domain = Domain.FALSE
        for hold in self.filtered(lambda hold: not hold.held_quantity):
            domain |= Domain("lot_id", "=", hold.lot_id.id) & hold._place()
        counted = self.filtered("held_quantity")
        quarantines = counted and self.env["stock.location"]._udi_quarantines()
        if quarantines:
            domain |= Domain("lot_id", "in", counted.lot_id.ids) & Domain(
                "location_id", "child_of", quarantines.ids
            )
        return domain

    def _kept(self):
        """Quant -> units of it that stay for these holds on quantities.

        Units nobody has reserved stay first, so that as few as possible are taken
        from others.
        """
        counted = self.filtered("held_quantity")
        quants = counted._quants()
        kept = dict.fromkeys(quants, 0.0)
        away = quants.location_id._udi_in_quarantine() if quants else ()
        for hold in counted:
            mine = quants.filtered(lambda quant, hold=hold: quant.lot_id == hold.lot_id)
            there = mine.filtered(lambda quant: quant.location_id in away)
            left = hold.held_quantity - sum(there.mapped("quantity"))
            here = (mine - there).filtered_domain(hold._place())
            for free in (True, False):
                left = self._keep(here, left, kept, free)
        return {quant: units for quant, units in kept.items() if units > 0}

    def _keep(self, quants, left, kept, free):
        """Keep up to `left` units of these quants; what could not be is returned."""
        for quant in quants:
            room = quant.quantity - kept[quant]
            if free:
                room -= quant.reserved_quantity
            taken = max(0.0, min(left, room))
            kept[quant] += taken
            left -= taken
        return left

    def _short(self):
        """Those of these holds on a quantity of which less is left than is held."""
        counted = self.filtered("held_quantity")
        quants = counted._quants()
        away = quants.location_id._udi_in_quarantine() if quants else ()
        short = self.browse()
        for hold in counted:
            mine = quants.filtered(lambda quant, hold=hold: quant.lot_id == hold.lot_id)
            there = mine.filtered(lambda quant: quant.location_id in away)
            here = mine.filtered_domain(hold._place()) | there
            if (
                hold.product_id.uom_id.compare(
                    sum(here.mapped("quantity")), hold.held_quantity
                )
                < 0
            ):
                short |= hold
        return short


class UdiFinding(models.AbstractModel):
    _inherit = "udi.finding"

    def _held_part(self, hold):
        """The sentence of the hard stop for a part of a lot's stock."""
        part = [
            hold.held_quantity
            and self.env._("%(units)g units", units=hold.held_quantity),
            hold.package_id.name,
            hold.location_id.complete_name,
        ]
        return self.env._(
            "%(what)s is on hold in part (%(part)s): %(why)s. Take other units, or put "
            "it in quarantine.",
            what=hold.name,
            part=", ".join(filter(None, part)),
            why=self._hold_reasons(hold),
        )
