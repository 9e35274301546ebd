import re
import secrets

from markupsafe import Markup

from odoo import api, fields, models
from odoo.tools import consteq

# Nobody has the link before the notice, and it never runs out by date.
LINKED = ("running", "reconciling", "completed", "closed", "cancelled")
ANSWERABLE = ("running", "reconciling", "completed")
MOST_ID = 2**31 - 1
HIDDEN = "/recall/hidden"
WAY = re.compile(r"/recall/\d+/[\w%-]+")


class UdiRecallAddressee(models.Model):
    """The link of an address: who has it opens this one page, without a login."""

    _inherit = "udi.recall.addressee"

    opened_at = fields.Datetime(
        "Link opened",
        readonly=True,
        help="A weak sign: mail filters open links as well. Only an answer is proof.",
    )
    answered_at = fields.Datetime("Answered", readonly=True)

    def _token(self):
        """The secret of this address, made when it is first needed."""
        self.ensure_one()
        row = self.sudo()
        if not row.access_token:
            row.access_token = secrets.token_urlsafe(32)
        return row.access_token

    def _reply_url(self):
        """The way to the page; who only reads recalls may print, and not answer."""
        path = self._reply_path() if self._may_see_link() else HIDDEN
        return f"{self.get_base_url()}{path}"

    def _may_see_link(self):
        return self.env.su or self.env.user.has_group("udi_recall.group_recall_manager")

    @api.model
    def _hide_links(self, body):
        """The text of a notice without the secret of its page."""
        return Markup(WAY.sub(HIDDEN, body)) if body else body

    def _reply_path(self):
        return f"/recall/{self.id}/{self._token()}"

    @api.model
    def _of_link(self, number, token):
        """The address of a link, with all rights; none if any part of it is wrong.

        Compared in constant time, also where there is nothing to compare with, so that
        time does not tell which numbers exist.
        """
        row = self.sudo().browse(number if number <= MOST_ID else 0).exists()
        secret = row.access_token or secrets.token_urlsafe(32)
        if not consteq(secret.encode(), token.encode("utf-8", "replace")):
            return self.sudo().browse()
        return row if row.recall_id.state in LINKED else row.browse()

    @api.model
    def _of_customer(self, partner):
        """What a logged-in customer may answer: addresses of their own account only,
        and nothing before a notice to them has left.
        """
        return self.sudo().search(
            [
                ("partner_id", "child_of", partner.commercial_partner_id.id),
                ("recall_id.state", "in", LINKED),
                ("is_waiting", "=", False),
                ("consignee_id.message_ids.sent_at", "!=", False),
            ],
            order="recall_id desc, kind desc, id",
        )

    def _may_answer(self):
        return self.recall_id.state in ANSWERABLE

    # -- what is asked -------------------------------------------------------------

    def _asked_lines(self):
        """What this address is asked about: what was delivered to it.

        A recall contact and an invoice address may answer for the whole account. What
        was delivered to no known address is asked of the first that must answer.
        """
        self.ensure_one()
        lines = self.consignee_id.line_ids.filtered(lambda line: line._asked_units())
        if self.kind != "ship_to":
            return lines
        answering = self.consignee_id._answering()
        places = (answering.stands_for_id | answering).partner_id
        here = self._place().partner_id
        own = lines.filtered(lambda line: line.ship_to_id == here)
        if answering[:1] in (self, self.replaced_by_id):
            own |= lines.filtered(lambda line: line.ship_to_id not in places)
        return own

    def _asked(self):
        """Line -> quantity."""
        return {line.id: line._asked_units() for line in self._asked_lines()}

    def _instructions(self):
        """The numbered instructions in the language of the page."""
        return [
            line.strip()[:500]
            for line in (self.recall_id.instructions or "").splitlines()
            if line.strip()
        ]

    def _notice(self):
        """The notice that holds for this address now."""
        notices = self.message_ids.filtered(
            lambda row: row.kind in ("notice", "correction") and row.state != "void"
        )
        return notices.sorted(lambda row: (row.version, row.id))[-1:]

    def _notice_version(self):
        return self._notice().version or 1

    def _changed_since(self, version):
        """Lines that a later version of the notice says otherwise, by their ids.

        What was answered of the others stays valid.
        """
        notice = self._notice()
        if notice.version <= version:
            return set()
        return set(self._asked_lines().ids) - set(notice._same_lines(version))

    # -- which answers there are ---------------------------------------------------

    def _given(self):
        """The answer of this very address that counts now."""
        return self.reply_ids.filtered(lambda row: row.state == "given")[:1]

    def _begun(self):
        """What was typed on the page since and not sent yet."""
        return self.reply_ids.filtered(
            lambda row: row.state == "draft" and row.channel != "typed"
        )[:1]

    def _counting(self):
        """The answer that counts for this address: of whoever was named for it, or a
        later one that the recall contact gave for the whole account.
        """
        place = self._place()
        replies = self.consignee_id.reply_ids.filtered(
            lambda row: (
                row.state == "given"
                and (
                    row.addressee_id._place() == place
                    or row.addressee_id.kind != "ship_to"
                )
            )
        )
        return replies.sorted(lambda row: (row.answered_at, row.id))[-1:]

    def _begin(self, channel):
        """The draft to type into: the one begun, else a new one with the last answer.

        What our own people type in never takes away what the customer began.
        """
        self.ensure_one()
        self.consignee_id._lock_answers()
        draft = self._begun() if channel != "typed" else self.reply_ids.browse()
        if draft:
            return draft
        last = self._given()
        return (
            self.env["udi.recall.reply"]
            .sudo()
            .create(
                {
                    "recall_id": self.recall_id.id,
                    "consignee_id": self.consignee_id.id,
                    "addressee_id": self.id,
                    "version": self._next_version(),
                    "channel": channel,
                    "typed": last.typed or {},
                    "read_understood": last.read_understood,
                    "understood_at": last.understood_at,
                    "affected": last.affected,
                    "affected_at": last.affected_at,
                }
            )
        )

    def _next_version(self):
        return max(self.reply_ids.mapped("version"), default=0) + 1
