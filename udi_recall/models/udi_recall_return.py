from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

OPEN = ("draft", "waiting", "confirmed", "assigned")


class UdiRecall(models.Model):
    """Goods that come back: one return for each delivery address that has some."""

    _inherit = "udi.recall"

    return_ids = fields.One2many(
        "stock.picking",
        "udi_recall_id",
        "Returns",
        readonly=True,
        groups="stock.group_stock_user",
    )
    return_count = fields.Integer("Transfers back", compute="_compute_return_count")
    return_label = fields.Char(compute="_compute_return_label")

    @api.depends("return_ids.state")
    def _compute_return_count(self):
        groups = (
            self.env["stock.picking"]
            .sudo()
            ._read_group(
                [
                    ("udi_recall_id", "in", self.ids),
                    ("udi_recall_consignee_id", "!=", False),
                    ("state", "!=", "cancel"),
                ],
                ["udi_recall_id"],
                ["__count"],
            )
        )
        counts = {recall.id: count for recall, count in groups}
        for recall in self:
            recall.return_count = counts.get(recall.id, 0)

    @api.depends("return_ids.state", "consignee_ids.answer_state", "physical_return")
    @api.depends_context("lang")
    def _compute_return_label(self):
        """Empty where nothing can come back now."""
        for recall in self:
            units = 0.0
            if recall.id and recall._takes_back():
                lots = recall.sudo().consignee_ids._to_return().values()
                units = sum(sum(each.values()) for each in lots)
            number = self.env["udi.finding"]._number(units)
            recall.return_label = units > 0 and self.env._("Make return of %s", number)

    def _takes_back(self):
        return (
            self._real()
            and self.physical_return != "no"
            and self.state in ("running", "reconciling")
        )

    def action_make_returns(self):
        """A return for everybody who has something to send, in one go."""
        self.ensure_one()
        return self.consignee_ids._make_returns(self)

    def action_open_returns(self):
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Returns of %s", self.name),
            "res_model": "stock.picking",
            "view_mode": "list,form",
            "domain": [
                ("udi_recall_id", "=", self.id),
                ("udi_recall_consignee_id", "!=", False),
            ],
            "context": {"create": False},
        }

    def _check_takes_back(self):
        self._check_manager()
        self._check_state("running", "reconciling")
        if not self._real():
            raise UserError(
                self.env._(
                    "%(recall)s is a drill: nothing moves. Look at who would send how "
                    "many, and go on.",
                    recall=self.name,
                )
            )
        if self.physical_return == "no":
            raise UserError(
                self.env._(
                    "“Goods come back?” of %(recall)s says no. Change it first, or "
                    "have them put right where they are.",
                    recall=self.name,
                )
            )

    def _return_place(self, warehouse):
        """Recalled goods are kept apart; a warehouse without such a place gets one."""
        places = self.env["stock.location"].sudo()
        found = places._udi_quarantines().filtered(
            lambda place: place.usage == "internal" and place.warehouse_id == warehouse
        )
        return found[:1] or places.create(
            {
                "name": self.env._("Quarantine"),
                "location_id": warehouse.view_location_id.id,
                "company_id": warehouse.company_id.id,
                "usage": "internal",
                "udi_quarantine": True,
            }
        )


class UdiRecallConsignee(models.Model):
    _inherit = "udi.recall.consignee"

    return_ids = fields.One2many(
        "stock.picking",
        "udi_recall_consignee_id",
        "Returns",
        readonly=True,
        groups="stock.group_stock_user",
    )
    return_label = fields.Char(compute="_compute_return_label")

    @api.depends("return_ids.state", "answer_state")
    @api.depends_context("lang")
    def _compute_return_label(self):
        wanted = self._origin.sudo()._to_return()
        units = {row.id: 0.0 for row in self._origin}
        for (consignee, _ship_to), lots in wanted.items():
            units[consignee.id] += sum(lots.values())
        number = self.env["udi.finding"]._number
        for row in self:
            there = units.get(row._origin.id, 0.0)
            has_some = there > 0 and row.recall_id._takes_back()
            row.return_label = has_some and self.env._(
                "Make return of %s", number(there)
            )

    def action_make_return(self):
        """A transfer back with exactly the lots that this customer has."""
        self.ensure_one()
        return self._make_returns(self.recall_id)

    def _make_returns(self, recall):
        recall.ensure_one()
        recall._check_takes_back()
        recall._lock()
        wanted = self.sudo()._to_return()
        if not wanted:
            raise UserError(
                self.env._(
                    "Nothing is left to send back: it came, is on a return already, "
                    "or was used or destroyed there. Look at the returns."
                )
            )
        pickings = self.sudo()._create_returns(recall.sudo(), wanted)
        recall.message_post(
            body=self.env._(
                "Returns made: %(names)s.", names=", ".join(pickings.mapped("name"))
            )
        )
        return pickings.with_env(self.env)._udi_open_returns()

    def _to_return(self):
        """``{(consignee, delivery address): {lot: units}}`` still to be sent to us.

        What they set apart or sent, less what came and what is on an open return. Of
        those who have not answered, everything they got.
        """
        if not self.ids:
            return {}
        self.env.flush_all()
        rows = self.env.execute_query(
            SQL(
                """
                SELECT row.consignee_id, COALESCE(row.ship_to_id, row.partner_id),
                    row.lot_id, row.held + row.returned - row.received
                    + CASE WHEN consignee.answer_state = 'none' THEN row.no_word
                      ELSE 0 END
                FROM (%(balance)s) row
                JOIN udi_recall_consignee consignee ON consignee.id = row.consignee_id
                WHERE row.consignee_id = ANY(%(ids)s)
                    AND row.recall_id = ANY(%(recalls)s)
                ORDER BY row.id
                """,
                balance=self.env["udi.recall.balance"]._table_query,
                ids=self.ids,
                recalls=self.recall_id.ids,
            )
        )
        open_units = self._on_open_returns()
        wanted = {}
        for consignee_id, partner_id, lot_id, units in rows:
            key = self.browse(consignee_id), self.env["res.partner"].browse(partner_id)
            coming = open_units.get((consignee_id, lot_id), 0.0)
            taken = min(coming, float(units))
            open_units[consignee_id, lot_id] = coming - taken
            if left := round(float(units) - taken, 6):
                lot = self.env["stock.lot"].browse(lot_id)
                lots = wanted.setdefault(key, {})
                lots[lot] = lots.get(lot, 0.0) + left
        return wanted

    def _on_open_returns(self):
        groups = self.env["stock.move.line"]._read_group(
            [
                ("picking_id.udi_recall_consignee_id", "in", self.ids),
                ("picking_id.state", "in", OPEN),
                ("lot_id", "!=", False),
            ],
            ["picking_id", "lot_id"],
            ["quantity_product_uom:sum"],
        )
        units = {}
        for picking, lot, quantity in groups:
            key = picking.udi_recall_consignee_id.id, lot.id
            units[key] = units.get(key, 0.0) + quantity
        return units
