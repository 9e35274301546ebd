from markupsafe import escape

from odoo import models
from odoo.exceptions import UserError
from odoo.tools.mimetypes import guess_mimetype

from ..tools.answer_form import text as plain
from ..tools.answers import patient_sign

REPORT = "udi_recall.udi_recall_reply_report"
MOST_FILE = 10 * 1024 * 1024
MOST_FILES = 8
# What is opened by our people: no page with scripts, no program, no macros
FILES = {
    "application/pdf": "pdf",
    "image/png": "png",
    "image/jpeg": "jpg",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xlsx",
}


class UdiRecallReply(models.Model):
    """The files that come with an answer."""

    _inherit = "udi.recall.reply"

    def _file_problems(self, files):
        found = []
        if len(files) + len(self.attachment_ids) > MOST_FILES:
            found.append(
                (
                    "files",
                    self.env._(
                        "At most %(most)s files. Send the rest by mail.",
                        most=MOST_FILES,
                    ),
                )
            )
        for name, content in files:
            if len(content) > MOST_FILE:
                said = self.env._(
                    "%(name)s is larger than 10 MB. Send a smaller one.", name=name
                )
            elif guess_mimetype(content) not in FILES:
                said = self.env._(
                    "%(name)s: only PDF, PNG, JPEG and XLSX are taken. Save it as one "
                    "of them.",
                    name=name,
                )
            else:
                continue
            found.append(("files", said))
        return found

    def _add_files(self, files):
        made = self.env["ir.attachment"].create(
            [
                {
                    "name": self._file_name(name, content),
                    "raw": content,
                    "mimetype": guess_mimetype(content),
                    "res_model": self._name,
                    "res_id": self.id,
                }
                for name, content in files
            ]
        )
        self.attachment_ids |= made

    def _file_name(self, name, content):
        stem = plain(name, 100).rsplit(".", 1)[0].replace("/", "-") or "file"
        return f"{stem}.{FILES[guess_mimetype(content)]}"


class UdiRecallAddressee(models.Model):
    """What else a customer can do on their page: tell us something, take a copy."""

    _inherit = "udi.recall.addressee"

    def _tell(self, text, name):
        """A word to who runs the recall: found one after all.

        Also after the end, when answers are closed.
        """
        text, name = plain(text, 2000), plain(name, 120)
        if not text or not name:
            raise UserError(
                self.env._("Write what you want to tell us, and your name.")
            )
        if sign := patient_sign(text):
            raise UserError(
                self.env._(
                    "“%(words)s” looks like a patient's data. Take it out.", words=sign
                )
            )
        recall = self.recall_id
        subject = self.env._("%(customer)s found something", customer=self._who())
        recall.message_post(
            body=self.env._(
                "%(subject)s. %(name)s: %(text)s",
                subject=subject,
                name=name,
                text=text,
            ),
            author_id=self.partner_id.id,
        )
        recall._ask_to_look(subject, text)

    def _who(self):
        return self.partner_id.display_name

    def _answer_paper(self, blank):
        """The copy as PDF; a page to print where no PDF can be made."""
        reports = self.env["ir.actions.report"].sudo()
        reports = reports.with_context(
            recall_form_blank=blank, report_pdf_no_attachment=True
        )
        try:
            return reports._render_qweb_pdf(REPORT, self.ids)
        except UserError:
            return reports._render_qweb_html(REPORT, self.ids)


class UdiRecall(models.Model):
    _inherit = "udi.recall"

    def _ask_to_look(self, summary, text):
        """A task for whoever speaks with customers in this recall."""
        self.activity_schedule(
            "mail.mail_activity_data_todo",
            user_id=self._who("contact").id,
            summary=summary,
            note=escape(text),
        )
