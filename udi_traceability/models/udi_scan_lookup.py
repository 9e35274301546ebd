from odoo import api, models
from odoo.exceptions import AccessError

from ..tools import UdiError, parse
from .udi_scan import TEXT_LIMIT

SHOWN_HOLDINGS = 5
SHOWN_CHOICES = 10
SEVERITY = {"good": "ok", "expired": "warn"}


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

    # -- answers ------------------------------------------------------------------

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

    def _looked_lots(self, lots):
        """One lot; of several with one number a person chooses, never the program."""
        if len(lots) == 1:
            return self._looked_lot(lots)
        return self._looked(
            "ok",
            self.env._("Several have this number. Which one?"),
            choices=[
                {
                    "label": f"{lot.product_id.display_name} {lot.name}",
                    "text": lot.udi_text or "",
                    "lot_id": lot.id,
                }
                for lot in lots[:SHOWN_CHOICES]
            ],
        )

    @api.model
    def udi_lookup_lot(self, lot_id):
        """The answer for one of the choices."""
        self._check_may_look()
        if not isinstance(lot_id, int) or isinstance(lot_id, bool):
            return self._looked_unknown()
        lot = self.env["stock.lot"].search([("id", "=", lot_id)])
        return self._looked_lot(lot) if lot else self._looked_unknown()

    def _looked_lot(self, lot):
        state = dict(lot._fields["udi_state"]._description_selection(self.env))
        why = lot.udi_hold_text or state[lot.udi_state]
        severity = SEVERITY.get(lot.udi_state, "stop")
        if lot.udi_part_held and severity == "ok":
            severity = "warn"
        return self._looked(
            severity,
            lot.product_id.display_name,
            rows=self._looked_facts(lot) + self._looked_holders(lot),
            state=f"{state[lot.udi_state]}: {why}" if lot.udi_hold_text else why,
            links=self._looked_links(lot),
        )

    def _looked_facts(self, lot):
        day = self.env["udi.finding"]._day
        number = (
            self.env._("Serial")
            if lot.product_id.tracking == "serial"
            else self.env._("Lot")
        )
        facts = [
            (number, lot.name),
            (self.env._("Made on"), lot.udi_manufacture_date),
            (self.env._("Expires on"), lot._udi_expiry()),
        ]
        return [
            [label, value if isinstance(value, str) else day(value)]
            for label, value in facts
            if value
        ]

    def _looked_holders(self, lot):
        """Who has it, those with most of it first."""
        held = sorted(
            self.env["udi.trace"].holdings(lot), key=lambda each: -each.quantity
        )
        kinds = dict(
            self.env["udi.trace.lookup.holding"]
            ._fields["kind"]
            ._description_selection(self.env)
        )
        rows = []
        for holding in held[:SHOWN_HOLDINGS]:
            partner = self.env["res.partner"].browse(holding.partner_id or [])
            place = self.env["stock.location"].browse(holding.location_id or [])
            where = partner.sudo().display_name or place.sudo().complete_name or ""
            rows.append([kinds[holding.kind], f"{holding.quantity:g} {where}".strip()])
        if len(held) > SHOWN_HOLDINGS:
            more = len(held) - SHOWN_HOLDINGS
            rows.append(
                ["", self.env._("and %(count)s more: open the trace", count=more)]
            )
        return rows

    def _looked_links(self, lot):
        """The buttons; whoever may release gets that too."""
        links = [
            self._looked_link(
                lot, "action_udi_trace", self.env._("Open trace"), "trace"
            ),
            self._looked_link(
                lot,
                "get_formview_action",
                self.env._("Serial")
                if lot.product_id.tracking == "serial"
                else self.env._("Lot"),
                "lot",
            ),
        ]
        if not lot.udi_on_hold:
            links.append(
                self._looked_link(lot, "action_udi_hold", self.env._("Hold…"), "hold")
            )
        manager = self.env.user.has_group("udi_traceability.group_udi_manager")
        if manager and (lot.udi_on_hold or lot.udi_part_held):
            links.append(
                self._looked_link(
                    lot, "action_udi_release", self.env._("Release…"), "release"
                )
            )
        return links

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
            links=self._looked_open(di.device_id, self.env._("Device")),
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
            ][:SHOWN_HOLDINGS],
            state=self.env._(
                "A package, now in %(place)s.", place=self._where(package)
            ),
            links=self._looked_open(package, self.env._("Package")),
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
            links=self._looked_open(picking, self.env._("Transfer")),
        )

    def _looked_place(self, place):
        return self._looked(
            "ok",
            place.complete_name,
            state=self.env._("A place in the warehouse."),
            links=self._looked_open(place, self.env._("Place")),
        )
