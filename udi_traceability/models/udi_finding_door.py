from datetime import timedelta

from odoo import api, models


class UdiFinding(models.AbstractModel):
    """The sentences for what the customer, the papers and the rest of stock say."""

    _inherit = "udi.finding"

    @api.model
    def _sentences(self, findings, facts):
        """What was allowed is told with its reason, not with what to do against it."""
        sentences = super()._sentences(findings, facts)
        told = [each for each in sentences if each["severity"] == "info"]
        allowed = self.env["udi.override"]._reasons(
            facts["picking"], facts["product"], {each["code"] for each in told}
        )
        for each in told:
            if each["code"] in allowed:
                each["next"] = allowed[each["code"]]
                each["message"] = f"{each['what']} {each['next']}"
        return sentences

    def _say_not_on_order(self, finding, facts):
        return (
            self.env._("Not on this transfer."),
            self.env._(
                "%(product)s was not ordered on %(order)s.",
                product=facts["product"].display_name,
                order=facts["picking"].sudo().sale_id.name or facts["picking"].name,
            ),
            self._elsewhere(facts),
        )

    def _elsewhere(self, facts):
        """Put it back, and where it is wanted."""
        picking, product = facts["picking"], facts["product"]
        other = self.env["stock.picking"].search(
            [
                ("picking_type_id", "=", picking.picking_type_id.id),
                ("state", "in", ("confirmed", "assigned")),
                ("move_ids.product_id", "=", product.id),
                ("id", "!=", picking.id),
            ],
            limit=1,
        )
        if not other:
            return self.env._("Put it back.")
        return self.env._(
            "Put it back. It is wanted on %(transfer)s.", transfer=other.name
        )

    def _say_other_lot(self, finding, facts):
        return (
            self.env._("Other lot taken."),
            self.env._(
                "%(lot)s instead of %(reserved)s.",
                lot=finding.value,
                reserved=finding.expected,
            ),
            self.env._("Go on."),
        )

    def _say_already_shipped(self, finding, facts):
        event = (
            self.env["stock.move.line"]
            .sudo()
            .search(
                [
                    ("lot_id", "=", facts["lot"].id),
                    ("product_id", "=", facts["product"].id),
                    ("state", "=", "done"),
                    ("location_dest_id.usage", "=", "customer"),
                ],
                order="date DESC, id DESC",
                limit=1,
            )
        )
        return (
            self.env._("Shipped already."),
            self.env._(
                "%(number)s left on %(transfer)s, %(day)s.",
                number=finding.value,
                transfer=event.reference or self.env._("another transfer"),
                day=self._day(event.date) if event else "–",
            ),
            self.env._("Put it aside. Two packs with one serial? Report it."),
        )

    def _say_expires_soon(self, finding, facts):
        today = self._today(facts)
        return (
            self.env._("Too short for this customer."),
            self.env._(
                "%(left)s days left, they ask for %(asked)s.",
                left=(finding.value - today).days,
                asked=finding.expected,
            ),
            self._longer_lot(facts["product"], finding.expected, today),
        )

    def _longer_lot(self, product, days, today):
        """One that lasts long enough, where it lies; the first to expire of those."""
        here = [("location_id.usage", "=", "internal"), ("quantity", ">", 0)]
        lot = self.env["stock.lot"].search(
            [
                ("product_id", "=", product.id),
                ("udi_on_hold", "!=", True),
                ("udi_expiration_date", ">=", today + timedelta(days=days)),
                ("quant_ids", "any", here),
            ],
            order="udi_expiration_date, id",
            limit=1,
        )
        if not lot:
            return self.env._("Put it back. No lot here lasts long enough.")
        places = lot.quant_ids.filtered_domain(here).location_id
        return self.env._(
            "Take %(lot)s: %(left)s days, %(place)s.",
            lot=lot.name,
            left=(lot.udi_expiration_date - today).days,
            place=places[:1].display_name,
        )

    def _say_di_withdrawn(self, finding, facts):
        why = (
            self.env._("Its DI ended on %(day)s.", day=self._day(finding.expected))
            if finding.expected
            else self.env._("The device is not sold any more.")
        )
        return self.env._("Withdrawn."), why, self.env._("Put it back, tell sales.")

    def _say_not_cleared(self, finding, facts):
        country = self._country(finding.value)
        why, then = self.env["udi.clearance"]._why(finding.expected, country)
        what = (
            self.env._("Not cleared for %(country)s.", country=country.name)
            if country
            else self.env._("Not cleared.")
        )
        return what, why, self.env._("Put it back. %(then)s", then=then)

    def _say_licence(self, what, finding):
        clearance = self.env["udi.clearance"]
        why, then = clearance._why(finding.expected, self._country(None))
        return what, why, self.env._("Put it back. %(then)s", then=then)

    def _say_licence_missing(self, finding, facts):
        return self._say_licence(self.env._("Customer showed no licence."), finding)

    def _say_licence_ended(self, finding, facts):
        return self._say_licence(self.env._("Customer's licence is over."), finding)

    def _say_licence_too_narrow(self, finding, facts):
        what = self.env._("Customer's licence is for other devices.")
        return self._say_licence(what, finding)

    def _say_outside_territory(self, finding, facts):
        dealer_id, country = finding.value
        dealer = self.env["res.partner"].sudo().browse(dealer_id).display_name
        allowed = ", ".join(finding.expected)
        goes_to = self._country(country).name or self.env._("an unknown country")
        why = (
            self.env._(
                "%(dealer)s sells it in %(allowed)s; this goes to %(country)s.",
                dealer=dealer,
                allowed=allowed,
                country=goes_to,
            )
            if allowed
            else self.env._(
                "%(dealer)s has no territory for this device.", dealer=dealer
            )
        )
        then = self.env._("Put it back, tell sales.")
        return self.env._("Outside the dealer's territory."), why, then

    def _say_not_scanned(self, finding, facts):
        return (
            self.env._("Not scanned."),
            self.env._(
                "%(scanned)g of %(units)g units were scanned.",
                scanned=finding.value,
                units=finding.expected,
            ),
            self.env._("Scan them."),
        )

    def _country(self, code):
        countries = self.env["res.country"]
        return countries.search([("code", "=", code)], limit=1) if code else countries

    def _today(self, facts):
        company = facts["picking"].company_id or facts.get("company")
        return (company or self.env.company)._udi_today()
