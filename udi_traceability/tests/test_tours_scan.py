from base64 import b64encode
from datetime import timedelta

from odoo.fields import Command
from odoo.tests import tagged

from ..tools.symbol import encode
from ..tools.symbol_image import png
from .common import GS, carrier, gtin
from .scan_tours import ScanTourCase

# The page's own road from the camera to the answer, on a picture instead of a camera
CAMERA = """
(async () => {
    const picture = new Image();
    picture.src = "data:image/png;base64,%(picture)s";
    await picture.decode();
    const canvas = document.createElement("canvas");
    Object.assign(canvas, {width: 640, height: 480});
    const drawing = canvas.getContext("2d");
    const paint = () => {
        drawing.fillStyle = "white";
        drawing.fillRect(0, 0, 640, 480);
        drawing.drawImage(picture, 220, 140, 200, 200);
    };
    paint();
    setInterval(paint, 100);
    navigator.mediaDevices.getUserMedia = async () => canvas.captureStream(10);
    const shown = async (selector) => {
        for (let i = 0; i < 300; i++) {
            const found = document.querySelector(selector);
            if (found) {
                return found;
            }
            await new Promise((resolve) => setTimeout(resolve, 50));
        }
        throw new Error(`not shown: ${selector}: ` + document.body.innerText);
    };
    (await shown(".o_udi_camera_button")).click();
    await shown(".o_udi_card.o_udi_ok");
    console.log("test successful");
})()
"""


@tagged("post_install", "-at_install")
class TestScanTours(ScanTourCase):
    def stock(self, *names, **values):
        lots = self.env["stock.lot"].create(
            [
                {"name": name, "product_id": self.pump.product_id.id, **values}
                for name in names
            ]
        )
        self.receive(dict.fromkeys(lots, 1))
        return lots

    def numbers(self, count):
        return [f"S{number + 1:03}" for number in range(count)]

    def test_receive_20(self):
        self.assertEqual(gtin(10001), "09506000100012")
        receipt = self.make_receipt([(self.pump.product_id, 20)])
        self.tour("udi_scan_receive_20")
        self.assertEqual(receipt.state, "done")
        lots = receipt.move_line_ids.lot_id
        self.assertEqual(sorted(lots.mapped("name")), self.numbers(20))
        self.assertEqual(len(self.events("received", picking_id=receipt.id)), 20)
        self.assertEqual(str(lots[0].udi_expiration_date), "2030-12-31")

    def test_ship_20(self):
        self.stock(*self.numbers(20))
        delivery = self.make_delivery([(self.pump.product_id, 20)])
        self.tour("udi_scan_ship_20")
        self.assertEqual(delivery.state, "done")
        self.assertEqual(len(self.events("shipped", picking_id=delivery.id)), 20)

    def test_take_back_3(self):
        lots = self.stock(*self.numbers(20))
        self.ship(dict.fromkeys(lots, 1))
        self.tour("udi_scan_take_back_3")
        returned = self.events("returned").mapped("lot_name")
        self.assertEqual(sorted(returned), ["S004", "S007", "S013"])
        self.assertEqual(sum(lots.mapped("product_qty")), 3)

    def test_ship_20_with_trouble(self):
        """One wrong product, one expired, one held, one double, one lost connection."""
        self.stock(*self.numbers(20))
        expired = self.stock("EXP")
        self.relabel(expired, udi_expiration_date=self.today - timedelta(days=20))
        held = self.stock("HELD")
        self.env["udi.hold"]._hold(held, "complaint", "C-118")
        self.receive({self.make_lot(self.glove, "GL1"): 5})
        order = self.env["sale.order"].create(
            {
                "partner_id": self.hospital.id,
                "order_line": [
                    Command.create(
                        {"product_id": self.pump.product_id.id, "product_uom_qty": 20}
                    )
                ],
            }
        )
        order.action_confirm()
        delivery = order.picking_ids
        self.tour("udi_scan_ship_with_trouble")
        self.assertEqual(delivery.state, "done")
        shipped = self.events("shipped", picking_id=delivery.id)
        self.assertEqual(sorted(shipped.mapped("lot_name")), self.numbers(20))
        self.assertEqual(len(self.events("scanned", picking_id=delivery.id)), 20)
        self.assertEqual(len(self.events("refused", picking_id=delivery.id)), 4)
        line = order.order_line
        self.assertEqual((line.qty_delivered, line.udi_scan_state), (20, "consistent"))
        aside = self.env["udi.scan.entry"].search([("state", "=", "aside")])
        self.assertEqual(aside.lot_id, held)

    def test_a_place_holds_until_it_is_taken_off(self):
        place = self.env["stock.location"].create(
            {"name": "T1", "location_id": self.shelf.id, "barcode": "SHELF-T1"}
        )
        receipt = self.make_receipt([(self.pump.product_id, 2)])
        self.tour("udi_scan_place")
        self.assertEqual(receipt.state, "done")
        lots = {line.lot_id.name: line for line in receipt.move_line_ids}
        self.assertEqual(lots["S001"].location_dest_id, place)
        self.assertEqual(lots["S002"].location_dest_id, self.shelf)

    def test_who_finished_it(self):
        receipt = self.make_receipt([(self.pump.product_id, 1)])
        user = self.env["res.users"].search([("login", "=", "scan_worker")])
        for number in range(3):
            text = carrier(di=gtin(10001), serial=f"L{number}")
            scan = {"key": f"k{number}", "text": text}
            receipt.with_user(user).udi_scan_send([scan])
            if receipt.state != "done":
                receipt.button_validate()
        self.tour("udi_scan_late", receipt)

    def test_a_list(self):
        self.stock(*self.numbers(2))
        self.make_delivery([(self.pump.product_id, 2)])
        self.tour("udi_scan_list")

    def test_camera(self):
        """A GS1 DataMatrix keeps its FNC1: the lot ends where the serial begins."""
        self.pump.pi_lot = True
        receipt = self.make_receipt([(self.pump.product_id, 2)])
        payload = f"01{gtin(10001)}10LOT1{GS}21SN1"
        symbol = encode(
            "gs1_datamatrix", (("01", gtin(10001)), ("10", "LOT1"), ("21", "SN1"))
        )
        picture = b64encode(png(symbol)).decode()
        self.browser_js(
            f"/odoo/udi-scan/{receipt.id}",
            CAMERA % {"picture": picture},
            ready="odoo.isReady === true",
            login="scan_worker",
        )
        event = self.events("scanned", picking_id=receipt.id)
        self.assertEqual(event.raw_text, f"]d2{payload}")
        line = receipt.move_line_ids.filtered("udi_scanned_qty")
        self.assertEqual((line.udi_lot_number, line.udi_serial_number), ("LOT1", "SN1"))
