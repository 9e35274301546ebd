from odoo import api, fields, models
from odoo.exceptions import ValidationError

KINDS = [
    ("stop_repeated", "Refused three times in a row"),
    ("override", "Allowed against a stop"),
    ("near_expiry", "Expires soon"),
    ("missing_scan", "Shipped without a scan"),
    ("edited", "Finished evidence changed"),
    ("seal_broken", "Ledger does not fit its seal"),
]
SEVERITIES = [("1", "Note"), ("2", "Look"), ("3", "Urgent")]


class UdiAlertRule(models.Model):
    """What raises an alert, how much it matters, and who is told.

    The rule of a company goes before the one for all companies, also when it is
    switched off.
    """

    _name = "udi.alert.rule"
    _description = "Alert Rule"
    _inherit = ["mail.thread", "mail.activity.mixin"]
    _order = "severity desc, id"
    _rec_name = "kind"
    # who is told of hundreds of alerts has the one activity here, and only reads it
    _mail_post_access = "read"

    kind = fields.Selection(KINDS, required=True)
    active = fields.Boolean(string="On", default=True)
    severity = fields.Selection(SEVERITIES, required=True, default="2")
    company_id = fields.Many2one("res.company", help="Empty: all companies.")
    group_id = fields.Many2one("res.groups", string="Role to tell")
    user_ids = fields.Many2many(
        "res.users", string="People to tell", domain=[("share", "=", False)]
    )
    due_days = fields.Integer(string="Days to deal with it", default=2)
    open_count = fields.Integer(compute="_compute_open_count", string="Open alerts")

    _kind_uniq = models.UniqueIndex(
        "(kind, COALESCE(company_id, 0))",
        "There is a rule of this kind for this company already. Change that one.",
    )
    _due_positive = models.Constraint(
        "CHECK(due_days >= 0)", "Days to deal with it are 0 or more."
    )

    @api.constrains("active", "group_id", "user_ids")
    def _check_somebody(self):
        for rule in self:
            if rule.active and not (rule.group_id or rule.user_ids):
                raise ValidationError(
                    self.env._(
                        "%(rule)s tells nobody. Choose a role or people to tell.",
                        rule=rule.display_name,
                    )
                )

    def _compute_open_count(self):
        counted = self.env["udi.alert"]._read_group(
            [("rule_id", "in", self.ids), ("state", "!=", "closed")],
            ["rule_id"],
            ["__count"],
        )
        counts = {rule.id: count for rule, count in counted}
        for rule in self:
            rule.open_count = counts.get(rule.id, 0)

    def action_open_alerts(self):
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "udi_traceability.udi_alert_action"
        )
        return dict(action, domain=[("rule_id", "=", self.id)])

    @api.model
    def _of(self, kinds, companies):
        """(kind, company id) -> the rule that counts, where one is on."""
        found = (
            self.sudo()
            .with_context(active_test=False)
            .search(
                [
                    ("kind", "in", list(kinds)),
                    ("company_id", "in", [*companies.ids, False]),
                ]
            )
        )
        rules = {(rule.kind, rule.company_id.id): rule for rule in found}
        chosen = {
            (kind, company.id): rules.get((kind, company.id), rules.get((kind, False)))
            for kind in kinds
            for company in companies
        }
        return {key: rule for key, rule in chosen.items() if rule and rule.active}

    def _people(self, company):
        """Who is told: people who may enter this company."""
        self.ensure_one()
        people = self.user_ids | self.group_id.all_user_ids
        return people.filtered(
            lambda user: user.active and not user.share and company in user.company_ids
        ).sorted("id")

    def _busy_with(self, people):
        """Person -> how many alerts of this rule wait for them already."""
        self.ensure_one()
        waiting = (
            self.env["udi.alert"]
            .sudo()
            ._search([("rule_id", "=", self.id), ("state", "!=", "closed")])
        )
        return dict(
            self.env["mail.activity"]
            .sudo()
            ._read_group(
                [
                    ("res_model", "=", "udi.alert"),
                    ("res_id", "in", waiting),
                    ("user_id", "in", people.ids),
                ],
                ["user_id"],
                ["__count"],
            )
        )

    def _heap(self, user, company):
        """The one activity for more alerts than anybody wants to be told of singly."""
        self.ensure_one()
        rule = self.sudo()
        if user in rule.activity_ids.user_id:
            return
        rule.activity_schedule(
            "udi_traceability.mail_activity_type_alert",
            date_deadline=self.env["udi.alert"]._due(rule, company),
            summary=self.env._("Many alerts: %(kind)s", kind=rule.display_name),
            user_id=user.id,
        )

    def _end_heap(self):
        """Nothing of it is open any more: nobody is reminded."""
        for rule in self.sudo().filtered(lambda rule: not rule.open_count):
            rule.activity_ids.action_feedback(feedback=self.env._("All are closed."))
