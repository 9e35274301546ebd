from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from dateutil.relativedelta import relativedelta

from odoo import fields, models
from odoo.exceptions import UserError

from odoo.addons.udi_traceability.tools.sheets import workbook

MOST_ON_PAPER = 5_000


class UdiRecallRegisterPrint(models.TransientModel):
    """The register of one company over some time, to show to a maker or authority."""

    _name = "udi.recall.register.print"
    _description = "Print the register"

    company_id = fields.Many2one(
        "res.company",
        required=True,
        default=lambda self: self.env.company,
        domain=lambda self: [("id", "in", self.env.companies.ids)],
    )
    date_from = fields.Date(
        "From",
        required=True,
        default=lambda self: self.env.company._udi_today() - relativedelta(years=1),
    )
    date_to = fields.Date(
        "Until", required=True, default=lambda self: self.env.company._udi_today()
    )

    def action_paper(self):
        self.ensure_one()
        rows = self._rows()
        if len(rows) > MOST_ON_PAPER:
            raise UserError(
                self.env._(
                    "%(count)s lines are more than fit on paper. Choose a shorter "
                    "time, or take the sheet.",
                    count=len(rows),
                )
            )
        report = self.env.ref("udi_recall.udi_recall_register_report")
        return report.report_action(self)

    def action_sheet(self):
        self.ensure_one()
        rows = [self._cells(row) for row in self._rows()]
        content = workbook([(self.env._("Register"), self._columns(), rows)])
        file = self.env["ir.attachment"].create(
            {
                "name": f"register-{self.date_from}-{self.date_to}.xlsx",
                "raw": content,
                "res_model": self._name,
                "res_id": self.id,
            }
        )
        return {
            "type": "ir.actions.act_url",
            "url": f"/web/content/{file.id}?download=1",
            "target": "self",
        }

    def _rows(self):
        """The lines of the days chosen, as the company counts its days."""
        if self.date_from > self.date_to:
            raise UserError(
                self.env._(
                    "From %(start)s until %(end)s: the first date comes after the "
                    "last. Exchange them.",
                    start=self.date_from,
                    end=self.date_to,
                )
            )
        return self.env["udi.recall.register"].search(
            [
                ("company_id", "=", self.company_id.id),
                ("date", ">=", self._moment(self.date_from)),
                ("date", "<", self._moment(self.date_to + timedelta(days=1))),
            ],
            order="date, id",
        )

    def _moment(self, day):
        zone = self.company_id._udi_timezone()
        local = datetime.combine(day, time(), zone)
        return local.astimezone(ZoneInfo("UTC")).replace(tzinfo=None)

    def _columns(self):
        register = self.env["udi.recall.register"]
        names = (
            "date",
            "kind",
            "number",
            "name",
            "partner_id",
            "product_id",
            "quantity",
            "ended_on",
            "outcome",
        )
        return [register._fields[name]._description_string(self.env) for name in names]

    def _cells(self, row):
        """Who may read the register reads names in it, with or without other rights."""
        row = row.sudo()
        kinds = dict(row._fields["kind"]._description_selection(self.env))
        number = self.env["udi.finding"]._number
        day = self.company_id._udi_day
        return [
            str(day(row.date)),
            kinds[row.kind],
            row.number,
            row.name or "",
            row.partner_id.display_name or "",
            row.product_id.display_name or "",
            number(row.quantity) if row.quantity else "",
            str(day(row.ended_on)) if row.ended_on else self.env._("open"),
            row.outcome or "",
        ]
