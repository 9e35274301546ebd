from odoo import api, models
from odoo.tools import format_date


class UdiFinding(models.AbstractModel):
    """The sentences for findings: what is wrong, why, and what to do now."""

    _name = "udi.finding"
    _description = "Sentences of Findings"

    @api.model
    def _sentences(self, findings, facts):
        """Findings as people read them.

        :param findings: tuple of `Finding`
        :param dict facts: what the sentences name: `product`, `lot` and `picking`
            (records, maybe empty) and `udi`, the parsed scan
        :return: list of dicts: code, severity, what, why, next, message
        """
        sentences = []
        for finding in findings:
            say = getattr(self, f"_say_{finding.code}", self._say_other)
            said = say(finding, facts)
            sentences.append(self._spoken(finding.code, finding.severity, *said))
        return sentences

    @api.model
    def _spoken(self, code, severity, what, why, then):
        return {
            "code": code,
            "severity": severity,
            "what": what,
            "why": why,
            "next": then,
            "message": " ".join(filter(None, (what, why, then))),
        }

    @api.model
    def _unread(self, error):
        """The sentence for a text that the parser refuses (`UdiError`)."""
        again = self.env._("Scan it again. The same answer again: put the unit aside.")
        if error.code == "empty":
            said = (
                self.env._("Nothing was read."),
                "",
                self.env._("Scan the symbol on the label."),
            )
        elif error.code in ("unrecognised", "bad_symbology", "not_a_device_udi"):
            said = (
                self.env._("Code not known."),
                self.env._("This text is no UDI that can be read here."),
                self.env._("Scan the other symbol on the label."),
            )
        elif error.code == "bad_check_digit":
            why = self.env._(
                "%(element)s: the last digit should be %(expected)s, not %(found)s.",
                element=self._element_name(error.element),
                expected=error.expected,
                found=error.found,
            )
            said = self.env._("Misread or misprinted."), why, again
        elif error.expected and error.element:
            why = self.env._(
                "%(element)s reads “%(found)s”, expected is %(expected)s.",
                element=self._element_name(error.element),
                found=error.found or "",
                expected=error.expected,
            )
            said = self.env._("Misread or misprinted."), why, again
        else:
            why = self.env._(
                "At “%(found)s” the text cannot be read.", found=error.found or ""
            )
            said = self.env._("Misread or misprinted."), why, again
        return self._spoken(error.code, "stop", *said)

    def _element_name(self, element):
        names = {
            "GTIN": self.env._("DI"),
            "01": self.env._("DI (01)"),
            "10": self.env._("Lot (10)"),
            "11": self.env._("Made on (11)"),
            "17": self.env._("Expires on (17)"),
            "21": self.env._("Serial number (21)"),
        }
        return names.get(element, f"({element})")

    @api.model
    def _closed(self, picking):
        """The sentence for a transfer that takes no scans now."""
        states = dict(picking._fields["state"]._description_selection(self.env))
        return self._spoken(
            "transfer_closed",
            "stop",
            self.env._("%(transfer)s takes no scans.", transfer=picking.name),
            self.env._("It is “%(state)s”.", state=states[picking.state]),
            self.env._("Open a transfer that is to be done."),
        )

    @api.model
    def _too_long(self, limit):
        return self._spoken(
            "too_long",
            "stop",
            self.env._("Code not known."),
            self.env._("It is longer than %(limit)s characters.", limit=limit),
            self.env._("Scan one symbol at a time."),
        )

    @api.model
    def _reserved(self, others):
        """The sentence for a unit that is taken although others counted on it."""
        return self._spoken(
            "reserved_elsewhere",
            "warn",
            self.env._("Reserved for %(transfer)s.", transfer=others[:1].name),
            self.env._("It was taken here; that transfer needs another one."),
            self.env._("If this is not meant, put it back and undo the line."),
        )

    @api.model
    def _held_unit(self, lot):
        holds = lot.sudo().udi_hold_ids.filtered(lambda hold: hold.state == "active")
        return self.env._(
            "%(product)s %(lot)s is on hold: %(why)s. Put it in quarantine.",
            product=lot.product_id.display_name,
            lot=lot.name,
            why=self._hold_reasons(holds),
        )

    @api.model
    def _expired_unit(self, lot):
        return self.env._(
            "%(product)s %(lot)s expired on %(day)s. Put it aside, take another lot.",
            product=lot.product_id.display_name,
            lot=lot.name,
            day=self._day(lot.sudo()._udi_expiry()),
        )

    def _day(self, day):
        """A date as labels have it, which no two countries read differently."""
        return format_date(self.env, day, date_format="d MMM y")

    def _hold_reasons(self, holds):
        reasons = dict(
            self.env["udi.hold"]._fields["reason"]._description_selection(self.env)
        )
        return "; ".join(
            ", ".join(filter(None, (reasons[hold.reason], hold.note))) for hold in holds
        )
