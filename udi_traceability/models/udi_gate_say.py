from markupsafe import Markup

from odoo import models

from ..tools.di_gate import ALLOW, STOP
from ..tools.di_gate_rules import NEW_PACKAGE, WRONG_RECORD
from .udi_change_rule import MARKETS
from .udi_gate import held_in

# Where a locked value does not ask for another device
FIXED = frozenset(("udi.basic.udi", "udi.certificate", "publish_date"))


class UdiDevice(models.Model):
    """The words of the gate, the same on form, import and remote calls."""

    _inherit = "udi.device"

    def _gate_refusal(self, judged, others=0):
        """What cannot change, why, and what to do instead.

        :param others: how many further devices it is refused for
        """
        self.ensure_one()
        states = dict(self._fields["state"]._description_selection(self.env))
        lines = [
            self.env._(
                "%(device)s is “%(state)s”, so this does not change by itself:",
                device=self.name,
                state=states[self.state],
            )
        ]
        if others:
            lines.append(self.env._("(as for %(count)s other devices)", count=others))
        for each in judged:
            lines.append(f"• {self._gate_difference(each.edit)}")
            lines += [
                f"   {self._gate_market(verdict.market)}: {self._gate_words(verdict)}"
                for verdict in each.verdicts
                if verdict.outcome != ALLOW
            ]
        lines.append(self._gate_next(judged))
        return "\n".join(lines)

    def _gate_next(self, judged):
        stops = {
            v.effect for each in judged for v in each.verdicts if v.outcome == STOP
        }
        if stops and all(
            _waits(v) for each in judged for v in each.verdicts if v.outcome == STOP
        ):
            return self.env._("Change it once EUDAMED has answered.")
        shared = [held_in(each.edit.name)[0] for each in judged if each.edit.name]
        if shared and shared[0] != self._name:
            return self.env[shared[0]]._gate_remedy(bool(stops))
        if stops == {NEW_PACKAGE}:
            return self.env._(
                "Add a package with an identifier of its own. If only the record was "
                "wrong, choose “Change…” on the device."
            )
        if stops:
            return self.env._(
                "Make a new device from this one. If only the record was wrong, choose "
                "“Change…” on the device."
            )
        return self.env._("Choose “Change…” on the device and say why.")

    def _gate_difference(self, edit):
        before, after = edit.before or "–", edit.after or "–"
        return f"{edit.label}: {before} → {after}"

    def _gate_market(self, market):
        return dict(self._gate_market_names())[market]

    def _gate_market_names(self):
        Rule = self.env["udi.change.rule"]
        return Rule._fields["market"]._description_selection(self.env) or MARKETS

    def _gate_words(self, verdict):
        """One verdict in a few words, and how sure its source is."""
        if verdict.rule.case == WRONG_RECORD or (
            verdict.outcome != STOP and verdict.effect == "locked"
        ):
            words = self._gate_words_correction(verdict.market)
        elif verdict.outcome == ALLOW:
            words = self._gate_words_allowed(verdict)
        else:
            words = self._gate_words_held(verdict)
        doubt = {
            "secondary": self.env._("(second hand)"),
            "memory": self.env._("(from memory)"),
        }.get(verdict.rule.certainty)
        return f"{words} {doubt}" if doubt else words

    def _gate_words_held(self, verdict):
        if _waits(verdict):
            return self.env._("waits for the answer of EUDAMED")
        change = verdict.change
        if verdict.effect == "locked" and FIXED & {change.model, change.attribute}:
            return self.env._("fixed there")
        if verdict.effect == "unknown" and change.model == "res.partner":
            return self.env._("not verified: ask whether it must be told")
        return {
            "new_basic_udi_di": self.env._("new Basic UDI-DI and new UDI-DI"),
            "new_udi_di": {
                "eu": self.env._("new UDI-DI"),
                "gs1": self.env._("new GTIN"),
            }.get(verdict.market, self.env._("new DI")),
            "new_package_di": self.env._("new package DI"),
            "locked": self.env._("locked: new DI"),
            "warn_law_vs_system": self.env._(
                "the law asks a new UDI-DI, EUDAMED lets it pass"
            ),
            "unknown": self.env._("not verified: say why"),
            "update_allowed_add_only": self.env._("fixed once it is given"),
        }[verdict.effect]

    def _gate_words_allowed(self, verdict):
        if verdict.effect == "allowed_in_grace_only":
            return self.env._("allowed in the days of grace")
        if not verdict.must_tell:
            return self.env._("allowed")
        return {
            "us": self.env._("tell FDA within 10 business days"),
            "eu": self.env._("tell EUDAMED within 30 days"),
            "cn": self.env._("change application, before it is sold"),
        }[verdict.market]

    def _gate_words_correction(self, market):
        return {
            "us": self.env._("ask FDA to unlock the record"),
            "eu": self.env._("discard at EUDAMED and register again"),
        }.get(market, self.env._("ask the regulator to correct the record"))

    def _gate_log(self, judged, agreed):
        """Every edit that passed, why, and whom to tell by when."""
        sentences = {
            device: [device._gate_sentence(each) for each in made]
            for device, made in judged.items()
        }
        for device, change in agreed.items():
            sentences[device].append(change.reason or "")
        devices = self.union(*judged)
        self._log_changes({d: "; ".join(told) for d, told in sentences.items()})
        devices._message_log_batch(
            bodies={
                device.id: Markup("<br/>").join(told)
                for device, told in sentences.items()
            }
        )

    def _gate_sentence(self, judged):
        told = [
            f"{self._gate_market(verdict.market)}: {self._gate_words(verdict)}"
            f"{self._gate_only(verdict)}"
            for verdict in judged.verdicts
            if verdict.must_tell
        ]
        return ". ".join([self._gate_difference(judged.edit), *told])

    def _gate_only(self, verdict):
        """A contact has several parts to play, and the rule may mean one of them."""
        only = verdict.rule.condition
        return f" ({only})" if only and verdict.change.model == "res.partner" else ""


def _waits(verdict):
    """The regulator has not answered yet, so nothing is changed or lost."""
    return "submitted" in verdict.rule.states
