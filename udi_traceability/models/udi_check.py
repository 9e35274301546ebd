from dataclasses import dataclass, field

from odoo import api, models

from ..tools.verify import OFF

# What the company's setting for sales decides, as far as it is milder
CLEARANCE_CODES = (
    "not_cleared",
    "licence_missing",
    "licence_ended",
    "licence_too_narrow",
)
MILDER = ("stop", "warn", "info", OFF)


@dataclass(frozen=True)
class Door:
    """Through what units go: a transfer, or a movement without one."""

    company: models.BaseModel
    place: models.BaseModel
    picking_type: models.BaseModel
    partner: models.BaseModel
    buyer: models.BaseModel
    source: models.BaseModel
    dest: models.BaseModel

    @property
    def leaving(self):
        return self.dest.usage == "customer"

    @property
    def country(self):
        """Of the address or its owner; over the counter it is the shop's own."""
        if not self.partner:
            return self.company.country_id
        return self.partner.country_id or self.partner.commercial_partner_id.country_id


@dataclass
class Terms:
    """What one door asks, under the names that `Expected` has for it."""

    leaving: bool
    life_days: int
    severities: dict
    allowed: set
    bans: dict = field(default_factory=dict)

    def expected(self):
        return dict(vars(self))


class UdiCheck(models.AbstractModel):
    """What a transfer asks of every unit, for scans and for the moment of done alike.

    Read in sets: a handful of queries for one transfer or for a thousand.
    """

    _name = "udi.check"
    _description = "Checks at the Door"

    @api.model
    def _door(self, picking):
        picking = picking.sudo()
        return Door(
            company=picking.company_id,
            place=picking,
            picking_type=picking.picking_type_id,
            partner=picking.partner_id,
            buyer=picking.sale_id.partner_id or picking.partner_id,
            source=picking.location_id,
            dest=picking.location_dest_id,
        )

    @api.model
    def _doors_of(self, lines):
        """Door -> lines; one transfer with several places to go has several doors."""
        by_key = lines.sudo().grouped(
            lambda line: (line.picking_id or line.move_id, line.location_dest_id)
        )
        return {
            self._door_of(place, dest, found): found
            for (place, dest), found in by_key.items()
        }

    def _door_of(self, place, dest, lines):
        if place._name == "stock.picking":
            door = vars(self._door(place)) | {"dest": dest}
            return Door(**door)
        return Door(
            company=place.company_id or lines[:1].company_id,
            place=place,
            picking_type=place.picking_type_id,
            partner=place.partner_id,
            buyer=place.sale_line_id.order_id.partner_id or place.partner_id,
            source=lines[:1].location_id,
            dest=dest,
        )

    @api.model
    def _terms(self, devices_by_door):
        """Door -> `Terms`.

        :param devices_by_door: the devices whose units go through each door
        """
        doors = list(devices_by_door)
        places = [door.place for door in doors]
        allowed = self.env["udi.override"]._of_places(
            *(
                self.env[name].union(*(p for p in places if p._name == name))
                for name in ("stock.picking", "stock.move")
            )
        )
        terms = {
            door: Terms(
                leaving=door.leaving,
                life_days=door.partner._udi_life_days() if door.leaving else 0,
                severities=self._severities(door),
                allowed=allowed.get(door.place, set()),
            )
            for door in doors
        }
        self._add_bans(
            {
                door: devices
                for door, devices in devices_by_door.items()
                if door.leaving
            },
            terms,
        )
        return terms

    def _severities(self, door):
        """Code -> severity at this door; a row of its operation type says it last."""
        policy = self.env["udi.check.policy"]
        rows = policy._rows(door.company, door.picking_type)
        own = policy._own_rows(door.company, door.picking_type)
        severities = {code: severity for code, (severity, _group) in rows.items()}
        for code, least in self._milder(door).items():
            if code not in own:
                usual = severities.get(code, "stop")
                severities[code] = max(usual, least, key=MILDER.index)
        return severities

    def _milder(self, door):
        """Code -> the most that it is at this door, whatever is usual."""
        milder = {}
        if not door.leaving:
            # what has expired may come back, be thrown away, or move inside
            milder["expired"] = "warn"
        if door.source.usage == "customer":
            # it stands at the gate, whatever the records say
            milder |= {"lot_unknown": "warn", "not_in_stock": "warn"}
            milder["already_shipped"] = OFF
        if door.company.udi_clearance_policy != "stop":
            sold = door.company.udi_clearance_policy
            milder |= dict.fromkeys(CLEARANCE_CODES, sold)
        return milder
