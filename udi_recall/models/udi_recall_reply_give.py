import hashlib
import json

from odoo import fields, models
from odoo.exceptions import UserError
from odoo.fields import Command

from ..tools.answer_form import merged
from ..tools.answers import PARTS, Said, answer_state

SCALARS = (
    "read_understood",
    "affected",
    "adverse_events",
    "adverse_text",
    "patients_to_follow",
    "remarks",
    "return_label",
    "name",
    "function",
    "phone",
    "email",
    "told_how",
    "said_at",
)


class UdiRecallReply(models.Model):
    """An answer is typed bit by bit, and then given: from there on it is evidence."""

    _inherit = "udi.recall.reply"

    def _keep(self, new):
        """Keep what was typed so far. Read and understood counts from the tick on."""
        self.ensure_one()
        values = merged(self.typed, new)
        now = fields.Datetime.now()
        read, affected = bool(values.get("read_understood")), values.get("affected")
        self.write(
            {
                "typed": values,
                "read_understood": read,
                "understood_at": (self.understood_at or now) if read else False,
                "affected": affected,
                "affected_at": (self.affected_at or now) if affected else False,
            }
        )
        if not self.addressee_id._counting():
            self.consignee_id._roll_up()

    def _give(self, values, channel):
        """Give this answer: the one before it is kept as replaced.

        :param values: as `tools.answer_form` writes them
        """
        self.ensure_one()
        self.consignee_id._lock_answers()
        if self.state != "draft":
            return self
        if problems := self._problems(values):
            raise UserError("\n".join(sentence for _field, sentence in problems))
        before = self.addressee_id._given()
        before.write({"state": "superseded"})
        takers = before.onward_ids.child_id
        self.write(self._given_values(values, channel))
        self.write(self._judged())
        self.addressee_id.answered_at = self.answered_at
        if self.onward_ids:
            self.onward_ids._reach()
        self._tell_takers(takers | self.onward_ids.child_id)
        self.consignee_id._roll_up()
        self._ask_for_help()
        return self

    def _tell_takers(self, takers):
        """They are asked for what they were passed, and told of it."""
        if not takers:
            return
        takers._count_passed_on()
        recall = self.recall_id
        recall._regions()
        recall._prepare_notices()

    def _given_values(self, values, channel):
        now = fields.Datetime.now()
        others = (self.addressee_id.reply_ids - self).mapped("version")
        yes = values.get("affected") == "yes"
        return {
            **{name: values[name] for name in SCALARS if name in values},
            "typed": {key: v for key, v in values.items() if key != "signature"},
            "state": "given",
            "channel": channel,
            "version": max([*others, 0]) + 1,
            "message_version": self.addressee_id._notice_version(),
            "answered_at": now,
            "understood_at": self.understood_at or now,
            "affected_at": self.affected_at or now,
            "signature": values.get("signature") or False,
            "typed_by_id": self.env.uid if channel == "typed" else False,
            "line_ids": self._line_commands(values) if yes else [Command.clear()],
            "action_ids": self._action_commands(values) if yes else [Command.clear()],
            "onward_ids": self._onward_commands(values) if yes else [Command.clear()],
        }

    def _line_commands(self, values):
        cells = values.get("lines", {})
        commands = [Command.clear()]
        for line, asked in self.addressee_id._asked().items():
            cell = cells.get(str(line), {})
            here = sum(
                cell.get(part) or 0 for part in ("held", "returned", "destroyed")
            )
            on_hand = cell.get("on_hand")
            commands.append(
                Command.create(
                    {
                        "consignee_line_id": line,
                        "quantity_asked": asked,
                        "quantity_on_hand": here if on_hand is None else on_hand,
                        "note": cell.get("note") or False,
                        **{f"quantity_{part}": cell.get(part) or 0 for part in PARTS},
                    }
                )
            )
        return commands

    def _action_commands(self, values):
        cells = values.get("actions", {})
        return [
            Command.clear(),
            *(
                Command.create(
                    {
                        "number": number,
                        "text": text,
                        "done": cells.get(str(number), {}).get("done"),
                        "why": cells.get(str(number), {}).get("why") or False,
                    }
                )
                for number, text in enumerate(self.addressee_id._instructions(), 1)
            ),
        ]

    def _onward_commands(self, values):
        asked = self.addressee_id._asked()
        rows = [row for row in self._takers(values) if row["line"] in asked]
        countries = self.env["udi.recall.onward"]._countries(rows)
        return [
            Command.clear(),
            *(
                Command.create(
                    {
                        "name": row["name"],
                        "street": row.get("street"),
                        "city": row.get("city"),
                        "country_id": countries.get(row.get("country")),
                        "contact": row.get("contact"),
                        "email": row.get("email"),
                        "phone": row.get("phone"),
                        "consignee_line_id": row["line"],
                        "quantity": row["quantity"],
                        "passed_on": row.get("passed_on") or False,
                        "informed_on": row.get("informed_on") or False,
                    }
                )
                for row in rows
            ),
        ]

    def _said(self, lines):
        """Line -> what this answer says of it; what a correction changed is open."""
        changed = self.addressee_id._changed_since(self.message_version)
        rows = {
            row.consignee_line_id: row
            for row in self.line_ids
            if row.consignee_line_id.id not in changed
        }
        said = {}
        for line in lines:
            row = rows.get(line, self.line_ids.browse())
            named = self.onward_ids.filtered(
                lambda taker, line=line: taker.consignee_line_id == line
            )
            said[line] = Said(
                asked=line._asked_units(),
                on_hand=row.quantity_on_hand if row else None,
                named=sum(named.mapped("quantity")),
                **{part: row[f"quantity_{part}"] for part in PARTS},
            )
        return said

    def _judged(self):
        """The result of this answer, and the hash by which a copy is known."""
        said = self._said(self.addressee_id._asked_lines())
        done = self.action_ids.mapped("done") if self.affected == "yes" else []
        evidence = json.dumps(self._values(), sort_keys=True, default=str)
        return {
            "result": answer_state(
                self.read_understood, self.affected, list(said.values()), done
            ),
            "finding": self._finding(said),
            "digest": hashlib.sha256(evidence.encode()).hexdigest(),
        }

    def _values(self):
        """This answer as the reply that machines read."""
        return {
            "notice_id": self.recall_id.name,
            "notice_version": self.message_version,
            "reply_id": f"{self.addressee_id.id}-{self.version}",
            "answered_at": fields.Datetime.to_string(self.answered_at),
            "by": {
                "name": self.name or "",
                "title": self.function or "",
                "phone": self.phone or "",
                "email": self.email or "",
            },
            "read_understood": self.read_understood,
            "affected": "none_found" if self.affected == "none" else self.affected,
            "actions": [
                {"no": row.number, "done": row.done or "", "why": row.why or ""}
                for row in self.action_ids
            ],
            "lines": [row._values() for row in self.line_ids],
            "passed_on": [row._values() for row in self.onward_ids],
            "adverse_events": self.adverse_events or "",
            "adverse_text": self.adverse_text or "",
            "patients_to_follow": self.patients_to_follow,
            "remarks": self.remarks or "",
            "signature": bool(self.signature),
            "files": self.attachment_ids.mapped("checksum"),
        }
