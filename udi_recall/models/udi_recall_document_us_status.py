from odoo import models

from ..tools.document import section


class UdiRecallDocument(models.AbstractModel):
    """United States: how far it is, for the authority (forms.md 1.7)."""

    _inherit = "udi.recall.document"

    def _of_us_status(self, recall, region):
        figures = recall._status_figures()
        people, units = figures["consignees"], figures["units"]
        yield self._told_section(recall, figures)
        yield section(
            "US-P.2",
            self.env._("Consignees that answered"),
            self.env._(
                "%(count)s answered. On hand when the notice came: %(units)s.",
                count=people["answered"],
                units=self.env["udi.finding"]._units(figures["on_hand"]),
            ),
        )
        yield section(
            "US-P.3",
            self.env._("Consignees that did not answer"),
            self.env._(
                "%(count)s did not answer; %(gone)s are out of business.",
                count=people["not_answered"],
                gone=people["gone"],
            ),
        )
        yield self._balance_table(
            recall,
            "US-P.4",
            self.env._("Returned or corrected, per consignee"),
            "consignee",
            self._accounted_text(units),
        )
        yield section(
            "US-P.5", self.env._("Effectiveness checks"), self._checks_text(figures)
        )
        yield section("US-P.6", self.env._("Estimated completion"))

    def _told_section(self, recall, figures):
        means = dict(
            recall.notice_ids._fields["means"]._description_selection(self.env)
        )
        rounds = [
            f"{row.number}: {self._moment(row.initiated_at)}"
            for row in recall.round_ids
            if row.initiated_at
        ]
        lines = [
            self.env._(
                "%(told)s of %(all)s consignees notified.",
                told=figures["consignees"]["notified"],
                all=figures["consignees"]["all"],
            ),
            ", ".join(f"{means[key]}: {n}" for key, n in figures["means"].items()),
            rounds and self.env._("First notice of each round: %s", "; ".join(rounds)),
        ]
        return section(
            "US-P.1", self.env._("Consignees notified"), "\n".join(filter(None, lines))
        )
