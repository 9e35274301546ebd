from odoo import fields, models
from odoo.exceptions import UserError


class UdiRecallPoint(models.Model):
    """One thing that keeps a recall from being completed, or why it may stay so.

    A reason holds for the rows it was given for: when others join them, it is asked
    again.
    """

    _name = "udi.recall.point"
    _description = "Open point of a recall"
    _inherit = ["udi.recall.part"]
    _order = "recall_id, state, id"

    recall_id = fields.Many2one(
        "udi.recall", required=True, ondelete="cascade", index=True
    )
    company_id = fields.Many2one(related="recall_id.company_id", store=True, index=True)
    code = fields.Char(required=True, readonly=True)
    name = fields.Char("What is open", required=True, readonly=True)
    res_model = fields.Char(readonly=True)
    res_ids = fields.Json(readonly=True)
    state = fields.Selection(
        [("open", "Open"), ("reasoned", "Reason given"), ("done", "Done")],
        required=True,
        readonly=True,
        default="open",
    )
    reason = fields.Char("Why it may stay so")
    user_id = fields.Many2one("res.users", "Reason by", readonly=True)
    reasoned_on = fields.Datetime(readonly=True)

    _recall_code_uniq = models.Constraint(
        "UNIQUE(recall_id, code)", "A point stands in a recall once."
    )

    def _typed(self):
        return {"reason"}

    def write(self, vals):
        typed = not self.env.su and "reason" in vals
        result = super().write(vals)
        if typed:
            self._reasoned()
        return result

    def _reasoned(self):
        for point in self.sudo():
            if point.state == "done":
                raise UserError(
                    self.env._("%(point)s: done, it needs no reason.", point=point.name)
                )
            given = bool((point.reason or "").strip())
            point.write(
                {
                    "state": "reasoned" if given else "open",
                    "user_id": given and self.env.uid,
                    "reasoned_on": given and fields.Datetime.now(),
                }
            )

    def action_open(self):
        """The rows that it is about."""
        self.ensure_one()
        self.check_access("read")
        if self.res_model not in self.env:
            return False
        return {
            "type": "ir.actions.act_window",
            "name": self.name,
            "res_model": self.res_model,
            "views": [(False, "list"), (False, "form")],
            "domain": [("id", "in", self.res_ids or [])],
            "context": {"create": False},
        }

    def _found(self, recall, points):
        """Make these rows, all of ``recall``, say what is open now."""
        known = {row.code: row for row in self}
        now_open = {code: rest for code, *rest in points}
        for code, (sentence, model, ids) in now_open.items():
            values = {"name": sentence, "res_model": model, "res_ids": ids}
            row = known.get(code)
            if not row:
                self.create({"recall_id": recall.id, "code": code, **values})
            elif row.state == "done" or set(ids) - set(row.res_ids or []):
                row.write({**values, "state": "open", "reason": False})
            else:
                row.write(values)
        gone = self.filtered(lambda row: row.code not in now_open)
        gone.filtered(lambda row: row.state != "done").write({"state": "done"})
