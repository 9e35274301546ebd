from odoo import fields

from odoo.addons.udi_traceability.tests.two_connections import TwoConnections

BUSY = "Someone is working on"


class TwoPeopleCase(TwoConnections):
    """A recall at one customer, committed, that two people take at one moment."""

    def made(self, env):
        """A draft: one lot, delivered to one clinic."""
        partner = env["res.partner"].create(
            {"name": "Clinic", "email": "clinic@x.example"}
        )
        recall = env["udi.recall"].create(
            {
                "title": "Pump",
                "reason_text": "It stops.",
                "instructions": "Set apart.",
            }
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
        self.addressee(env, consignee, partner)
        return recall

    def addressee(self, env, consignee, partner):
        return env["udi.recall.addressee"].create(
            {
                "consignee_id": consignee.id,
                "partner_id": partner.id,
                "kind": "ship_to",
                "must_answer": True,
            }
        )

    def running(self, env):
        """Its notice is ready to leave."""
        recall = self.made(env)
        extent = env["udi.recall.round"].create({"recall_id": recall.id, "number": 1})
        recall.write({"state": "running", "round_id": extent.id})
        recall._prepare_notices()
        return recall

    def told(self, env, days=5):
        """The notice left some days ago."""
        recall = self.running(env)
        day = fields.Datetime.subtract(fields.Datetime.now(), days=days)
        recall.notice_ids.write({"state": "sent", "sent_at": day})
        return recall
