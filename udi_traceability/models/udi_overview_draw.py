import logging
from datetime import datetime

from odoo import models
from odoo.service.model import PG_CONCURRENCY_EXCEPTIONS_TO_RETRY
from odoo.tools import SQL
from odoo.tools.misc import format_date

from ..tools.overview import filled, percent, steps

_logger = logging.getLogger(__name__)


class UdiOverview(models.Model):
    """One card: its figures counted, its trend as values of a picture."""

    _inherit = "udi.overview"

    def _content(self):
        self.ensure_one()
        return getattr(self, f"_card_{self.code}")()

    def _drawn_or_failed(self):
        """A card that cannot be counted says so; the others stay."""
        try:
            with self.env.cr.savepoint(flush=False):
                return self._drawn()
        except PG_CONCURRENCY_EXCEPTIONS_TO_RETRY:
            raise
        except Exception:
            _logger.exception("Card “%s” of the overview has no figures", self.code)
            return {"failed": True, "figures": []}

    def _drawn(self):
        card = self._content()
        counts = self._counts(card.summed())
        rows = [self._with_whole(figure, counts) for figure in card.figures]
        return {
            "failed": False,
            "main": card.main and counts[card.main.key],
            "figures": [row for row in rows if row["count"] or row["of"]],
            "links": [{"key": link.key, "label": link.label} for link in card.links],
            "share": card.share and self._share(card.share, counts),
            "hint": card.hint,
            "box": card.box,
            **self._trend(card.trend),
        }

    def _with_whole(self, figure, counts):
        whole = figure.whole is not None and counts[figure.of().key]["count"]
        return counts[figure.key] | {"of": whole}

    def _counts(self, figures):
        """Key -> what is shown of a figure; one query for all figures of a card."""
        wanted = []
        for figure in figures:
            query = self.env[figure.model]._search(figure.domain)
            sums = self._sum_sql(query, figure.units)
            wanted.append(query.subselect(SQL("json_build_array(COUNT(*), %s)", sums)))
        if not wanted:
            return {}
        [found] = self.env.execute_query(SQL("SELECT %s", SQL(", ").join(wanted)))
        return {
            figure.key: self._row(figure, *row)
            for figure, row in zip(figures, found, strict=True)
        }

    def _row(self, figure, count, units=None):
        return {
            "key": figure.key,
            "label": figure.label,
            "count": count,
            "units": units,
            "late": bool(figure.late and count),
        }

    def _sum_sql(self, query, names):
        """What the fields add up to, those with a minus taken off."""
        parts = [
            SQL(
                "%s COALESCE(SUM(%s), 0)",
                SQL("-" if name.startswith("-") else "+"),
                SQL.identifier(query.table, name.removeprefix("-")),
            )
            for name in names
        ]
        return SQL(" ").join(parts) if parts else SQL("NULL")

    def _share(self, share, counts):
        part, total = (
            counts[figure.key]["units"] if figure.units else counts[figure.key]["count"]
            for figure in (share.part, share.total)
        )
        return total and {"label": share.label, "percent": percent(part, total)}

    def _trend(self, trend):
        """What is counted by step, which is also how many there are.

        Values for the widget `dashboard_graph`; none for a flat line.
        """
        counted = self._by_step(trend) if trend else {}
        if not counted:
            return {"trend": None}
        days = steps(trend.first, trend.last, trend.step)
        form = "MMM" if trend.step == "month" else "d MMM"
        labels = [format_date(self.env, day, date_format=form) for day in days]
        values = [
            {"x": label, "y": count, "label": label, "value": count, "type": "future"}
            for label, count in zip(labels, filled(counted, days), strict=True)
        ]
        figure = trend.figure
        return {
            "trend": self._row(figure, sum(counted.values())),
            "graph": [{"values": values, "key": figure.label}],
            "graph_type": "bar" if trend.step == "month" else "line",
        }

    def _by_step(self, trend):
        """First day of a step -> how many, in the calendar of the company."""
        found = (
            self.env[trend.figure.model]
            .with_context(tz=self.env.company._udi_timezone().key)
            ._read_group(
                trend.figure.domain, [f"{trend.moment}:{trend.step}"], ["__count"]
            )
        )
        return {
            moment.date() if isinstance(moment, datetime) else moment: count
            for moment, count in found
        }
