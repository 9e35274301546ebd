from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools.misc import clean_context

from ..tools.di_gate import STOP, decide, worst
from ..tools.di_gate_rules import EFFECTS, QUESTION, Change
from .udi_change_rule import EFFECT_LABELS
from .udi_gate import Edit
from .udi_gate_device import Judged
from .udi_gate_fields import PROPOSED

# Only our own steps set these
OWN = frozenset({"state", "agreed_fields", "new_device_id"})


class UdiDeviceChange(models.Model):
    """What somebody wants to change about a device in use, and what came of it."""

    _name = "udi.device.change"
    _description = "Change of a Device"
    _inherit = ["mail.thread"]
    _order = "id desc"
    _rec_name = "device_id"
    _check_company_auto = True

    device_id = fields.Many2one(
        "udi.device",
        required=True,
        readonly=True,
        ondelete="cascade",
        index=True,
        check_company=True,
    )
    company_id = fields.Many2one(
        related="device_id.company_id", store=True, index="btree_not_null"
    )
    state = fields.Selection(
        [
            ("draft", "Being written"),
            ("requested", "Requested"),
            ("approved", "Being applied"),
            ("applied", "Applied"),
            ("replaced", "Became a new device"),
            ("refused", "Refused"),
        ],
        default="draft",
        required=True,
        readonly=True,
        copy=False,
        index=True,
        tracking=True,
    )
    kind = fields.Selection(
        [
            ("changed", "The device or its label changes"),
            ("wrong", "Only our record was wrong"),
        ],
        string="First",
        required=True,
        default="changed",
        tracking=True,
    )
    reason = fields.Text(string="Why", tracking=True)
    question_ids = fields.Many2many("udi.change.question", string="What no field shows")
    values = fields.Json(readonly=True, copy=False)
    agreed_fields = fields.Json(readonly=True, copy=False)
    new_device_id = fields.Many2one(
        "udi.device", readonly=True, copy=False, check_company=True
    )
    rows = fields.Json(compute="_compute_rows")
    strongest = fields.Selection(
        [(effect, EFFECT_LABELS[effect]) for effect in EFFECTS], compute="_compute_rows"
    )
    outcome = fields.Selection(
        [
            ("stop", "A new identifier is needed"),
            ("reason", "Say why"),
            ("warn", "Look at the law"),
            ("allow", "Allowed"),
        ],
        compute="_compute_rows",
    )
    conclusion = fields.Char(compute="_compute_rows")
    summary = fields.Char(string="What", compute="_compute_summary")
    impact = fields.Char(string="Touches", compute="_compute_impact")

    @api.depends("device_id", "kind", "values", "question_ids", *PROPOSED)
    def _compute_rows(self):
        for change in self:
            judged = change._judge()
            outcome = worst(each.outcome for each in judged)
            effects = [
                verdict.effect
                for each in judged
                for verdict in each.verdicts
                if verdict.outcome == each.outcome == outcome
            ]
            change.rows = [change._row(each) for each in judged]
            change.outcome = outcome if judged else False
            change.strongest = min(effects, key=EFFECTS.index, default=False)
            change.conclusion = change._conclude(judged)

    @api.depends("values", "agreed_fields")
    def _compute_summary(self):
        for change in self:
            labels = change._labels() + change.question_ids.mapped("name")
            change.summary = ", ".join(labels)

    def _labels(self):
        return [
            self.device_id._fields[name]._description_string(self.env)
            for name in self.values or ()
            if name in self.device_id._fields
        ]

    @api.depends("device_id")
    def _compute_impact(self):
        for change in self:
            change.impact = " · ".join(change.device_id._gate_impact())

    @api.model_create_multi
    def create(self, vals_list):
        """A page that opens the dialog with a value proposes it: it is typed too."""
        keys = (key for key in self.env.context if key.startswith("default_"))
        given = self.default_get([key.removeprefix("default_") for key in keys])
        bare = self.with_env(self.env(context=clean_context(self.env.context)))
        made = super(UdiDeviceChange, bare).create(
            [self._proposal({**given, **vals}) for vals in vals_list]
        )
        return made.with_env(self.env)

    def write(self, vals):
        vals = self._proposal(vals)
        if {"values", "kind", "question_ids", "device_id"}.intersection(vals):
            self._must_be_open()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_decided(self):
        self._must_be_open()

    def _set(self, vals):
        """Our own steps; whoever may write the change may press its buttons."""
        self.check_access("write")
        self.sudo().write(vals)

    def _proposal(self, vals):
        """What is typed in the fields of the device stays here, not there."""
        if OWN.intersection(vals) and not self.env.su:
            raise UserError(
                self.env._(
                    "“State” follows from the buttons. Open the change and press one."
                )
            )
        typed = {name: vals[name] for name in PROPOSED if name in vals}
        if not typed:
            return vals
        kept = {name: value for name, value in vals.items() if name not in typed}
        given = vals.get("values", self[:1].values) or {}
        device_id = {**self.default_get(["device_id"]), **vals}.get("device_id")
        device = self.device_id[:1] or self.device_id.browse(device_id)
        differing = device._gate_differing(typed) if device else {}
        return {**kept, "values": {**given, **differing}}

    def _must_be_open(self):
        self.check_access("write")
        closed = self.filtered(
            lambda change: change.state not in ("draft", "requested")
        )
        if closed:
            states = dict(self._fields["state"]._description_selection(self.env))
            raise UserError(
                self.env._(
                    "The change of %(device)s is “%(state)s” and stays as it is. "
                    "Make another one.",
                    device=closed[0].device_id.name,
                    state=states[closed[0].state],
                )
            )

    def _wanted(self):
        """Values as for `write` of the device: kept ones, and those being typed."""
        self.ensure_one()
        wanted = {n: v for n, v in (self.values or {}).items() if n in PROPOSED}
        typed = {
            name: self.device_id._fields[name].convert_to_write(self[name], self)
            for name in PROPOSED
        }
        wanted.update(self.device_id._gate_differing(typed))
        return wanted

    def _judge(self):
        """The edits and the questions, with the verdict of every market."""
        self.ensure_one()
        device = self.device_id._origin
        if not device:
            return []
        wrong = self.kind == "wrong"
        edits = device._gate_preview(self._wanted())
        judged = device._gate_judge({device: edits}, record_was_wrong=wrong)[device]
        book = self.env["udi.change.rule"]._book()
        markets = device._udi_gate_markets()[device]
        for question in self.question_ids:
            asked = Change(question.code, QUESTION)
            verdicts = decide([asked], book, markets, record_was_wrong=wrong).verdicts
            judged.append(Judged(Edit("", asked, question.name, "", ""), verdicts))
        return judged

    def _row(self, judged):
        device, edit = self.device_id, judged.edit
        return {
            "label": edit.label,
            "before": edit.before,
            "after": edit.after,
            "outcome": judged.outcome,
            "verdicts": {
                verdict.market: {
                    "outcome": verdict.outcome,
                    "words": device._gate_words(verdict),
                    "source": verdict.rule.source,
                    "condition": verdict.rule.condition,
                }
                for verdict in judged.verdicts
            },
        }

    def _conclude(self, judged):
        stops = {
            v.effect for each in judged for v in each.verdicts if v.outcome == STOP
        }
        if "new_basic_udi_di" in stops:
            return self.env._(
                "A new family (Basic UDI-DI) and a new device are needed."
            )
        if stops - {"new_package_di"}:
            return self.env._(
                "All markets share one DI: a new device identifier is needed."
            )
        if stops:
            return self.env._("The package needs an identifier of its own.")
        if not judged:
            return self.env._("Nothing changes yet.")
        if any(each.outcome == "reason" for each in judged):
            return self.env._("It may change once you say why.")
        if any(each.outcome == "warn" for each in judged):
            return self.env._(
                "It may change, but the law sees a new device. Look again."
            )
        return self.env._("It may change.")
