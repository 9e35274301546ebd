from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command

from ..models.udi_hold import REASONS

SHOWN = 20


class StockLotUdiHold(models.TransientModel):
    """Hold lots: what, why, and what it will do, counted at this moment."""

    _name = "stock.lot.udi.hold"
    _description = "Hold Lots"

    lot_ids = fields.Many2many("stock.lot", string="Lots/serials", required=True)
    shown_lot_ids = fields.Many2many(
        "stock.lot", compute="_compute_shown_lot_ids", string="What is held"
    )
    lot_count = fields.Integer(compute="_compute_shown_lot_ids", string="Lots")
    scope = fields.Selection(
        [("lot", "All of it, wherever it lies"), ("part", "Only a part")],
        string="How much",
        required=True,
        default="lot",
    )
    location_id = fields.Many2one(
        "stock.location", string="Place", domain=[("usage", "=", "internal")]
    )
    package_id = fields.Many2one("stock.package")
    held_quantity = fields.Float(string="Units", digits="Product Unit")
    reason = fields.Selection(REASONS, required=True, default="quarantine")
    note = fields.Char(string="What happened")
    move_now = fields.Boolean(string="Move to quarantine now")
    quarantine_id = fields.Many2one(
        "stock.location",
        string="To",
        domain=[("udi_quarantine", "=", True)],
        default=lambda self: self._default_quarantine(),
    )
    has_quarantine = fields.Boolean(compute="_compute_has_quarantine")
    quantity = fields.Float(
        compute="_compute_preview", string="On hand", digits="Product Unit"
    )
    units_text = fields.Char(compute="_compute_preview")
    held_count = fields.Integer(compute="_compute_preview")
    reserved_quantity = fields.Float(
        compute="_compute_preview", string="Reserved", digits="Product Unit"
    )
    replaced_quantity = fields.Float(compute="_compute_preview", digits="Product Unit")
    short_quantity = fields.Float(compute="_compute_preview", digits="Product Unit")
    picking_count = fields.Integer(compute="_compute_preview")
    picking_ids = fields.Many2many(
        "stock.picking",
        compute="_compute_preview",
        string="Transfers that lose their reservation",
    )
    short_picking_ids = fields.Many2many(
        "stock.picking", compute="_compute_preview", string="Transfers that stay short"
    )
    picked_picking_ids = fields.Many2many(
        "stock.picking",
        compute="_compute_preview",
        string="Transfers that have them in the box",
    )

    @api.model
    def default_get(self, fields):
        defaults = super().default_get(fields)
        if "lot_ids" in fields and self.env.context.get("active_model") == (
            "stock.lot"
        ):
            chosen = [Command.set(self.env.context.get("active_ids") or [])]
            defaults.setdefault("lot_ids", chosen)
        return defaults

    @api.model
    def _default_quarantine(self):
        return self.env["stock.location"].search(
            [
                ("udi_quarantine", "=", True),
                ("company_id", "in", [self.env.company.id, False]),
            ],
            limit=1,
        )

    @api.model
    def _action_open(self, lots):
        """Made here and not in the browser: 50,000 lots never travel there."""
        wizard = self.create({"lot_ids": [Command.set(lots.ids)]})
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Hold"),
            "res_model": self._name,
            "res_id": wizard.id,
            "views": [(False, "form")],
            "target": "new",
        }

    @api.depends("lot_ids")
    def _compute_shown_lot_ids(self):
        for wizard in self:
            wizard.lot_count = len(wizard.lot_ids)
            wizard.shown_lot_ids = wizard.lot_ids._origin[:SHOWN]

    def _compute_has_quarantine(self):
        found = bool(self._default_quarantine())
        for wizard in self:
            wizard.has_quarantine = found

    @api.depends("lot_ids", "scope", "location_id", "package_id", "held_quantity")
    def _compute_preview(self):
        for wizard in self:
            lots, part = wizard.lot_ids._origin, wizard._part()
            seen = self.env["udi.hold"]._preview(lots, part)
            wizard.quantity = seen.quantity
            wizard.units_text = self.env["udi.finding"]._units(seen.quantity)
            wizard.held_count = seen.held_count
            wizard.reserved_quantity = seen.lost
            wizard.replaced_quantity = seen.again
            wizard.short_quantity = seen.lost - seen.again
            wizard.picking_count = len(seen.pickings)
            wizard.picking_ids = seen.pickings[:SHOWN]
            wizard.short_picking_ids = seen.short[:SHOWN]
            wizard.picked_picking_ids = seen.picked[:SHOWN]

    def _part(self):
        """What narrows the hold, as `udi.hold._hold` takes it."""
        if self.scope != "part":
            return {}
        part = {
            "location_id": self.location_id.id,
            "package_id": self.package_id.id,
            "held_quantity": self.held_quantity,
        }
        return {name: value for name, value in part.items() if value}

    def action_hold(self):
        self.ensure_one()
        self._check()
        part = self._part()
        self.lot_ids.check_access("write")
        self.env["udi.hold"]._hold(self.lot_ids, self.reason, self.note, **part)
        if not self.move_now:
            return {"type": "ir.actions.act_window_close"}
        picking = self.env["udi.hold"]._quarantine(
            self.lot_ids, part, self.quarantine_id
        )
        return self._moved(picking)

    def _check(self):
        if not self.lot_ids:
            raise UserError(self.env._("Choose the lots or serials to hold."))
        if not (self.note or "").strip():
            raise UserError(
                self.env._("“What happened” is empty. Say why the goods are held.")
            )
        if self.scope == "part" and not self._part():
            raise UserError(
                self.env._(
                    "Say which part is held: fill in “Place”, “Package” or “Units”."
                )
            )
        if self.move_now and not self.quarantine_id:
            raise UserError(
                self.env._(
                    "No place is a quarantine yet. Tick “Quarantine” on a location, or "
                    "hold without moving."
                )
            )

    def _moved(self, picking):
        """Say where the goods are to be brought; very many wait for who moves them."""
        if not picking:
            return {"type": "ir.actions.act_window_close"}
        if picking.state != "done":
            return {
                "type": "ir.actions.act_window",
                "res_model": "stock.picking",
                "res_id": picking.id,
                "views": [(False, "form")],
            }
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success",
                "message": self.env._(
                    "On hold and booked to %(place)s by %(transfer)s. Bring it there.",
                    place=self.quarantine_id.complete_name,
                    transfer=picking.name,
                ),
                "next": {"type": "ir.actions.act_window_close"},
            },
        }
