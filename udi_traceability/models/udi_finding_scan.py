from odoo import api, models


class UdiFinding(models.AbstractModel):
    """What a page that remembers says about reads that are no finding of `verify`."""

    _inherit = "udi.finding"

    @api.model
    def _counted_elsewhere(self, read, picking):
        return self._spoken(
            "counted_elsewhere",
            "stop",
            self.env._("Counted on %(transfer)s.", transfer=picking.name),
            self.env._(
                "%(product)s %(number)s lies in the box of that transfer.",
                product=read.product.display_name,
                number=read.number,
            ),
            self.env._("Two packs with one serial? Put this one aside and tell."),
        )

    @api.model
    def _half(self, udi, product):
        """One symbol of a label that has two."""
        if udi.di:
            then = (
                self.env._("Now scan the lot or serial symbol on the same label.")
                if product.tracking != "serial"
                else self.env._("Now scan the serial symbol on the same label.")
            )
            what = self.env._("Device read: %(name)s.", name=product.display_name)
            return self._spoken("half", "half", what, "", then)
        number = udi.serial or udi.lot or ""
        what = self.env._("Lot or serial read: %(number)s.", number=number)
        return self._spoken(
            "half",
            "half",
            what if number else self.env._("Half of a label read."),
            "",
            self.env._("Now scan the device symbol on the same label."),
        )

    @api.model
    def _not_together(self, first, second):
        return self._spoken(
            "not_together",
            "stop",
            self.env._("These two do not belong together."),
            self.env._("“%(first)s” and “%(second)s”.", first=first, second=second),
            self.env._("Scan both symbols of one label again."),
        )

    @api.model
    def _undone(self, entry):
        number = entry.answer.get("serial") or entry.answer.get("lot") or ""
        return self._spoken(
            "undone",
            "info",
            self.env._("Taken back."),
            self.env._(
                "%(product)s %(number)s is not counted any more.",
                product=entry.answer["product"],
                number=number,
            ),
            self.env._("Put it back, or scan it again."),
        )

    @api.model
    def _not_undone(self, why):
        return self._spoken(
            "not_undone",
            "stop",
            self.env._("This cannot be undone here."),
            why,
            self.env._("Correct the line on the transfer."),
        )

    @api.model
    def _other_transfer(self, picking, counted):
        if counted:
            why = self.env._(
                "Leave what is scanned here (%(count)g)? It stays.", count=counted
            )
        else:
            why = self.env._("Nothing is scanned here yet.")
        return self._spoken(
            "other_transfer",
            "info",
            self.env._("This is %(transfer)s.", transfer=picking.name),
            why,
            self.env._("Scan it again to go there, or scan on."),
        )

    @api.model
    def _gone_to(self, picking):
        return self._spoken(
            "other_transfer_opened",
            "info",
            self.env._("%(transfer)s was opened.", transfer=picking.name),
            self.env._("What was scanned here stays here."),
            "",
        )

    @api.model
    def _reserved_first(self, others):
        """The question for a unit that others count on; a second scan answers it."""
        other = others.sorted("scheduled_date")[:1]
        company = other.company_id
        due = other.scheduled_date and company._udi_day(other.scheduled_date)
        today = company._udi_today()
        if due and due < today:
            why = self.env._("It was due on %(day)s and needs it.", day=due)
        elif due == today:
            why = self.env._("It ships today and needs it.")
        else:
            why = self.env._("It needs it on %(day)s.", day=due)
        return self._spoken(
            "reserved_elsewhere",
            "warn",
            self.env._("Reserved for %(transfer)s.", transfer=other.name),
            why,
            self.env._("Put it back, or scan it again to take it here."),
        )

    @api.model
    def _discarded(self, reason):
        return self._spoken(
            "discarded",
            "info",
            self.env._("Discarded, not checked."),
            reason,
            self.env._("The ledger keeps it. Scan the unit again if it is to count."),
        )
