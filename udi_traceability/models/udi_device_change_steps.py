from odoo import api, models
from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tools import formatLang

from ..tools.di_gate import REASON, STOP
from .udi_gate import IN_USE, spelt_out
from .udi_gate_fields import LISTS, PROPOSED


class UdiDeviceChange(models.Model):
    """What the buttons of the dialog do."""

    _inherit = "udi.device.change"

    def action_apply(self):
        """Write what may pass; what needs a new identifier stays behind."""
        self.ensure_one()
        self._must_be_open()
        judged = self._judge()
        stopped = {each.edit.name for each in judged if each.outcome == STOP}
        if "" in stopped:  # a question was answered: the whole device is another one
            raise UserError(self.conclusion)
        vals = {n: v for n, v in self._wanted().items() if n not in stopped}
        if not vals:
            raise UserError(
                self.env._(
                    "Nothing of this may change here. Make a new device from this one."
                )
            )
        self._check_reason(
            any(each.outcome == REASON for each in judged) or self.kind == "wrong"
        )
        self._set({"state": "approved", "agreed_fields": list(vals), "values": vals})
        self.device_id.write(vals)
        self._set({"state": "applied"})
        return self._close()

    def action_request(self):
        """Keep it for somebody who decides."""
        self.ensure_one()
        self._must_be_open()
        self._check_reason(True)
        self._set({"state": "requested"})
        self.device_id._message_log(
            body=self.env._("Change requested: %(what)s", what=self.summary)
        )
        return self._close()

    def action_refuse(self):
        self._must_be_open()
        for change in self:
            change._check_reason(True)
        self._set({"state": "refused"})

    def action_new_device(self):
        """One click from “needs a new identifier” to the device that gets it."""
        self.ensure_one()
        self._must_be_open()
        judged = self._judge()
        new = self.device_id._gate_copy(self._wanted())
        if any(
            v.effect == "new_basic_udi_di" for each in judged for v in each.verdicts
        ):
            new.basic_udi_id = False
        new._message_log(
            body=self.env._(
                "Made from %(device)s. Check again: %(what)s",
                device=self.device_id.name,
                what=self.summary or "–",
            )
        )
        self._set({"state": "replaced", "new_device_id": new.id})
        return new._gate_open()

    def action_open_device(self):
        self.ensure_one()
        return (self.new_device_id or self.device_id)._gate_open()

    def _check_reason(self, needed):
        if needed and not (self.reason or "").strip():
            raise UserError(
                self.env._("“Why” is empty. Write the reason in a few words.")
            )

    def _close(self):
        return {
            "type": "ir.actions.client",
            "tag": "soft_reload",
        }

    @api.model
    def _agree(self, devices, vals, reason, kind):
        """An agreement about these values, made by code and kept like a person's."""
        agreements = self.create(
            [
                {"device_id": device.id, "reason": reason, "kind": kind}
                for device in devices
            ]
        )
        for agreement in agreements:
            agreement._check_reason(True)
        agreements._set({"state": "approved", "agreed_fields": list(vals)})
        return agreements


class UdiDevice(models.Model):
    _inherit = "udi.device"

    def action_change(self):
        """The only way to another value of what is locked on the form."""
        self.ensure_one()
        self.check_access("write")
        if self.state not in IN_USE:
            raise UserError(
                self.env._(
                    "%(device)s is not in use yet. Change it on its own form.",
                    device=self.name,
                )
            )
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Change %(device)s", device=self.name),
            "res_model": "udi.device.change",
            "views": [(False, "form")],
            "target": "new",
            "context": {"default_device_id": self.id, "dialog_size": "extra-large"},
        }

    def action_new_version(self):
        """A copy that says which device it follows; identifiers stay behind."""
        self.ensure_one()
        return self._gate_copy({})._gate_open()

    def _gate_copy(self, vals):
        """A draft that follows this one, with the values wanted for it.

        Lots made so far keep the old device: theirs is the DI on their label.
        """
        new = self.copy(
            {"previous_device_id": self.id, "previous_reason": "new_version"}
        )
        new.certificate_ids = [Command.clear()]
        pairs = {name: self._gate_pairs(new, name) for name in LISTS}
        wanted = {
            name: _moved(value, pairs[name]) if name in LISTS else value
            for name, value in vals.items()
            if name in PROPOSED and name != "package_di_ids"
        }
        if wanted:
            new.write(wanted)
        return new

    def _gate_pairs(self, new, name):
        """``{id of a line: id of its copy}``; a copy keeps the order of the lines."""
        return dict(zip(self[name].ids, new[name].ids, strict=False))

    def _gate_open(self):
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": self._name,
            "res_id": self.id,
            "views": [(False, "form")],
            "target": "current",
        }

    def _gate_impact(self):
        """What else a new identifier touches, in words with numbers."""
        lots = self.env["stock.lot"].search([("udi_device_id", "in", self.ids)])
        quantity = sum(
            amount
            for (amount,) in self.env["stock.quant"]._read_group(
                [
                    ("lot_id", "in", lots.ids),
                    ("location_id.usage", "in", ("internal", "transit")),
                ],
                [],
                ["quantity:sum"],
            )
        )
        orders = (
            self.env["sale.order"]
            .sudo()
            ._read_group(
                [
                    ("order_line.product_id", "in", self.product_id.ids),
                    ("state", "in", ("draft", "sent", "sale")),
                    ("delivery_status", "!=", "full"),
                    ("company_id", "in", self.env.companies.ids),
                ],
                [],
                ["__count"],
            )
        )
        return [
            self.env._("%(count)s lots", count=len(lots)),
            self.env._(
                "%(count)s in stock", count=formatLang(self.env, quantity, digits=0)
            ),
            self.env._("%(count)s open orders", count=orders[0][0]),
        ]


def _moved(commands, pairs):
    """Commands for the lines of one device, for the copies of those lines."""
    moved = []
    for command, record_id, argument in spelt_out(commands):
        if command == Command.SET:
            moved.append(
                Command.set([pairs[each] for each in argument if each in pairs])
            )
        elif command == Command.CREATE:
            moved.append(Command.create(argument))
        elif record_id in pairs:
            moved.append((command, pairs[record_id], argument))
    return moved
