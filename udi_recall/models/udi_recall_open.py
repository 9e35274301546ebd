from odoo import models

from .udi_recall_return import OPEN


class UdiRecall(models.Model):
    """What keeps a recall from being completed: goods, sums and checks not done."""

    _inherit = "udi.recall"

    def _open_points(self):
        points = super()._open_points()
        if self.state == "completed":
            return points
        return [
            *points,
            *self._open_returns(),
            *self._open_checks(),
            *self._open_sums(),
        ]

    def _open_returns(self):
        coming = self.return_ids.filtered(
            lambda picking: picking.udi_recall_consignee_id and picking.state in OPEN
        )
        planned = self.disposal_ids.filtered(lambda row: row.state == "planned")
        held = self.hold_ids.filtered(lambda hold: hold.state == "active")
        found = [
            (
                "return_open",
                self.env._("%(count)s returns have not come. Receive or cancel them."),
                coming,
            ),
            (
                "disposal_open",
                self.env._("%(count)s disposals are planned. Do or cancel them."),
                planned,
            ),
            (
                "held",
                self.env._(
                    "%(count)s lots are held for this recall. Destroy, rework or "
                    "release them."
                ),
                held,
            ),
        ]
        return self._counted_points(found)

    def _open_checks(self):
        waiting = self.check_ids._latest().filtered(
            lambda check: check.result in ("waiting", "not_reached")
        )
        found = [
            (
                "check_draw",
                self.env._("%(count)s customers are to be asked. Draw the sample."),
                self._to_draw(),
            ),
            (
                "check_open",
                self.env._("%(count)s effectiveness checks are to do."),
                waiting,
            ),
        ]
        return self._counted_points(found)

    def _open_sums(self):
        rows = self.env["udi.recall.balance"].sudo()
        odd = rows.search([("recall_id", "=", self.id), ("finding", "=", "too_many")])
        apart = rows.search([("recall_id", "=", self.id), ("held", ">", 0)])
        found = [
            (
                "too_many",
                self.env._(
                    "%(count)s customers told of more than went there. Ask them."
                ),
                odd.consignee_id,
            )
        ]
        if self.physical_return != "no":
            found.append(
                (
                    "set_apart",
                    self.env._(
                        "%(count)s customers have units set apart. Make their returns."
                    ),
                    apart.consignee_id,
                )
            )
        return self._counted_points(found)

    def _counted_points(self, found):
        return [
            (code, sentence % {"count": len(rows)}, rows._name, rows.ids)
            for code, sentence, rows in found
            if rows
        ]
