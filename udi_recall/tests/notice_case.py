import csv
import io
import json
from datetime import timedelta

from .common import RecallCase

OPEN = "sent"


class NoticeCase(RecallCase):
    """A recall that runs: its customers have addressees, its notices are prepared."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # who reads English reads the words as they were typed
        (cls.anna | cls.nord | cls.medica).lang = "en_US"
        cls.story = cls._story()
        cls.company.write({"email": "recalls@maker.example", "phone": "+49 40 99"})

    def setUp(self):
        """A way out that takes every mail, and remembers which."""
        super().setUp()
        self.posted = []
        servers = type(self.env["ir.mail_server"])
        self.patch(servers, "_disable_send", lambda _self: False)
        self.patch(servers, "_connect__", lambda _self, **_values: None)
        self.patch(servers, "send_email", self._post)

    def _post(self, mail, **_values):
        self.posted.append(mail)
        return mail["Message-Id"]

    def _running(self, recall=None, gate=OPEN, **addresses):
        """Scoped, with one delivery address a customer, and let loose.

        The steps of the start have tests of their own.

        :param gate: of the regions where the report comes first
        """
        recall = recall or self.story
        recall.action_compute_scope()
        rows = recall.sudo()
        extent = self.env["udi.recall.round"].create(
            {"recall_id": recall.id, "number": 1}
        )
        for consignee in rows.consignee_ids:
            self._addressee(consignee, consignee.partner_id)
        self._gates(rows, gate)
        rows.write({"state": "running", "round_id": extent.id})
        rows.first_round_id = extent
        return recall

    def _addressee(self, consignee, partner, kind="ship_to", **values):
        found = consignee.addressee_ids.filtered(
            lambda row: row.partner_id == partner and row.kind == kind
        )
        values = {"must_answer": kind == "ship_to", **values}
        if found:
            found.sudo().write(values)
            return found
        return self.env["udi.recall.addressee"].create(
            {
                "consignee_id": consignee.id,
                "partner_id": partner.id,
                "kind": kind,
                **values,
            }
        )

    def _gates(self, recall, state):
        recall, regions = recall.sudo(), self.env["udi.recall.region"]
        for code in set(recall.consignee_ids.mapped("region")):
            region = recall.region_ids.filtered(lambda row, c=code: row.code == c)
            region = region or regions.create({"recall_id": recall.id, "code": code})
            region.gate_state = state

    def _prepared(self, recall=None, **values):
        recall = self._running(recall, **values)
        recall._prepare_notices()
        return recall

    def _sent(self, recall=None, **values):
        recall = self._prepared(recall, **values)
        self._work()
        return recall

    def _work(self):
        """What the background does: into the outbox, out of it, and the sums."""
        messages = self.env["udi.recall.message"].sudo()
        ours = [("recall_id", ">=", self.story.id)]
        messages._to_send().filtered_domain(ours)._send()
        mails = messages.search(ours).mail_id
        mails.filtered(lambda mail: mail.state == "outgoing").send()
        self.env["udi.recall.round"].sudo().search(ours)._note_departures()

    def _days_ago(self, recall, days):
        """Everything left so many days earlier."""
        for row in recall.notice_ids.sudo().filtered("sent_at"):
            row.sent_at -= timedelta(days=days)

    def _message(self, recall, partner, kind=None):
        """The latest message to a customer."""
        rows = recall.notice_ids.filtered(
            lambda row: row.consignee_id.partner_id == partner
        )
        rows = rows.filtered(lambda row: kind in (None, row.kind))
        return rows.sorted("attempt")[-1:]

    def _answer(self, message, affected="yes"):
        """What the page of the link writes in the end."""
        return self.env["udi.recall.reply"].create(
            {
                "recall_id": message.recall_id.id,
                "consignee_id": message.consignee_id.id,
                "addressee_id": message.addressee_id.id,
                "channel": "link",
                "state": "given",
                "read_understood": True,
                "affected": affected,
                "message_version": message.version,
            }
        )

    def _file(self, message, kind):
        return message.sudo()._file((kind,))

    def _sheet(self, message):
        text = self._file(message, "csv").raw.decode("utf-8-sig")
        return list(csv.DictReader(io.StringIO(text, newline="")))

    def _json(self, message):
        return json.loads(self._file(message, "json").raw)
