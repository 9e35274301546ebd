from odoo import models

from .udi_recall_step import UNANSWERED

# A region whose authority said one of these wants nothing more.
SETTLED = ("accepted", "terminated")


class UdiRecallEndPoints(models.AbstractModel):
    """What keeps a recall from being completed, or from being closed."""

    _name = "udi.recall.end.points"
    _description = "Open points of a recall"

    def _open_points(self):
        """What keeps it from being completed, or from being closed once it is.

        :return: list of (code, sentence, model, ids)
        """
        self.ensure_one()
        return [
            *self._open_gates(),
            *self._open_answers(),
            *self._open_goods(),
            *self._open_at_authorities(),
        ]

    def _open_at_authorities(self):
        """They speak when the firm has said that it is done."""
        waiting = self.region_ids.filtered(
            lambda row: row.code != "other" and row.outcome not in SETTLED
        )
        if self.state != "completed" or not (waiting and self._real()):
            return []
        sentence = self.env._(
            "No last word yet from: %(places)s. Record it.",
            places=", ".join(row._place() for row in waiting),
        )
        return [("authorities", sentence, waiting._name, waiting.ids)]

    def _open_gates(self):
        shut = self.region_ids.filtered(lambda row: not row._gate_open())
        waiting = self.consignee_ids.filtered(
            lambda row: row.region in shut.mapped("code")
        )
        if not waiting:
            return []
        one = self.env._(
            "1 customer was not told: the report is missing. Mark it as sent."
        )
        many = self.env._(
            "%(count)s customers were not told: the report is missing. Mark it as "
            "sent.",
            count=len(waiting),
        )
        sentence = one if len(waiting) == 1 else many
        return [("gate", sentence, waiting._name, waiting.ids)]

    def _open_answers(self):
        mute = self.consignee_ids.filtered(lambda row: row.answer_state in UNANSWERED)
        wrong = self.consignee_ids.filtered(
            lambda row: row.answer_state in ("short", "contradictory")
        )
        points = []
        if mute:
            one = self.env._("1 customer has not answered in full. Remind them.")
            many = self.env._(
                "%(count)s customers have not answered in full. Remind them.",
                count=len(mute),
            )
            sentence = one if len(mute) == 1 else many
            points.append(("no_answer", sentence, mute._name, mute.ids))
        if wrong:
            one = self.env._("1 answer does not add up. Ask this customer.")
            many = self.env._(
                "%(count)s answers do not add up. Ask these customers.",
                count=len(wrong),
            )
            sentence = one if len(wrong) == 1 else many
            points.append(("answer_wrong", sentence, wrong._name, wrong.ids))
        return points

    def _open_goods(self):
        points = []
        if self.quantity_unknown:
            sentence = self.env._(
                "%(units)s were delivered to nobody known. Name the customer on their "
                "transfers.",
                units=self.env["udi.finding"]._units(self.quantity_unknown),
            )
            lots = self.lot_line_ids.filtered("quantity_out")
            points.append(("nobody", sentence, lots._name, lots.ids))
        released = self.disposal_ids.filtered(
            lambda row: row.kind == "release" and row.state == "done"
        ).recall_lot_id
        free = (self.lot_line_ids - released).filtered(
            lambda row: row.quantity_to_hold and not row.on_hold
        )
        if free and self._real():
            sentence = self.env._(
                "%(count)s lots lie here and are not held. Press “Look again”.",
                count=len(free),
            )
            points.append(("not_held", sentence, free._name, free.ids))
        return points
