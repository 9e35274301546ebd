from odoo import api, models
from odoo.tools import format_date, formatLang


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
        _ = self.env._
        again = _("Scan it again. The same answer again: put the unit aside.")
        if error.code == "empty":
            said = _("Nothing was read."), "", _("Scan the symbol on the label.")
        elif error.code in ("unrecognised", "bad_symbology", "not_a_device_udi"):
            said = (
                _("Code not known."),
                _("This text is no UDI that can be read here."),
                _("Scan the other symbol on the label."),
            )
        elif error.code == "bad_check_digit":
            why = _(
                "%(element)s: the last digit should be %(expected)s, not %(found)s.",
                element=self._element_name(error.element),
                expected=error.expected,
                found=error.found,
            )
            said = _("Misread or misprinted."), why, again
        elif error.expected and error.element:
            why = _(
                "%(element)s reads “%(found)s”, expected is %(expected)s.",
                element=self._element_name(error.element),
                found=error.found or "",
                expected=error.expected,
            )
            said = _("Misread or misprinted."), why, again
        else:
            why = _("At “%(found)s” the text cannot be read.", found=error.found or "")
            said = _("Misread or misprinted."), why, again
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
        reasons = dict(self.env["udi.hold"]._fields["reason"]._description_selection(
            self.env
        ))
        return "; ".join(
            ", ".join(filter(None, (reasons[hold.reason], hold.note))) for hold in holds
        )

    def _say_other(self, finding, facts):
        return (
            self.env._("Not as expected: %(code)s.", code=finding.code),
            self.env._("%(field)s: %(value)s", field=finding.field, value=finding.value),
            self.env._("Ask your supervisor."),
        )

    def _say_unknown_di(self, finding, facts):
        return (
            self.env._("Device not registered here."),
            self.env._("No device has the DI %(code)s.", code=finding.value),
            self.env._("Put it aside and ask regulatory affairs."),
        )

    def _say_missing_di(self, finding, facts):
        return (
            self.env._("The DI is missing."),
            self.env._("This symbol does not say which device it is."),
            self.env._("Scan the other symbol on the same label."),
        )

    def _say_missing_pi(self, finding, facts):
        names = {
            "lot": self.env._("lot"),
            "serial": self.env._("serial number"),
            "expiry": self.env._("expiry date"),
            "mfg_date": self.env._("made-on date"),
            "software_version": self.env._("software version"),
        }
        what = names.get(finding.field, finding.field)
        if finding.severity != "stop":
            return (
                self.env._("This symbol does not say the %(what)s.", what=what),
                self.env._("The label of this device should."),
                self.env._("Check the label."),
            )
        return (
            self.env._("%(product)s was read.", product=facts["product"].display_name),
            self.env._("Its %(what)s was not.", what=what),
            self.env._("Scan the label of each unit, or its other symbol."),
        )

    def _say_wrong_product(self, finding, facts):
        return (
            self.env._("Not on this transfer."),
            self.env._(
                "%(product)s is not wanted on %(transfer)s.",
                product=facts["product"].display_name,
                transfer=facts["picking"].name,
            ),
            self.env._("Put it back."),
        )

    def _say_lot_unknown(self, finding, facts):
        return (
            self.env._("Number not known."),
            self.env._(
                "%(product)s %(number)s was never received here.",
                product=facts["product"].display_name,
                number=finding.value,
            ),
            self.env._("Put it aside and ask where it comes from."),
        )

    def _say_not_in_stock(self, finding, facts):
        return (
            self.env._("Not in stock here."),
            self.env._(
                "%(product)s %(lot)s is not at %(place)s.",
                product=facts["product"].display_name,
                lot=facts["lot"].name or finding.value,
                place=facts["picking"].location_id.display_name,
            ),
            self.env._("Put it aside. Is it a return? Receive it first."),
        )

    def _say_over_quantity(self, finding, facts):
        return (
            self.env._("Line is full."),
            self.env._(
                "%(product)s: %(left)s still wanted, %(units)s on this label.",
                product=facts["product"].display_name,
                left=formatLang(self.env, finding.expected or 0, digits=0),
                units=formatLang(self.env, finding.value or 0, digits=0),
            ),
            self.env._("Put this one back."),
        )

    def _say_expired(self, finding, facts):
        today = facts["picking"].company_id._udi_today()
        day = facts["udi"].expiry or facts["lot"]._udi_expiry() or today
        return (
            self.env._("Expired on %(day)s.", day=self._day(day)),
            self.env._("%(count)s days ago.", count=(today - day).days),
            self.env._("Put it aside."),
        )

    def _say_on_hold(self, finding, facts):
        holds = facts["lot"].sudo().udi_hold_ids
        holds = holds.filtered(lambda hold: hold.state == "active")
        since = holds[-1:].held_on
        return (
            self.env._("On hold since %(day)s.", day=self._day(since)),
            self._hold_reasons(holds) + ".",
            self.env._("Put it in quarantine."),
        )

    def _say_already_scanned(self, finding, facts):
        return (
            self.env._("Counted before."),
            self.env._("%(number)s is on this transfer already.", number=finding.value),
            self.env._("It was not counted again. Go on."),
        )

    def _say_label_differs(self, finding, facts):
        names = {
            "expiry": self.env._("expires on"),
            "mfg_date": self.env._("made on"),
            "lot": self.env._("lot"),
            "serial": self.env._("serial number"),
            "di": self.env._("DI"),
        }
        dates = finding.field in ("expiry", "mfg_date")
        label, record = (
            self._day(value) if dates else value
            for value in (finding.value, finding.expected)
        )
        return (
            self.env._("Label and record differ."),
            self.env._(
                "%(what)s: %(label)s on the label, %(record)s here.",
                what=names.get(finding.field, finding.field),
                label=label,
                record=record,
            ),
            self.env._("Check the label, then have the record corrected."),
        )
