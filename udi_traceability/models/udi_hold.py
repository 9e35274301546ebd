from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain

# States in which a move line is a reservation
OPEN_STATES = ("waiting", "confirmed", "partially_available", "assigned")


class UdiHold(models.Model):
    """A lot that must not move, and why.

    A lot may be held for several reasons at once; it is free again when the last of
    them is released.
    """

    _name = "udi.hold"
    _description = "Hold on a Lot"
    _order = "state, held_on desc, id desc"
    _rec_name = "lot_id"
    _check_company_auto = True

    lot_id = fields.Many2one(
        "stock.lot",
        string="Lot/Serial",
        required=True,
        readonly=True,
        ondelete="restrict",
        index=True,
        check_company=True,
    )
    product_id = fields.Many2one(
        "product.product", required=True, readonly=True, ondelete="restrict", index=True
    )
    company_id = fields.Many2one(
        "res.company", required=True, readonly=True, index=True
    )
    reason = fields.Selection(
        [
            ("quarantine", "Quarantine"),
            ("complaint", "Complaint"),
            ("recall", "Recall"),
            ("awaiting_release", "Awaiting release"),
            ("other", "Other"),
        ],
        required=True,
        readonly=True,
    )
    note = fields.Char(string="What happened", readonly=True)
    state = fields.Selection(
        [("active", "On hold"), ("released", "Released")],
        required=True,
        default="active",
        readonly=True,
        index=True,
    )
    held_by_id = fields.Many2one(
        "res.users", string="Held by", required=True, readonly=True
    )
    held_on = fields.Datetime(string="Held since", required=True, readonly=True)
    released_by_id = fields.Many2one("res.users", string="Released by", readonly=True)
    released_on = fields.Datetime(readonly=True)
    release_note = fields.Char(string="Why released", readonly=True)
    quantity = fields.Float(related="lot_id.product_qty", string="On hand")

    def action_release(self):
        """Ask for the reason first."""
        self._check_may_release()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Release"),
            "res_model": "udi.hold.release",
            "views": [(False, "form")],
            "target": "new",
            "context": {"default_hold_ids": self.ids},
        }

    @api.model
    def _hold(self, lots, reason, note, **extra_vals):
        """Hold lots: no new reservation, open ones given to other lots.

        :param lots: `stock.lot` records
        :param str reason: a key of `reason`
        :param str note: what happened, in words
        :param extra_vals: further values of the holds, as the record they come from.
            A lot that has an active hold with the same reason and these same values
            is skipped, so holding twice is harmless
        :return: the new holds
        """
        lots = lots.sudo()
        lots -= self._held_the_same(lots, reason, extra_vals)
        now = fields.Datetime.now()
        holds = self.sudo().create(
            [
                {
                    "lot_id": lot.id,
                    "product_id": lot.product_id.id,
                    "company_id": (lot.company_id or self.env.company).id,
                    "reason": reason,
                    "note": note,
                    "held_by_id": self.env.uid,
                    "held_on": now,
                    **extra_vals,
                }
                for lot in lots
            ]
        )
        self._break_reservations(holds.lot_id)
        holds._record_events("held", note)
        return holds.with_env(self.env)

    @api.model
    def _reservations(self, lots):
        """Lines of open transfers that count on these lots and may not have them."""
        lines = self.env["stock.move.line"].search(
            [
                ("lot_id", "in", lots.ids),
                ("product_id", "in", lots.product_id.ids),
                ("state", "in", OPEN_STATES),
                ("picked", "=", False),
                ("location_id.usage", "in", ("internal", "transit")),
            ]
        )
        return lines._udi_not_allowed_on_hold()

    @api.model
    def _break_reservations(self, lots):
        """Take these lots out of open transfers, and let those look for others.

        A line that is picked stays: the unit lies in the box already, and a line
        that vanished would let it leave unseen. Such a transfer is stopped when it
        is validated, with the reason.
        """
        lines = self.sudo()._reservations(lots)
        moves = lines.move_id
        lines.unlink()
        for company, of_company in moves.grouped("company_id").items():
            of_company.with_company(company)._action_assign()

    def _held_the_same(self, lots, reason, extra_vals):
        same = Domain(
            [
                ("lot_id", "in", lots.ids),
                ("state", "=", "active"),
                ("reason", "=", reason),
            ]
        )
        same &= Domain.AND([(name, "=", value)] for name, value in extra_vals.items())
        return self.sudo().search(same).lot_id

    def _release(self, note):
        """Release holds. The lots may be reserved again; nothing is reserved here."""
        self._check_may_release()
        holds = self.sudo().filtered(lambda hold: hold.state == "active")
        holds.write(
            {
                "state": "released",
                "released_by_id": self.env.uid,
                "released_on": fields.Datetime.now(),
                "release_note": note,
            }
        )
        holds._record_events("released", note)

    def _check_may_release(self):
        if not self:
            raise UserError(self.env._("Choose the holds to release."))
        if self.env.su or self.env.user.has_group("udi_traceability.group_udi_manager"):
            self.check_access("read")
            return
        raise AccessError(
            self.env._(
                "You may hold a lot but not release it. The role UDI manager can."
            )
        )

    def _record_events(self, kind, note):
        reasons = dict(self._fields["reason"]._description_selection(self.env))
        self.env["udi.event"]._record(
            [
                {
                    "kind": kind,
                    "lot_id": hold.lot_id.id,
                    "company_id": hold.company_id.id,
                    "user_id": self.env.uid,
                    "reason": ": ".join(filter(None, (reasons[hold.reason], note))),
                    "res_model": self._name,
                    "res_id": hold.id,
                }
                for hold in self
            ]
        )
