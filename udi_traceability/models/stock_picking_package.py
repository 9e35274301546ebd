from dataclasses import replace

from odoo import fields, models

from ..tools import Udi
from ..tools.packing import verify_package
from .stock_move_line_stop import SHOWN_UNITS


class StockPicking(models.Model):
    """Packages in a transfer: one scan ships what a sealed one holds."""

    _inherit = "stock.picking"

    def _udi_judge(self, text, udi, today, asks=False):
        if udi.sscc:
            return self._udi_scan_package(text, udi, today)
        return super()._udi_judge(text, udi, today, asks)

    def _udi_is_half(self, udi):
        return not udi.sscc and super()._udi_is_half(udi)

    def _udi_scan_package(self, text, udi, today):
        """What a scan of a package does here.

        :param udi: the parsed `Udi` with its SSCC, or None for a typed name
        :return: an answer as of `udi_scan`, or None where no package is named so
        """
        scan = self.env["udi.scan"]
        code = scan._package_code(text, udi)
        packages = self.env["stock.package"]._udi_named(code, self)
        if udi is None and not packages:
            return None
        self.udi_last_scan = fields.Datetime.now()
        if len(packages) > 1:
            said = self.env["udi.finding"]._several_packages(packages)
            return self._udi_refuse(text, [said])
        if packages and packages == packages._udi_being_filled(self):
            return self._udi_close_package(text, packages)
        if not packages and (scan._is_incoming(self) or self._udi_is_case(udi)):
            return self._udi_receive_package(text, udi, today)
        if not packages:
            said = self.env["udi.finding"]._unknown_package(code)
            answer = self._udi_refuse(text, [said])
            label = self.env._("Pack into it")
            return answer | {"actions": [{"name": "open_package", "label": label}]}
        read = scan._read_package(self, packages, udi)
        if not read.content and not read.counted_before:
            return self._udi_open_package(text, packages, read.stated)
        return self._udi_judge_package(text, read, today)

    def _udi_judge_package(self, text, read, today):
        if not read.content:
            said = self.env["udi.finding"]._counted_package(read.package)
            return self._udi_refuse(text, [said], None)
        findings = verify_package(read.expected, read.content, read.stated, as_of=today)
        sentences = self._udi_package_sentences(read, findings)
        if any(finding.severity == "stop" for _index, finding in findings):
            return self._udi_refuse_package(text, read, findings, sentences)
        counted = self.env["udi.scan"]._inside_elsewhere(self, read)
        if counted:
            said = self.env["udi.finding"]._inside_elsewhere(read.package, *counted)
            return self._udi_refuse(text, [said])
        others = self._udi_package_reserved(read)
        if others:
            sentences.append(self.env["udi.finding"]._reserved(others))
        lines = self.env["udi.scan"]._take_package(self, read)
        return self._udi_accept_package(text, read, sentences, lines)

    def _udi_package_sentences(self, read, findings):
        speak = self.env["udi.finding"]
        sentences = []
        for index, finding in findings[:SHOWN_UNITS]:
            facts = self._udi_inside_facts(read, index)
            sentences += speak._sentences([finding], facts)
        return sentences

    def _udi_inside_facts(self, read, index):
        quant = read.quants[index] if index is not None else read.quants.browse()
        return {
            "product": quant.product_id,
            "lot": quant.lot_id,
            "picking": self,
            "package": read.package,
            "udi": Udi(),
        }

    def _udi_refuse_package(self, text, read, findings, sentences):
        index = findings[0][0]
        quant = read.quants[index] if index is not None else read.quants.browse()
        inside = " ".join(filter(None, (quant.product_id.name, quant.lot_id.name)))
        head = self.env["udi.finding"]._stopped_package(
            read.package, sentences[0], inside and f"{inside}:"
        )
        self._udi_write_package_events("refused", text, read, head["message"], quant)
        return self._udi_answer(False, head, sentences, read)

    def _udi_package_reserved(self, read):
        """Open transfers that count on what lies in this package."""
        lines = self.env["stock.move.line"].search(
            [
                ("package_id", "in", read.quants.package_id.ids),
                ("lot_id", "in", [*read.quants.lot_id.ids, False]),
                ("state", "in", ("assigned", "partially_available")),
                ("picking_id", "!=", self.id),
            ]
        )
        return lines.picking_id

    def _udi_accept_package(self, text, read, sentences, lines):
        units = sum(lines.mapped("quantity_product_uom"))
        counted, wanted = self._udi_progress(read.quants.product_id)
        title = self.env._("Package %(name)s", name=read.package.name)
        why = self.env._(
            "%(units)s: %(what)s.",
            units=self.env["udi.finding"]._units(units),
            what=", ".join(read.quants.product_id.mapped("display_name")),
        )
        then = self.env._(
            "Counted: %(counted)g of %(wanted)g.", counted=counted, wanted=wanted
        )
        warned = any(each["severity"] == "warn" for each in sentences)
        severity = "warn" if warned else "ok"
        spoken = self.env["udi.finding"]._spoken("counted", severity, title, why, then)
        self._udi_write_package_events(
            "scanned", text, read, spoken["message"], read.quants
        )
        answer = self._udi_answer(True, spoken, sentences, read)
        label = self.env._("Unpack")
        return answer | {
            "product": title,
            "counted": counted,
            "expected": wanted,
            "units": units,
            "package_id": read.package.id,
            "actions": [{"name": "unpack", "label": label}],
        }

    def _udi_write_package_events(self, kind, text, read, message, quants):
        """One event per lot in the package; one for the package where none is meant."""
        shared = {
            "kind": kind,
            "company_id": self.company_id.id,
            "package_id": read.package.id,
            "picking_id": self.id,
            "partner_id": self.partner_id.id,
            "location_id": self.location_id.id,
            "location_dest_id": self.location_dest_id.id,
            "raw_text": text,
            "reason": message,
        }
        of_lots = [
            {
                "product_id": quant.product_id.id,
                "lot_id": quant.lot_id.id,
                "quantity": quant.quantity if kind == "scanned" else 0,
            }
            for quant in quants
        ]
        self.env["udi.event"]._record([shared | vals for vals in of_lots or [{}]])

    def _udi_receive_package(self, text, udi, today):
        """A package from outside: its label says what it holds, or its units do."""
        scan = self.env["udi.scan"]
        di = scan._stated_di(udi)
        package = self.env["stock.package"]._udi_make(self.company_id, udi.sscc)
        if not scan._says_all(udi):
            return self._udi_open_package(text, package, scan._stated(udi))
        package._udi_fill(self, scan._stated(udi))
        content = replace(udi, di=di.code, sscc=None)
        answer = self._udi_judge(text, content, today)
        if not answer["accepted"]:
            package.sudo().unlink()
            return answer | {"package": False}
        package._udi_seal()
        return answer | {"package": False, "case_ids": package.ids}
