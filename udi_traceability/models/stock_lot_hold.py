from odoo import api, fields, models
from odoo.tools import SQL


class StockLot(models.Model):
    """What a lot shows of its holds."""

    _inherit = "stock.lot"

    udi_awaiting_release = fields.Boolean(
        string="Awaiting release", compute="_compute_udi_awaiting_release"
    )
    udi_hold_text = fields.Char(
        string="Why on hold",
        compute="_compute_udi_awaiting_release",
        groups="udi_traceability.group_udi_user",
    )

    @api.depends("udi_hold_ids.state", "udi_hold_ids.scope")
    def _compute_udi_on_hold(self):
        """Read together: 50,000 lots may be released at once."""
        found = (
            self.env["udi.hold"]
            .sudo()
            ._read_group(
                [("lot_id", "in", self.ids), ("state", "=", "active")],
                ["lot_id", "scope"],
            )
        )
        held = {(lot.id, scope) for lot, scope in found}
        for lot in self:
            lot.udi_on_hold = (lot._origin.id, "lot") in held
            lot.udi_part_held = (lot._origin.id, "part") in held

    @api.depends("udi_hold_ids.state")
    def _compute_udi_awaiting_release(self):
        active = self.env["udi.hold"].sudo()
        active = active.search([("lot_id", "in", self.ids), ("state", "=", "active")])
        by_lot = active.grouped("lot_id")
        for lot in self:
            holds = by_lot.get(lot._origin, active.browse())
            lot.udi_awaiting_release = "awaiting_release" in holds.mapped("reason")
            lot.udi_hold_text = self.env["udi.finding"]._hold_reasons(holds)

    def _udi_never_moved_before(self, lines):
        """Those of these lots that no done line moved but these."""
        if not self:
            return self
        self.env.flush_all()
        rows = self.env.execute_query(
            SQL(
                """
                SELECT lot.id FROM stock_lot lot
                WHERE lot.id = ANY(%(lots)s) AND NOT EXISTS (
                    SELECT FROM stock_move_line line
                    WHERE line.lot_id = lot.id AND line.state = 'done'
                        AND line.id <> ALL(%(lines)s)
                )
                """,
                lots=self.ids,
                lines=lines.ids,
            )
        )
        return self.browse([lot_id for (lot_id,) in rows])

    def _udi_hold_awaiting(self):
        """New lots of devices whose maker wants them inspected are held at once."""
        self.env["udi.hold"]._hold(
            self,
            "awaiting_release",
            self.env._("New lot: inspect it, then release it."),
        )


class UdiDevice(models.Model):
    _inherit = "udi.device"

    release_required = fields.Boolean(
        string="New lots wait for release",
        tracking=True,
        help="A new lot, received or made, is on hold until somebody signs for its "
        "inspection.",
    )
