from odoo import fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Command


class UdiRecall(models.Model):
    _inherit = "udi.recall"

    def _check_disposes(self):
        self._check_manager()
        self._check_state("running", "reconciling", "completed")
        if not self._real():
            raise UserError(
                self.env._(
                    "%(recall)s is a drill: nothing is destroyed or moved.",
                    recall=self.name,
                )
            )


class UdiRecallDisposal(models.Model):
    """Doing what was planned: checks first, then the goods move."""

    _inherit = "udi.recall.disposal"

    def action_done(self):
        """Move the goods, or ask for the signature that lets them go."""
        self.ensure_one()
        self._check_planned()
        self.recall_id._lock()
        self._check_papers()
        if self.kind == "release":
            return self._ask_release()
        self._check_there()
        picking = self.sudo()._move()
        self.sudo().write({"picking_id": picking.id, **self._done_values()})
        self._tell()
        return True

    def action_cancel(self):
        self.ensure_one()
        self._check_planned()
        self.sudo().state = "cancelled"
        return True

    def _done_values(self):
        return {
            "state": "done",
            "done_at": fields.Datetime.now(),
            "done_by_id": self.env.uid,
        }

    def _tell(self):
        kinds = dict(self._fields["kind"]._description_selection(self.env))
        self.recall_id.message_post(
            body=self.env._(
                "%(what)s: %(units)s of %(lot)s.",
                what=kinds[self.kind],
                units=self.env["udi.finding"]._units(self.quantity),
                lot=self.recall_lot_id.display_name,
            )
        )

    # -- what must be there first -----------------------------------------------

    def _check_papers(self):
        """The authority is told before goods are destroyed, and may watch."""
        if self.kind == "destroy":
            self._check_told()
            missing = [
                name for name in ("witness", "certificate_ids") if not self[name]
            ]
            self._check_has(missing)
        if self.kind == "rework":
            self._check_has([] if self.location_dest_id else ["location_dest_id"])
            self._check_apart()
        if self.kind != "release":
            self._check_has([] if self.location_id else ["location_id"])

    def _check_told(self):
        self._check_has([] if self.authority_told_on else ["authority_told_on"])
        today = self.company_id._udi_today()
        if self.authority_told_on > today:
            raise UserError(
                self.env._(
                    "The authority will be told on %(date)s: destroy after that day.",
                    date=self.authority_told_on,
                )
            )

    def _check_has(self, names):
        if names:
            described = self.fields_get(names, ["string"])
            raise UserError(
                self.env._(
                    "%(lot)s: fill in first: %(fields)s.",
                    lot=self.recall_lot_id.display_name,
                    fields=", ".join(described[name]["string"] for name in names),
                )
            )

    def _check_apart(self):
        place = self.location_dest_id.sudo()
        if place == self.location_id or not place._udi_in_quarantine():
            raise UserError(
                self.env._(
                    "Reworked goods are kept apart until they are released: %(place)s "
                    "is no other quarantine. Choose one, or tick “Quarantine” on it.",
                    place=place.display_name,
                )
            )

    def _check_there(self):
        there = self._quants().filtered(
            lambda quant: quant.location_id == self.location_id
        )
        found = sum(there.mapped("quantity"))
        if self.uom_id.compare(self.quantity, found) > 0:
            number = self.env["udi.finding"]._number
            raise UserError(
                self.env._(
                    "%(place)s has %(found)s of %(lot)s, not %(asked)s. Correct the "
                    "place or the number.",
                    place=self.location_id.sudo().display_name,
                    found=number(found),
                    lot=self.recall_lot_id.display_name,
                    asked=number(self.quantity),
                )
            )

    # -- the goods move ---------------------------------------------------------

    def _move(self):
        """A done transfer; a lot on hold may go there, from quarantine only."""
        warehouse = self.location_id.warehouse_id
        kind = warehouse.int_type_id
        place = self._goes_to()
        where = {"location_id": self.location_id.id, "location_dest_id": place.id}
        product = self.product_id
        line = {
            "product_id": product.id,
            "product_uom_id": product.uom_id.id,
            "lot_id": self.lot_id.id,
            "quantity": self.quantity,
            "picked": True,
            **where,
        }
        move = {
            "product_id": product.id,
            "product_uom": product.uom_id.id,
            "product_uom_qty": self.quantity,
            "move_line_ids": [Command.create(line)],
            **where,
        }
        picking = self.env["stock.picking"].create(
            {
                "picking_type_id": kind.id,
                "company_id": self.company_id.id,
                "origin": self.recall_id.name,
                "udi_recall_id": self.recall_id.id,
                "move_ids": [Command.create(move)],
                **where,
            }
        )
        picking.move_ids.move_line_ids.picking_id = picking
        picking.action_confirm()
        picking.move_ids.picked = True
        picking._action_done()
        return picking

    def _goes_to(self):
        if self.kind == "rework":
            return self.location_dest_id
        usage = "supplier" if self.kind == "supplier" else "inventory"
        return self.env["stock.location"].search(
            [
                ("usage", "=", usage),
                ("company_id", "in", [self.company_id.id, False]),
            ],
            order="company_id, id",
            limit=1,
        )

    # -- release: signed by a second person -------------------------------------

    def _ask_release(self):
        return self.env["udi.signature"]._ask(
            self,
            "release",
            self.env._("Release from %(recall)s", recall=self.recall_id.name),
            self.env._("These goods are good: they may be used and sold again."),
            reason=self.note,
        )

    def _udi_sign_check(self, _act):
        self.ensure_one()
        self._check_planned()
        if not self.env.user.has_group("udi_recall.group_recall_approver"):
            raise AccessError(
                self.env._(
                    "You may plan a release but not sign it. The role *Recall "
                    "approver* can."
                )
            )
        if self.create_uid == self.env.user:
            raise AccessError(
                self.env._(
                    "You prepared this. Someone else with the role *Recall approver* "
                    "must sign."
                )
            )
        if not self._holds():
            raise UserError(
                self.env._(
                    "%(lot)s is not held by this recall: it is free already.",
                    lot=self.recall_lot_id.display_name,
                )
            )

    def _holds(self):
        return (
            self.env["udi.hold"]
            .sudo()
            .search(
                [
                    ("recall_id", "=", self.recall_id.id),
                    ("lot_id", "=", self.recall_lot_id.lot_id.id),
                    ("state", "=", "active"),
                ]
            )
        )

    def _udi_sign_content(self, _act, _values):
        return [
            self.recall_id.display_name,
            self.env._(
                "Released: %(units)s of %(lot)s, %(udi)s",
                units=self.env["udi.finding"]._units(self.quantity),
                lot=self.recall_lot_id.display_name,
                udi=self.recall_lot_id.udi_text or "–",
            ),
            self.note or "–",
        ]

    def _udi_signed(self, _act, _values, signature):
        hold = self._holds()[:1]
        hold._release(signature.reason, self.quantity, signature_id=signature.id)
        self.sudo().write({"signature_id": signature.id, **self._done_values()})
        self._tell()
        return {"type": "ir.actions.act_window_close"}
