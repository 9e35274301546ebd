from odoo import models
from odoo.exceptions import UserError
from odoo.tools import SQL

from .stock_picking import SCANNED_STATES

MISSING = ("backorder", "cancel")
# reads after which no unit lies there waiting for a decision
NOTHING_LEFT = ("already_scanned", "empty", "transfer_closed", "not_together")


class StockPicking(models.Model):
    """The last page of scanning: what came, what is missing, what was refused."""

    _inherit = "stock.picking"

    def udi_scan_summary(self):
        """What the worker decides on before the transfer is done."""
        self.ensure_one()
        self._udi_check_may_scan()
        lines = self._udi_scan_lines()
        devices = [line for line in lines if line["device"]]
        return {
            **self.env["udi.scan"]._card(self),
            "lines": devices,
            "others": [line for line in lines if not line["device"]],
            "refused": self._udi_left_aside()._shown(),
            "warned": self._udi_warned()._shown(),
            "missing": "cancel" if self._udi_takes_back() else "backorder",
        }

    def udi_scan_finish(self, choices=None):
        """Do the transfer with what was scanned, through Odoo's own validation.

        :param dict choices: `missing`: what is not scanned gets a `backorder`, or
            `cancel`; `others`: take the goods that are no devices too; `aside`: keys
            of refused scans whose units were put aside
        :return: dict with `result`: `done` (and `next`, another transfer to scan),
            `dialog` (and `action`: something to decide in Odoo first), or `stopped`
            (and `lines`: one sentence a unit)
        """
        self.ensure_one()
        self._udi_check_may_scan()
        choices = self._udi_checked_choices(choices)
        if self.state not in SCANNED_STATES:
            closed = self.env["udi.finding"]._closed(self)
            return {"result": "stopped", "lines": [closed["message"]]}
        self._udi_put_aside(choices["aside"])
        try:
            with self.env.cr.savepoint():
                action = self._udi_validate(choices)
        except UserError as error:
            return {"result": "stopped", "lines": str(error).split("\n")}
        if self.state != "done":
            return {"result": "dialog", "action": action}
        return self._udi_finished(action)

    def _udi_checked_choices(self, choices):
        choices = {"missing": "backorder", "others": True, "aside": []} | (
            choices if isinstance(choices, dict) else {}
        )
        keys = choices["aside"]
        if choices["missing"] not in MISSING or not isinstance(keys, list):
            raise UserError(
                self.env._(
                    "What is missing gets a “backorder” or “cancel”; what lies aside "
                    "is a list of scans."
                )
            )
        check = self.env["udi.scan.entry"]._checked_key
        return choices | {"aside": [check(key) for key in keys]}

    def _udi_validate(self, choices):
        if choices["others"]:
            others = self.move_ids.filtered(
                lambda move: not move.product_id.udi_device_ids and move.quantity
            )
            others.picked = True
        if not any(self.move_ids.mapped("picked")):
            raise UserError(
                self.env._("Nothing is scanned yet. Scan the first label, then finish.")
            )
        keys = {"skip_backorder": True}
        if choices["missing"] == "cancel":
            keys["picking_ids_not_to_backorder"] = self.ids
        return self.with_context(**keys).button_validate()

    def _udi_finished(self, action):
        backorder = self.search([("backorder_id", "=", self.id)], limit=1)
        following = self.env["udi.scan"]._next_after(self)
        return {
            "result": "done",
            "units": sum(self.move_ids.mapped("quantity")),
            "backorder": backorder.name,
            "next": self.env["udi.scan"]._card(following) if following else False,
            "action": action if isinstance(action, dict) else False,
        }

    def _udi_left_aside(self):
        """Refused units that were not counted later: they lie somewhere now.

        The caller has checked the rights.
        """
        entries = self.env["udi.scan.entry"].sudo()
        entries.flush_model(["picking_id", "text", "state", "answer"])
        rows = self.env.execute_query(
            SQL(
                """
                SELECT max(refused.id)
                  FROM udi_scan_entry AS refused
                 WHERE refused.picking_id = %(picking)s
                   AND refused.state = 'refused'
                   AND NOT COALESCE(refused.answer->>'code', '') = ANY(%(nothing)s)
                   AND NOT EXISTS (
                       SELECT FROM udi_scan_entry AS counted
                        WHERE counted.picking_id = refused.picking_id
                          AND counted.state = 'counted'
                          AND counted.text = refused.text
                   )
              GROUP BY refused.text
              ORDER BY max(refused.id) DESC
                """,
                picking=self.id,
                nothing=list(NOTHING_LEFT),
            )
        )
        return entries.browse(row[0] for row in rows)

    def _udi_warned(self):
        return (
            self.env["udi.scan.entry"]
            .sudo()
            .search(
                [
                    ("picking_id", "=", self.id),
                    ("state", "=", "counted"),
                    ("severity", "=", "warn"),
                ]
            )
        )

    def _udi_put_aside(self, keys):
        entries = self.env["udi.scan.entry"]._of(self, keys).values()
        for entry in entries:
            if entry.state == "refused":
                entry._become("aside")

    def _udi_takes_back(self):
        """A return is what came back: what did not come is not missing."""
        return self.env["udi.scan"]._is_return(self)
