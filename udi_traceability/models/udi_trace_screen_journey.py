from datetime import datetime

from odoo import api, models
from odoo.exceptions import UserError
from odoo.tools import format_date, format_datetime

from .udi_trace_screen_family import PAGE

SCOPES = ("own", "down", "up")
ICONS = {
    "received": "fa-sign-in",
    "made": "fa-cogs",
    "consumed": "fa-cogs",
    "recovered": "fa-wrench",
    "unbuilt": "fa-wrench",
    "repaired": "fa-wrench",
    "packed": "fa-cubes",
    "moved": "fa-exchange",
    "shipped": "fa-truck",
    "returned": "fa-reply",
    "scrapped": "fa-trash",
    "adjusted": "fa-pencil",
}


class UdiTrace(models.AbstractModel):
    """What happened, oldest first, with the order, the invoice and its payment."""

    _inherit = "udi.trace"

    @api.model
    def udi_trace_journey(self, kind, number, scope="down", after=None):
        """A page of what happened.

        :param str scope: own: these lots alone; down: also what they went into; up:
            also what they are made of
        :param after: what the page before gave as `after`
        :return: dict of `rows`, and `after` if there are more
        """
        record = self._asked(kind, number)
        key = self._journey_key(after)
        if scope not in SCOPES or key is False:
            raise UserError(
                self.env._("This page cannot be read. Reload it and try again.")
            )
        lots = self._scoped(self._lots_of(kind, record), scope)
        found = self.movements(lots, limit=PAGE + 1, after=key)
        page = found[:PAGE]
        last = page[-1].key if len(found) > PAGE else None
        return {
            "rows": self._journey_rows(page),
            "after": last and [last[0].isoformat(), *last[1:]],
        }

    def _journey_key(self, after):
        """The key that a browser gave back; False if it is none of ours."""
        if after is None:
            return None
        kinds = (str, str, int, str, int)
        if not isinstance(after, list) or [*map(type, after)] != [*kinds]:
            return False
        try:
            moment = datetime.fromisoformat(after[0])
        except ValueError:
            return False
        numbers = self._is_id(after[2]) and self._is_id(after[4])
        return (moment, *after[1:]) if numbers and not moment.tzinfo else False

    def _scoped(self, lots, scope):
        if scope == "own":
            return lots
        walk = self.downstream if scope == "down" else self.upstream
        return lots.browse([traced.lot_id for traced in walk(lots)])

    def _journey_rows(self, movements):
        pickings = self.env["stock.picking"].browse(
            {each.picking_id for each in movements} - {None}
        )
        orders = self._orders_of(pickings)
        products = self.env["product.product"].browse(
            {each.product_id for each in movements}
        )
        products.sudo().fetch(["display_name", "uom_id"])
        self._read_together(
            "res.partner", (each.partner_id for each in movements), "display_name"
        )
        places = ("location_id", "location_dest_id")
        self._read_together(
            "stock.location",
            (getattr(each, place) for each in movements for place in places),
            "complete_name",
        )
        return [self._journey_row(each, orders) for each in movements]

    def _journey_row(self, movement, orders):
        product = self.env["product.product"].sudo().browse(movement.product_id)
        return {
            "key": "-".join(map(str, movement.key)),
            "kind": movement.kind,
            "icon": ICONS[movement.kind],
            "day": self.env["udi.finding"]._day(
                self.env.company._udi_day(movement.date)
            ),
            "at": format_datetime(self.env, movement.date, dt_format="d MMM y HH:mm"),
            "sentence": self._journey_said(movement),
            "product": product.display_name,
            "quantity": self._number(movement.quantity),
            "units": movement.quantity,
            "unit": product.uom_id.name,
            "lots": movement.lot_count,
            "reference": movement.reference or "",
            "model": movement.res_model,
            "id": movement.res_id,
            "order": orders.get(movement.picking_id, False),
        }

    def _journey_said(self, movement):
        places = self.env["stock.location"].sudo()
        partner = self.env["res.partner"].sudo().browse(movement.partner_id or [])
        src = places.browse(movement.location_id or []).complete_name
        dest = places.browse(movement.location_dest_id or []).complete_name
        who = partner.display_name
        several = self.env._("several places")
        say = {
            "received": lambda: self.env._("received from %s", who or src or several),
            "shipped": lambda: self.env._("shipped to %s", who or dest or several),
            "returned": lambda: self.env._("returned: %s", who or src or several),
            "made": lambda: self.env._("made"),
            "consumed": lambda: self.env._("used in production"),
            "recovered": lambda: self.env._("taken out of a unit again"),
            "unbuilt": lambda: self.env._("taken apart"),
            "repaired": lambda: self.env._("repaired"),
            "packed": lambda: self.env._("packed in %s", dest or several),
            "scrapped": lambda: self.env._("destroyed"),
            "adjusted": lambda: self.env._("counted in %s", self._ours(movement)),
            "moved": lambda: self.env._(
                "moved from %(src)s to %(dest)s",
                src=src or several,
                dest=dest or several,
            ),
        }
        return say[movement.kind]()

    def _ours(self, movement):
        places = self.env["stock.location"].sudo()
        both = [movement.location_id, movement.location_dest_id]
        places = places.browse(filter(None, both))
        ours = places.filtered(lambda place: place.usage != "inventory")
        return ours[:1].complete_name or self.env._("several places")

    # -- sold and paid ------------------------------------------------------------

    def _orders_of(self, pickings):
        """Transfer id -> its sales order and how far that is paid.

        Whoever may read the order is told of its invoices: only that there are some,
        and whether they are paid.
        """
        readable = pickings._filtered_access("read")
        orders = readable.sale_id._filtered_access("read")
        paid = {order: self._paid_said(order) for order in orders}
        return {
            picking.id: {
                "id": picking.sale_id.id,
                "name": picking.sale_id.name,
                "paid": paid[picking.sale_id],
            }
            for picking in readable
            if picking.sale_id in orders
        }

    def _paid_said(self, order):
        invoices = order.sudo().invoice_ids.filtered(
            lambda move: move.state == "posted" and move.move_type == "out_invoice"
        )
        if not invoices:
            return self.env._("not invoiced")
        states = set(invoices.mapped("payment_state"))
        if states <= {"paid"}:
            day = self._paid_on(invoices)
            if day:
                return self.env._("invoiced, paid %s", format_date(self.env, day))
            return self.env._("invoiced, paid")
        if states <= {"paid", "in_payment"}:
            return self.env._("invoiced, in payment")
        if states <= {"reversed"}:
            return self.env._("invoiced, credited")
        if states & {"paid", "in_payment", "partial"}:
            return self.env._("invoiced, partly paid")
        return self.env._("invoiced, not paid")

    def _paid_on(self, invoices):
        """The day of the last payment that closed these."""
        paid = invoices.line_ids.matched_credit_ids
        return max(paid.mapped("max_date"), default=None)
