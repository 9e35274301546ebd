from odoo import api, fields, models
from odoo.exceptions import UserError

from ..tools.gtin_range import item_of


class UdiGtinAllocation(models.Model):
    """Identifiers that were given in one go: who, when, from where.

    They can be taken back until somebody outside has seen one of them.
    """

    _name = "udi.gtin.allocation"
    _description = "Identifiers Given"
    _order = "id desc"
    _check_company_auto = True

    name = fields.Char(string="What", required=True, readonly=True)
    state = fields.Selection(
        [("given", "Given"), ("undone", "Taken back")],
        default="given",
        required=True,
        readonly=True,
    )
    prefix_id = fields.Many2one(
        "udi.gtin.prefix", readonly=True, index="btree_not_null", ondelete="restrict"
    )
    company_id = fields.Many2one(
        "res.company", required=True, readonly=True, index=True, ondelete="restrict"
    )
    user_id = fields.Many2one(
        "res.users", string="By", required=True, readonly=True, ondelete="restrict"
    )
    di_ids = fields.One2many("udi.di", "allocation_id", string="Identifiers")
    di_count = fields.Integer(string="Number of identifiers", readonly=True)
    device_count = fields.Integer(string="Number of devices", readonly=True)
    levels = fields.Json(readonly=True)
    blocked_by = fields.Char(compute="_compute_blocked_by")

    @api.depends("di_ids", "state")
    @api.depends_context("lang")
    def _compute_blocked_by(self):
        for allocation in self:
            allocation.blocked_by = allocation._blocked_by()

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(
            self.env._(
                "What was given is on record. Take the identifiers back instead."
            )
        )

    def _blocked_by(self):
        """What has happened with these identifiers already, in words."""
        dis = self.sudo().di_ids
        if self.state == "undone" or not dis:
            return ""
        events = self.env["udi.event"].sudo()
        counted = events._read_group(
            [
                ("di_code", "in", dis.mapped("code")),
                ("kind", "in", ("printed", "shipped", "published")),
            ],
            ["kind"],
            ["di_code:count_distinct"],
        )
        kinds = dict(events._fields["kind"]._description_selection(self.env))
        said = [f"{count} {kinds[kind].lower()}" for kind, count in counted]
        return ", ".join(said + self._held_by(dis))

    def _held_by(self, dis):
        """What else needs these identifiers; other addons add what they know."""
        active = dis.device_id.filtered(
            lambda device: device.state in ("active", "withdrawn")
        )
        lots = self.env["stock.lot"].sudo().search_count([("udi_di_id", "in", dis.ids)])
        around = (
            self.env["udi.di"]
            .sudo()
            .search_count(
                [("contains_di_id", "in", dis.ids), ("id", "not in", dis.ids)]
            )
        )
        said = []
        if active:
            said.append(self.env._("%(count)s devices in use", count=len(active)))
        if lots:
            said.append(self.env._("%(count)s lots", count=lots))
        if around:
            said.append(self.env._("%(count)s packages around them", count=around))
        return said

    def action_undo(self):
        """Take all of them back; the numbers are free again."""
        self.ensure_one()
        self.check_access("read")
        self.env["udi.di"].check_access("unlink")
        if self.state == "undone":
            return
        if self.prefix_id:
            self.prefix_id.sudo()._lock_items()
        self.invalidate_recordset()
        blocked = self._blocked_by()
        if blocked:
            raise UserError(
                self.env._(
                    "No longer undoable: %(why)s. Correct single devices instead.",
                    why=blocked,
                )
            )
        codes = self.di_ids.mapped("code")
        self.di_ids.unlink()
        if self.prefix_id:
            self.prefix_id.sudo()._return_items(codes)
        self.sudo().state = "undone"


class UdiGtinPrefix(models.Model):
    _inherit = "udi.gtin.prefix"

    def _return_items(self, codes):
        """Start again at the lowest of these numbers; used ones are stepped over."""
        items = [item_of(self.name, code) for code in codes]
        lowest = min((item for item in items if item is not None), default=None)
        if lowest is not None and lowest < self.item_next:
            self.item_next = lowest


class UdiDi(models.Model):
    _inherit = "udi.di"

    allocation_id = fields.Many2one(
        "udi.gtin.allocation",
        string="Given with",
        readonly=True,
        copy=False,
        ondelete="set null",
        index="btree_not_null",
    )
