from odoo import models
from odoo.tools import formatLang


class UdiFinding(models.AbstractModel):
    """One method per code of `verify`: (what, why, next)."""

    _inherit = "udi.finding"

    def _say_other(self, finding, facts):
        return (
            self.env._("Not as expected: %(code)s.", code=finding.code),
            self.env._(
                "%(field)s: %(value)s", field=finding.field, value=finding.value
            ),
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
            self._elsewhere(facts),
        )

    def _never_sold(self, finding, facts):
        return (
            self.env._("Not shipped from here."),
            self.env._(
                "%(product)s %(number)s: no delivery of it is on record.",
                product=facts["product"].display_name,
                number=finding.value,
            ),
            self.env._("Find out where it comes from."),
        )

    def _say_lot_unknown(self, finding, facts):
        if self.env["udi.scan"]._is_return(facts["picking"]):
            return self._never_sold(finding, facts)
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
        if self.env["udi.scan"]._is_return(facts["picking"]):
            return self._never_sold(finding, facts)
        return (
            self.env._("Not in stock here."),
            self.env._(
                "%(product)s %(lot)s is not at %(place)s.",
                product=facts["product"].display_name,
                lot=facts["lot"].name or finding.value,
                place=facts["picking"]._udi_scan_source().display_name,
            ),
            self.env._("Look where it lies, or take the place off.")
            if facts["picking"].udi_from_id
            else self.env._("Put it aside. Is it a return? Receive it first."),
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
        today, day = self._today(facts), finding.value
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
