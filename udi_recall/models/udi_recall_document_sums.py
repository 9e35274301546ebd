from odoo import models

from ..tools.balance import totals_by
from ..tools.document import table


class UdiRecallDocument(models.AbstractModel):
    """The sums, in the shapes in which several reports print them."""

    _inherit = "udi.recall.document"

    def _balance_columns(self):
        return (
            self.env._("Shipped"),
            self.env._("Used"),
            self.env._("Returned"),
            self.env._("Of these received"),
            self.env._("Destroyed"),
            self.env._("Passed on"),
            self.env._("Held there"),
            self.env._("Corrected"),
            self.env._("Lost"),
            self.env._("No word"),
            self.env._("Accounted, %"),
            self.env._("Recovered of unused, %"),
        )

    def _balance_cells(self, found):
        return (
            found.shipped,
            found.used,
            found.returned,
            found.received,
            found.destroyed,
            found.passed_on,
            found.held,
            found.corrected,
            found.lost,
            found.no_word,
            "–" if found.accounted_share is None else found.accounted_share,
            "–" if found.recovered_share is None else found.recovered_share,
        )

    def _balance_table(self, recall, code, heading, key, text="", region=None):
        """Sums by ``lot``, ``consignee``, ``country`` or ``round``."""
        rows = recall._reconciliation()
        if region:
            rows = [row for row in rows if row.region == region.code]
        groups = totals_by(rows, lambda row: getattr(row, key))
        names = {
            "lot": self.env._("Lot or serial"),
            "consignee": self.env._("Consignee"),
            "country": self.env._("Country"),
            "round": self.env._("Round"),
        }
        return table(
            code,
            heading,
            (names[key], *self._balance_columns()),
            [
                (each or "?", *self._balance_cells(sums))
                for each, sums in groups.items()
            ],
            text,
        )

    def _accounted_text(self, units):
        def said(share):
            return "–" if share is None else f"{share:g} %"

        return self.env._(
            "Accounted for: %(accounted)s of what was shipped. Recovered: "
            "%(recovered)s of what was not used.",
            accounted=said(units["accounted_share"]),
            recovered=said(units["recovered_share"]),
        )

    def _checks_text(self, figures):
        checks = figures["checks"]
        said = self.env._(
            "Of those asked, %(got)s got the notice, %(understood)s understood it, "
            "%(followed)s followed it.",
            got=checks["got_notice"],
            understood=checks["understood"],
            followed=checks["followed"],
        )
        drawn = self.env._(
            "Level %(level)s: %(drawn)s drawn, %(effective)s effective, %(failed)s not "
            "effective, %(waiting)s to do.",
            **{
                name: checks[name] or "0"
                for name in ("level", "drawn", "effective", "failed", "waiting")
            },
        )
        return f"{drawn}\n{said}" if checks["drawn"] else drawn

    def _disposals_table(self, recall, code, heading):
        done = recall.disposal_ids.filtered(lambda row: row.state == "done")
        kinds = dict(done._fields["kind"]._description_selection(self.env))
        columns = (
            self.env._("What"),
            self.env._("Lot or serial"),
            self.env._("Units"),
            self.env._("Done on (UTC)"),
            self.env._("By"),
            self.env._("Authority told on"),
            self.env._("Witness"),
            self.env._("Certificate"),
        )
        return table(
            code,
            heading,
            columns,
            [
                (
                    kinds[row.kind],
                    row.recall_lot_id.display_name,
                    row.quantity,
                    f"{row.done_at:%Y-%m-%d %H:%M}",
                    row.done_by_id.name,
                    self._day(row.authority_told_on),
                    row.witness,
                    ", ".join(
                        f"{file.name} {file.checksum[:12]}"
                        for file in row.certificate_ids
                    ),
                )
                for row in done
            ],
        )

    def _checks_table(self, recall, code, heading):
        checks = recall.check_ids
        fields_ = {
            name: dict(checks._fields[name]._description_selection(self.env))
            for name in ("means", "got_notice", "understood", "followed", "result")
        }
        columns = (
            self.env._("Consignee"),
            self.env._("Attempt"),
            self.env._("When (UTC)"),
            self.env._("By"),
            self.env._("Checked by"),
            self.env._("Spoke to"),
            self.env._("Got the notice?"),
            self.env._("Understood?"),
            self.env._("Did it?"),
            self.env._("Result"),
        )
        return table(
            code,
            heading,
            columns,
            [
                (
                    check.consignee_id.display_name,
                    check.attempt,
                    check.checked_at and f"{check.checked_at:%Y-%m-%d %H:%M}",
                    fields_["means"].get(check.means),
                    check.user_id.name,
                    check.spoke_to,
                    *(
                        fields_[name].get(check[name])
                        for name in ("got_notice", "understood", "followed", "result")
                    ),
                )
                for check in checks
            ],
        )
