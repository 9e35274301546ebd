import base64
import hashlib
from dataclasses import replace

from odoo import models
from odoo.exceptions import UserError
from odoo.fields import Command

from odoo.addons.base.models.ir_actions_report import _wkhtml
from odoo.addons.udi_traceability.tools import UdiError
from odoo.addons.udi_traceability.tools.gs1 import elements_of
from odoo.addons.udi_traceability.tools.safe_csv import sheet
from odoo.addons.udi_traceability.tools.sheets import workbook
from odoo.addons.udi_traceability.tools.symbol import SymbolError, encode, png

from ..tools.notice import notice_of, to_csv_rows, to_json

REPORT = "udi_recall.udi_recall_message_report"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TYPES = {
    "pdf": "application/pdf",
    "html": "text/html",
    "csv": "text/csv",
    "xlsx": XLSX,
    "json": "application/json",
}


class UdiRecallMessage(models.Model):
    """The same lines as paper, sheet, workbook and JSON."""

    _inherit = "udi.recall.message"

    def _files(self):
        """The files of these messages; made now where they are not made yet."""
        self.filtered(lambda row: not row.attachment_ids)._make_files()
        return self.attachment_ids

    def _file(self, kinds):
        self.ensure_one()
        return self._files().filtered(
            lambda file: file.name.rsplit(".", 1)[-1] in kinds
        )[:1]

    def _make_files(self):
        """Replace the files; the JSON names the others with their digests."""
        if not self:
            return
        self.attachment_ids.unlink()
        papers = self._papers()
        values = []
        for message in self:
            notice = notice_of(message._values())
            columns, rows = to_csv_rows(notice)
            title = message.env._("Notice")
            files = [
                papers[message.id],
                (sheet(columns, rows), "csv"),
                (workbook([(title, columns, rows)]), "xlsx"),
            ]
            named = tuple(
                {
                    "name": message._file_name(kind),
                    "sha256": hashlib.sha256(content).hexdigest(),
                }
                for content, kind in files
            )
            files.append((to_json(replace(notice, attachments=named)), "json"))
            values += [message._file_values(*file) for file in files]
        made = self.env["ir.attachment"].create(values)
        for message_id, own in made.grouped("res_id").items():
            self.browse(message_id).attachment_ids = [Command.set(own.ids)]

    def _file_name(self, kind):
        return f"{self._file_stem()}.{kind}"

    def _file_values(self, content, kind):
        return {
            "name": self._file_name(kind),
            "raw": content,
            "mimetype": TYPES[kind],
            "res_model": self._name,
            "res_id": self.id,
            "res_field": "attachment_ids",
            "company_id": self.company_id.id,
        }

    def _papers(self):
        """``{id: (content, "pdf")}``; a page to print where no PDF can be made.

        A print program that is missing or fails must not keep people uninformed.
        """
        try:
            return self._printed()
        except UserError as error:
            for recall in self.recall_id:
                recall.message_post(
                    body=self.env._(
                        "No PDF could be made, each notice has a page to print "
                        "instead. %(error)s",
                        error=error,
                    )
                )
        reports = self.env["ir.actions.report"]
        return {
            row.id: (reports._render_qweb_html(REPORT, row.ids)[0], "html")
            for row in self
        }

    def _printed(self):
        """The program prints many papers in one run only in its patched build, and
        only if it can tell where each begins.
        """
        reports = self.env["ir.actions.report"]
        reports = reports.with_context(report_pdf_no_attachment=True)
        if len(self) > 1 and _wkhtml().is_patched_qt:
            papers, kind = reports._pre_render_qweb_pdf(REPORT, self.ids)
            if kind == "pdf" and list(papers) == self.ids:
                return {
                    id_: (paper["stream"].getvalue(), kind)
                    for id_, paper in papers.items()
                }
        return {row.id: reports._render_qweb_pdf(REPORT, row.ids) for row in self}

    def _symbols(self):
        """(name, picture) of each lot, to be scanned off the paper."""
        lines = self.addressee_id._notice_lines()
        return [
            (lot.udi_serial_number or lot.udi_lot_number or lot.name, picture)
            for lot in lines.lot_id
            if (picture := self._symbol(lot))
        ]

    def _answer_symbol(self):
        """The way to the answer for who reads paper: scanned with a phone."""
        symbol = encode("qr", self.addressee_id._reply_url())
        return base64.b64encode(png(symbol, dots=4)).decode()

    def _symbol(self, lot):
        """A QR of GS1 where it can be made, else one of the text, which scans too."""
        if not lot.udi_text:
            return False
        udi = lot._udi_value()
        try:
            payload = elements_of(udi) if udi.agency == "GS1" else None
            symbol = encode("gs1_qr", payload) if payload else self._plain(lot)
        except (UdiError, SymbolError):
            symbol = self._plain(lot)
        return symbol and base64.b64encode(png(symbol, dots=4)).decode()

    def _plain(self, lot):
        try:
            return encode("qr", lot.udi_text)
        except SymbolError:
            # the text beside it can be typed where no symbol can hold it
            return None
