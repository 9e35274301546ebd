from odoo import fields, models
from odoo.exceptions import UserError
from odoo.fields import Command

from ..tools.reconcile import Balance, balances
from ..tools.scope import merged
from .udi_recall_lot import OPEN


class UdiRecall(models.Model):
    """What a recall reaches: which lots, where they are, who has them."""

    _inherit = "udi.recall"

    possible_choice = fields.Selection(
        [("include", "Include them"), ("certain", "Only what is certain")],
        "Possible ones",
        required=True,
        default="include",
        tracking=True,
        help="Lots that cannot be shown to be good.",
    )
    possible_reason = fields.Char(
        "Why they are left out",
        tracking=True,
        help="Authorities ask for it.",
    )
    left_out_lot_ids = fields.Many2many(
        "stock.lot",
        "udi_recall_left_out_rel",
        string="Lots left out",
        readonly=True,
        copy=False,
        groups="udi_traceability.group_udi_user",
    )
    left_out_count = fields.Integer("Left out", readonly=True, copy=False)
    left_out_quantity = fields.Float(
        "Units left out", digits="Product Unit", readonly=True, copy=False
    )
    overlap_ids = fields.Many2many(
        "udi.recall", string="Also in", compute="_compute_overlap_ids"
    )

    def _compute_overlap_ids(self):
        """Other open recalls that some of these lots stand in."""
        rows = self.env["udi.recall.lot"]
        for recall in self:
            own = rows.sudo()._search([("recall_id", "in", recall.ids)])
            groups = rows.search_fetch(
                [
                    ("lot_id", "in", own.subselect("lot_id")),
                    ("recall_id", "not in", recall.ids),
                    ("recall_id.state", "in", OPEN),
                    ("recall_id.kind", "!=", "drill"),
                ],
                ["recall_id"],
            )
            recall.overlap_ids = groups.recall_id

    def write(self, vals):
        if "possible_choice" in vals:
            chosen = self.filtered(
                lambda recall: recall.possible_choice != vals["possible_choice"]
            )
            chosen._scope_changed()
        return super().write(vals)

    def _check_may_change(self, names):
        typed = names & {"left_out_lot_ids", "left_out_count", "left_out_quantity"}
        if typed:
            raise UserError(
                self.env._(
                    "%(fields)s: only the preview sets this.",
                    fields=self._labels(typed),
                )
            )
        return super()._check_may_change(names)

    def _missing_for_scope(self):
        missing = super()._missing_for_scope()
        if self.possible_choice == "certain" and not self.possible_reason:
            missing.append("possible_reason")
        return missing

    def action_open_left_out(self):
        self.ensure_one()
        self.check_access("read")
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Left out of %s", self.name),
            "res_model": "stock.lot",
            "view_mode": "list,form",
            "domain": [("id", "in", self.sudo().left_out_lot_ids.ids)],
        }

    # -- trace again ---------------------------------------------------------------

    def _inside(self):
        """With all rights inside the one company, so that two people with different
        rights get the same figures."""
        company = self.company_id
        recall = self.sudo().with_company(company)
        return recall.with_context(allowed_company_ids=company.ids)

    def _refresh(self):
        """Make the rows of this recall say what is true now.

        Lots of other companies are only counted. What a round took up never leaves
        the recall again: people were told.
        """
        recall = self._inside()
        recall._refresh_consignees(recall._refresh_lots())
        recall._regions()

    def _refresh_lots(self):
        affected = merged([*self._reached(), *self.env["udi.recall.lot"]._known(self)])
        own = self._own_of(affected)
        self.other_company_count = len(affected) - len(own)
        kept = set(own.ids)
        holdings = self.env["udi.trace"].holdings(own)
        rows = [row for row in affected if row.lot_id in kept]
        self.env["udi.recall.lot"]._put(self, rows, holdings)
        return holdings

    def _refresh_known(self):
        """The figures of the lots that rounds took up; no lot comes in or goes."""
        rows = self.env["udi.recall.lot"]
        known = rows._known(self)
        lots = self.env["stock.lot"].browse([row.lot_id for row in known])
        holdings = self.env["udi.trace"].holdings(lots)
        rows._put(self, known, holdings)
        return holdings

    def _refresh_consignees(self, holdings):
        self.env["udi.recall.consignee"]._put(self, holdings)

    def _reached(self):
        """What the scope means now, without what was left out with a reason."""
        lines = self.scope_line_ids.filtered(
            lambda line: line.round_id.state != "draft"
        )
        affected = lines._affected()
        left = []
        if self.possible_choice == "certain":
            left = [row for row in affected if not row.certain]
            affected = [row for row in affected if row.certain]
        self._leave_out(self._own_of(left))
        return affected

    def _own_of(self, affected):
        """The lots of this company among them."""
        ids = [row.lot_id for row in affected]
        companies = [self.company_id.id, False]
        return self.env["stock.lot"].search(
            [("id", "in", ids), ("company_id", "in", companies)], order="id"
        )

    def _leave_out(self, lots):
        if not lots and not any(self.mapped("left_out_count")):
            return
        places = balances(self.env["udi.trace"].holdings(lots), {}).values()
        self.write(
            {
                "left_out_lot_ids": [Command.set(lots.ids)],
                "left_out_count": len(lots),
                "left_out_quantity": sum(places, Balance()).total,
            }
        )

    def _clear_preview(self):
        """The rows of a preview go; a round has taken up none of them."""
        self.consignee_ids.filtered(lambda row: not row.round_id).unlink()
        self.env.flush_all()
        self.env.cr.execute(
            "DELETE FROM udi_recall_lot WHERE recall_id = ANY(%s) AND round_id IS NULL",
            [self.ids],
        )
        self.env.invalidate_all(flush=False)
        self.env.add_to_compute(self._fields["product_ids"], self)
        self._leave_out(self.env["stock.lot"])
