from dataclasses import replace

from dateutil.relativedelta import relativedelta
from markupsafe import Markup

from odoo import api, fields, models
from odoo.fields import Domain

from odoo.addons.udi_traceability.tools.overview import Figure

BEGUN = ("draft", "scoped", "approved", "running", "reconciling")


class ResCompany(models.Model):
    _inherit = "res.company"

    udi_drill_months = fields.Integer(
        "Months between two drills of a recall",
        default=12,
        help="0: nobody is reminded.",
    )
    udi_drill_due = fields.Date(
        "Next drill of a recall", compute="_compute_udi_drill_due"
    )

    _udi_drill_months_positive = models.Constraint(
        "CHECK(udi_drill_months >= 0)", "Months between two drills are 0 or more."
    )

    @api.depends("udi_drill_months")
    def _compute_udi_drill_due(self):
        last = self._udi_last_drills()
        for company in self:
            day = last.get(company) or company._udi_day(company.create_date)
            company.udi_drill_due = company.udi_drill_months and (
                day + relativedelta(months=company.udi_drill_months)
            )

    def _udi_last_drills(self):
        """Company -> the day of its last signed drill, where there is one."""
        groups = (
            self.env["udi.recall.drill"]
            .sudo()
            ._read_group(
                [("company_id", "in", self.ids), ("signed_on", "!=", False)],
                ["company_id"],
                ["signed_on:max"],
            )
        )
        return {company: company._udi_day(last) for company, last in groups}


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    udi_drill_months = fields.Integer(
        related="company_id.udi_drill_months", readonly=False
    )


class UdiRecall(models.Model):
    """A drill a year, and somebody who is told in time."""

    _inherit = "udi.recall"

    @api.model
    def _cron_drill_due(self):
        companies = self.env["res.company"].search([("active", "=", True)])
        self.env["ir.cron"]._commit_progress(remaining=len(companies))
        for company in companies:
            self.with_company(company)._prepare_drill()
            if not self.env["ir.cron"]._commit_progress(1):
                return

    def _prepare_drill(self):
        """The draft of a drill with an activity, where one is due and none begun."""
        company = self.env.company
        due = company.udi_drill_due
        if not due or due > company._udi_today():
            return self.browse()
        drills = Domain("kind", "=", "drill") & Domain("company_id", "=", company.id)
        if self.search_count(drills & Domain("state", "in", BEGUN), limit=1):
            return self.browse()
        last = self.search(drills, limit=1)
        person = self._drill_person(last, company)
        if not person:
            return self.browse()
        drill = self.create(
            {
                "title": self.env._("Drill %(year)s", year=company._udi_today().year),
                "kind": "drill",
                "company_id": company.id,
                "responsible_id": person.id,
            }
        )
        drill.activity_schedule(
            "mail.mail_activity_data_todo",
            company._udi_today(),
            summary=self.env._("Yearly drill of a recall: choose a lot and run it"),
            user_id=person.id,
        )
        return drill

    def _drill_person(self, last, company):
        """Who ran the last one; else whoever may run one in this company."""
        group = self.env.ref("udi_recall.group_recall_manager")
        able = group.all_user_ids.filtered(
            lambda user: user.active and company in user.company_ids
        )
        if last.responsible_id in able:
            return last.responsible_id
        root = self.env.ref("base.user_root")
        return (able - root).sorted("id")[:1]

    @api.model
    def get_empty_list_help(self, help_message):
        """When the last drill was, where no recall is open."""
        text = super().get_empty_list_help(help_message)
        if not self.has_access("create"):
            return text
        company = self.env.company
        last = company._udi_last_drills().get(company)
        if last:
            day = self.env["udi.finding"]._day(last)
            said = self.env._("Last signed drill: %(day)s.", day=day)
        else:
            said = self.env._("No drill was ever signed.")
        return Markup(
            '%s<p>%s</p><p><a type="action" class="btn btn-primary" '
            'name="udi_recall.udi_recall_action_drill_new">%s</a></p>'
        ) % (Markup(text or ""), said, self.env._("Start a drill"))


class UdiOverview(models.Model):
    """Makers who wait for an answer, beside our own recalls."""

    _inherit = "udi.overview"

    def _card_recalls(self):
        card = super()._card_recalls()
        incoming = Figure(
            "incoming",
            self.env._("Makers' recalls to answer"),
            "udi.recall.incoming",
            Domain("state", "!=", "answered"),
            action="udi_recall.udi_recall_incoming_action",
        )
        return replace(card, figures=(*card.figures, incoming))
