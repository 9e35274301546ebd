from odoo import api, models
from odoo.tools import format_date

# Identifiers and words of the agencies' standards -> what they stand for
ELEMENTS = dict.fromkeys(("01", "02", "GTIN", "9N", "8P", "=/", "=)", "PCN"), "di")
ELEMENTS |= dict.fromkeys(("10", "1T", "L", "&,1", "&)"), "lot")
ELEMENTS |= dict.fromkeys(("21", "S", "=,"), "serial")
ELEMENTS |= dict.fromkeys(("17", "D", "E", "14D", "=>", "&>", "=]"), "expiry")
ELEMENTS |= dict.fromkeys(("11", "16D", "M", "=}", "&}"), "mfg_date")
ELEMENTS |= dict.fromkeys(("30", "37", "Q"), "quantity")
ELEMENTS |= {"8012": "software_version", "00": "sscc", "SSCC": "sscc"}
# Proper names, the same in every language
AGENCY_NAMES = ("GTIN", "HIBCC", "ICCBBA", "IFA", "MA", "AHM", "PZN", "LIC")


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

    def _misspelt(self, error):
        """Why a DI cannot be right, and what its standard wants (`UdiError`)."""
        element = self._element_name(error.element or "")
        if error.code == "bad_check_digit":
            return self.env._(
                "the check of %(element)s should be %(expected)s, not %(found)s. Check "
                "the other characters too.",
                element=element,
                expected=error.expected,
                found=error.found,
            )
        return self.env._(
            "%(element)s reads “%(found)s”, expected is %(expected)s. Type it as it "
            "stands on the label.",
            element=element,
            found=error.found or "",
            expected=error.expected or "",
        )

    def _element_name(self, element):
        """An identifier or field of any agency in words, its sign in brackets."""
        kinds = {
            "di": self.env._("DI"),
            "lot": self.env._("Lot"),
            "serial": self.env._("Serial number"),
            "expiry": self.env._("Expires on"),
            "mfg_date": self.env._("Made on"),
            "quantity": self.env._("Quantity"),
            "software_version": self.env._("Software version"),
            "sscc": self.env._("Shipping container"),
        }
        kind = kinds.get(ELEMENTS.get(element, element))
        if element in kinds or element in AGENCY_NAMES:
            return kind or element
        return f"{kind} ({element})" if kind else f"({element})"

    @api.model
    def _warned(self, udi):
        """Sentences for what the parser doubts about a symbol that it could read."""
        said = {
            "gs1_data_in_non_gs1_symbol": (
                self.env._("The symbol does not say that it is GS1."),
                self.env._("It was read as GS1 all the same."),
                self.env._("Tell the maker; check the text on the label."),
            ),
            "ambiguous_number": (
                self.env._("The number can mean two things."),
                self.env._("It stands alone, without identifiers."),
                self.env._("Scan the other symbol on the label if there is one."),
            ),
            "full_ascii_reader": (
                self.env._("The reader changes what it reads."),
                self.env._("Code 39 is set to Full ASCII."),
                self.env._("Switch Full ASCII off in the reader."),
            ),
            "bracket_in_value": (
                self.env._("There is a bracket inside a value."),
                self.env._("Typed text does not tell it from an identifier."),
                self.env._("Scan the symbol instead."),
            ),
            "check_digit_differs:di": (
                self.env._("The check digit of the DI is not as published."),
                self.env._("Labels of MA differ in this; it was read as printed."),
                self.env._("Compare it with the text on the label."),
            ),
            "check_digit_differs:pi": (
                self.env._("The check digit of lot and dates is not as published."),
                self.env._("Labels of MA differ in this; it was read as printed."),
                self.env._("Compare them with the text on the label."),
            ),
        }
        return [
            self._spoken(code, "warn", *said[code])
            for code in udi.warnings
            if code in said
        ]

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
