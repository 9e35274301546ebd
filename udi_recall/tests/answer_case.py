from odoo import fields

from .common import RecallCase


class AnswerCase(RecallCase):
    """A recall that runs: Anna has 4 pumps, her ward 2, Nord 2, Medica 6 of a lot."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.ward.email = "ward3@anna.example"
        cls.pumps = cls._serials(8)
        cls._receive(cls.pumps)
        cls._deliver(cls.pumps[:4], cls.anna)
        cls._deliver(cls.pumps[4:6], cls.ward)
        cls._deliver(cls.pumps[6:], cls.nord)
        cls.cell = cls._lots(cls.bp7, "C-778")
        cls._receive(cls.cell, 10)
        cls._deliver(cls.cell, cls.medica, 6)
        cls.recall = cls._recall(cls.cell, *cls.pumps)
        cls._started(cls.recall)
        cls.recall = cls.recall.with_user(cls.env.user).sudo()
        cls._told(cls.recall)

    @classmethod
    def _told(cls, recall):
        """Each customer got a notice: only then their pages show anything."""
        recall.notice_ids.write({"state": "sent", "sent_at": fields.Datetime.now()})

    @classmethod
    def _address(cls, partner, kind="ship_to"):
        rows = cls.recall.consignee_ids.addressee_ids
        return rows.filtered(lambda row: row.partner_id == partner and row.kind == kind)

    def _lines(self, partner, **parts):
        """The same parts for every line of this address."""
        return {str(line): dict(parts) for line in self._address(partner)._asked()}

    def _answer(self, partner, lines=None, channel="link", **values):
        """Give an answer as the page does."""
        address = self._address(partner)
        actions = range(1, len(address._instructions()) + 1)
        draft = address._begin(channel)
        draft._give(
            {
                "read_understood": True,
                "affected": "yes",
                "name": "Sister Ruth",
                "adverse_events": "no",
                "actions": {str(number): {"done": "yes"} for number in actions},
                "lines": lines or {},
                **values,
            },
            channel,
        )
        return draft

    def _state(self, partner):
        return self._consignee(self.recall, partner).answer_state
