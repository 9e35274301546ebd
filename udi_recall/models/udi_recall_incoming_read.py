from odoo import api, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Command, Domain

from ..tools.notice import content_digest
from ..tools.notice_read import read
from ..tools.notice_value import NoticeFileError

# Field of a line in the file -> field of our line
LINE_FIELDS = {
    "line": "number",
    "udi_full": "udi_full",
    "udi_di": "udi_di",
    "catalogue": "catalogue",
    "description": "description",
    "lot": "lot",
    "serial": "serial",
    "expiry": "expiry",
    "uom": "uom",
    "document": "document",
    "ship_to": "ship_to",
    "qty_shipped": "quantity_shipped",
    "qty_asked": "quantity_asked",
    "certainty": "certainty",
}


class UdiRecallIncoming(models.Model):
    """A maker's notice that comes as a file."""

    _inherit = "udi.recall.incoming"

    @api.model
    def _from_file(self, name, content):
        """Keep the notice in this file and look at once what of it is ours.

        :param str name: what the file is called
        :param bytes content: the file as it came
        """
        if not self.has_access("create"):
            raise AccessError(
                self.env._(
                    "You may read makers' notices but not bring one. The role *Recall "
                    "manager* can."
                )
            )
        try:
            notice = read(content)
        except NoticeFileError as error:
            raise UserError(self._say_file(name, error)) from error
        self._check_not_here(notice)
        incoming = self.sudo().create(self._values_of(notice)).with_env(self.env)
        incoming._attach(name, content)
        incoming._find()
        return incoming

    def _values_of(self, notice):
        maker = self._partner_of(notice)
        before = self.sudo().search(
            self._same_notice(notice) & Domain("version", "<", notice.notice_version),
            order="version desc",
            limit=1,
        )
        reply, sender = notice.reply, notice.sender
        digest = notice.content_sha256
        return {
            "name": notice.notice_id,
            "company_id": self.env.company.id,
            "user_id": self.env.uid,
            "version": notice.notice_version,
            "kind": "drill" if notice.test else notice.kind,
            "status": notice.status,
            "title": notice.title,
            "maker_id": (maker or before.maker_id).id,
            "previous_id": before.id,
            "reply_by": reply.get("due") or False,
            "reply_url": reply.get("url") or False,
            "reason_text": notice.reason.get("text") or False,
            "hazard": notice.hazard or False,
            "instructions": "\n".join(
                " ".join(str(action.get("text", "")).split())
                for action in notice.actions
                if action.get("text")
            ),
            "language": notice.language or False,
            "sender_name": sender.get("name") or notice.manufacturer.get("name"),
            "sender_contact": sender.get("contact") or False,
            "sender_phone": sender.get("phone") or False,
            "sender_email": sender.get("email") or False,
            "is_changed": bool(digest) and self._is_whole(notice, digest),
            "line_ids": [
                Command.create(
                    {
                        ours: getattr(line, theirs)
                        for theirs, ours in LINE_FIELDS.items()
                    }
                )
                for line in notice.lines
            ],
        }

    def _is_whole(self, notice, digest):
        """A sheet carries the digest of the whole notice, and not the whole notice."""
        return bool(notice.actions or notice.reason) and digest != content_digest(
            notice
        )

    def _same_notice(self, notice):
        return Domain("company_id", "=", self.env.company.id) & Domain(
            "name", "=", notice.notice_id
        )

    def _check_not_here(self, notice):
        here = self.sudo().search(
            self._same_notice(notice) & Domain("version", "=", notice.notice_version),
            limit=1,
        )
        if here:
            raise UserError(
                self.env._(
                    "%(notice)s is here already, since %(day)s. Open it in Incoming.",
                    notice=here.display_name,
                    day=self.env["udi.finding"]._day(here.received_at),
                )
            )

    def _partner_of(self, notice):
        """Who sent it, if exactly one company here is that; else a person says it."""
        sender, maker = notice.sender, notice.manufacturer
        name = sender.get("name") or maker.get("name")
        partners = self.env["res.partner"]
        ways = [
            Domain("name", "=ilike", self._plain(name)) & Domain("is_company", "=", 1)
        ]
        if sender.get("email"):
            ways.insert(0, Domain("email", "=ilike", self._plain(sender["email"])))
        if maker.get("srn") and name == maker.get("name"):
            ways.insert(0, Domain("udi_srn_mf", "=", maker["srn"]))
        company = Domain("company_id", "in", [self.env.company.id, False])
        for way in ways if name else ():
            found = partners.search(company & way, limit=2).commercial_partner_id
            if len(found) == 1:
                return found
        return partners

    def _plain(self, text):
        """Signs that stand for others in a search are signs of the text here."""
        for sign in ("\\", "%", "_"):
            text = text.replace(sign, f"\\{sign}")
        return text

    def _attach(self, name, content):
        is_json = content.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"[")
        file = self.env["ir.attachment"].sudo()
        self.sudo().file_id = file.create(
            {
                "name": (name or self.name)[:200],
                "raw": content,
                "mimetype": "application/json" if is_json else "text/csv",
                "res_model": self._name,
                "res_id": self.id,
            }
        )

    def _say_file(self, name, error):
        """What is wrong with a file, where, and what to do."""
        facts = {
            "file": name or self.env._("The file"),
            "place": error.place,
            "found": error.facts.get("found", ""),
            "wanted": error.facts.get("wanted", ""),
            "most": error.facts.get("most", ""),
        }
        head = "%(file)s: "
        if error.place:
            head += "%(place)s: "
        return (head + self._file_sentence(error.code)) % facts

    def _file_sentence(self, code):
        again = self.env._("Ask the maker for the original file.")
        said = {
            "too_big": self.env._("larger than %(most)s MB."),
            "broken": self.env._("cannot be read: neither JSON nor CSV in UTF-8."),
            "not_a_notice": self.env._("no recall notice of the form we read."),
            "schema": self.env._("form “%(found)s”; we read %(wanted)s."),
            "missing": self.env._("is empty and must be filled."),
            "no_lines": self.env._("names no units."),
            "too_many": self.env._("more than %(most)s."),
            "twice": self.env._("“%(found)s” stands there twice."),
            "two_notices": self.env._("belongs to another notice than the first line."),
            "no_text": self.env._("“%(found)s” is a number, a text is wanted."),
            "too_long": self.env._("longer than %(most)s characters."),
            "hidden": self.env._("has a hidden control character."),
            "rewritten": self.env._("“%(found)s”: a spreadsheet changed this number."),
            "no_number": self.env._("“%(found)s” is no whole number from 1."),
            "no_quantity": self.env._("“%(found)s” is no quantity."),
            "no_date": self.env._("“%(found)s” is no date like 2029-11-20."),
            "no_zone": self.env._("“%(found)s” has no time zone."),
            "no_choice": self.env._("“%(found)s” is none of: %(wanted)s."),
            "no_url": self.env._("“%(found)s” is no address of the web."),
        }
        if code in ("no_lines", "missing", "too_big"):
            again = self.env._("Type the notice in by hand.")
        return f"{said[code]} {again}"
