from odoo import fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import SQL

RESULTS = [
    ("passed", "Passed"),
    ("concession", "Passed with a concession"),
    ("failed", "Failed"),
]


class UdiHold(models.Model):
    """Letting goods go: by whom, on which inspection, how many."""

    _inherit = "udi.hold"

    inspection_reference = fields.Char(
        string="Inspection record", readonly=True, copy=False
    )
    inspection_result = fields.Selection(RESULTS, readonly=True, copy=False)
    inspection_attachment_ids = fields.Many2many(
        "ir.attachment",
        "udi_hold_inspection_rel",
        string="Inspection files",
        readonly=True,
        copy=False,
        bypass_search_access=True,
    )
    signature_id = fields.Many2one(
        "udi.signature.record",
        readonly=True,
        ondelete="restrict",
        copy=False,
    )
    released_quantity = fields.Float(
        string="Units released", digits="Product Unit", readonly=True, copy=False
    )
    origin_hold_id = fields.Many2one(
        "udi.hold",
        string="Left over from",
        readonly=True,
        ondelete="restrict",
        index="btree_not_null",
        copy=False,
    )

    def action_release(self):
        """Ask for the reason first."""
        self._check_may_release()
        active = self.filtered(lambda hold: hold.state == "active")
        if not active:
            raise UserError(
                self.env._("What is chosen is free already. Choose holds to release.")
            )
        wizard = self.env["udi.hold.release"].create({"hold_ids": active.ids})
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Release"),
            "res_model": "udi.hold.release",
            "res_id": wizard.id,
            "views": [(False, "form")],
            "target": "new",
        }

    def _release(self, note, quantity=None, **inspection):
        """Release holds. The lots may be reserved again; nothing is reserved here.

        :param float quantity: only so many units of one hold; the others stay held
        :param inspection: `inspection_reference`, `inspection_result`,
            `inspection_attachment_ids`, `signature_id`: what an awaited release needs
        """
        self._check_may_release()
        holds = self.sudo().filtered(lambda hold: hold.state == "active")
        holds._check_inspected(inspection)
        left = holds._left_over(quantity) if quantity else holds.browse()
        files = inspection.pop("inspection_attachment_ids", None)
        if files:
            holds.inspection_attachment_ids = files
        holds._set_released(
            release_note=note,
            released_quantity=quantity if left else 0.0,
            **inspection,
        )
        holds._record_events("released", note, quantity if left else None)
        return left.with_env(self.env)

    def _set_released(self, **vals):
        """Two statements, for one hold and for 50,000: the ORM writes by hundreds."""
        self.env.flush_all()
        further = SQL()
        for name, value in vals.items():
            column = self._fields[name].convert_to_column_insert(value or False, self)
            further = SQL("%s, %s = %s", further, SQL.identifier(name), column)
        self.env.cr.execute(
            SQL(
                """
                UPDATE udi_hold
                SET state = 'released', released_by_id = %(user)s,
                    released_on = %(now)s, write_uid = %(user)s,
                    write_date = %(now)s %(further)s
                WHERE id = ANY(%(holds)s)
                """,
                user=self.env.uid,
                now=fields.Datetime.now(),
                further=further,
                holds=self.ids,
            )
        )
        self.env.cr.execute(
            SQL(
                """
                UPDATE stock_lot lot
                SET udi_on_hold = COALESCE(held.whole, FALSE),
                    udi_part_held = COALESCE(held.part, FALSE)
                FROM stock_lot each
                LEFT JOIN (
                    SELECT lot_id, bool_or(scope = 'lot') AS whole,
                        bool_or(scope = 'part') AS part
                    FROM udi_hold WHERE state = 'active' GROUP BY lot_id
                ) held ON held.lot_id = each.id
                WHERE each.id = lot.id AND lot.id IN (
                    SELECT lot_id FROM udi_hold WHERE id = ANY(%(holds)s)
                )
                """,
                holds=self.ids,
            )
        )
        self.env.invalidate_all(flush=False)

    def _left_over(self, quantity):
        """A hold on what stays held, when only a part of one hold is released."""
        self.ensure_one()
        held = self.held_quantity or self._lying(self.lot_id, self._part())
        uom, sentences = self.product_id.uom_id, self.env["udi.finding"]
        if uom.compare(quantity, 0) <= 0 or uom.compare(quantity, held) > 0:
            raise UserError(
                self.env._(
                    "“Units to release” is %(asked)s: %(what)s has %(held)s on hold. "
                    "Release between 1 and %(most)s.",
                    asked=sentences._number(quantity),
                    what=self.name,
                    held=sentences._units(held),
                    most=sentences._number(held),
                )
            )
        if uom.compare(quantity, held) == 0:
            return self.browse()
        [vals] = self.copy_data(
            {
                "scope": "part",
                "state": "active",
                "held_quantity": held - quantity,
                "origin_hold_id": self.id,
            }
        )
        return self.create([vals])

    def _part(self):
        """What narrows this hold, as `_hold` takes it."""
        self.ensure_one()
        return {
            "location_id": self.location_id.id,
            "package_id": self.package_id.id,
            "held_quantity": self.held_quantity,
        }

    def _check_inspected(self, inspection):
        """A new lot is released on an inspection record, and signed for."""
        awaited = self.filtered(lambda hold: hold.reason == "awaiting_release")
        if not awaited:
            return
        if inspection.get("inspection_result") == "failed":
            raise UserError(
                self.env._(
                    "%(what)s failed its inspection: it stays on hold. Move it to "
                    "quarantine, or send it back to the maker.",
                    what=awaited[0].name,
                )
            )
        reference = (inspection.get("inspection_reference") or "").strip()
        if not (reference and inspection.get("inspection_result")):
            raise UserError(
                self.env._(
                    "%(what)s waits for release: “Inspection record” or “Result” is "
                    "empty. Fill them in.",
                    what=awaited[0].name,
                )
            )
        if not inspection.get("signature_id"):
            raise UserError(
                self.env._(
                    "%(what)s waits for release: it needs a signature. Press "
                    "“Release…” and sign.",
                    what=awaited[0].name,
                )
            )

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

    # -- the hooks of the signature dialog ----------------------------------------

    def _udi_sign_check(self, _act):
        self._check_may_release()

    def _udi_sign_content(self, _act, values):
        """What is signed: the lots, why they were held, the inspection, how many."""
        reasons = dict(self._fields["reason"]._description_selection(self.env))
        results = dict(
            self._fields["inspection_result"]._description_selection(self.env)
        )
        states = dict(self._fields["state"]._description_selection(self.env))
        lines = [
            f"{states[hold.state]}: {hold.name} ({reasons[hold.reason]}: {hold.note})"
            for hold in self.sudo()
        ]
        reference = values.get("inspection_reference") or "–"
        result = results.get(values.get("inspection_result"), "–")
        lines.append(
            self.env._(
                "Inspection record %(reference)s: %(result)s",
                reference=reference,
                result=result,
            )
        )
        if values.get("quantity"):
            lines.append(
                self.env._("Units released: %(units)g", units=values["quantity"])
            )
        return lines

    def _udi_signed(self, _act, values, signature):
        files = values.get("attachment_ids")
        self._release(
            signature.reason,
            values.get("quantity"),
            inspection_reference=values.get("inspection_reference"),
            inspection_result=values.get("inspection_result"),
            inspection_attachment_ids=files,
            signature_id=signature.id,
        )
        return {"type": "ir.actions.act_window_close"}
