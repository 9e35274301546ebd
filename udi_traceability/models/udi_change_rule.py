from odoo import api, fields, models, tools
from odoo.exceptions import UserError, ValidationError

from ..tools.di_gate_rules import EFFECTS, STATES, Rule, RuleBook

MARKETS = [("us", "FDA"), ("eu", "EU"), ("cn", "China"), ("gs1", "GS1")]
EFFECT_LABELS = {
    "new_basic_udi_di": "New Basic UDI-DI",
    "new_udi_di": "New device identifier",
    "new_package_di": "New package identifier",
    "locked": "Locked",
    "warn_law_vs_system": "The law asks a new one, the database does not",
    "unknown": "Not known",
    "update_allowed_add_only": "May be added",
    "allowed_in_grace_only": "In the days of grace",
    "update_allowed": "May change",
}
STATE_WORDS = {"any", "published"}.union(*STATES.values())


class UdiChangeRule(models.Model):
    """What an edit of a device in use means at one market, and who says so.

    The rows that come with the addon can be switched off, not rewritten: what was
    decided by them must stay readable.
    """

    _name = "udi.change.rule"
    _description = "Change Rule"
    _order = "record_model, attribute, market, id"
    _rec_name = "attribute"

    attribute = fields.Char(required=True, help="Name of the field, or * for all.")
    record_model = fields.Char(
        string="Record", required=True, help="Where the field is; question: none."
    )
    market = fields.Selection(MARKETS, required=True, index=True)
    states = fields.Char(
        required=True,
        default="any",
        help="States of the device's record at the market, separated by commas.",
    )
    case = fields.Char(help="Tells several rows of one attribute apart.")
    effect = fields.Selection(
        [(effect, EFFECT_LABELS[effect]) for effect in EFFECTS],
        required=True,
        default="unknown",
    )
    condition = fields.Text()
    source = fields.Text(required=True)
    certainty = fields.Selection(
        [
            ("verified", "Verified"),
            ("secondary", "Second hand"),
            ("memory", "From memory"),
        ],
        required=True,
        default="verified",
    )
    active = fields.Boolean(default=True)
    shipped = fields.Boolean(
        string="Came with the addon", readonly=True, copy=False, index=True
    )

    @api.constrains("states", "market")
    def _check_states(self):
        for rule in self:
            unknown = set(rule.states.split(",")) - STATE_WORDS
            if unknown:
                raise ValidationError(
                    self.env._(
                        "States: “%(word)s” is not a state of a record. Use %(words)s.",
                        word=sorted(unknown)[0],
                        words=", ".join(sorted(STATE_WORDS)),
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        if any(vals.get("shipped") for vals in vals_list):
            self._refuse_shipped()
        self.env.registry.clear_cache()
        return super().create(vals_list)

    def write(self, vals):
        if "shipped" in vals or (
            set(vals) - {"active"} and any(self.mapped("shipped"))
        ):
            self._refuse_shipped()
        self.env.registry.clear_cache()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_shipped(self):
        if any(self.mapped("shipped")):
            self._refuse_shipped()
        self.env.registry.clear_cache()

    def _refuse_shipped(self):
        """Installing and updating the addon run as superuser; people do not."""
        if not self.env.su:
            raise UserError(
                self.env._(
                    "This rule came with the addon. Archive it, and add one of your "
                    "own with its source."
                )
            )

    @api.model
    @tools.ormcache()
    def _book(self):
        """All active rules as the gate reads them."""
        return RuleBook.of(
            Rule(
                rule.attribute,
                rule.record_model,
                rule.market,
                rule.effect,
                tuple(rule.states.split(",")),
                rule.case or "",
                rule.condition or "",
                rule.source,
                rule.certainty,
            )
            for rule in self.sudo().search([])
        )


class UdiChangeQuestion(models.Model):
    """A change that no field shows, so somebody has to be asked."""

    _name = "udi.change.question"
    _description = "Question about a Change"
    _order = "sequence, id"

    code = fields.Char(required=True)
    name = fields.Char(string="Question", required=True, translate=True)
    sequence = fields.Integer(default=10)

    _code_uniq = models.Constraint("UNIQUE(code)", "This question exists already.")
