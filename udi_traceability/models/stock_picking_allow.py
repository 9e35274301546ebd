from odoo import fields, models

from .udi_check_policy import CODES


class StockPicking(models.Model):
    """Letting pass what a scan was refused for: those who may, or by asking them."""

    _inherit = "stock.picking"

    def _udi_scan_actions(self, accepted, sentences, read):
        actions = super()._udi_scan_actions(accepted, sentences, read)
        stops = {each["code"] for each in sentences if each["severity"] == "stop"}
        if accepted or not read or not stops:
            return actions
        if stops == set(self._udi_may_allow(stops)):
            return [{"name": "allow", "label": self.env._("Allow…")}, *actions]
        if all(self._udi_who_allows(code) for code in stops):
            return [{"name": "ask", "label": self.env._("Ask to allow")}, *actions]
        return actions

    def _udi_may_allow(self, codes):
        """Those of these codes that this user may let pass here."""
        self.ensure_one()
        policy = self.env["udi.check.policy"]
        kind = self.picking_type_id
        return [
            code for code in codes if policy._may_allow(code, self.company_id, kind)
        ]

    def _udi_who_allows(self, code):
        """The group that may let this pass here; empty: nobody."""
        policy = self.env["udi.check.policy"]
        return policy._group(code, self.company_id, self.picking_type_id)

    def _udi_scan_action_allow(self, entry, values):
        """The dialog with what was found; after it the scan is judged once more."""
        return self.env["udi.override.allow"]._open(
            self, self._udi_rows_of_scan(entry), entry
        )

    def _udi_scan_action_ask(self, entry, values):
        return self._udi_scan_action_allow(entry, values)

    def _udi_rows_of_scan(self, entry):
        answer, product = entry.answer, entry.product_id
        name = answer.get("serial" if product.tracking == "serial" else "lot")
        known = dict(CODES)
        goods = " ".join(filter(None, (product.display_name, name)))
        return [
            {
                "code": finding["code"],
                "product_id": product.id,
                "lot_id": entry.lot_id.id,
                "lot_name": entry.lot_id.name or name,
                "message": f"{goods}: {finding['message']}",
            }
            for finding in answer["findings"]
            if finding["severity"] == "stop" and finding["code"] in known
        ]

    def _udi_scan_again(self, key, text):
        """A scan that was refused, once more and under a key of its own."""
        now = fields.Datetime.to_string(fields.Datetime.now())
        scan = {"key": f"{key[:50]}+allowed", "text": text, "at": now}
        return self.udi_scan_send([scan])

    def _udi_ask_to_allow(self, codes, text):
        """A word at once, and something to do that stays, to those who may."""
        groups = [self._udi_who_allows(code) for code in codes]
        people = self.env["res.users"].sudo().union(*(g.all_user_ids for g in groups))
        people = people.filtered(
            lambda user: (
                user.active and not user.share and self.company_id in user.company_ids
            )
        )
        title = self.env._("%(transfer)s: may this pass?", transfer=self.name)
        told = {"title": title, "message": text, "type": "warning", "sticky": True}
        people._bus_send("simple_notification", told)
        for user in people[:3]:
            self.activity_schedule(
                "udi_traceability.mail_activity_type_allow",
                summary=title,
                note=text,
                user_id=user.id,
            )

    def _udi_answer_those_who_asked(self, reason):
        kind = self.env.ref("udi_traceability.mail_activity_type_allow")
        asked = self.sudo().activity_ids.filtered(
            lambda activity: activity.activity_type_id == kind
        )
        told = {
            "title": self.env._("%(transfer)s: allowed", transfer=self.name),
            "message": self.env._(
                "Allowed by %(user)s: %(reason)s. Scan it again.",
                user=self.env.user.name,
                reason=reason,
            ),
            "type": "success",
        }
        asked.create_uid._bus_send("simple_notification", told)
        asked.action_feedback(feedback=reason)
