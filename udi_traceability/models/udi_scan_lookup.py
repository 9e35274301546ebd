from odoo import api, models
from odoo.exceptions import AccessError

from ..tools import UdiError, parse
from .udi_scan import TEXT_LIMIT

SHOWN_CHOICES = 10
SHOWN_PRODUCTS = 5


class UdiScan(models.AbstractModel):
    """“Check a code”: what any text stands for, in what state, and who has it."""

    _inherit = "udi.scan"

    @api.model
    def udi_lookup(self, text):
        """What one scanned or typed text means, for the dialog.

        Nothing is written and nothing counted.

        :return: dict of `severity` (ok, warn, stop, unknown), `title`, `rows` (label
            and value), `state`, `choices` where several may be meant, and `links`
        """
        self._check_may_look()
        text = self._clean(text)
        if len(text) > TEXT_LIMIT:
            return self._looked_unknown(self.env["udi.finding"]._too_long(TEXT_LIMIT))
        udi, error = self._looked_parsed(text)
        if udi and (udi.di or udi.sscc):
            return self._looked_udi(udi)
        return self._looked_name(text.strip()) or self._looked_unknown(
            self.env["udi.finding"]._unread(error) if error else None
        )

    def _check_may_look(self):
        if not self.env.user.has_group("udi_traceability.group_udi_user"):
            raise AccessError(
                self.env._("You cannot check codes. The role UDI user can.")
            )

    def _looked_parsed(self, text):
        company = self.env.company
        today, separators = company._udi_today(), company._udi_separators()
        try:
            return parse(text, as_of=today, separators=separators), None
        except UdiError as error:
            return None, error

    def _looked_udi(self, udi):
        """A label: a lot of its device, else the device, else nobody's."""
        sscc = udi.sscc
        packages = self.env["stock.package"]
        if sscc:
            packages = packages._of_sscc([sscc]).get(sscc, packages)
        if packages:
            return self._looked_package(packages)
        dis = self.env["udi.di"]._find(udi) if udi.di else self.env["udi.di"]
        lots = self.env["stock.lot"]._udi_find(udi) if dis else self.env["stock.lot"]
        if lots:
            return self._looked_lots(lots)
        if dis:
            return self._looked_device(dis[0], udi)
        finding = self.env["udi.finding"]
        return self._looked_unknown(
            finding._spoken(
                "unknown_di",
                "stop",
                self.env._("Device not registered here."),
                self.env._("%(code)s is no DI of ours.", code=udi.di or sscc),
                self.env._("Put it aside, and ask who keeps the devices."),
            )
        )

    def _looked_name(self, name):
        """What has this very name: a lot, a package, a transfer, an order, a place."""
        if not name:
            return None
        lots = self.env["stock.lot"].search(
            [("name", "=", name)], limit=SHOWN_CHOICES + 1
        )
        if lots:
            return self._looked_lots(lots)
        package = self.env["stock.package"].search(
            ["|", ("name", "=", name), ("udi_sscc", "=", name)], limit=1
        )
        if package:
            return self._looked_package(package)
        pickings = self.env["stock.picking"].search(
            ["|", ("name", "=", name), ("origin", "=", name)], limit=SHOWN_CHOICES
        )
        if pickings:
            return self._looked_pickings(pickings)
        place = self.env["stock.location"].search([("barcode", "=", name)], limit=1)
        return self._looked_place(place) if place else None

    def _looked(self, severity, title, **answer):
        empty = {"rows": [], "state": "", "choices": [], "links": []}
        return {"severity": severity, "title": title, **empty, **answer}

    def _looked_unknown(self, spoken=None):
        spoken = spoken or self.env["udi.finding"]._spoken(
            "unknown",
            "stop",
            self.env._("Code not known."),
            self.env._("It is no device, lot, package, transfer, order or place here."),
            self.env._("Check the label, or scan its other symbol."),
        )
        rest = " ".join(filter(None, (spoken["why"], spoken["next"])))
        return self._looked("unknown", spoken["what"], state=rest)

    def _looked_link(self, record, method, label, name):
        return {
            "name": name,
            "label": label,
            "model": record._name,
            "id": record.id,
            "method": method,
        }

    def _looked_open(self, record, label):
        return [self._looked_link(record, "get_formview_action", label, "open")]

    def _looked_traced(self, record, label):
        trace = self._looked_link(
            record, "action_udi_trace", self.env._("Open trace"), "trace"
        )
        return [trace, *self._looked_open(record, label)]

    def _looked_device(self, di, udi):
        number = udi.serial or udi.lot
        rows = [[self.env._("DI"), di.code]]
        if number:
            rows.append([self.env._("On the label"), number])
        return self._looked(
            "warn" if number else "ok",
            di.device_id.display_name,
            rows=rows,
            state=number
            and self.env._("The device is known. No lot or serial has this number.")
            or self.env._("A device of ours. The label names no lot or serial."),
            links=self._looked_traced(di.device_id, self.env._("Device")),
        )

    def _looked_package(self, package):
        inside = package.contained_quant_ids
        return self._looked(
            "ok",
            package.display_name,
            rows=[
                [
                    product.display_name,
                    f"{sum(quants.mapped('quantity')):g} {product.uom_id.name}",
                ]
                for product, quants in inside.grouped("product_id").items()
            ][:SHOWN_PRODUCTS],
            state=self.env._(
                "A package, now in %(place)s.", place=self._where(package)
            ),
            links=self._looked_traced(package, self.env._("Package")),
        )

    def _where(self, package):
        return package.location_id.complete_name or self.env._("no place")

    def _looked_pickings(self, pickings):
        picking = pickings[0]
        states = dict(picking._fields["state"]._description_selection(self.env))
        rows = [
            [each.name, f"{states[each.state]} · {each.partner_id.display_name or '–'}"]
            for each in pickings
        ]
        return self._looked(
            "ok",
            picking.name if len(pickings) == 1 else picking.origin,
            rows=rows,
            state=self.env._("Scanned: %(scanned)s", scanned=picking.udi_scan_text),
            links=self._looked_traced(picking, self.env._("Transfer")),
        )

    def _looked_place(self, place):
        return self._looked(
            "ok",
            place.complete_name,
            state=self.env._("A place in the warehouse."),
            links=self._looked_open(place, self.env._("Place")),
        )
