from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command

from ..models.udi_check_policy import CODES
from ..tools.verify_checks import PRODUCT_CODES

SHOWN_LINES = 80


class UdiOverrideAllow(models.TransientModel):
    """Let pass what stops a transfer, for a reason, as one of those who may."""

    _name = "udi.override.allow"
    _description = "Allow What Is Stopped"

    picking_id = fields.Many2one("stock.picking", required=True, readonly=True)
    line_ids = fields.One2many("udi.override.allow.line", "allow_id")
    may_allow = fields.Boolean(compute="_compute_may_allow")
    may_ask = fields.Boolean(compute="_compute_may_allow")
    left_out = fields.Integer(readonly=True)
    reason_kind = fields.Selection(
        [
            ("urgent", "A patient needs it now"),
            ("customer", "The customer agreed"),
            ("record", "The record is wrong"),
            ("other", "Other"),
        ],
        string="Reason",
        default="urgent",
    )
    note = fields.Char(string="What happened")
    scan_key = fields.Char(readonly=True)
    scan_text = fields.Char(readonly=True, trim=False)

    @api.depends("line_ids.allowable")
    def _compute_may_allow(self):
        for dialog in self:
            allowable = dialog.line_ids.mapped("allowable")
            # a scan counts only when nothing at all stops it
            rule = all if dialog.scan_key else any
            dialog.may_allow = bool(allowable) and rule(allowable)
            dialog.may_ask = not dialog.may_allow and any(
                dialog.picking_id._udi_who_allows(code)
                for code in dialog.line_ids.mapped("code")
            )

    @api.model
    def _open(self, picking, findings=None, entry=None):
        """The dialog about a transfer.

        :param findings: list of dicts `code`, `product_id`, `lot_id`, `lot_name`,
            `message`: those of one scan; else all that stops it now
        :param entry: the `udi.scan.entry` that is to be counted then
        """
        picking.check_access("read")
        rows = self._rows_of(picking) if findings is None else findings
        may = picking._udi_may_allow({row["code"] for row in rows})
        lines = [
            Command.create(
                row | {"allowable": row["code"] in may, "chosen": row["code"] in may}
            )
            for row in rows[:SHOWN_LINES]
        ]
        dialog = self.create(
            {
                "picking_id": picking.id,
                "line_ids": lines,
                "left_out": max(len(rows) - SHOWN_LINES, 0),
                "scan_key": entry and entry.key,
                "scan_text": entry and entry.text,
            }
        )
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("What stops %(transfer)s", transfer=picking.name),
            "res_model": self._name,
            "res_id": dialog.id,
            "views": [(False, "form")],
            "target": "new",
        }

    def _rows_of(self, picking):
        lines = picking._udi_leaving_lines()
        found = [each for each in lines._udi_findings() if each[1].severity == "stop"]
        return [
            {
                "code": finding.code,
                "product_id": line.product_id.id,
                "lot_id": finding.code not in PRODUCT_CODES and line.lot_id.id,
                "lot_name": finding.code not in PRODUCT_CODES
                and (line.lot_id.name or line.lot_name),
                "message": line._udi_finding_text(finding),
            }
            for line, finding in lines._udi_by_unit(found)
        ]

    def action_allow(self):
        """Write down what was chosen, and count the scan that was refused for it."""
        self.ensure_one()
        self.picking_id.check_access("write")
        reason = self._reason()
        chosen = self.line_ids.filtered("chosen")
        if not chosen:
            raise UserError(self.env._("Nothing is ticked. Tick what may pass."))
        self.env["udi.override"]._allow(
            [
                {
                    "code": line.code,
                    "picking_id": self.picking_id.id,
                    "product_id": line.product_id.id,
                    "lot_id": line.lot_id.id,
                    "lot_name": line.lot_name,
                    "finding": line.message,
                    "reason": reason,
                }
                for line in chosen
            ]
        )
        self.picking_id._udi_answer_those_who_asked(reason)
        if self.scan_key:
            self.picking_id._udi_scan_again(self.scan_key, self.scan_text)
        return {"type": "ir.actions.act_window_close"}

    def action_ask(self):
        """Ask those who may; who asks scans on meanwhile."""
        self.ensure_one()
        self.picking_id.check_access("write")
        said = "\n".join([*self.line_ids.mapped("message"), self._reason()])
        self.picking_id._udi_ask_to_allow(self.line_ids.mapped("code"), said)
        return {"type": "ir.actions.act_window_close"}

    def _reason(self):
        kinds = dict(self._fields["reason_kind"]._description_selection(self.env))
        note = (self.note or "").strip()
        if not note:
            raise UserError(
                self.env._("“What happened” is empty. Write it in a few words.")
            )
        return ": ".join(filter(None, (kinds.get(self.reason_kind), note)))


class UdiOverrideAllowLine(models.TransientModel):
    _name = "udi.override.allow.line"
    _description = "One Finding That May Be Allowed"

    allow_id = fields.Many2one("udi.override.allow", required=True, ondelete="cascade")
    code = fields.Selection(CODES, string="Finding", readonly=True, required=True)
    product_id = fields.Many2one("product.product", readonly=True, required=True)
    lot_id = fields.Many2one("stock.lot", string="Lot/Serial", readonly=True)
    lot_name = fields.Char(readonly=True)
    message = fields.Text(string="What stops it", readonly=True)
    allowable = fields.Boolean(readonly=True)
    chosen = fields.Boolean(string="Let it pass")
