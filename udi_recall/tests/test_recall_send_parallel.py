from odoo.tests import tagged

from odoo.addons.udi_traceability.tests.two_connections import TwoConnections


@tagged("post_install", "-at_install")
class TestRecallSendParallel(TwoConnections):
    """Two workers take the same notices at one moment: each leaves once."""

    def _notice(self, env):
        partner = env["res.partner"].create(
            {"name": "Clinic", "email": "clinic@x.example"}
        )
        recall = env["udi.recall"].create(
            {"title": "Pump", "reason_text": "It stops.", "instructions": "Set apart."}
        )
        product = env["product.product"].create(
            {"name": "Pump", "is_storable": True, "tracking": "lot"}
        )
        lot = env["stock.lot"].create({"name": "L1", "product_id": product.id})
        row = env["udi.recall.lot"].create(
            {
                "recall_id": recall.id,
                "lot_id": lot.id,
                "certainty": "certain",
                "source": "named",
            }
        )
        extent = env["udi.recall.round"].create({"recall_id": recall.id, "number": 1})
        consignee = env["udi.recall.consignee"].create(
            {"recall_id": recall.id, "partner_id": partner.id, "quantity_out": 1}
        )
        env["udi.recall.consignee.line"].create(
            {
                "consignee_id": consignee.id,
                "recall_lot_id": row.id,
                "ship_to_id": partner.id,
                "quantity": 1,
            }
        )
        env["udi.recall.addressee"].create(
            {
                "consignee_id": consignee.id,
                "partner_id": partner.id,
                "kind": "ship_to",
                "must_answer": True,
            }
        )
        recall.write({"state": "running", "round_id": extent.id})
        recall._prepare_notices()
        return recall.notice_ids.id

    def _send(self, env, notice):
        return len(env["udi.recall.message"].browse(notice)._send())

    def test_one_of_them_sends_it(self):
        with self.connection() as env:
            notice = self._notice(env)
        first, second = self.meanwhile(
            lambda env: self._send(env, notice), lambda env: self._send(env, notice)
        )
        self.assertEqual((first, second), (1, 0))
        with self.connection() as env:
            mails = env["mail.mail"].search_count(
                [("model", "=", "udi.recall.message"), ("res_id", "=", notice)]
            )
            self.assertEqual(mails, 1)
