from odoo import models
from odoo.exceptions import UserError
from odoo.tools import SQL

from ..tools import Expected, KnownDi, KnownLot, verify_scans, verify_unit
from ..tools.verify_checks import PRODUCT_CODES

SHOWN_UNITS = 20


class StockMoveLine(models.Model):
    """The last look before goods move, whatever road they took to here."""

    _inherit = "stock.move.line"

    def _udi_check_stops(self, moved=False):
        """Refuse what must not move, and tell of scans that are missing."""
        findings = self._udi_findings(lock=True, moved=moved)
        self._udi_refuse_stops(findings)
        gaps = [
            (line, finding)
            for line, finding in findings
            if finding.code == "not_scanned" and finding.severity == "warn"
        ]
        if gaps:
            self._udi_alert_gaps(gaps)

    def _udi_refuse_stops(self, findings):
        stops = [found for found in findings if found[1].severity == "stop"]
        if stops:
            raise UserError(self._udi_stop_text(stops))

    def _udi_findings(self, lock=False, moved=False):
        """What is wrong with these units, by the same checks as a scan's.

        :param bool lock: nobody may put one of the lots on hold until this
            transaction is through
        :param bool moved: the goods lie where they go already
        :return: list of (line, `Finding`), a line may have several
        """
        lines = self.sudo().filtered(
            lambda line: line.product_uom_id.compare(line.quantity, 0) > 0
        )
        if not lines:
            return []
        if lock:
            lines._udi_lock_lots()
        devices = lines._udi_devices()
        doors = self.env["udi.check"]._doors_of(lines)
        none = self.env["udi.device"]
        terms = self.env["udi.check"]._terms(
            {
                door: none.union(*{devices[line] for line in of_door})
                for door, of_door in doors.items()
            }
        )
        held = set(lines._udi_held(moved)._ids)
        findings = []
        for door, of_door in doors.items():
            expected = Expected({}, {}, {}, **terms[door].expected())
            today = door.company._udi_today()
            for line in of_door:
                findings += line._udi_judge_unit(expected, devices[line], held, today)
            findings += of_door._udi_scan_gaps(door, expected, devices)
        return findings

    def _udi_lock_lots(self):
        lots = self.lot_id
        if not lots:
            return
        lots.flush_model(["udi_on_hold"])
        self.env.cr.execute(
            SQL("SELECT id FROM stock_lot WHERE id IN %s FOR SHARE", tuple(lots.ids))
        )

    def _udi_devices(self):
        """Line -> its device: the lot's, else the one that the product stands for."""
        by_product = {
            product: product._udi_device_of_sale() for product in self.product_id
        }
        return {
            line: line.lot_id.udi_device_id or by_product[line.product_id]
            for line in self
        }

    def _udi_held(self, moved=False):
        """Those of these lines whose goods are on hold and may not go where they go."""
        held = self.filtered(lambda line: line.lot_id.udi_on_hold)
        return held._udi_not_allowed_on_hold()

    def _udi_not_allowed_on_hold(self):
        """Goods on hold may come in, and go to quarantine or back to the maker.

        From quarantine they may be thrown away; a count that finds less is a count.
        """
        stopped = self.filtered(
            lambda line: (
                line.location_dest_id.usage != "supplier"
                and not (line.is_inventory and line.location_dest_usage == "inventory")
                and not (
                    line.location_dest_id.usage == "internal"
                    and line.location_id.usage not in ("internal", "transit")
                )
            )
        )
        places = stopped.location_dest_id | stopped.location_id
        quarantines = places._udi_in_quarantine()
        return stopped.filtered(
            lambda line: (
                line.location_dest_id not in quarantines
                and not (
                    line.location_dest_id.usage == "inventory"
                    and line.location_id in quarantines
                )
            )
        )

    def _udi_judge_unit(self, expected, device, held, today):
        self.ensure_one()
        lot, product = self.lot_id, self.product_id
        known = KnownDi(
            product_id=product.id,
            tracking=product.tracking,
            device_id=device.id,
            ended=lot.udi_di_id.discontinue_date or None,
        )
        record = lot and KnownLot(
            lot_id=lot.id, on_hold=self.id in held, expiry=lot._udi_expiry() or None
        )
        name = lot.name or self.lot_name or None
        found = verify_unit(expected, known, name, record or None, as_of=today)
        return [(self, finding) for finding in found]

    def _udi_scan_gaps(self, door, expected, devices):
        """Units that the operation type wants scanned and nobody scanned.

        What is done already cannot be scanned any more.
        """
        policy = door.picking_type.udi_scan_policy
        if policy in (False, "none") or door.place._name != "stock.picking":
            return []
        moved, line_of = {}, {}
        for line in self:
            if not devices[line] or line.state == "done":
                continue
            key = line.product_id.id, line.lot_id.name or line.lot_name or ""
            units, scanned = moved.get(key, (0.0, 0.0))
            units += line.quantity_product_uom
            moved[key] = units, scanned + line.udi_scanned_qty
            line_of.setdefault(key, line)
        gaps = verify_scans(expected, policy, moved)
        return [(line_of[key], finding) for key, finding in gaps.items()]

    def _udi_by_unit(self, found):
        """Findings, once for each lot; once for a product where all units share it."""
        rows = {}
        for line, finding in found:
            whole = finding.code in PRODUCT_CODES - {"not_scanned"}
            unit = False if whole else line.lot_id or line.lot_name
            rows.setdefault((finding.code, line.product_id, unit), (line, finding))
        return list(rows.values())

    def _udi_stop_text(self, found):
        """One line per unit: what, why, what to do."""
        units = self._udi_by_unit(found)
        texts = [line._udi_finding_text(each) for line, each in units[:SHOWN_UNITS]]
        if len(units) > SHOWN_UNITS:
            more = len(units) - SHOWN_UNITS
            texts.append(self.env._("… and %(count)s more.", count=more))
        return "\n".join(texts)

    def _udi_finding_text(self, finding):
        """Goods, what is wrong with them, and what to do now, in one line."""
        sentences = self.env["udi.finding"]
        if finding.code == "on_hold" and self.lot_id.udi_on_hold:
            return sentences._held_unit(self.lot_id)
        if finding.code == "expired" and self.lot_id:
            return sentences._expired_unit(self.lot_id)
        [said] = sentences._sentences([finding], self._udi_facts())
        number = "" if finding.code in PRODUCT_CODES else self.lot_id.name
        if finding.code == "not_scanned":
            number = self.lot_id.name or self.lot_name
        return self.env._(
            "%(goods)s: %(message)s",
            goods=" ".join(filter(None, (self.product_id.display_name, number))),
            message=said["message"],
        )

    def _udi_facts(self):
        """What the sentences name."""
        return {
            "product": self.product_id,
            "lot": self.lot_id,
            "picking": self.picking_id,
            "company": self.company_id,
            "udi": None,
        }

    def _udi_alert_gaps(self, gaps):
        """A road without a dialog, or an answer that was never given: tell of it."""
        sentences, by_picking = self.env["udi.finding"], {}
        for line, finding in gaps:
            units = by_picking.get(line.picking_id, 0)
            by_picking[line.picking_id] = units + finding.expected - finding.value
        self.env["udi.alert"]._raise(
            [
                {
                    "kind": "missing_scan",
                    "company_id": picking.company_id.id,
                    "res_model": picking._name,
                    "res_id": picking.id,
                    "summary": f"{sentences._units_not_scanned(units)}.",
                    "picking_id": picking.id,
                    "partner_id": picking.partner_id.id,
                }
                for picking, units in by_picking.items()
            ]
        )
