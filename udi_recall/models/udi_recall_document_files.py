import hashlib
import zipfile
from dataclasses import replace
from tempfile import TemporaryFile

from odoo import models

from ..tools.document import table

# Of more notices one of each text is enclosed: they differ in their lines alone
MOST_COPIES = 100
MOST_BYTES = 100 * 1024 * 1024
PAPERS = ("pdf", "html")
ENCLOSING = ("us_806", "final")


class UdiRecallDocument(models.AbstractModel):
    """What was sent and what proves it: listed with digests, and enclosed as files.

    A copy of every communication belongs to the report of 21 CFR 806.10(c)(12).
    """

    _inherit = "udi.recall.document"

    def _letters_table(self, recall, code, heading):
        messages = recall.notice_ids.filtered("sent_at").sorted("sent_at")
        kinds = dict(messages._fields["kind"]._description_selection(self.env))
        means = dict(messages._fields["means"]._description_selection(self.env))
        states = dict(messages._fields["state"]._description_selection(self.env))
        copies = self._copies(recall)
        columns = (
            self.env._("Sent (UTC)"),
            self.env._("Kind"),
            self.env._("By"),
            self.env._("To"),
            self.env._("Version"),
            self.env._("Language"),
            self.env._("State"),
            self.env._("Subject"),
            self.env._("Copy"),
        )
        rows = [
            (
                f"{each.sent_at:%Y-%m-%d %H:%M}",
                kinds[each.kind],
                means[each.means],
                each.addressee_id.partner_id.display_name,
                each.version,
                each.lang,
                states[each.state],
                each.subject or each.note,
                copies[self._text_key(each, len(messages))].name or "",
            )
            for each in messages
        ]
        return table(code, heading, columns, rows)

    def _text_key(self, message, count):
        if count <= MOST_COPIES:
            return message.id
        return message.kind, message.means, message.version, message.lang

    def _copies(self, recall):
        """{message or text: its paper} of all that left."""
        messages = recall.notice_ids.filtered("sent_at").sorted("sent_at")
        copies = {}
        for message in messages:
            key = self._text_key(message, len(messages))
            if not copies.get(key):
                papers = message.attachment_ids.filtered(
                    lambda file: file.name.rpartition(".")[2] in PAPERS
                )
                copies[key] = papers[:1]
        return copies

    def _proofs(self, recall):
        """Files that people and authorities gave, in the order they came."""
        files = recall.region_ids.report_file_id
        files |= recall.deadline_ids.proof_id
        files |= recall.consignee_ids.gone_file_id
        files |= recall.disposal_ids.certificate_ids
        given = recall.reply_ids.filtered(lambda reply: reply.state != "draft")
        return (files | given.attachment_ids).sorted("id")

    def _enclosed(self, recall, kind):
        """{name in the enclosure: attachment}, each once."""
        if kind not in ENCLOSING:
            return {}
        files = self.env["ir.attachment"].union(*self._copies(recall).values())
        if kind == "final":
            files |= self._proofs(recall)
        named = {}
        for file in files:
            name = file.name.replace("/", "-").replace("\\", "-")
            if name in named:
                name = f"{file.id}-{name}"
            named[name] = file
        return named

    def _files_table(self, recall, kind, code, heading):
        """The digests are frozen with the report: nobody swaps a file later."""
        columns = (
            self.env._("File"),
            self.env._("Bytes"),
            self.env._("SHA-256"),
        )
        rows = []
        for name, file in self._enclosed(recall, kind).items():
            content = file.raw or b""
            rows.append((name, len(content), hashlib.sha256(content).hexdigest()))
        return replace(table(code, heading, columns, rows), optional=True)

    def _enclosure(self, recall, kind):
        """The files as one, or None; what would make it too big stays where it is."""
        named = self._enclosed(recall, kind)
        if not named:
            return None
        left = MOST_BYTES
        with TemporaryFile() as target:
            with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
                for name, file in named.items():
                    left -= file.file_size
                    if left >= 0:
                        archive.writestr(name, file.raw or b"")
            target.seek(0)
            return target.read()
