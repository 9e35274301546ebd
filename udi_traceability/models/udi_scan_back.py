from odoo import api, models
from odoo.fields import Domain

from ..tools import UdiError, parse
from .stock_picking import SCANNED_STATES


class UdiScan(models.AbstractModel):
    """Devices that come back: the delivery is found by the device, not by a list."""

    _inherit = "udi.scan"

    @api.model
    def udi_take_back(self, text):
        """The open return of the delivery that this unit left with; made if needed.

        :return: dict with `picking_id` and `scan`, or the words `what`, `why`, `next`
        """
        self._check_may_read()
        self.env["stock.picking"].check_access("create")
        text = self._clean(text)[:1000].strip(" \r\n\t")
        try:
            udi = parse(
                text,
                as_of=self.env.company._udi_today(),
                separators=self.env.company._udi_separators(),
            )
        except UdiError as error:
            return self._not_opened(self.env["udi.finding"]._unread(error))
        dis = self.env["udi.di"]._find(udi) if udi.di else self.env["udi.di"]
        lots = self.env["stock.lot"]
        for product in dis.device_id.product_id:
            lots |= lots._udi_find(udi, product)
        delivery = self._last_delivery(lots)
        if not delivery:
            said = self._nobody_wants(udi, dis.device_id.product_id, lots)
            return self._not_opened(said)
        return {"picking_id": self._return_of(delivery).id, "scan": text}

    def _last_delivery(self, lots):
        """The last delivery of these lots to a customer, that may be returned."""
        if not lots:
            return self.env["stock.picking"]
        line = self.env["stock.move.line"].search(
            [
                ("lot_id", "in", lots.ids),
                ("product_id", "in", lots.product_id.ids),
                ("state", "=", "done"),
                ("location_dest_id.usage", "=", "customer"),
                ("picking_id", "!=", False),
                ("company_id", "in", self.env.companies.ids),
            ],
            order="date desc, id desc",
            limit=1,
        )
        return line.picking_id

    def _return_of(self, delivery):
        """Of everything that may still come back; what does not is not missing."""
        delivery.check_access("read")
        back = self.env["stock.picking"].search(
            [("return_id", "=", delivery.id), ("state", "in", SCANNED_STATES)], limit=1
        )
        if back:
            return back
        wizard = self.env["stock.return.picking"].create({"picking_id": delivery.id})
        action = wizard.action_create_returns_all()
        return self.env["stock.picking"].browse(action["res_id"])

    def _nobody_wants(self, udi, products, lots):
        """What a device is that no open transfer expects."""
        finding = self.env["udi.finding"]
        if not products:
            return finding._spoken(
                "unknown_di",
                "stop",
                self.env._("Device not registered here."),
                self.env._("No device has the DI %(code)s.", code=udi.di or "–"),
                self.env._("Put it aside and ask regulatory affairs."),
            )
        name = products[:1].display_name
        number = udi.serial or udi.lot or ""
        delivery = self._last_delivery(lots)
        if delivery:
            return finding._spoken(
                "shipped",
                "info",
                f"{name} {number}".strip(),
                self.env._(
                    "Shipped to %(customer)s on %(transfer)s.",
                    customer=delivery.partner_id.display_name or "–",
                    transfer=delivery.name,
                ),
                self.env._("Did it come back? Tap Take back."),
            )
        return finding._spoken(
            "nobody",
            "info",
            f"{name} {number}".strip(),
            self.env._("No open transfer expects it."),
            self.env._("Choose a transfer below."),
        )

    @api.model
    def _next_after(self, picking):
        """The transfer of the same kind that is due next."""
        return self.env["stock.picking"].search(
            self._waiting()
            & self._of_kind(self._kind_of(picking))
            & Domain("id", "!=", picking.id)
            & Domain("backorder_id", "!=", picking.id),
            order="scheduled_date, id",
            limit=1,
        )
