from odoo import fields, models
from odoo.exceptions import UserError

from ..tools import UdiError, parse
from ..tools.packing import wrong_count
from .stock_picking import SCANNED_STATES


class StockPicking(models.Model):
    """Filling, closing and opening packages while scanning."""

    _inherit = "stock.picking"

    def udi_scan_pack(self, key=None):
        """“Put in pack”: close the package being filled; else pack what was counted.

        Where nothing is loose yet, an empty one is opened, and the next scans go in.
        A remote method.

        :param str key: of the sender, as of `udi_scan_send`: sent twice, done once
        :return: an answer as of `udi_scan`
        """
        self.ensure_one()
        self._udi_check_may_scan()
        if key is None:
            return self._udi_pack()
        entries = self.env["udi.scan.entry"]
        key = entries._checked_key(key)
        self._udi_one_at_a_time()
        entry = entries._of(self, [key]).get(key)
        if not entry:
            now = fields.Datetime.now()
            entry = entries._enter(self, key, "", now, self._udi_pack())
        return entry._answered()

    def _udi_pack(self):
        if self.state not in SCANNED_STATES:
            said = self.env["udi.finding"]._closed(self)
            return self._udi_refuse("", [said])
        Package = self.env["stock.package"]
        filled = Package._udi_being_filled(self)
        if filled:
            return self._udi_close_package("", filled)
        loose = self.env["stock.move.line"].search(
            [
                ("picking_id", "=", self.id),
                ("udi_scanned_qty", ">", 0),
                ("result_package_id", "=", False),
            ]
        )
        package = Package._udi_make(self.company_id)
        if not loose:
            return self._udi_open_package("", package, None)
        loose.write({"result_package_id": package.id})
        return self._udi_packed("", package)

    def _udi_open_package(self, text, package, stated):
        package._udi_fill(self, stated)
        sentences = self.env["udi.finding"]
        title = self.env._("Into package %(name)s", name=package.name)
        why = (
            self.env._("Its label says %(units)s.", units=sentences._units(stated))
            if stated
            else ""
        )
        then = self.env._("Scan its units. Scan the package again to close it.")
        return self._udi_package_answer(text, package, title, why, then)

    def _udi_close_package(self, text, package):
        """Close it where the count is right; else say so, and let it be explained."""
        units = package._udi_units_on(self)
        findings = wrong_count(package.udi_label_qty or None, units)
        if not findings:
            return self._udi_packed(text, package)
        sentences = self._udi_count_sentences(package, findings)
        answer = self._udi_refuse(text, sentences)
        label = self.env._("Close with reason…")
        return answer | {
            "actions": [{"name": "close_package", "label": label, "reason": True}]
        }

    def _udi_packed(self, text, package, why=""):
        units = package._udi_units_on(self)
        package._udi_seal(why)
        title = self.env._("Packed: %(name)s", name=package.name)
        told = f"{self.env['udi.finding']._units(units)}."
        then = self.env._("The next scans go into no package.")
        told = " ".join(filter(None, (told, why)))
        return self._udi_package_answer(text, package, title, told, then)

    def _udi_package_answer(self, text, package, title, why, then):
        spoken = self.env["udi.finding"]._spoken("package", "ok", title, why, then)
        self.env["udi.event"]._record(
            [
                {
                    "kind": "scanned",
                    "company_id": self.company_id.id,
                    "package_id": package.id,
                    "picking_id": self.id,
                    "partner_id": self.partner_id.id,
                    "raw_text": text,
                    "reason": spoken["message"],
                }
            ]
        )
        return self._udi_answer(True, spoken, [], None) | {"state": "aside"}

    def udi_scan_state(self):
        return super().udi_scan_state() | {"package": self._udi_package_strip()}

    def _udi_why_not_undone(self, entry):
        """A package has lines of its own kind: what counts is that they are there."""
        package = entry.answer.get("package_id")
        if not package or entry.state != "counted" or self.state not in SCANNED_STATES:
            return super()._udi_why_not_undone(entry)
        if self._udi_counted_in(self.env["stock.package"].browse(package)):
            return ""
        return self.env._("Its lines were changed since.")

    def _udi_answer(self, accepted, spoken, sentences, read):
        answer = super()._udi_answer(accepted, spoken, sentences, read)
        return answer | {"package": self._udi_package_strip()}

    def _udi_package_strip(self):
        """The package being filled, as the screen shows it; False if there is none."""
        package = self.env["stock.package"]._udi_being_filled(self)
        if not package:
            return False
        return {
            "id": package.id,
            "name": package.name,
            "counted": package._udi_units_on(self),
            "expected": package.udi_label_qty or False,
        }

    def _udi_scan_action_open_package(self, entry, values):
        """Pack into a package whose number nobody knew: it is one of ours from now."""
        udi = self._udi_read_again(entry.text)
        if not udi or not udi.sscc:
            raise UserError(
                self.env._("This is no SSCC. Press “Put in pack” for a new package.")
            )
        package = self.env["stock.package"]._udi_named(udi.sscc, self)
        package = package[:1] or package._udi_make(self.company_id, udi.sscc)
        stated = self.env["udi.scan"]._stated(udi)
        answer = self._udi_open_package(entry.text, package, stated)
        return self._udi_follow(entry, "open", answer)

    def _udi_scan_action_close_package(self, entry, values):
        reason = values.get("reason")
        if not isinstance(reason, str) or not reason.strip():
            raise UserError(
                self.env._("“Reason” is empty. Say why the count is another one.")
            )
        package = self.env["stock.package"]._udi_being_filled(self)
        if not package:
            raise UserError(
                self.env._("No package is open. Scan the one you mean first.")
            )
        answer = self._udi_packed(entry.text, package, reason.strip())
        return self._udi_follow(entry, "close", answer)

    def _udi_scan_action_unpack(self, entry, values):
        """What was counted as a package goes on loose."""
        udi = self._udi_read_again(entry.text)
        code = self.env["udi.scan"]._package_code(entry.text, udi)
        package = self.env["stock.package"]._udi_named(code, self)[:1]
        inner = package.search([("id", "child_of", package.ids)])
        lines = inner._udi_lines_on(self)
        lines.write({"result_package_id": False})
        title = self.env._("Unpacked: %(name)s", name=package.name)
        then = self.env._("Its units are counted, and leave it.")
        answer = self._udi_package_answer(entry.text, package, title, "", then)
        return self._udi_follow(entry, "unpack", answer)

    def _udi_follow(self, entry, name, answer):
        """The answer to a button stands in the history, and the button is gone."""
        entry._become(entry.state, actions=[])
        after = self.env["udi.scan.entry"]._enter(
            self, f"{entry.key[:50]}+{name}", entry.text, fields.Datetime.now(), answer
        )
        return after._answered()

    def _udi_unscan_package(self, package):
        """Take back a scan of a package: its lines wait to be scanned again."""
        lines = self._udi_counted_in(package)
        lines.write({"udi_scanned_qty": 0, "picked": False})
        return lines

    def _udi_counted_in(self, package):
        """The lines of this transfer that were counted out of a package."""
        inner = package.search([("id", "child_of", package.ids)])
        return self.env["stock.move.line"].search(
            [
                ("picking_id", "=", self.id),
                ("package_id", "in", inner.ids),
                ("udi_scanned_qty", ">", 0),
            ]
        )

    def _udi_read_again(self, text):
        try:
            return parse(
                text,
                as_of=self.company_id._udi_today(),
                separators=self.company_id._udi_separators(),
            )
        except UdiError:
            return None
