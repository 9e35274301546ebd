from odoo import models

from .udi_scan_entry import LONGEST_TEXT

FINISHING = ("received", "shipped", "returned", "moved")


class StockPicking(models.Model):
    """Scans that came too late, or were kept and are not wanted any more."""

    _inherit = "stock.picking"

    def _udi_discarded(self, text, reason):
        """Nothing is checked or counted; the ledger keeps the text and the reason."""
        text = text[:LONGEST_TEXT]
        spoken = self.env["udi.finding"]._discarded(reason)
        self._udi_write_event("refused", text, None, spoken["message"], [spoken])
        return dict(self._udi_answer(False, spoken, [], None), state="aside")

    def _udi_how_it_ended(self):
        """Who finished this transfer and when, and which of this person's scans count.

        `kept` of them are in it, `late` ones came after that.
        """
        if self.state != "done":
            return False
        mine = [("picking_id", "=", self.id), ("user_id", "=", self.env.uid)]
        counted = [*mine, ("state", "=", "counted")]
        return {
            "by": self._udi_finished_by().user_name or False,
            "at": self.env["ir.qweb.field.datetime"].value_to_html(
                self.date_done, {"format": "HH:mm"}
            ),
            "kept": self.env["udi.scan.entry"].sudo().search_count(counted),
            "late": self.env["udi.event"].search_count(self._udi_late_domain()),
        }

    def _udi_finished_by(self):
        """The first event of what was moved; later ones are corrections."""
        return (
            self.env["udi.event"]
            .sudo()
            .search(
                [("picking_id", "=", self.id), ("kind", "in", FINISHING)],
                order="id",
                limit=1,
            )
        )

    def _udi_late_domain(self):
        """This person's scans that came after somebody had finished the transfer."""
        finished = self._udi_finished_by()
        return [
            ("picking_id", "=", self.id),
            ("user_id", "=", self.env.uid),
            ("kind", "=", "refused"),
            ("id", ">", finished.id or 0),
        ]

    def action_udi_late_scans(self):
        """The list behind the number of scans that came too late."""
        self.ensure_one()
        self._udi_check_may_scan()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "udi_traceability.udi_event_action_scans"
        )
        name = self.env._("Not counted on %(transfer)s", transfer=self.name)
        texts = self.env.ref("udi_traceability.udi_event_view_list_texts")
        return dict(
            action,
            name=name,
            display_name=name,
            views=[(texts.id, "list"), (False, "kanban"), (False, "form")],
            domain=self._udi_late_domain(),
            context={},
        )
