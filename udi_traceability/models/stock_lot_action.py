from odoo import models


class StockLot(models.Model):
    """What the buttons of a lot open."""

    _inherit = "stock.lot"

    def action_udi_hold(self):
        return self.env["stock.lot.udi.hold"]._action_open(self)

    def action_udi_edit(self):
        self.ensure_one()
        self.check_access("write")
        return self._udi_dialog("stock.lot.udi.edit", self.env._("Correct the record"))

    def action_udi_release(self):
        holds = self.udi_hold_ids.filtered(lambda hold: hold.state == "active")
        return holds.action_release()

    def action_udi_print(self):
        return self.env["udi.label.print"]._action_open(self)

    def action_udi_events(self):
        return self._udi_list("udi_traceability.udi_event_action")

    def action_udi_labels(self):
        printed = [("lot_id", "in", self.ids), ("kind", "=", "printed")]
        return self._udi_list("udi_traceability.udi_event_action", printed)

    def action_udi_holds(self):
        return self._udi_list("udi_traceability.udi_hold_action")

    def _udi_list(self, xmlid, domain=None):
        action = self.env["ir.actions.act_window"]._for_xml_id(xmlid)
        domain = domain or [("lot_id", "in", self.ids)]
        return dict(action, domain=domain, context={})

    def _udi_dialog(self, model, title):
        return {
            "type": "ir.actions.act_window",
            "name": title,
            "res_model": model,
            "views": [(False, "form")],
            "target": "new",
            "context": {"default_lot_ids": self.ids},
        }
