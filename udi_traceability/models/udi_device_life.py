from odoo import api, models
from odoo.exceptions import UserError


class UdiDevice(models.Model):
    """From draft to withdrawn, and what each step asks for."""

    _inherit = "udi.device"

    @api.ondelete(at_uninstall=False)
    def _unlink_only_drafts(self):
        kept = self.filtered(lambda device: device.state != "draft")
        if kept:
            raise UserError(
                self.env._(
                    "%(devices)s: only a draft can be deleted. Withdraw it instead.",
                    devices=", ".join(kept.mapped("name")),
                )
            )

    def action_review(self):
        self._move_to("review", allowed=("draft",))

    def action_draft(self):
        return self._ask_why("draft", self.env._("Back to draft"))

    def action_activate(self):
        self._check_ready()
        self._check_only_active()
        self._check_family_agrees()
        self._move_to("active", allowed=("draft", "review"))
        self._drive_product()
        self._sync_product_barcode()

    def action_withdraw(self):
        return self._ask_why("withdrawn", self.env._("Withdraw"))

    def _back_to_draft(self, reason):
        self._move_to("draft", allowed=("review",), reason=reason)

    def _withdraw(self, reason):
        """Lots made under it keep it; nothing new is scanned, made or sold by it."""
        self._move_to("withdrawn", allowed=("active",), reason=reason)

    def _ask_why(self, state, title):
        self.check_access("write")
        return {
            "type": "ir.actions.act_window",
            "name": title,
            "res_model": "udi.device.step",
            "views": [(False, "form")],
            "target": "new",
            "context": {"default_device_ids": self.ids, "default_state": state},
        }

    def _move_to(self, state, *, allowed, reason=""):
        self.check_access("write")
        states = dict(self._fields["state"]._description_selection(self.env))
        wrong = self.filtered(lambda device: device.state not in allowed)
        if wrong:
            raise UserError(
                self.env._(
                    "%(device)s is “%(now)s” and cannot become “%(then)s”.",
                    device=wrong[0].name,
                    now=states[wrong[0].state],
                    then=states[state],
                )
            )
        steps = {device: f"{states[device.state]} → {states[state]}" for device in self}
        self.state = state
        self._log_changes(steps, reason)
        if reason:
            self._message_log_batch(bodies=dict.fromkeys(self.ids, reason))

    def _log_changes(self, what, reason=""):
        """Who changed which device, what and why, where nobody can take it back.

        :param what: ``{device: sentence}``
        """
        self.env["udi.event"]._record(
            [
                {
                    "kind": "changed",
                    "company_id": device.company_id.id or self.env.company.id,
                    "product_id": device.product_id.id,
                    "di_code": device.primary_di_id.code,
                    "origin": device.name,
                    "res_model": device._name,
                    "res_id": device.id,
                    "reason": ". ".join(filter(None, (sentence, reason))),
                }
                for device, sentence in what.items()
            ]
        )

    def _check_ready(self):
        """A device that scans will be judged by needs these answers."""
        for device in self:
            if not device.product_id:
                problem = self.env._("choose its product.")
            elif not device.primary_di_id:
                problem = self.env._("give it a primary DI.")
            else:
                continue
            raise UserError(
                self.env._(
                    "%(device)s: %(problem)s", device=device.name, problem=problem
                )
            )

    def _check_only_active(self):
        """The database sees to it, too; this says which one to withdraw."""
        for device, other in self._active_beside().items():
            raise UserError(
                self.env._(
                    "%(device)s: %(product)s has the active device %(other)s "
                    "already. Withdraw that one first.",
                    device=device.name,
                    product=device.product_id.display_name,
                    other=other.name,
                )
            )

    def _active_beside(self):
        active = self.sudo().search(
            [
                ("product_id", "in", self.product_id.ids),
                ("state", "=", "active"),
                ("id", "not in", self.ids),
            ]
        )
        by_product = active.grouped("product_id")
        return {
            device: by_product[device.product_id][0]
            for device in self
            if device.product_id in by_product
        }

    def _label_pi(self):
        """Names of the `Udi` fields that every carrier of this device must have.

        A made-on date and a software version may be printed without being encoded
        (MDR Annex VI Part C 4.7, 6.5), so a scan is not refused for them.
        """
        self.ensure_one()
        told = (
            ("lot", self.pi_lot),
            ("serial", self.pi_serial),
            ("expiry", self.pi_expiration_date),
        )
        return tuple(name for name, on_label in told if on_label)
