from odoo.tests import tagged

from odoo.addons.udi_traceability.tests.common import carrier

from .common import PUMP_GTIN
from .incoming_case import IncomingCase


@tagged("post_install", "-at_install")
class TestScanned(IncomingCase):
    """Is mine recalled? Every scan answers."""

    def _look(self, text, user=None):
        scans = self.env["udi.scan"].with_user(user or self.worker)
        return scans.udi_lookup(text)

    def _label(self, serial):
        return carrier(di=PUMP_GTIN, serial=serial)

    def test_check_a_code(self):
        recall = self._started(self._recall(self.serials[0]))
        answer = self._look(self._label("SN0001"))
        self.assertEqual(answer["severity"], "stop")
        self.assertEqual(
            answer["state"],
            f"Recalled: {recall.name}. The battery may lose contact. Put it in "
            "quarantine.",
        )
        self.assertNotIn("recall", [link["name"] for link in answer["links"]])
        self.worker.group_ids += self.env.ref("udi_recall.group_recall_user")
        answer = self._look(self._label("SN0001"))
        (link,) = [link for link in answer["links"] if link["name"] == "recall"]
        self.assertEqual((link["model"], link["id"]), ("udi.recall", recall.id))
        answer = self._look(self._label("SN0004"))
        self.assertEqual(answer["severity"], "ok")

    def test_a_unit_at_a_customer_is_recalled_too(self):
        self._started(self._recall(self.serials[1]))
        self.assertIn("Recalled", self._look("SN0002")["state"])

    def test_a_possible_one_says_so(self):
        recall = self._started(self._recall(self.serials[0]))
        recall.lot_line_ids.sudo().certainty = "possible"
        self.assertIn("Possibly recalled", self._look("SN0001")["state"])

    def test_drafts_drills_and_ended_recalls_say_nothing(self):
        draft = self._recall(self.serials[0])
        draft.action_compute_scope()
        drill = self._recall(self.serials[3], kind="drill")
        self._started(drill)
        for number in ("SN0001", "SN0004"):
            self.assertEqual(self._look(number)["severity"], "ok")

    def test_recalled_by_its_maker_before_we_did_anything(self):
        notice = self._bring()
        answer = self._look("SN0001")
        self.assertEqual(answer["severity"], "stop")
        self.assertIn("FSCA-26-11/7", answer["state"])
        # a number that never was here, and one of a device that never was
        answer = self._look(self._label("SN9999"))
        self.assertIn("Recalled by its maker", answer["state"])
        self.assertEqual(self._look(self._label("SN5555"))["severity"], "warn")
        answer = self._look(carrier(di=self._lines()[4]["udi_di"], lot="X1"))
        self.assertIn("Recalled by its maker", answer["state"])
        answer = self._look(carrier(di=self._lines()[4]["udi_di"], lot="X2"))
        self.assertEqual(answer["severity"], "unknown")
        notice.sudo().status = "cancelled"
        self.assertEqual(self._look("SN0001")["severity"], "ok")

    def test_the_scan_card_of_a_delivery(self):
        recall = self._started(self._recall(self.serials[0]))
        delivery = self.make_delivery([(self.ip200, 1)])
        delivery.action_assign()
        answer = delivery.with_user(self.worker).udi_scan(self._label("SN0001"))
        self.assertFalse(answer["accepted"])
        self.assertEqual(answer["what"], f"Recalled: {recall.name}.")
        self.assertEqual(answer["why"], "The battery may lose contact.")
        self.assertEqual(answer["next"], "Put it in quarantine.")

    def test_the_scan_card_of_what_comes_back(self):
        recall = self._started(self._recall(self.serials[1]))
        back = self.env["stock.picking"].create(
            {
                "picking_type_id": self.warehouse.in_type_id.id,
                "partner_id": self.anna.id,
                "location_id": self.customers.id,
                "location_dest_id": self.shelf.id,
                "move_ids": [
                    (
                        0,
                        0,
                        {
                            "product_id": self.ip200.id,
                            "product_uom_qty": 1,
                            "location_id": self.customers.id,
                            "location_dest_id": self.shelf.id,
                        },
                    )
                ],
            }
        )
        back.action_confirm()
        answer = back.with_user(self.worker).udi_scan(self._label("SN0002"))
        self.assertTrue(answer["accepted"])
        self.assertEqual(answer["severity"], "warn")
        (found,) = [row for row in answer["findings"] if row["code"] == "recalled"]
        self.assertIn(recall.name, found["what"])

    def test_a_hold_that_is_none_of_a_recall_stays_a_hold(self):
        self.env["udi.hold"]._hold(self.serials[0], "complaint", "C-118")
        delivery = self.make_delivery([(self.ip200, 1)])
        answer = delivery.with_user(self.worker).udi_scan(self._label("SN0001"))
        self.assertIn("On hold since", answer["what"])
