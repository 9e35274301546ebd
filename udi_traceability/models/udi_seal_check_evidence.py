from odoo import models
from odoo.exceptions import UserError
from odoo.tools import SQL

from ..tools.safe_csv import sheet
from ..tools.seal import FORMS, digest
from .udi_seal import FORM

# A seal that was tampered with may claim any number of events
MOST_ROWS = 50_000


class UdiSealCheck(models.Model):
    """What somebody keeps who has to show where the ledger is broken."""

    _inherit = "udi.seal.check"

    def action_evidence(self):
        self._check_evidence()
        return {
            "type": "ir.actions.act_url",
            "url": f"/udi/seals/evidence/{self.id}",
            "target": "download",
        }

    def _check_evidence(self):
        self.ensure_one()
        self._check_may()
        if self.state != "broken":
            raise UserError(
                self.env._("Nothing is broken here. Evidence is what a break leaves.")
            )

    def _evidence(self):
        """(name, bytes) of a sheet: the events of the broken seal, as they are now."""
        seal = self.env["udi.seal"].sudo().search([("number", "=", self.wrong_seal)])
        form = seal.form if seal.form in FORMS else FORM
        found = self._evidence_rows(seal, form)
        rows = [self._evidence_row(row) for row in found]
        if self.wrong_event and not any(row[0] == self.wrong_event for row in found):
            gone = [self.wrong_seal, self.wrong_code, "", self.wrong_event]
            rows.append(gone + [""] * (len(FORMS[form]) - 1))
        columns = ["seal", "finding", "sha256", *FORMS[form]]
        number = self.wrong_seal or self.wrong_event
        return f"udi-evidence-{number}.csv", sheet(columns, rows)

    def _evidence_row(self, row):
        finding = self.wrong_code if row[0] == self.wrong_event else ""
        return [self.wrong_seal or "", finding, digest(row).hex(), *row]

    def _evidence_rows(self, seal, form):
        """By id: the rows of all companies, for a seal knows no company."""
        self.env.flush_all()
        self.env.cr.execute(
            SQL(
                """SELECT %s FROM udi_event event
                WHERE id BETWEEN %s AND %s ORDER BY id LIMIT %s""",
                self.env["udi.seal"]._columns(form),
                seal.first_id or self.wrong_event,
                seal.last_id or self.wrong_event,
                MOST_ROWS,
            )
        )
        return self.env.cr.fetchall()
