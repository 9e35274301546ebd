from odoo import models
from odoo.fields import Domain


class UdiScan(models.AbstractModel):
    """“Check a code” answers: is mine recalled?"""

    _inherit = "udi.scan"

    def _looked_lot(self, lot):
        answer = super()._looked_lot(lot)
        rows = lot._udi_running_recall_rows()
        if not rows:
            return self._looked_told(answer, self._incoming_lines()._of_lot(lot))
        answer["severity"] = "stop"
        answer["state"] = self.env["udi.finding"]._recalled_text(rows)
        recall = rows.recall_id[:1].with_env(self.env)
        if recall.has_access("read"):
            link = self._looked_link(
                recall, "get_formview_action", self.env._("Recall"), "recall"
            )
            answer["links"].insert(1, link)
        return answer

    def _looked_device(self, di, udi):
        """A number that never was here may stand in a maker's notice all the same."""
        answer = super()._looked_device(di, udi)
        return self._looked_incoming(answer, di.code, udi)

    def _looked_udi(self, udi):
        answer = super()._looked_udi(udi)
        if answer["severity"] == "unknown" and udi.di:
            return self._looked_incoming(answer, udi.di, udi)
        return answer

    def _looked_incoming(self, answer, code, udi):
        return self._looked_told(answer, self._incoming_lines()._of_label(code, udi))

    def _incoming_lines(self):
        return self.env["udi.recall.incoming.line"].sudo()

    def _looked_told(self, answer, lines):
        if lines:
            answer["severity"] = "stop"
            answer["state"] = self.env._(
                "Recalled by its maker: %(notice)s. Put it in quarantine.",
                notice=lines.incoming_id[:1].display_name,
            )
        return answer


class UdiRecallIncomingLine(models.Model):
    _inherit = "udi.recall.incoming.line"

    def _of_lot(self, lot):
        """What makers' notices say of a lot of ours that no recall of ours has yet."""
        ours = Domain("lot_ids", "in", lot.ids)
        ours &= Domain("incoming_id.recall_id", "=", False)
        return self.search(self._in_force() & ours, limit=1)

    def _of_label(self, code, udi):
        """What makers' notices say of a label that no lot of ours has."""
        if not (udi.serial or udi.lot):
            return self
        no_serial = Domain("serial", "in", ("", False))
        meant = Domain("serial", "=", udi.serial) if udi.serial else Domain.FALSE
        meant |= no_serial & Domain("lot", "in", [udi.lot or "", "", False])
        return self.search(
            self._in_force() & Domain("udi_di", "=", code) & meant, limit=1
        )

    def _in_force(self):
        return (
            Domain("company_id", "in", self.env.companies.ids)
            & Domain("incoming_id.status", "not in", ("cancelled", "closed"))
            & Domain("incoming_id.kind", "!=", "drill")
        )


class UdiFinding(models.AbstractModel):
    """A recalled unit is told by the recall, not by the hold that it set."""

    _inherit = "udi.finding"

    def _say_on_hold(self, finding, facts):
        rows = facts["lot"]._udi_running_recall_rows()
        if not rows:
            return super()._say_on_hold(finding, facts)
        recall = rows.recall_id[:1]
        return (
            self.env._("Recalled: %(recall)s.", recall=recall.name),
            self._recall_reason(recall),
            self.env._("Put it in quarantine."),
        )

    def _recalled_text(self, rows):
        """Recalled: number, what is wrong; possible said where it is not certain."""
        recall = rows.recall_id[:1]
        row = rows.filtered(lambda row: row.recall_id == recall)[:1]
        said = (
            self.env._("Recalled: %(recall)s.", recall=recall.name)
            if row.certainty == "certain"
            else self.env._("Possibly recalled: %(recall)s.", recall=recall.name)
        )
        again = self.env._("Put it in quarantine.")
        return " ".join([said, self._recall_reason(recall), again])

    def _recall_reason(self, recall):
        """The first line of what is wrong: a card has room for a sentence."""
        text = (recall.reason_text or recall.title or "").strip()
        return text.splitlines()[0][:200] if text else ""

    def _recalled_back(self, lot, recall):
        return self._spoken(
            "recalled",
            "warn",
            self.env._("Recalled: %(recall)s.", recall=recall.name),
            self._recall_reason(recall),
            self.env._("Put it in quarantine."),
        )


class StockPicking(models.Model):
    """A recalled unit that comes back is taken, and told apart at once."""

    _inherit = "stock.picking"

    def _udi_accept(self, text, sentences, read, line):
        lot = read.lot or line.lot_id
        rows = lot._udi_running_recall_rows() if lot else None
        if rows:
            recall = rows.recall_id[:1]
            said = self.env["udi.finding"]._recalled_back(lot, recall)
            sentences = [*sentences, said]
        return super()._udi_accept(text, sentences, read, line)
