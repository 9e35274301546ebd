from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

# From here on a drill has gone the whole way that is timed
DONE = ("completed", "closed")


class UdiRecall(models.Model):
    """The stopwatch of a recall, and the signed result of a drill."""

    _inherit = "udi.recall"

    stopwatch_ids = fields.One2many(
        "udi.recall.stopwatch", "recall_id", "Times", readonly=True
    )
    drill_ids = fields.One2many(
        "udi.recall.drill", "recall_id", "Results", readonly=True
    )
    drill_signed_on = fields.Datetime(
        "Result signed on", compute="_compute_drill_signed_on"
    )

    @api.depends("drill_ids.signed_on")
    def _compute_drill_signed_on(self):
        for recall in self:
            recall.drill_signed_on = recall.sudo().drill_ids[:1].signed_on

    @api.model_create_multi
    def create(self, vals_list):
        recalls = super().create(vals_list)
        recalls._lap("draft")
        return recalls

    def write(self, vals):
        """Each state is timed when it is first reached."""
        result = super().write(vals)
        if "state" in vals:
            self._lap(vals["state"])
        return result

    def _lap(self, step):
        laps = self.env["udi.recall.stopwatch"].sudo()
        timed = laps.search([("recall_id", "in", self.ids), ("step", "=", step)])
        laps.create(
            [
                {"recall_id": recall.id, "step": step, "at": fields.Datetime.now()}
                for recall in self - timed.recall_id
            ]
        )

    def _laps(self):
        """What was done when: name, moment, minutes since it was begun."""
        laps = self.sudo().stopwatch_ids.sorted(lambda lap: (lap.at, lap.id))
        labels = dict(laps._fields["step"]._description_selection(self.env))
        return [
            {
                "step": labels[lap.step],
                "at": fields.Datetime.to_string(lap.at),
                "minutes": round(lap.minutes, 1),
            }
            for lap in laps
        ]

    def action_drill_result(self):
        """Write down what the drill showed, then sign it."""
        self.ensure_one()
        self._check_manager()
        if self._real() or self.state not in DONE:
            raise UserError(
                self.env._(
                    "%(recall)s: the result is signed when the drill is completed. "
                    "Go through its steps first.",
                    recall=self.name,
                )
            )
        drills = self.env["udi.recall.drill"]
        result = self.drill_ids[:1] or drills.sudo().create({"recall_id": self.id})
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Result of the drill"),
            "res_model": drills._name,
            "res_id": result.id,
            "views": [(False, "form")],
            "target": "new",
        }


class UdiRecallDrill(models.Model):
    """What a drill showed: frozen with its times when it is signed."""

    _name = "udi.recall.drill"
    _description = "Result of a drill"
    _order = "id desc"
    _rec_name = "recall_id"

    recall_id = fields.Many2one(
        "udi.recall", required=True, readonly=True, ondelete="restrict", index=True
    )
    company_id = fields.Many2one(related="recall_id.company_id", store=True, index=True)
    verdict = fields.Selection(
        [
            ("reached", "Reached: everybody and everything was found in time"),
            ("partly", "Partly: see what must change"),
            ("missed", "Not reached"),
        ],
        "Result",
    )
    learned = fields.Text("What must change", help="Who does what until when.")
    laps = fields.Json("Times as signed", readonly=True)
    figures = fields.Json(readonly=True)
    signed_by_id = fields.Many2one("res.users", "Signed by", readonly=True)
    signed_on = fields.Datetime("Signed", readonly=True, index=True)
    signature_id = fields.Many2one(
        "udi.signature.record", readonly=True, ondelete="restrict"
    )
    stopwatch_ids = fields.One2many(related="recall_id.stopwatch_ids")

    _recall_uniq = models.Constraint("UNIQUE(recall_id)", "A drill has one result.")

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su:
            raise UserError(
                self.env._("A result begins with “Record the result…” on the drill.")
            )
        return super().create(vals_list)

    def write(self, vals):
        if not self.env.su:
            self._check_unsigned()
            if vals.keys() - {"verdict", "learned"}:
                raise UserError(
                    self.env._("Type the result and what must change, nothing else.")
                )
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_never_signed(self):
        self._check_unsigned()

    def _check_unsigned(self):
        if signed := self.filtered("signed_on"):
            raise UserError(
                self.env._(
                    "The result of %(drill)s is signed and stays as it is. Start "
                    "another drill.",
                    drill=signed[0].recall_id.display_name,
                )
            )

    def action_sign(self):
        self.ensure_one()
        self.check_access("write")
        return self.env["udi.signature"]._ask(
            self,
            "drill",
            self.recall_id.display_name,
            self.env._("This is what the drill showed, and these are its times."),
            reason=self.env._("Drill done"),
        )

    def _udi_sign_check(self, act):
        self.recall_id._check_manager()
        self._check_unsigned()
        if not self.env.user.has_group("udi_recall.group_recall_approver"):
            raise AccessError(
                self.env._(
                    "You may write the result of a drill but not sign it. The role "
                    "*Recall approver* can."
                )
            )
        needed = [] if self.verdict else ["verdict"]
        if self.verdict != "reached" and not (self.learned or "").strip():
            needed.append("learned")
        if needed:
            described = self.fields_get(needed, ["string"])
            raise UserError(
                self.env._(
                    "Fill in first: %(fields)s.",
                    fields=", ".join(described[name]["string"] for name in needed),
                )
            )

    def _udi_sign_content(self, act, values):
        verdicts = dict(self._fields["verdict"]._description_selection(self.env))
        laps = [
            f"{lap['step']}: {lap['at']} UTC ({lap['minutes']} min)"
            for lap in self.recall_id._laps()
        ]
        figures = [f"{name}: {value}" for name, value in self._figures().items()]
        return [verdicts[self.verdict], self.learned or "", *laps, *figures]

    def _figures(self):
        recall = self.recall_id.sudo()
        return {
            "lots": recall.lot_count,
            "units": recall.quantity_total,
            "customers": recall.consignee_count,
            "held": recall.hold_count,
        }

    def _udi_signed(self, act, values, signature):
        self.sudo().write(
            {
                "laps": self.recall_id._laps(),
                "figures": self._figures(),
                "signed_by_id": self.env.uid,
                "signed_on": fields.Datetime.now(),
                "signature_id": signature.id,
            }
        )
        self.recall_id.message_post(
            body=self.env._("The result of the drill is signed.")
        )
        return self.recall_id._open_form()
