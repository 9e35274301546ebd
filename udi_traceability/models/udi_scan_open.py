from odoo import api, fields, models
from odoo.exceptions import AccessError
from odoo.fields import Domain

from ..tools import UdiError, parse
from .udi_scan import TEXT_LIMIT

# Faces of the page where a transfer is chosen
KINDS = ("receive", "ship", "internal", "back")
MOST_CARDS = 80
MOST_PRODUCTS = 3


class UdiScan(models.AbstractModel):
    """Which transfer: chosen from cards, or opened by scanning anything of it."""

    _inherit = "udi.scan"

    @api.model
    def udi_choose(self, kind=False, search=""):
        """Cards of the transfers that wait for scans, late ones first.

        :param kind: receive, ship, internal or back; none of them: all
        :param str search: part of a transfer's name, partner, order or product
        :return: dict with `cards` and `counts`, the number of transfers of each kind
        """
        self._check_may_read()
        waiting = self._waiting(search if isinstance(search, str) else "")
        picking = self.env["stock.picking"]
        counts = {
            each: picking.search_count(waiting & self._of_kind(each)) for each in KINDS
        }
        if kind in KINDS:
            waiting &= self._of_kind(kind)
        pickings = picking.search(waiting, order="scheduled_date, id", limit=MOST_CARDS)
        return {"cards": self._cards(pickings), "counts": counts}

    @api.model
    def udi_open(self, text):
        """What a text means where no transfer is open yet.

        :return: dict with `picking_id` where it means one transfer, `scan` if the
            text is to be scanned into it, else `cards` to choose from; and the words
            `what`, `why`, `next`
        """
        self._check_may_read()
        text = self._clean(text).strip(" \r\n\t")
        if not text or len(text) > TEXT_LIMIT:
            return self._not_opened("empty")
        named = self._named_by(text)
        if named:
            return self._opened(named, False)
        try:
            udi = parse(
                text,
                as_of=self.env.company._udi_today(),
                separators=self.env.company._udi_separators(),
            )
        except UdiError as error:
            return self._not_opened(self.env["udi.finding"]._unread(error))
        return self._opened_by(udi, text)

    def _check_may_read(self):
        if not self.env.user.has_group("udi_traceability.group_udi_user"):
            raise AccessError(
                self.env._("You may not scan devices. The role UDI user can.")
            )
        self.env["stock.picking"].check_access("read")

    def _waiting(self, search=""):
        """Domain of the transfers that this page is for."""
        waiting = Domain(
            [
                ("state", "in", ("confirmed", "assigned")),
                ("move_ids.product_id.udi_device_ids", "!=", False),
            ]
        )
        words = search.strip()[:100]
        if not words:
            return waiting
        names = ("name", "partner_id", "origin", "move_ids.product_id")
        return waiting & Domain.OR([(name, "ilike", words)] for name in names)

    def _of_kind(self, kind):
        back = Domain("location_id.usage", "=", "customer")
        if kind == "back":
            return back
        codes = {"receive": "incoming", "ship": "outgoing"}
        if kind in codes:
            return Domain("picking_type_id.code", "=", codes[kind]) & ~back
        return Domain("picking_type_id.code", "not in", list(codes.values())) & ~back

    def _kind_of(self, picking):
        if self._is_return(picking):
            return "back"
        codes = {"incoming": "receive", "outgoing": "ship"}
        return codes.get(picking.picking_type_id.code, "internal")

    def _cards(self, pickings):
        return [self._card(picking) for picking in pickings]

    @api.model
    def _card(self, picking):
        """One transfer as plain values."""
        products = picking.move_ids.product_id
        counted, wanted = picking._udi_progress(products)
        company = picking.company_id
        due = picking.scheduled_date and company._udi_day(picking.scheduled_date)
        names = products[:MOST_PRODUCTS].mapped("display_name")
        more = len(products) - MOST_PRODUCTS
        return {
            "picking_id": picking.id,
            "name": picking.name,
            "kind": self._kind_of(picking),
            "type": picking.picking_type_id.display_name,
            "partner": picking.partner_id.display_name or False,
            "origin": picking.origin or False,
            "due": fields.Date.to_string(due),
            "late": bool(due) and (company._udi_today() - due).days,
            "from": picking.location_id.display_name,
            "to": picking.location_dest_id.display_name,
            "all_counted": counted,
            "all_expected": wanted,
            "products": ", ".join(names) + (f" +{more}" if more > 0 else ""),
            "state": picking.state,
        }

    def _named_by(self, text):
        """Transfers that a text names: their own name, order, package or place."""
        picking = self.env["stock.picking"]
        spelt = [text, text.upper()]
        named = picking.search([("name", "in", spelt)], limit=1)
        if named:
            return named
        places = self.env["stock.location"].search(
            ["|", ("barcode", "=", text), ("complete_name", "in", spelt)]
        )
        packages = self.env["stock.package"].search([("name", "=", text)], limit=20)
        of_order = Domain("origin", "in", spelt)
        in_package = Domain("move_line_ids.package_id", "in", packages.ids)
        at_place = Domain("location_id", "child_of", places.ids)
        for meant in (
            of_order,
            in_package if packages else Domain.FALSE,
            at_place if places else Domain.FALSE,
        ):
            found = picking.search(self._waiting() & meant, limit=MOST_CARDS)
            if found:
                return found
        return picking

    def _opened_by(self, udi, text):
        """A device was scanned: the transfers that expect it."""
        picking = self.env["stock.picking"]
        dis = self.env["udi.di"]._find(udi) if udi.di else self.env["udi.di"]
        products = dis.device_id.product_id
        wanting = picking.search(
            self._waiting() & Domain("move_ids.product_id", "in", products.ids),
            order="scheduled_date, id",
            limit=MOST_CARDS,
        )
        lots = self.env["stock.lot"]
        for product in products:
            lots |= lots._udi_find(udi, product)
        reserved = wanting.filtered(
            lambda each: each.move_line_ids.lot_id & lots if lots else False
        )
        if wanting:
            return self._opened(reserved or wanting, text)
        said = self._nobody_wants(udi, products, lots)
        return {**self._not_opened(said), "shipped": self._last_delivery(lots).name}

    def _opened(self, pickings, text):
        if len(pickings) == 1:
            return {"picking_id": pickings.id, "scan": text}
        return {
            "picking_id": False,
            "scan": text,
            "cards": self._cards(pickings.sorted("scheduled_date")),
        }

    def _not_opened(self, said):
        if said == "empty":
            said = self.env["udi.finding"]._spoken(
                "empty",
                "stop",
                self.env._("Nothing to look for."),
                "",
                self.env._("Scan a transfer, an order, a package or a device."),
            )
        names = ("severity", "what", "why", "next")
        return {"picking_id": False, **{name: said[name] for name in names}}
