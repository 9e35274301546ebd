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

    def _covers(self, place, package):
        """The same for one place and package, without a query."""
        self.ensure_one()
        return all(
            (lies.parent_path or "").startswith(held.parent_path or "")
            for lies, held in ((place, self.location_id), (package, self.package_id))
        )

    def _taken_by(self, line, away):
        """Whether a line takes what one of these holds, of its lot, keeps whole."""
        return bool(self) and (
            line.location_id in away
            or any(
                hold._covers(line.location_id, line.package_id)
                for hold in self
                if not hold.held_quantity
            )
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
        by_lot = quants.grouped("lot_id")
        for hold in counted:
            mine = by_lot.get(hold.lot_id, quants.browse())
            there = mine.filtered(lambda quant: quant.location_id in away)
            left = hold.held_quantity - sum(there.mapped("quantity"))
            here = (mine - there).filtered(
                lambda quant, hold=hold: hold._covers(
                    quant.location_id, quant.package_id
                )
            )
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

    def _short(self, moving):
        """Those of these holds on a quantity of which less is left than is held.

        :param moving: move lines whose goods still lie where they come from
        """
        counted = self.filtered("held_quantity")
        if not counted:
            return counted
        quants = counted._quants()
        places = quants.location_id | moving.location_id | moving.location_dest_id
        away = places._udi_in_quarantine()
        quants_of, lines_of = quants.grouped("lot_id"), moving.grouped("lot_id")
        return counted.filtered(
            lambda hold: (
                hold.product_id.uom_id.compare(
                    hold._left(
                        quants_of.get(hold.lot_id, ()),
                        lines_of.get(hold.lot_id, ()),
                        away,
                    ),
                    hold.held_quantity,
                )
                < 0
            )
        )

    def _left(self, quants, moving, away):
        """Units of this hold that are here after these lines have moved."""

        def counts(place, package):
            here = place.usage in ("internal", "transit")
            return here and (place in away or self._covers(place, package))

        left = sum(
            quant.quantity
            for quant in quants
            if counts(quant.location_id, quant.package_id)
        )
        for line in moving:
            comes = counts(line.location_dest_id, line.result_package_id)
            goes = counts(line.location_id, line.package_id)
            left += (comes - goes) * line.quantity_product_uom
        return left


class UdiFinding(models.AbstractModel):
    _inherit = "udi.finding"

    def _held_part(self, lot):
        """The sentence of the hard stop for a part of a lot's stock."""
        holds = lot.sudo().udi_hold_ids.filtered(
            lambda hold: hold.state == "active" and hold.scope == "part"
        )
        return self.env._(
            "%(what)s is on hold in part (%(part)s): %(why)s. Take other units, or put "
            "it in quarantine.",
            what=holds[:1].name,
            part="; ".join(self._told_part(hold) for hold in holds),
            why=self._hold_reasons(holds),
        )

    def _told_part(self, hold):
        """How many, in which package, where."""
        units = hold.held_quantity and self._units(hold.held_quantity)
        named = (units, hold.package_id.name, hold.location_id.complete_name)
        return ", ".join(filter(None, named))
