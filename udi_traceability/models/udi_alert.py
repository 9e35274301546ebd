from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from .udi_alert_rule import SEVERITIES

CLOSE_REASONS = [
    ("dealt_with", "Dealt with"),
    ("no_risk", "Looked at: nothing to do"),
    ("mistake", "A mistake in data or handling, put right"),
    ("elsewhere", "Goes on elsewhere"),
]


class UdiAlert(models.Model):
    """Something that a person must look at.

    Raised by rules, never by hand; the same thing again folds into the open one.
    Closed with a reason. Nobody writes one directly: the methods here do.
    """

    _name = "udi.alert"
    _description = "Alert"
    _inherit = ["mail.thread", "mail.activity.mixin"]
    _order = "severity desc, first_seen, id"
    _mail_post_access = "read"

    name = fields.Char(string="What", required=True, readonly=True)
    rule_id = fields.Many2one(
        "udi.alert.rule", required=True, readonly=True, ondelete="restrict", index=True
    )
    kind = fields.Selection(
        selection=lambda self: self.env["udi.alert.rule"]._fields["kind"].selection,
        required=True,
        readonly=True,
    )
    severity = fields.Selection(SEVERITIES, required=True, readonly=True)
    state = fields.Selection(
        [("open", "Open"), ("in_hand", "In hand"), ("closed", "Closed")],
        required=True,
        readonly=True,
        default="open",
        index=True,
        group_expand=True,
    )
    company_id = fields.Many2one(
        "res.company", required=True, readonly=True, index=True
    )
    res_model = fields.Char(required=True, readonly=True)
    res_id = fields.Many2oneReference(
        model_field="res_model", required=True, readonly=True
    )
    product_id = fields.Many2one("product.product", readonly=True)
    lot_id = fields.Many2one(
        "stock.lot", string="Lot/Serial", readonly=True, index="btree_not_null"
    )
    picking_id = fields.Many2one("stock.picking", string="Transfer", readonly=True)
    partner_id = fields.Many2one("res.partner", readonly=True)
    event_id = fields.Many2one("udi.event", string="Last evidence", readonly=True)
    count = fields.Integer(
        string="Times", required=True, readonly=True, default=1, aggregator="sum"
    )
    first_seen = fields.Datetime(string="Since", required=True, readonly=True)
    last_seen = fields.Datetime(string="Last time", required=True, readonly=True)
    due_on = fields.Date(string="Due", required=True, readonly=True)
    user_id = fields.Many2one(
        "res.users", string="Given to", readonly=True, index="btree_not_null"
    )
    closed_by_id = fields.Many2one("res.users", string="Closed by", readonly=True)
    closed_on = fields.Datetime(readonly=True)
    close_reason = fields.Selection(CLOSE_REASONS, readonly=True)
    close_text = fields.Char(string="What was done", readonly=True)
    finding_rows = fields.Json(compute="_compute_finding_rows")

    # the arbiter of folding: two people may raise the same thing at one moment
    _open_uniq = models.UniqueIndex(
        "(company_id, kind, res_model, res_id) WHERE state <> 'closed'"
    )
    _record_idx = models.Index("(kind, res_model, res_id)")

    def action_deal(self):
        """Take it in hand, and go where it is."""
        self.ensure_one()
        self._check_may_deal()
        if self.state == "open":
            self._give(self.user_id or self.env.user)
        return {
            "type": "ir.actions.act_window",
            "res_model": self.res_model,
            "res_id": self.res_id,
            "views": [(False, "form")],
        }

    def action_hold(self):
        """Hold the lot that the alert is about."""
        self.ensure_one()
        self.check_access("read")
        if not self.lot_id:
            raise UserError(
                self.env._(
                    "This alert names no lot or serial. Press “Deal with it” and hold "
                    "it there."
                )
            )
        return self.lot_id.action_udi_hold()

    def action_give(self):
        return self._dialog("give", self.env._("Give to…"))

    def action_close(self):
        return self._dialog("close", self.env._("Close…"))

    def _dialog(self, act, title):
        open_ones = self.filtered(lambda alert: alert.state != "closed")
        if not open_ones:
            raise UserError(
                self.env._("What is chosen is closed already. Choose open alerts.")
            )
        open_ones._check_may_deal()
        return {
            "type": "ir.actions.act_window",
            "name": title,
            "res_model": "udi.alert.act",
            "views": [(False, "form")],
            "target": "new",
            "context": {"default_alert_ids": open_ones.ids, "default_act": act},
        }

    def _check_may_deal(self):
        """Managers deal with all alerts, everybody with those given to them."""
        self.check_access("read")
        if self.env.su or self.env.user.has_group("udi_traceability.group_udi_manager"):
            return
        if any(alert._whose() != self.env.user for alert in self):
            raise AccessError(
                self.env._(
                    "This alert is not yours. Ask for it with “Give to…”: who has the "
                    "role UDI manager can give it to you."
                )
            )

    def _whose(self):
        """To whom it was given; before that, whoever was told of it."""
        if self.user_id:
            return self.user_id
        told = self.sudo().activity_ids.user_id | self.sudo().rule_id._people(
            self.company_id
        )
        return told & self.env.user

    def _give(self, user):
        self._check_may_deal()
        alerts = self.sudo()
        if any(user not in alert._may_have() for alert in alerts):
            raise UserError(
                self.env._(
                    "%(name)s cannot open this alert. Give it to somebody with a UDI "
                    "role in %(company)s.",
                    name=user.name,
                    company=", ".join(alerts.company_id.mapped("name")),
                )
            )
        alerts.write({"user_id": user.id, "state": "in_hand"})
        others = alerts.activity_ids.filtered(lambda task: task.user_id != user)
        others.unlink()
        lacking = alerts.filtered(lambda alert: user not in alert.activity_ids.user_id)
        lacking._schedule(user)

    def _may_have(self):
        group = self.env.ref("udi_traceability.group_udi_user")
        return group.all_user_ids.filtered(
            lambda user: user.active and self.company_id in user.company_ids
        )

    def _close(self, reason, text):
        """End these alerts; what is raised later about the same thing is new."""
        self._check_may_deal()
        if reason not in dict(CLOSE_REASONS) or not (text or "").strip():
            raise UserError(
                self.env._("The alert stays open: say why it may be closed, in words.")
            )
        alerts = self.sudo().filtered(lambda alert: alert.state != "closed")
        alerts.write(
            {
                "state": "closed",
                "closed_by_id": self.env.uid,
                "closed_on": fields.Datetime.now(),
                "close_reason": reason,
                "close_text": text.strip(),
            }
        )
        alerts.activity_ids.action_feedback(feedback=text.strip())
        alerts.rule_id._end_heap()

    def _schedule(self, user):
        """An activity on each of these alerts for one person."""
        kind = self.env.ref("udi_traceability.mail_activity_type_alert")
        model = self.env["ir.model"]._get_id(self._name)
        self.env["mail.activity"].sudo().create(
            [
                {
                    "activity_type_id": kind.id,
                    "automated": True,
                    "res_model_id": model,
                    "res_id": alert.id,
                    "user_id": user.id,
                    "date_deadline": alert.due_on,
                    "summary": alert.name,
                }
                for alert in self
            ]
        )

    @api.model
    def _due(self, rule, company):
        return company._udi_today() + timedelta(days=rule.due_days)
