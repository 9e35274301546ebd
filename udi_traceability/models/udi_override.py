from odoo import api, fields, models
from odoo.exceptions import AccessError

from ..tools.verify_checks import PRODUCT_CODES
from .udi_check_policy import CODES


class UdiOverride(models.Model):
    """Somebody who may let one finding pass, for one unit, on one transfer.

    What is wrong with a lot is allowed for that lot; what is wrong between device and
    customer is allowed for the product on that transfer.
    """

    _name = "udi.override"
    _description = "Finding Allowed"
    _order = "id desc"
    _inherit = ["udi.evidence"]
    _rec_name = "code"
    _log_access = False

    code = fields.Selection(CODES, string="Finding", required=True, readonly=True)
    picking_id = fields.Many2one(
        "stock.picking",
        string="Transfer",
        readonly=True,
        ondelete="restrict",
        index="btree_not_null",
    )
    move_id = fields.Many2one(
        "stock.move",
        string="Movement without a transfer",
        readonly=True,
        ondelete="restrict",
        index="btree_not_null",
    )
    company_id = fields.Many2one(
        "res.company", required=True, readonly=True, ondelete="restrict"
    )
    product_id = fields.Many2one(
        "product.product", required=True, readonly=True, ondelete="restrict"
    )
    lot_id = fields.Many2one(
        "stock.lot", string="Lot/Serial", readonly=True, ondelete="restrict"
    )
    lot_name = fields.Char(string="Lot/Serial number", readonly=True)
    finding = fields.Char(string="What was found", readonly=True)
    reason = fields.Char(string="Why it was allowed", required=True, readonly=True)
    user_id = fields.Many2one(
        "res.users",
        string="Allowed by",
        required=True,
        readonly=True,
        ondelete="restrict",
    )
    allowed_at = fields.Datetime(string="When", required=True, readonly=True)

    _one_place = models.Constraint(
        "CHECK(num_nonnulls(picking_id, move_id) = 1)",
        "Say on which transfer it is allowed.",
    )

    @api.model
    def _allow(self, vals_list, *, by_policy=True):
        """Let findings pass, write it down and tell who must know.

        :param vals_list: `code`, `product_id`, `reason`, one of `picking_id` and
            `move_id`; maybe `lot_id`, `lot_name`, `finding`
        :param bool by_policy: ask the policy whether this user may; a warning, which
            stops nobody, needs no such right
        :return: the new rows
        """
        completed = [self._completed(vals) for vals in vals_list]
        if by_policy:
            self._check_may_allow(completed)
        overrides = self.sudo().create(completed)
        events = overrides._record_events()
        self.env["udi.alert"]._raise(overrides._alerts(events))
        return overrides.with_env(self.env)

    def _place(self, vals):
        picking = self.env["stock.picking"].sudo().browse(vals.get("picking_id") or [])
        return picking or (
            self.env["stock.move"].sudo().browse(vals.get("move_id") or [])
        )

    def _completed(self, vals):
        lot = self.env["stock.lot"].sudo().browse(vals.get("lot_id") or [])
        return {
            "company_id": self._place(vals).company_id.id,
            "user_id": self.env.uid,
            "lot_name": lot.name,
            "allowed_at": fields.Datetime.now(),
            **vals,
        }

    def _check_may_allow(self, vals_list):
        policy = self.env["udi.check.policy"]
        names = dict(self._fields["code"]._description_selection(self.env))
        for vals in vals_list:
            place = self._place(vals)
            asked = vals["code"], place.company_id, place.picking_type_id
            if not policy._may_allow(*asked):
                raise AccessError(
                    self.env._(
                        "“%(finding)s” may be allowed by: %(group)s. Ask one of them.",
                        finding=names[vals["code"]],
                        group=policy._group(*asked).full_name or self.env._("nobody"),
                    )
                )

    def _record_events(self):
        names = dict(self._fields["code"]._description_selection(self.env))
        return self.env["udi.event"]._record(
            [
                {
                    "kind": "overridden",
                    "company_id": override.company_id.id,
                    "user_id": override.user_id.id,
                    "product_id": override.product_id.id,
                    "lot_id": override.lot_id.id,
                    "lot_name": override.lot_name,
                    "picking_id": override.picking_id.id,
                    "reason": f"{names[override.code]}: {override.reason}",
                    "res_model": override._name,
                    "res_id": override.id,
                }
                for override in self
            ]
        )

    def _alerts(self, events):
        """One alert a transfer and kind; those who may see it are told."""
        return [
            {
                "kind": "missing_scan" if row.code == "not_scanned" else "override",
                "company_id": row.company_id.id,
                "res_model": (row.picking_id or row.move_id)._name,
                "res_id": (row.picking_id or row.move_id).id,
                "summary": event.reason,
                "product_id": row.product_id.id,
                "lot_id": row.lot_id.id,
                "picking_id": row.picking_id.id,
                "partner_id": (row.picking_id or row.move_id).partner_id.id,
                "event_id": event.id,
            }
            for row, event in zip(self, events, strict=True)
        ]

    @api.model
    def _of_places(self, pickings, moves):
        """Picking or move -> what is allowed there, as `Expected.allowed` has it."""
        by_place = {}
        if not pickings and not moves:
            return by_place
        for override in self.sudo().search(
            ["|", ("picking_id", "in", pickings.ids), ("move_id", "in", moves.ids)]
        ):
            whole = override.code in PRODUCT_CODES
            name = "" if whole else override.lot_name or ""
            place = override.picking_id or override.move_id
            by_place.setdefault(place, set()).add(
                (override.code, override.product_id.id, name)
            )
        return by_place

    @api.model
    def _reasons(self, picking, product, codes):
        """Code -> who allowed it here, and why."""
        if not codes or not picking:
            return {}
        rows = self.sudo().search(
            [
                ("picking_id", "=", picking.id),
                ("product_id", "=", product.id),
                ("code", "in", list(codes)),
            ],
            order="id",
        )
        return {
            row.code: self.env._(
                "Allowed by %(user)s: %(reason)s.",
                user=row.user_id.name,
                reason=row.reason,
            )
            for row in rows
        }
