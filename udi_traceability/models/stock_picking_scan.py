from odoo import fields, models
from odoo.exceptions import AccessError

from ..tools import UdiError, combine, parse, verify
from ..tools.verify_checks import PRODUCT_CODES
from .stock_picking import SCANNED_STATES
from .udi_scan import TEXT_LIMIT

SEVERITIES = ("stop", "warn", "info")
# a unit that must not leave is more than one too many
FIRST_STOPS = PRODUCT_CODES - {"over_quantity"} | {"on_hold", "expired", "expires_soon"}


class StockPicking(models.Model):
    """Scans into a transfer: each gets one answer and leaves one event."""

    _inherit = "stock.picking"

    def udi_scan(self, text):
        """Take one scanned unit, lot or case into this transfer, or say why not.

        A remote method: the answer holds plain values only.

        :param str text: what the reader sent
        :return: dict with `accepted`, `severity` (ok, info, warn, stop), `product`,
            `lot`, `serial`, `message`, `findings` (list of dicts with `code`,
            `severity`, `message`), `counted` and `expected` (units of the product)
        """
        self.ensure_one()
        self._udi_check_may_scan()
        return self._udi_scan_text(self.env["udi.scan"]._clean(text))

    def _udi_scan_text(self, text, moment=None):
        """
        :param moment: when it was read, on a page that remembers: there a half waits
            for its other half
        """
        blocked = self._udi_blocked(text)
        if blocked:
            return blocked
        try:
            udi = self._udi_parse(text)
        except UdiError as error:
            other = self._udi_scan_other(text) if moment else None
            other = other or self._udi_scan_package(
                text, None, self.company_id._udi_today()
            )
            return other or self._udi_refuse(
                text, [self.env["udi.finding"]._unread(error)]
            )
        # two workers on one transfer: the second one's read must see the first one's
        self.udi_last_scan = fields.Datetime.now()
        if moment:
            return self._udi_judge_halves(text, udi, moment)
        return self._udi_judge(text, udi, self.company_id._udi_today())

    def _udi_blocked(self, text):
        """The answer to a text that is not even read."""
        if self.state not in SCANNED_STATES:
            return self._udi_refuse(text, [self.env["udi.finding"]._closed(self)])
        if len(text) > TEXT_LIMIT:
            finding = self.env["udi.finding"]._too_long(TEXT_LIMIT)
            return self._udi_refuse(text[:TEXT_LIMIT], [finding])
        return None

    def _udi_parse(self, text):
        """What stands on one label; its symbols are on lines of their own."""
        today = self.company_id._udi_today()
        separators = self.company_id._udi_separators()
        lines = text.rstrip("\r\n\t").split("\n")
        udis = [parse(line, as_of=today, separators=separators) for line in lines]
        return combine(udis) if len(udis) > 1 else udis[0]

    def _udi_check_may_scan(self):
        self.check_access("write")
        if not self.env.user.has_group("udi_traceability.group_udi_user"):
            raise AccessError(
                self.env._("You may not scan devices. The role UDI user can.")
            )

    def _udi_judge(self, text, udi, today, asks=False):
        """
        :param asks: on a page that remembers, what others count on is taken by the
            second scan only
        """
        scan = self.env["udi.scan"]
        read = scan._read(self, udi)
        findings = verify(read.expected, udi, as_of=today)
        facts = {
            "product": read.product,
            "lot": read.lot,
            "picking": self,
            "udi": udi,
        }
        sentences = self.env["udi.finding"]._sentences(findings, facts)
        sentences += self.env["udi.finding"]._warned(udi)
        if any(finding.severity == "stop" for finding in findings):
            return self._udi_refuse(text, sentences, read)
        counted = scan._counted_elsewhere(self, read)
        if counted:
            sentences.append(self.env["udi.finding"]._counted_elsewhere(read, counted))
            return self._udi_refuse(text, sentences, read)
        others = self._udi_reserved_elsewhere(read)
        if others and asks and not self._udi_said_twice(text, "reserved_elsewhere"):
            return self._udi_ask_twice(text, others, read)
        if others:
            sentences.append(self.env["udi.finding"]._reserved(others))
        line = scan._take(self, read)
        return self._udi_accept(text, sentences, read, line)

    def _udi_reserved_elsewhere(self, read):
        """Open transfers that count on the last free units of this lot."""
        if not read.lot or self.env["udi.scan"]._is_incoming(self):
            return self.browse()
        quants = self.env["stock.quant"].search(
            [
                ("lot_id", "=", read.lot.id),
                ("location_id", "child_of", self.location_id.id),
            ]
        )
        own = self.move_line_ids.filtered(lambda line: line.lot_id == read.lot)
        free = sum(quants.mapped("available_quantity"))
        free += sum(own.mapped("quantity_product_uom"))
        free -= sum(own.mapped("udi_scanned_qty"))
        if free >= read.units:
            return self.browse()
        return (
            self.env["stock.move.line"]
            .search(
                [
                    ("lot_id", "=", read.lot.id),
                    ("product_id", "=", read.product.id),
                    ("state", "in", ("assigned", "partially_available")),
                    ("picking_id", "!=", self.id),
                ]
            )
            .picking_id
        )

    def _udi_accept(self, text, sentences, read, line):
        title = read.product.display_name
        number = line.lot_id.name or line.lot_name
        counted, wanted = self._udi_progress(read.product)
        if read.units > 1:
            why = self.env._(
                "%(units)s of lot %(lot)s.",
                units=self.env["udi.finding"]._units(read.units),
                lot=number,
            )
        elif read.udi.serial:
            why = self.env._("Serial %(serial)s.", serial=read.udi.serial)
        else:
            why = self.env._("Lot %(lot)s.", lot=number) if number else ""
        then = self.env._(
            "Counted: %(counted)g of %(wanted)g.", counted=counted, wanted=wanted
        )
        found = [sentence["severity"] for sentence in sentences]
        severity = next((each for each in SEVERITIES if each in found), "ok")
        spoken = self.env["udi.finding"]._spoken("counted", severity, title, why, then)
        spoken["message"] = f"{title}: {why} {then}" if why else f"{title}: {then}"
        self._udi_write_event("scanned", text, read, spoken["message"], sentences)
        answer = self._udi_answer(True, spoken, sentences, read)
        answer["line_id"] = line.id
        answer["lot_id"] = line.lot_id.id
        return answer

    def _udi_refuse(self, text, sentences, read=None):
        stops = [each for each in sentences if each["severity"] == "stop"]
        first = min(stops, key=lambda each: each["code"] not in FIRST_STOPS)
        self._udi_write_event("refused", text, read, first["message"], sentences)
        return self._udi_answer(False, first, sentences, read)

    def _udi_answer(self, accepted, spoken, sentences, read):
        product = read.product if read else self.env["product.product"]
        counted, wanted = self._udi_progress(product)
        all_counted, all_wanted = self._udi_progress(self.move_ids.product_id)
        udi = read.udi if read else None
        return {
            "accepted": accepted,
            "severity": spoken["severity"],
            "code": spoken["code"],
            "what": spoken["what"],
            "why": spoken["why"],
            "next": spoken["next"],
            "message": spoken["message"],
            "product": product.display_name or False,
            "product_id": product.id,
            "lot": (udi and udi.lot) or False,
            "lot_id": read.lot.id if read else False,
            "serial": (udi and udi.serial) or False,
            "made": fields.Date.to_string(udi and udi.mfg_date) or False,
            "expires": fields.Date.to_string(udi and udi.expiry) or False,
            "units": read.units if read and accepted else 0,
            "findings": sentences,
            "counted": counted,
            "expected": wanted,
            "all_counted": all_counted,
            "all_expected": all_wanted,
            "actions": self._udi_scan_actions(accepted, sentences, read),
        }

    def _udi_write_event(self, kind, text, read, message, sentences):
        product = read.product if read else self.env["product.product"]
        warnings = [each["message"] for each in sentences if each["message"] != message]
        number = read and (read.number or read.udi.serial or read.udi.lot)
        self.env["udi.event"]._record(
            [
                {
                    "kind": kind,
                    "company_id": self.company_id.id,
                    "product_id": product.id,
                    "lot_id": read.lot.id if read else False,
                    "lot_name": number or False,
                    "di_code": (read and read.udi.di) or False,
                    "quantity": read.units if read and kind != "refused" else 0,
                    "picking_id": self.id,
                    "partner_id": self.partner_id.id,
                    "location_id": self.location_id.id,
                    "location_dest_id": self.location_dest_id.id,
                    "raw_text": text,
                    "reason": " ".join([message, *warnings]),
                }
            ]
        )
