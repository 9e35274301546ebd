from odoo import models
from odoo.tools import email_normalize

from ..tools.answers import PARTS, patient_sign


class UdiRecallReply(models.Model):
    """What keeps an answer from being sent, and what is to be cleared up afterwards."""

    _inherit = "udi.recall.reply"

    def _problems(self, values):
        """What keeps this answer from being given: (field, sentence) each."""
        found = []
        if not values.get("read_understood"):
            found.append(
                (
                    "read_understood",
                    self.env._("Tick first that you read and understood the notice."),
                )
            )
        if not values.get("affected"):
            found.append(
                ("affected", self.env._("Say whether you have, or had, any of them."))
            )
        if not values.get("name"):
            found.append(("name", self.env._("Your name is needed: who answers?")))
        if values.get("adverse_events") == "yes" and not values.get("adverse_text"):
            found.append(
                (
                    "adverse_text",
                    self.env._("Someone was hurt: write in a few words what happened."),
                )
            )
        return found + self._patient_problems(values) + self._onward_problems(values)

    def _patient_problems(self, values):
        """No patient is named in a recall: a number to follow is enough."""
        texts = [
            ("adverse_text", values.get("adverse_text")),
            ("remarks", values.get("remarks")),
            *(("lines", cell.get("note")) for cell in values.get("lines", {}).values()),
            *(
                ("actions", cell.get("why"))
                for cell in values.get("actions", {}).values()
            ),
        ]
        return [
            (
                field,
                self.env._(
                    "“%(words)s” looks like a patient's data. Take it out: the number "
                    "of patients to follow is enough.",
                    words=sign,
                ),
            )
            for field, text in texts
            if (sign := patient_sign(text))
        ]

    def _takers(self, values):
        """Those named, of what is still said to be passed on.

        Who changed their mind about a unit need not go back to clear its taker.
        """
        cells = values.get("lines", {})
        passed = {int(line) for line, cell in cells.items() if cell.get("passed_on")}
        rows = values.get("onward", ()) if passed else ()
        return [row for row in rows if not row["line"] or row["line"] in passed]

    def _onward_problems(self, values):
        if values.get("affected") != "yes":
            return []
        own = {
            email_normalize(email)
            for email in self.consignee_id.addressee_ids.mapped("email")
            if email
        }
        found = []
        for row in self._takers(values):
            who = row["name"] or row.get("email") or "?"
            if not row["name"]:
                text = self.env._(
                    "Passed on to %(who)s: their name is missing.", who=who
                )
            elif not row["line"]:
                text = self.env._("%(who)s: say which lot or serial they got.", who=who)
            elif not row["quantity"]:
                text = self.env._("%(who)s: say how many they got.", who=who)
            elif row.get("email") and email_normalize(row["email"]) in own:
                text = self.env._("%(who)s is yourself: name who got them.", who=who)
            elif row.get("email") and not email_normalize(row["email"]):
                text = self.env._(
                    "%(who)s: “%(email)s” is no e-mail address.",
                    who=who,
                    email=row["email"],
                )
            else:
                continue
            found.append(("onward", text))
        return found[:5]

    def _warnings(self, values):
        """What does not add up yet; it may be sent all the same."""
        if values.get("affected") != "yes":
            return []
        number = self.env["udi.finding"]._number
        asked = self.addressee_id._asked()
        cells = values.get("lines", {})
        said = {
            line: sum(cells.get(str(line), {}).get(part) or 0 for part in PARTS)
            for line in asked
        }
        found = []
        lines = self.env["udi.recall.consignee.line"].sudo().browse(asked)
        for line in lines:
            if said[line.id] - asked[line.id] > 1e-6:
                found.append(
                    self.env._(
                        "%(lot)s: you had %(asked)s from us; this makes %(said)s.",
                        lot=line.lot_id.name,
                        asked=number(asked[line.id]),
                        said=number(said[line.id]),
                    )
                )
        if missing := sum(max(0, asked[line] - said[line]) for line in asked):
            found.append(
                self.env._("Of %(count)s nothing is said yet.", count=number(missing))
            )
        return found[:10]

    def _finding(self, said):
        """In one line, what our people must clear up with this customer."""
        number = self.env["udi.finding"]._number
        texts = []
        if self.affected == "not_received":
            texts.append(self.env._("They say that it never came."))
        if self.affected == "yes":
            texts += self._sum_texts(said, number)
        if self.adverse_events == "yes":
            texts.append(self.env._("Someone was hurt: report it."))
        if self.return_label:
            texts.append(self.env._("They ask for a return label."))
        undone = len(self.action_ids.filtered(lambda row: row.done == "no"))
        if undone:
            texts.append(
                self.env._("Instructions not followed: %(count)s.", count=undone)
            )
        return " ".join(texts)

    def _sum_texts(self, said, number):
        texts = []
        for line, row in said.items():
            if row.state == "contradictory":
                texts.append(
                    self.env._(
                        "%(lot)s: asked %(asked)s, answered %(said)s.",
                        lot=line.lot_id.name,
                        asked=number(row.asked),
                        said=number(row.total),
                    )
                )
        if missing := sum(row.missing for row in said.values()):
            texts.append(self.env._("%(count)s not accounted.", count=number(missing)))
        if lost := sum(row.lost for row in said.values()):
            texts.append(self.env._("%(count)s not found.", count=number(lost)))
        if any(row.state == "unnamed" for row in said.values()):
            texts.append(self.env._("Passed on, but not said to whom."))
        return texts[:10]

    def _ask_for_help(self):
        """What needs a person becomes a task for who runs the recall."""
        if self.finding:
            self.recall_id._ask_to_look(
                self.env._(
                    "Answer of %(customer)s", customer=self.addressee_id.display_name
                ),
                self.finding,
            )
