from odoo import fields, models
from odoo.exceptions import UserError

from ..tools.answer_form import text as plain
from ..tools.named import mail_problem, same_house, spoken_name

MOST_NAMED = 5


class UdiRecallAddressee(models.Model):
    """“Not the right person? Name who is”: who is named gets the notice instead.

    A link that fell into wrong hands must not send our mail anywhere: an address of
    the customer's own house is written to at once, any other after one of us looked.
    """

    _inherit = "udi.recall.addressee"

    stands_for_id = fields.Many2one(
        "udi.recall.addressee",
        "In place of",
        readonly=True,
        ondelete="restrict",
        index="btree_not_null",
    )
    replaced_by_id = fields.Many2one(
        "udi.recall.addressee",
        "Named instead",
        readonly=True,
        ondelete="restrict",
        index="btree_not_null",
    )
    is_waiting = fields.Boolean(
        "Look first",
        readonly=True,
        help="Named at a mail address we do not know of this customer.",
    )

    def _place(self):
        """The address of which this one reads and answers."""
        return self.stands_for_id or self

    def _has_answered(self):
        """Also where who was there before answers after all."""
        answered = super()._has_answered()
        if answered or not self.stands_for_id:
            return answered
        return bool(self._counting().affected)

    def _name_other(self, values):
        """Take who is named here as the one to write to.

        :param values: ``person``, ``email``, ``phone``, ``name`` of who says so
        :return: the new addressee; none if a person of ours must do the rest
        """
        self.ensure_one()
        said = {name: plain(values.get(name), 120) for name in values}
        person, email = self._checked_name(said)
        self.consignee_id._lock_answers()
        if not email:
            self._told_of(said, self.env._("Call them and ask."))
            return self.browse()
        self._check_room()
        known = self.consignee_id.addressee_ids.filtered(
            lambda row: row._mail_to() == email
        )
        if known:
            raise UserError(
                self.env._("%(email)s has the notice already.", email=email)
            )
        fresh = self._new_addressee(person, email, said)
        if same_house(email, self._known_mails()):
            fresh._write_to()
            what = self.env._("The notice goes to them now.")
        else:
            fresh.is_waiting = True
            what = self.env._(
                "This mail address is new for the customer: look at it, then press "
                "“Write to them” on the customer in the recall."
            )
        self._told_of(said, what)
        return fresh

    def _checked_name(self, said):
        """(name, mail address) of who is named; what is no name or address is told."""
        person = spoken_name(said.get("person"))
        if not person or not spoken_name(said.get("name")):
            raise UserError(
                self.env._("Write the name of the right person, and your own. No more.")
            )
        email = said.get("email")
        if not (email or said.get("phone")):
            raise UserError(
                self.env._("How do we reach them? Write an e-mail or a telephone.")
            )
        if email and mail_problem(email):
            raise UserError(
                self.env._("“%(email)s” is no e-mail address.", email=email)
            )
        return person, email.lower() if email else ""

    def _check_room(self):
        """So many and no more: a link is no way to write to the world."""
        named = self.consignee_id.addressee_ids.filtered("stands_for_id")
        if len(named) >= MOST_NAMED:
            raise UserError(
                self.env._(
                    "%(count)s others were named already. Please call us: a person "
                    "of ours finds the right one with you.",
                    count=len(named),
                )
            )

    def _known_mails(self):
        """Where we write to this customer anyhow; what was only named is none."""
        family = self._family([("email_normalized", "!=", False)])
        named = self.search(
            [("stands_for_id", "!=", False), ("partner_id", "in", family.ids)]
        )
        return (family - named.partner_id).mapped("email_normalized")

    def _family(self, domain):
        account = self.consignee_id.partner_id
        return self.env["res.partner"].search(
            [("id", "child_of", account.id), *domain], order="id"
        )

    def _new_addressee(self, person, email, said):
        place = self._place()
        account = self.consignee_id.partner_id
        partner = self._family([("email_normalized", "=", email)])[:1] or self.env[
            "res.partner"
        ].create(
            {
                "name": person,
                "parent_id": account.id,
                "type": "other",
                "email": email,
                "phone": said.get("phone") or False,
                "lang": self.lang or account.lang,
                "company_id": account.company_id.id,
                "comment": self.env._(
                    "Named by %(name)s for %(place)s in %(recall)s.",
                    name=said["name"],
                    place=self.partner_id.display_name,
                    recall=self.recall_id.name,
                ),
            }
        )
        return self.create(
            {
                "consignee_id": self.consignee_id.id,
                "partner_id": partner.id,
                "kind": place.kind,
                "lang": self.lang,
                "stands_for_id": place.id,
            }
        )

    def _write_to(self):
        """The notice goes to them; who was there before stays as tried."""
        self.ensure_one()
        place, recall = self.stands_for_id, self.recall_id._of_all()
        others = place | place.search([("stands_for_id", "=", place.id)])
        due = any(others.mapped("must_answer"))
        (others - self).write({"replaced_by_id": self.id, "must_answer": False})
        self.write({"is_waiting": False, "must_answer": due, "replaced_by_id": False})
        last = place.message_ids.sorted("id")[-1:]
        digest, lines = self._notice_digests()
        none = recall.notice_ids.browse()
        recall._create_messages(
            [
                recall._notice_values_of(self, self._notice_means(), none)
                | {
                    "digest": digest,
                    "line_digests": lines,
                    "round_id": (last.round_id or recall.round_id).id,
                }
            ]
        )
        pending = (others - self).message_ids.filtered(
            lambda row: row.state in ("waiting", "ready")
        )
        pending.state = "void"
        recall._wake_mailing()

    def _told_of(self, said, what):
        """Whoever runs the recall hears of it, whatever became of it."""
        recall = self.recall_id
        reach = ", ".join(filter(None, (said.get("email"), said.get("phone"))))
        text = self.env._(
            "%(customer)s: not the right person. %(name)s names %(person)s "
            "(%(reach)s). %(what)s",
            customer=self._who(),
            name=said["name"],
            person=said["person"],
            reach=reach,
            what=what,
        )
        recall.message_post(body=text, author_id=self.partner_id.id)
        recall._ask_to_look(
            self.env._("%(customer)s: not the right person", customer=self._who()), text
        )

    def action_write_to(self):
        """A person of ours looked: the notice goes to whom the customer named."""
        self.ensure_one()
        recall = self.recall_id
        recall._check_manager()
        recall._check_state("running", "reconciling", "completed")
        self.consignee_id._lock_answers()
        row = self.sudo()
        row.invalidate_recordset(["is_waiting"])
        if not row.is_waiting:
            raise UserError(
                self.env._("%(person)s has the notice already.", person=row._who())
            )
        row._write_to()


class UdiRecallConsignee(models.Model):
    _inherit = "udi.recall.consignee"

    def _notice_plan(self):
        """Who named another, or waits to be looked at, hears nothing more."""
        for addressee, *rest in super()._notice_plan():
            if not (addressee.replaced_by_id or addressee.is_waiting):
                yield addressee, *rest
