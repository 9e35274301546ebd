from datetime import timedelta

from odoo import api, fields, models

from ..tools.clearance import DEAD

BATCH = 100
RENEW = "udi_traceability.mail_activity_type_renew"


class UdiCertificate(models.Model):
    """Somebody is told in time that a paper ends."""

    _inherit = "udi.certificate"

    user_id = fields.Many2one(
        "res.users",
        string="Responsible",
        default=lambda self: self.env.user.filtered("active"),
        domain=[("share", "=", False)],
        tracking=True,
        help="Who is reminded.",
    )
    remind_days = fields.Integer(
        string="Remind days before",
        default=lambda self: self.env.company.udi_certificate_days,
    )
    remind_on = fields.Date(
        string="Next reminder",
        compute="_compute_remind_on",
        store=True,
        readonly=False,
        copy=False,
        help="Empty after the reminder; it returns when “Valid to” changes.",
    )

    _remind_days_positive = models.Constraint(
        "CHECK(remind_days >= 0)", "Days before the end are 0 or more."
    )
    _remind_idx = models.Index("(remind_on) WHERE remind_on IS NOT NULL")

    @api.depends("valid_to", "remind_days", "status")
    def _compute_remind_on(self):
        for certificate in self:
            alive = certificate.valid_to and certificate.status not in DEAD
            before = timedelta(days=certificate.remind_days)
            certificate.remind_on = alive and certificate.valid_to - before

    def write(self, vals):
        result = super().write(vals)
        if "valid_to" in vals or vals.get("status") in DEAD:
            self.sudo().activity_feedback(
                [RENEW], feedback=self.env._("The paper was changed.")
            )
        return result

    @api.model
    def _cron_remind(self):
        """An activity for each paper that ends soon, once for each end."""
        today = self.env.company._udi_today()
        domain = [("remind_on", "<=", today)]
        due = self.search(domain, limit=BATCH, order="remind_on, id")
        due = due.try_lock_for_update()
        due._remind(today)
        self.env["ir.cron"]._commit_progress(
            len(due), remaining=self.search_count(domain)
        )

    def _remind(self, today):
        if not self:
            return
        others = self._stand_ins()
        kind = self.env.ref(RENEW)
        model = self.env["ir.model"]._get_id(self._name)
        self.env["mail.activity"].create(
            [
                {
                    "activity_type_id": kind.id,
                    "automated": True,
                    "res_model_id": model,
                    "res_id": certificate.id,
                    "user_id": certificate._reminded_user(others).id,
                    "date_deadline": max(certificate.valid_to or today, today),
                    "summary": certificate._ending_text(today),
                }
                for certificate in self
            ]
        )
        self.write({"remind_on": False})

    def _reminded_user(self, others):
        """Who answers for it; where they have left, an officer of that company."""
        if self.user_id.active:
            return self.user_id
        company = self.company_id
        able = others.filtered(lambda user: not company or company in user.company_ids)
        return able[:1] or self.env.user

    def _stand_ins(self):
        group = self.env.ref("udi_traceability.group_udi_officer")
        return group.all_user_ids.filtered("active").sorted("id")

    def _ending_text(self, today):
        day = self.env["udi.finding"]._day(self.valid_to or today)
        if self.valid_to and self.valid_to < today:
            return self.env._(
                "%(number)s ended on %(day)s: renew it",
                number=self.display_name,
                day=day,
            )
        return self.env._(
            "%(number)s ends on %(day)s: renew it", number=self.display_name, day=day
        )
