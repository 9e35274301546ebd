from .common import RecallCase


class StartCase(RecallCase):
    """The story of ten pumps, and the way to a running recall."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.story = cls._story()

    def _approved(self, recall=None):
        """Approval is shown elsewhere: here it is given."""
        recall = recall or self.story
        recall.action_compute_scope()
        recall.sudo().state = "approved"
        return recall

    def _started(self, recall=None):
        recall = self._approved(recall)
        recall.action_start()
        return recall

    def _step(self, recall, step):
        return recall.round_id.progress_ids.filtered(lambda row: row.step == step)

    def _asked(self, consignee):
        """{(ship-to, lot): quantity} of one customer."""
        return {
            (line.ship_to_id, line.lot_id.name): line.quantity
            for line in consignee.line_ids
        }
