from dataclasses import replace

from odoo import fields, models
from odoo.exceptions import UserError

from .stock_picking import SCANNED_STATES

MOST_LOTS = 200


class StockPicking(models.Model):
    """What the page shows beside an answer: lines, and buttons on its card."""

    _inherit = "stock.picking"

    def _udi_scan_lines(self):
        """One row a product, those still open first; lots below, serials not."""
        moves = self.move_ids.filtered(lambda move: move.state != "cancel")
        lots = self._udi_scan_lots(moves)
        rows = []
        for product, of_product in moves.grouped("product_id").items():
            rows.append(
                {
                    "product_id": product.id,
                    "product": product.display_name,
                    "device": bool(product.udi_device_ids),
                    "counted": sum(of_product.mapped("udi_scanned_qty")),
                    "expected": sum(of_product.mapped("product_qty")),
                    "ready": sum(of_product.mapped("quantity")),
                    "unit": product.uom_id.name,
                    "lots": lots.get(product.id, []),
                }
            )
        return sorted(rows, key=lambda row: row["counted"] >= row["expected"])

    def _udi_scan_lots(self, moves):
        """Product -> its lots on this transfer, counted and to come."""
        of_lots = moves.filtered(lambda move: move.product_id.tracking == "lot")
        found = self.env["stock.move.line"]._read_group(
            [("move_id", "in", of_lots.ids)],
            ["product_id", "lot_id", "lot_name"],
            ["udi_scanned_qty:sum", "quantity_product_uom:sum"],
            limit=MOST_LOTS,
        )
        lots = {}
        for product, lot, name, counted, quantity in found:
            if lot or name:
                lots.setdefault(product.id, []).append(
                    {
                        "name": lot.name or name,
                        "counted": counted or 0,
                        "expected": max(quantity or 0, counted or 0),
                    }
                )
        return lots

    def _udi_scan_other(self, text):
        """The answer to a text that is no UDI but names a transfer."""
        other = self.search([("name", "=", text.strip())], limit=1)
        if not other or other == self:
            return None
        if self._udi_said_twice(text, "other_transfer"):
            spoken = self.env["udi.finding"]._gone_to(other)
            answer = self._udi_answer(False, spoken, [], None)
            return dict(answer, state="aside", open=other.id)
        counted = sum(self.move_ids.mapped("udi_scanned_qty"))
        spoken = self.env["udi.finding"]._other_transfer(other, counted)
        answer = self._udi_answer(False, spoken, [], None)
        answer["actions"] = [self._udi_go_to(other)]
        return dict(answer, state="aside")

    def _udi_go_to(self, picking):
        return {
            "name": "go",
            "label": self.env._("Go to %(transfer)s", transfer=picking.name),
            "values": {"picking_id": picking.id},
        }

    def _udi_scan_actions(self, accepted, sentences, read):
        """Buttons of the card: dicts with `name`, `label` and maybe `values`."""
        codes = {sentence["code"] for sentence in sentences}
        if accepted and read:
            return self._udi_more_actions(read)
        if codes & {"wrong_product", "not_on_order"}:
            return [self._udi_go_to(other) for other in self._udi_wanted_by(read)]
        return []

    def _udi_wanted_by(self, read):
        """The first other transfer of this kind that wants the product."""
        return self.search(
            [
                ("picking_type_id", "=", self.picking_type_id.id),
                ("state", "in", SCANNED_STATES),
                ("id", "!=", self.id),
                ("move_ids", "any", [("product_id", "=", read.product.id)]),
            ],
            order="scheduled_date, id",
            limit=1,
        )

    def _udi_more_actions(self, read):
        """Lots are many alike: a case of them, or all that is left, in one tap."""
        each = self.picking_type_id.udi_scan_policy == "units"
        if each or read.product.tracking == "serial" or read.units != 1:
            return []
        counted, wanted = self._udi_progress(read.product)
        left = wanted - counted
        case = self._udi_case_of(read)
        steps = [(case - 1, self.env._("Case of %(count)g", count=case))]
        steps.append((left, self.env._("All %(count)g left", count=left)))
        return [
            {"name": "more", "label": label, "values": {"units": units}}
            for units, label in steps
            if 1 <= units <= left
        ]

    def _udi_case_of(self, read):
        """Units in the smallest pack around the one that was scanned."""
        packs = read.di.device_id.di_ids.filtered(lambda di: di.unit_qty > 1)
        return min(packs.mapped("unit_qty"), default=0)

    def _udi_scan_action_go(self, entry, values):
        """The page opens the transfer; nothing is to be done here."""
        return {"open": values.get("picking_id")}

    def _udi_scan_action_more(self, entry, values):
        """Further units of a lot, each judged as if it had been scanned."""
        offered = [
            action["values"]["units"]
            for action in entry.answer["actions"]
            if action["name"] == "more"
        ]
        units = values.get("units")
        if units not in offered or isinstance(units, bool):
            raise UserError(
                self.env._("Scan the lot again, then choose how many units it is.")
            )
        udi = replace(self._udi_parse(entry.text), quantity=int(units))
        answer = self._udi_blocked(entry.text) or self._udi_judge(
            entry.text, udi, self.company_id._udi_today()
        )
        entry._become(entry.state, actions=[])
        more = self.env["udi.scan.entry"]._enter(
            self, f"{entry.key[:58]}+more", entry.text, fields.Datetime.now(), answer
        )
        return more._answered()
