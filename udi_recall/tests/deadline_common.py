from datetime import datetime

from .common import RecallCase

# a Saturday evening in Berlin, the next morning in Shanghai
DECIDED = datetime(2026, 11, 21, 20, 40)


class DeadlineCase(RecallCase):
    """A recall with jurisdictions and a round, as they are when it starts."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.partner_id.country_id = cls.env.ref("base.de")
        cls.cell = cls._lots(cls.bp7, "C-778")
        cls.recall = cls._recall(cls.cell)

    @classmethod
    def _places(cls, *codes, recall=None, **values):
        regions = cls.env["udi.recall.region"].sudo()
        recall = recall or cls.recall
        return regions.create(
            [{"recall_id": recall.id, "code": code, **values} for code in codes]
        )

    @classmethod
    def _round(cls, recall=None, number=1, decided_at=DECIDED):
        recall = (recall or cls.recall).sudo()
        round = cls.env["udi.recall.round"].create(
            {"recall_id": recall.id, "number": number, "decided_at": decided_at}
        )
        recall.round_id = round
        if number == 1:
            recall.write({"decided_at": decided_at, "decided_tz": "Europe/Berlin"})
        return round

    def _copied(self, *codes, recall=None, **values):
        """The rows of a recall that has just started at these places."""
        recall = recall or self.recall
        self._places(*codes, recall=recall, **values)
        recall._copy_deadlines(self._round(recall))
        return recall.deadline_ids

    def _duty(self, words, recall=None):
        rows = (recall or self.recall).deadline_ids.filtered(
            lambda row: words in row.name and row.state != "void"
        )
        self.assertEqual(len(rows), 1, rows.mapped("name"))
        return rows
