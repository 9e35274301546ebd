import hashlib

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command

from odoo.addons.base.models.ir_actions_report import _wkhtml
from odoo.addons.udi_traceability.tools.safe_csv import sheet

REPORT = "udi_recall.udi_recall_consignee_report"
# Names of our own sheet; each maps on what hospitals' recall systems take in.
COLUMNS = (
    "notice_id",
    "line",
    "udi_di",
    "issuer",
    "udi_full",
    "catalogue",
    "model",
    "description",
    "lot",
    "serial",
    "expiry",
    "manufactured",
    "uom",
    "quantity",
    "certainty",
)


class UdiRecallNotice(models.AbstractModel):
    """The notice to one customer: its text, and the same lines as files."""

    _name = "udi.recall.notice"
    _description = "Recall notice"

    @api.model
    def _prepare(self, consignees):
        """Prepare what is new or differs; how many that were. Nothing is sent."""
        exposed = consignees.filtered(lambda row: row.quantity > 0)
        spared = (consignees - exposed).filtered(
            lambda row: row.notice_state == "prepared"
        )
        spared.notice_attachment_ids.unlink()
        spared.write({"notice_state": "void", "notice_digest": False})
        changed = exposed.browse()
        for consignee in exposed:
            text = self._text(consignee)
            if text["notice_digest"] != consignee.notice_digest:
                consignee.write(text)
                changed |= consignee
        self._attach(changed)
        changed.write(
            {
                "notice_state": "prepared",
                "notice_prepared_on": fields.Datetime.now(),
            }
        )
        return len(changed)

    def _text(self, consignee):
        """The text of one notice, in the customer's language."""
        translated = consignee.with_context(lang=consignee.lang)
        values = self.with_env(translated.env)._values(translated)
        body = translated.env["ir.qweb"]._render("udi_recall.notice_body", values)
        subject = self.with_env(translated.env)._subject(translated.recall_id)
        digest = hashlib.sha256(f"{subject}\n{body}".encode()).hexdigest()
        return {
            "notice_subject": subject,
            "notice_body": body,
            "notice_digest": digest,
        }

    def _values(self, consignee):
        recall = consignee.recall_id
        devices = consignee.line_ids.lot_id.udi_device_id
        return {
            "consignee": consignee,
            "recall": recall,
            "heading": self._heading(recall),
            "makers": devices.manufacturer_id,
            "actions": (recall.instructions or "").strip().splitlines(),
            "lines": self._lines(consignee),
            "has_possible": consignee.quantity_possible > 0,
        }

    def _heading(self, recall):
        """Never called milder than it is: a recall is no withdrawal (21 CFR 7.49)."""
        return {
            "recall": self.env._("URGENT: MEDICAL DEVICE RECALL"),
            "field_correction": self.env._("URGENT: MEDICAL DEVICE CORRECTION"),
            "withdrawal": self.env._("WITHDRAWAL OF A MEDICAL DEVICE"),
            "fsca": self.env._("URGENT FIELD SAFETY NOTICE"),
            "drill": self.env._("EXERCISE – nothing is wrong with your devices"),
        }[recall.kind]

    def _subject(self, recall):
        return self.env._(
            "%(heading)s %(recall)s – %(title)s – answer by %(date)s",
            heading=self._heading(recall),
            recall=recall.name,
            title=recall.title,
            date=recall.reply_by,
        )

    def _lines(self, consignee):
        """This customer's units, one dict a line, with the keys of ``COLUMNS``.

        A sheet has no language: its quantity has a point and no thousands mark.
        """
        number = consignee.env["udi.finding"]._number
        return [
            {
                "notice_id": consignee.recall_id.name,
                "line": place,
                "quantity": f"{line.quantity:.6f}".rstrip("0").rstrip("."),
                "quantity_text": number(line.quantity),
                "uom": line.uom_id.name,
                "certainty": line.certainty,
                **self._label(line.lot_id),
            }
            for place, line in enumerate(consignee.line_ids, start=1)
        ]

    def _label(self, lot):
        """What stands on the label of one lot or serial."""
        device, di = lot.udi_device_id, lot.udi_di_id
        serial = lot.udi_serial_number
        if not (serial or lot.udi_lot_number) and lot.product_id.tracking == "serial":
            serial = lot.name
        return {
            "udi_di": di.code or "",
            "issuer": (di.issuing_agency or "").upper(),
            "udi_full": lot.udi_text or "",
            "catalogue": device.catalog_number or "",
            "model": device.model_number or "",
            "description": lot.product_id.display_name,
            "lot": lot.udi_lot_number or ("" if serial else lot.name),
            "serial": serial or "",
            "expiry": lot.udi_expiration_date or "",
            "manufactured": lot.udi_manufacture_date or "",
        }

    def _attach(self, consignees):
        """Replace the files of the notices: the paper, and the sheet."""
        consignees.notice_attachment_ids.unlink()
        papers = self._papers(consignees)
        values = []
        for consignee in consignees:
            translated = consignee.with_context(lang=consignee.lang)
            rows = [
                [line[name] for name in COLUMNS] for line in self._lines(translated)
            ]
            content, kind = papers[consignee.id]
            values += [
                self._file(consignee, kind, content),
                self._file(consignee, "csv", sheet(COLUMNS, rows)),
            ]
        files = self.env["ir.attachment"].create(values)
        for consignee, own in files.grouped("res_id").items():
            row = consignees.browse(consignee)
            row.notice_attachment_ids = [Command.set(own.ids)]

    def _file(self, consignee, kind, content):
        types = {"pdf": "application/pdf", "csv": "text/csv", "html": "text/html"}
        return {
            "name": consignee._notice_file_name(kind),
            "raw": content,
            "mimetype": types[kind],
            "res_model": consignee._name,
            "res_id": consignee.id,
        }

    def _papers(self, consignees):
        """``{id: (content, "pdf")}``; a page to print where no PDF can be made.

        A print program that is missing or fails must not keep goods from being held.
        """
        try:
            return self._printed(consignees)
        except UserError as error:
            consignees.recall_id.message_post(
                body=self.env._(
                    "No PDF could be made, each notice has a page to print instead. "
                    "%(error)s",
                    error=error,
                )
            )
        reports = self.env["ir.actions.report"]
        return {
            row.id: reports._render_qweb_html(REPORT, row.ids) for row in consignees
        }

    def _printed(self, consignees):
        """The program prints many papers in one run only in its patched build, and
        only if it can tell where each begins.
        """
        reports = self.env["ir.actions.report"]
        reports = reports.with_context(report_pdf_no_attachment=True)
        if len(consignees) > 1 and _wkhtml().is_patched_qt:
            papers, kind = reports._pre_render_qweb_pdf(REPORT, consignees.ids)
            if kind == "pdf" and list(papers) == consignees.ids:
                return {
                    id_: (paper["stream"].getvalue(), kind)
                    for id_, paper in papers.items()
                }
        return {row.id: reports._render_qweb_pdf(REPORT, row.ids) for row in consignees}
