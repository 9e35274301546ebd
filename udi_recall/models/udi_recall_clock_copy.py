from odoo import api, models

from ..tools.duties import Case, applies
from .udi_deadline_rule import NO_CLOCK

# Devices whose law nobody typed are under the MDR: most are
USUAL_LAW = frozenset(("mdr",))
LAWS = {
    "mdr": "mdr",
    "spp": "mdr",
    "mdd": "mdr",
    "aimdd": "mdr",
    "ivdr": "ivdr",
    "ivdd": "ivdr",
}


class UdiRecall(models.Model):
    """The duties of a recall, copied from the table as it is on that day."""

    _inherit = "udi.recall"

    def _copy_deadlines(self, round=None, places=None):
        """Give a round its duties as the table has them now; return how many are new.

        Again: what is there stays as it was copied. What no longer applies, because
        another class was given, is set aside with that reason.

        :param places: the jurisdictions concerned, all of the recall by default
        """
        self.ensure_one()
        recall = self.sudo()
        round = (round or self.round_id).sudo()
        places = (places or self.region_ids).sudo()
        codes = places.mapped("code")
        rows = recall.deadline_ids.filtered(
            lambda row: (
                row.round_id == round and row.region in codes and not row.by_hand
            )
        )
        alive = rows.filtered(lambda row: row.state != "void")
        wanted = recall._duties(round, places)
        stale = alive.filtered(lambda row: row.rule_id not in wanted)
        stale._void(self.env._("The class or the place of the recall changed."))
        known = alive.rule_id
        new = rows.create(
            [
                recall._deadline_values(rule, round, class_open)
                for rule, class_open in wanted.items()
                if rule not in known
            ]
        )
        new._begin()
        return len(new)

    def _duties(self, round, places):
        """{rule: whether it waits for a class} of a round at these places."""
        rules = self._rules([("is_automatic", "=", True)])
        laws, implant = self._laws()
        wanted = {}
        for region in places:
            number = self._round_number(round, region.code)
            case = Case(region._level(), laws, implant, number)
            for rule in rules:
                if rule.region == region.code and applies(rule._duty(), case):
                    wanted[rule] = bool(rule.levels) and not case.level
        return wanted

    @api.model
    def _rules(self, domain):
        return (
            self.env["udi.deadline.rule"]
            .sudo()
            .search([*domain, ("unit", "not in", NO_CLOCK)])
        )

    def _laws(self):
        """(EU laws of the devices, whether one is an implant)."""
        devices = self.product_ids.udi_device_ids
        laws = {LAWS[law] for law in devices.mapped("legislation_eu") if law in LAWS}
        return frozenset(laws) or USUAL_LAW, "yes" in devices.mapped("implantable")

    def _round_number(self, round, region):
        """1 where this round is the first that reaches the place."""
        before = self.deadline_ids.filtered(
            lambda row: (
                not row.by_hand
                and row.region == region
                and row.round_id.number < round.number
            )
        )
        return round.number if before else 1

    def _deadline_values(self, rule, round, class_open=False):
        before = self.deadline_ids.filtered(
            lambda row: row.rule_id == rule and row.round_id == round
        )
        return self.deadline_ids._values_of(rule) | {
            "recall_id": self.id,
            "round_id": round.id,
            "number": max(before.mapped("number"), default=0) + 1,
            "class_open": class_open,
        }

    def _copy_orders(self, at):
        """An authority orders the recall again: the limits of an order run."""
        rules = self._rules([("moment", "=", "ordered")])
        again = self.region_ids.filtered(lambda row: row.outcome == "ordered_again")
        for region in again:
            case = Case(region._level(), *self._laws())
            duties = rules.filtered(
                lambda rule, code=region.code, case=case: (
                    rule.region == code and applies(rule._duty(), case)
                )
            )
            self._add_duties(duties, at)
