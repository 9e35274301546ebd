from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ..tools.container import sscc
from .common import carrier, gtin
from .test_stock_picking_package import PREFIX, PackingCase, label


@tagged("post_install", "-at_install")
class TestReceivePackages(PackingCase):
    def test_a_case_of_one_lot_says_all_itself(self):
        receipt = self.make_receipt([(self.glove.product_id, 48)])
        for number, counted in ((61, 24), (62, 48)):
            text = label(number, f"02{gtin(10002)}3724\x1d10L7")
            answer = receipt.udi_scan(text)
            self.assertTrue(answer["accepted"], answer)
            self.assertEqual(answer["counted"], counted)
            self.assertFalse(answer["package"])
        receipt.button_validate()
        package = self.env["stock.package"]._udi_named(sscc(PREFIX, 61))
        self.assertEqual(package.quant_ids.quantity, 24)
        self.assertEqual(package.quant_ids.lot_id.name, "L7")
        packed = self.events("packed", picking_id=receipt.id)
        self.assertEqual(len(packed.package_id), 2)
        self.assertEqual(packed.mapped("quantity"), [24, 24])

    def test_cases_of_ten_are_counted_in_units(self):
        case = gtin(10002, 1)
        receipt = self.make_receipt([(self.glove.product_id, 40)])
        answer = receipt.udi_scan(label(61, f"02{case}3702\x1d10L7"))
        self.assertEqual(answer["counted"], 20, answer)
        answer = receipt.udi_scan(f"]C101{case}10L7\x1d00{sscc(PREFIX, 62)}")
        self.assertEqual(answer["counted"], 30, answer)
        receipt.with_context(skip_backorder=True).button_validate()
        package = self.env["stock.package"]._udi_named(sscc(PREFIX, 62))
        self.assertEqual(package.quant_ids.quantity, 10)

    def test_what_is_refused_leaves_no_package(self):
        receipt = self.make_receipt([(self.glove.product_id, 5)])
        answer = receipt.udi_scan(label(61, f"02{gtin(10002)}3724\x1d10L7"))
        self.refused(answer, "over_quantity")
        self.assertFalse(self.env["stock.package"]._udi_named(sscc(PREFIX, 61)))

    def test_serials_are_scanned_into_their_case(self):
        receipt = self.make_receipt([(self.pump.product_id, 4)])
        text = label(63, f"02{gtin(10001)}3703")
        answer = receipt.udi_scan(text)
        self.assertTrue(answer["accepted"], answer)
        self.assertEqual(
            (answer["package"]["counted"], answer["package"]["expected"]), (0, 3)
        )
        for number in (1, 2):
            answer = receipt.udi_scan(carrier(di=gtin(10001), serial=f"N{number}"))
        self.assertEqual(answer["package"]["counted"], 2)
        answer = receipt.udi_scan(text)
        self.refused(answer, "wrong_count")
        self.assertIn("2 units, the label says 3.", answer["message"])
        self.assertEqual(answer["actions"][0]["name"], "close_package")
        receipt.udi_scan(carrier(di=gtin(10001), serial="N3"))
        answer = receipt.udi_scan(text)
        self.assertTrue(answer["accepted"])
        self.assertFalse(answer["package"])
        receipt.udi_scan(carrier(di=gtin(10001), serial="N4"))
        receipt.button_validate()
        package = self.env["stock.package"]._udi_named(sscc(PREFIX, 63))
        self.assertEqual(package.quant_ids.lot_id.mapped("name"), ["N1", "N2", "N3"])
        self.assertEqual(len(self.events("packed", package_id=package.id)), 3)

    def test_a_wrong_count_may_be_explained(self):
        receipt = self.make_receipt([(self.pump.product_id, 3)])
        text = label(63, f"02{gtin(10001)}3703")
        self.send(receipt, text)
        self.send(receipt, carrier(di=gtin(10001), serial="N1"))
        key = self.send(receipt, text)["key"]
        for reason in (None, " ", 7, ["x"]):
            with self.assertRaisesRegex(UserError, "“Reason” is empty"):
                receipt.udi_scan_action(key, "close_package", {"reason": reason})
        answer = receipt.udi_scan_action(
            key, "close_package", {"reason": "One was broken"}
        )
        self.assertFalse(answer["package"])
        package = self.env["stock.package"]._udi_named(sscc(PREFIX, 63))
        self.assertEqual(package.udi_sealed_why, "One was broken")
        events = self.events("scanned", package_id=package.id)
        self.assertIn("One was broken", events[0].reason)
        with self.assertRaisesRegex(UserError, "cannot be done with this scan"):
            receipt.udi_scan_action(key, "close_package", {"reason": "again"})

    def test_opening_another_closes_the_first(self):
        receipt = self.make_receipt([(self.pump.product_id, 4)])
        receipt.udi_scan(label(64))
        receipt.udi_scan(carrier(di=gtin(10001), serial="N1"))
        receipt.udi_scan(label(65))
        answer = receipt.udi_scan(carrier(di=gtin(10001), serial="N2"))
        self.assertEqual(answer["package"]["name"], sscc(PREFIX, 65))
        self.assertEqual(answer["package"]["counted"], 1)


@tagged("post_install", "-at_install")
class TestPutInPack(PackingCase):
    def scan(self, picking, *serials):
        for serial in serials:
            answer = picking.udi_scan(carrier(di=gtin(10001), serial=serial))
            self.assertTrue(answer["accepted"], answer)
        return answer

    def test_what_was_counted_goes_into_a_new_package(self):
        self.env["udi.gtin.prefix"].create({"name": PREFIX})
        delivery = self.make_delivery([(self.pump.product_id, 3)])
        self.scan(delivery, "SN001", "SN002")
        answer = delivery.udi_scan_pack()
        self.assertTrue(answer["accepted"], answer)
        self.assertIn("2 units", answer["message"])
        package = delivery.move_line_ids.result_package_id
        self.assertTrue(package.udi_sscc)
        self.scan(delivery, "SN003")
        self.assertEqual(len(package._udi_lines_on(delivery)), 2)
        self.deliver(delivery)
        self.assertEqual(len(package.quant_ids), 2)
        packed = self.events("packed", package_id=package.id)
        self.assertEqual(packed.lot_id, self.serials[:2])

    def test_an_empty_one_is_opened_first(self):
        delivery = self.make_delivery([(self.pump.product_id, 3)])
        answer = delivery.udi_scan_pack()
        self.assertEqual(answer["package"]["counted"], 0)
        name = answer["package"]["name"]
        self.assertEqual(self.scan(delivery, "SN001")["package"]["counted"], 1)
        self.assertFalse(delivery.udi_scan_pack()["package"])
        package = self.env["stock.package"]._udi_named(name, delivery)
        self.assertEqual(package._udi_units_on(delivery), 1)

    def test_lots_go_where_they_are_put(self):
        delivery = self.make_delivery([(self.glove.product_id, 5)])
        glove = carrier(di=gtin(10002), lot="BOX")
        for _number in range(2):
            delivery.udi_scan(glove)
        delivery.udi_scan_pack()
        delivery.udi_scan(glove)
        delivery.udi_scan_pack()
        delivery.udi_scan(glove)
        lines = delivery.move_line_ids.filtered("picked")
        self.assertEqual(sorted(lines.mapped("quantity")), [1, 1, 2])
        self.assertEqual(len(lines.result_package_id), 2)

    def test_an_unknown_sscc_may_become_ours(self):
        delivery = self.make_delivery([(self.pump.product_id, 3)])
        key = self.send(delivery, label(70))["key"]
        answer = delivery.udi_scan_action(key, "open_package")
        self.assertEqual(answer["package"]["name"], sscc(PREFIX, 70))
        state = delivery.udi_scan_state()
        self.assertEqual(state["package"], answer["package"])
        self.assertEqual(state["entries"][0]["key"], answer["key"])

    def test_a_case_is_unpacked_on_the_way(self):
        case = self.pack(self.serials[:10], 1)
        delivery = self.make_delivery([(self.pump.product_id, 10)])
        answer = self.send(delivery, label(1))
        self.assertEqual(answer["actions"][0]["name"], "unpack")
        delivery.udi_scan_action(answer["key"], "unpack")
        self.deliver(delivery)
        self.assertFalse(case.quant_ids.filtered("quantity"))
        unpacked = self.events("unpacked", package_id=case.id)
        self.assertEqual(unpacked.lot_id, self.serials[:10])

    def test_a_scan_of_a_case_is_taken_back(self):
        self.pack(self.serials[:10], 1)
        delivery = self.make_delivery([(self.pump.product_id, 10)])
        first = self.send(delivery, label(1))
        for _twice in range(2):
            answer = delivery.udi_scan_undo(first["key"])
            self.assertEqual(answer["what"][:4], "Take", answer)
            self.assertFalse(delivery.move_ids.udi_scanned_qty)
        undone = self.events("undone", picking_id=delivery.id)
        self.assertEqual(undone.quantity, 10)
        second = self.send(delivery, label(1))
        self.assertEqual(second["counted"], 10)
        self.deliver(delivery)
        self.assertFalse(delivery.udi_scan_undo(second["key"])["accepted"])

    def test_put_in_pack_sent_twice_is_done_once(self):
        delivery = self.make_delivery([(self.pump.product_id, 3)])
        self.scan(delivery, "SN001")
        answers = [delivery.udi_scan_pack("k1") for _twice in range(2)]
        self.assertEqual(answers[0], answers[1])
        self.assertEqual(len(delivery.move_line_ids.result_package_id), 1)
        for key in ("", 7, "x" * 65):
            with self.assertRaisesRegex(UserError, "needs a key of its own"):
                delivery.udi_scan_pack(key)

    def test_unpacked_on_the_shelf(self):
        case = self.pack(self.serials[:3], 1)
        case.unpack()
        self.assertEqual(
            self.events("unpacked", package_id=case.id).lot_id, self.serials[:3]
        )

    def test_a_case_changes_its_pallet(self):
        """By hand, by Odoo's own unpack, and in sets."""
        cases = self.env["stock.package"].concat(*self.cases_of_ten())
        first, second = self.env["stock.package"].create([{"name": "A"}, {"name": "B"}])
        cases.parent_package_id = first
        packed = self.events("packed", package_id=first.id)
        self.assertEqual(packed.lot_id, self.serials)
        self.assertEqual(set(packed.mapped("origin")), set(cases.mapped("name")))
        self.assertEqual(packed.location_id, self.shelf)
        cases.parent_package_id = first
        self.assertEqual(len(self.events("packed", package_id=first.id)), 30)
        cases[0].write({"parent_package_id": second.id})
        moved = self.events("unpacked", package_id=first.id)
        self.assertEqual(moved.lot_id, self.serials[:10])
        self.assertEqual(
            self.events("packed", package_id=second.id).lot_id, self.serials[:10]
        )
        second.parent_package_id = first
        self.assertEqual(len(self.events("packed", package_id=first.id)), 40)
        first.unpack()
        self.assertEqual(len(self.events("unpacked", package_id=first.id)), 40)
        self.env["stock.package"].create({"name": "C", "parent_package_id": first.id})
        self.assertEqual(len(self.events("packed", package_id=first.id)), 40)

    def test_nesting_costs_no_query_a_case(self):
        cases = self.env["stock.package"].concat(*self.cases_of_ten())
        pallet = self.env["stock.package"].create({"name": "A"})
        costs = []
        for some in (cases[0], cases[1:]):
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            some.parent_package_id = pallet
            self.env.flush_all()
            costs.append(self.cr.sql_log_count - before)
        self.assertLessEqual(costs[1], costs[0] + 3, costs)

    def test_only_for_those_who_scan_and_only_open_transfers(self):
        delivery = self.make_delivery([(self.pump.product_id, 1)])
        stock_user = self.make_user("stock_only", "stock.group_stock_user")
        with self.assertRaises(AccessError):
            delivery.with_user(stock_user).udi_scan_pack()
        worker = self.make_user("packer", "udi_traceability.group_udi_user")
        self.assertTrue(delivery.with_user(worker).udi_scan_pack()["accepted"])
        delivery.action_cancel()
        self.refused(delivery.udi_scan_pack(), "transfer_closed")
