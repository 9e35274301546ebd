from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.exceptions import AccessError

MONTHS = 12


class UdiKpi(models.Model):
    """When the figures are measured, and how they are kept."""

    _inherit = "udi.kpi"

    @api.model
    def _make_missing(self):
        """Each company has each figure; on installation, and when one is founded."""
        active = [("active", "=", True)]
        companies = self.env["res.company"].sudo().search(active)
        kpis = self._kpis()
        found = self.sudo().search([("company_id", "in", companies.ids)])
        there = {(kpi.company_id.id, kpi.code) for kpi in found}
        return self.sudo().create(
            [
                {
                    "code": code,
                    "company_id": company.id,
                    "target": kpis[code].target,
                    "sequence": 10 * number,
                }
                for company in companies
                for number, code in enumerate(kpis, 1)
                if (company.id, code) not in there
            ]
        )

    @api.model
    def _cron_measure(self):
        self._make_missing()
        kpis = self.search([("company_id.active", "=", True)])
        self.env["ir.cron"]._commit_progress(remaining=len(kpis))
        for kpi in kpis.sorted("measured_at"):
            kpi._measure()
            if not self.env["ir.cron"]._commit_progress(1):
                return

    def action_measure(self):
        """Now, all figures of the companies that are ticked."""
        if not self.env.user.has_group("udi_traceability.group_udi_manager"):
            raise AccessError(
                self.env._(
                    "You may read these figures but not measure them. The role *UDI / "
                    "Manager* can. Each night they are measured by themselves."
                )
            )
        self._make_missing()
        for kpi in self.search([("company_id", "in", self.env.companies.ids)]):
            kpi._measure()
        return {"type": "ir.actions.client", "tag": "soft_reload"}

    def _measure(self):
        """The running month anew, and past ones where the figure was not kept yet."""
        self.ensure_one()
        us = self.sudo().with_context(
            allowed_company_ids=self.company_id.ids,
            tz=self.company_id._udi_timezone().key,
        )
        this_month = us.company_id._udi_today().replace(day=1)
        first = this_month - relativedelta(months=MONTHS)
        found = getattr(us, f"_measure_{us.code}")(first)
        us._keep(found, this_month)
        us.measured_at = fields.Datetime.now()
        if us.value_ids and not us.baseline:
            us.baseline = us.value_ids.sorted("month")[0].value

    def _keep(self, found, this_month):
        """Months that are over keep their figure, but the last one: work comes late.

        :param dict found: month -> (figure, out of how many)
        """
        last_month = this_month - relativedelta(months=1)
        kept = {value.month: value for value in self.value_ids}
        new = []
        for month, (figure, sample) in sorted(found.items()):
            vals = {"value": figure, "sample": sample}
            if month not in kept:
                new.append({"kpi_id": self.id, "month": month, **vals})
            elif month >= last_month:
                kept[month].write(vals)
        self.env["udi.kpi.value"].create(new)
