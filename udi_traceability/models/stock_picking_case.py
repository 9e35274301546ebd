from odoo import models
from odoo.exceptions import UserError

from ..tools import Udi
from ..tools.packing import wrong_count
from .stock_picking import SCANNED_STATES


class StockPicking(models.Model):
    """Cases that are scanned become packages, and must hold what their DI says."""

    _inherit = "stock.picking"

    def _udi_packs_cases(self):
        """Whether this person's company uses packages, and the goods stay with it."""
        return self.location_dest_id.usage in (
            "internal",
            "transit",
        ) and self.env.user.has_group("stock.group_tracking_lot")

    def _udi_is_case(self, udi):
        """Whether the label of an unknown package says all that goes into it here."""
        return self._udi_packs_cases() and self.env["udi.scan"]._says_all(udi)

    def _udi_accept(self, text, sentences, read, line):
        answer = super()._udi_accept(text, sentences, read, line[:1])
        if not self.env["udi.scan"]._case_count(self, read):
            return answer
        cases = line.result_package_id
        told = self.env._("Into package %(names)s.", names=cases._udi_listed())
        return answer | {
            "case_ids": cases.ids,
            "why": f"{answer['why']} {told}",
            "message": f"{answer['message']} {told}",
        }

    def _udi_why_not_undone(self, entry):
        cases = entry.answer.get("case_ids")
        if not cases or entry.state != "counted" or self.state not in SCANNED_STATES:
            return super()._udi_why_not_undone(entry)
        lines = self.env["stock.package"].browse(cases)._udi_lines_on(self)
        if sum(lines.mapped("udi_scanned_qty")) == entry.units:
            return ""
        return self.env._("Its lines were changed since.")

    def _pre_action_done_hook(self):
        self._udi_check_counts()
        return super()._pre_action_done_hook()

    def _udi_check_counts(self):
        """What its DI or label says is in a package filled here, once it is done."""
        lines = self.env["stock.move.line"].search(
            [
                ("picking_id", "in", self.ids),
                ("result_package_id.udi_label_qty", ">", 0),
                ("result_package_id.udi_sealed_why", "=", False),
                ("result_package_id.quant_ids", "=", False),
            ]
        )
        said = []
        for package, inside in lines.grouped("result_package_id").items():
            units = sum(inside.mapped("quantity_product_uom"))
            findings = wrong_count(package.udi_label_qty, units)
            picking = inside[:1].picking_id
            said += picking._udi_count_sentences(package, findings)
        if said:
            raise UserError("\n".join(sentence["message"] for sentence in said))

    def _udi_count_sentences(self, package, findings):
        facts = {
            "picking": self,
            "product": self.env["product.product"],
            "lot": self.env["stock.lot"],
            "udi": Udi(),
            "package": package,
            "count_next": self.env._("Scan what is missing, or close it and say why."),
        }
        return self.env["udi.finding"]._sentences(findings, facts)
