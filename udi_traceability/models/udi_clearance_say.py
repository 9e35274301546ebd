from odoo import api, models

# More kinds than these are a class of papers, not a list to read out
SHOWN_KINDS = 3


class UdiClearance(models.AbstractModel):
    """The sentences: is it cleared, why not, what to do."""

    _inherit = "udi.clearance"

    @api.model
    def _said(self, clearance, country):
        """One sentence about a `Clearance`, as a list or an order shows it."""
        if clearance.cleared:
            return self._said_good(clearance, country)
        why, then = self._why(clearance, country)
        return f"{why} {then}"

    def _said_good(self, clearance, country):
        parts = []
        papers = self.env["udi.certificate"].sudo().browse(clearance.papers)
        if papers:
            parts.append(", ".join(papers.mapped("display_name")))
        if clearance.day:
            parts.append(
                self.env._("until %(day)s", day=self._shown_day(clearance.day))
            )
        notes = {
            "not_listed": self.env._(
                "%(country)s is not among its countries of sale", country=country.name
            ),
            "class_unknown": self.env._("its class is not answered yet"),
            "restricted": self.env._("the certificate is restricted"),
        }
        parts += [notes[note] for note in clearance.notes]
        return "; ".join(parts)

    @api.model
    def _why(self, clearance, country):
        """(why, what to do now), each a sentence."""
        if clearance.papers:
            return self._why_paper(clearance)
        said = {
            "device_not_active": (
                self.env._("The device is not active."),
                self.env._("Activate it, or sell its next version."),
            ),
            "no_country": (
                self.env._("The delivery address has no country."),
                self.env._("Fill in the country of the address."),
            ),
            "sale_ended": (
                self.env._(
                    "Sale there ended on %(day)s.", day=self._shown_day(clearance.day)
                ),
                self.env._("Sell another device, or ask regulatory."),
            ),
            "sale_not_begun": (
                self.env._(
                    "Sale there begins on %(day)s.", day=self._shown_day(clearance.day)
                ),
                self.env._("Deliver from that day on, or ask regulatory."),
            ),
            "no_paper": (
                self._no_paper(clearance.needed, country),
                self.env._("Ask regulatory to add it under Certificates."),
            ),
            "no_licence": (
                self.env._("The customer needs a licence there and showed none."),
                self.env._("Ask for it and add it to the customer."),
            ),
            "licence_scope": (
                self.env._("No licence of the customer covers this device."),
                self.env._("Ask for one that does, and add it to the customer."),
            ),
        }
        return said[clearance.reason]

    def _no_paper(self, needed, country):
        kinds = dict(
            self.env["udi.certificate"]._fields["kind"]._description_selection(self.env)
        )
        if not needed:
            return self.env._("No registration is valid there.")
        if len(needed) > SHOWN_KINDS:
            return self.env._(
                "No certificate or approval for %(country)s is on file.",
                country=country.name,
            )
        return self.env._(
            "%(kinds)s is not on file.",
            kinds=self.env._(" or ").join(kinds[kind] for kind in sorted(needed)),
        )

    def _why_paper(self, clearance):
        paper = self.env["udi.certificate"].sudo().browse(clearance.papers[0])
        facts = {"paper": paper.display_name}
        if clearance.day:
            facts["day"] = self._shown_day(clearance.day)
        ended = {
            "ended": lambda: self.env._("%(paper)s ended on %(day)s.", **facts),
            "not_begun": lambda: self.env._("%(paper)s begins on %(day)s.", **facts),
            "suspended": lambda: self.env._("%(paper)s is suspended.", **facts),
            "withdrawn": lambda: self.env._("%(paper)s is withdrawn.", **facts),
            "cancelled": lambda: self.env._("%(paper)s is cancelled.", **facts),
        }
        what, _mark, fault = clearance.reason.partition("_")
        then = (
            self.env._("Ask the customer for the new licence.")
            if what == "licence"
            else self.env._("Ask regulatory to renew it.")
        )
        return ended[fault](), then

    def _shown_day(self, day):
        return self.env["udi.finding"]._day(day)
