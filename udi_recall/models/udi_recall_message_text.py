from odoo import models
from odoo.tools import format_date

from ..tools.tongues import tongue, wanted


class UdiRecallMessage(models.Model):
    """The words of a message, in the language of who reads them."""

    _inherit = "udi.recall.message"

    def _text(self):
        """Subject and body as they leave; the plain twin is made of the body."""
        self.ensure_one()
        message = self.with_context(lang=self.lang)
        values = message._template_values()
        body = message.env["ir.qweb"]._render("udi_recall.notice_body", values)
        return {"subject": message._subject(), "body": body}

    def _template_values(self):
        recall = self.recall_id
        said = self._values()
        return {
            "message": self,
            "recall": recall,
            "company": self.company_id,
            "said": said,
            "heading": recall._heading(),
            "lead": self._lead(),
            "lines": said["lines"],
            "units": self.env["udi.finding"]._units(
                sum(line["qty_asked"] for line in said["lines"])
            ),
            "number": self.env["udi.finding"]._number,
            "reply_by": self._reply_day(),
            "other_languages": self._other_languages(),
            "has_possible": any(
                line["certainty"] == "possible" for line in said["lines"]
            ),
            "firm_actions": [
                text for text in (recall.actions_by_firm or "").splitlines() if text
            ],
        }

    def _other_languages(self):
        """(name, way to the page) where a state wants each of several languages."""
        asked = wanted(self.consignee_id.country_id.code)
        if not asked:
            return []
        written = self.recall_id._text_languages()
        way = self.addressee_id._reply_url()
        return [
            (name, f"{way}?lang={code}")
            for code, name in self.env["res.lang"].get_installed()
            if code in written and code != self.lang and tongue(code) in asked
        ]

    def _subject(self):
        recall = self.recall_id
        values = {
            "heading": recall._heading(),
            "recall": recall.name,
            "title": recall.title,
            "date": self._reply_day(),
            "version": self.version,
        }
        if self.kind == "cancellation":
            return self.env._("CANCELLED: %(recall)s – %(title)s", **values)
        if self.kind == "reminder":
            return self.env._(
                "No answer yet: %(heading)s %(recall)s – %(title)s – please answer by "
                "%(date)s",
                **values,
            )
        if self.kind == "correction":
            return self.env._(
                "Version %(version)s: %(heading)s %(recall)s – %(title)s – please "
                "answer by %(date)s",
                **values,
            )
        return self.env._(
            "%(heading)s %(recall)s – %(title)s – please answer by %(date)s", **values
        )

    def _lead(self):
        """What is said first, where this is not the first that they read."""
        if self.kind == "cancellation":
            return self.env._(
                "This recall is cancelled. You may use the devices listed again. "
                "Reason: %(reason)s",
                reason=self.recall_id.end_reason or self.env._("not given"),
            )
        if self.kind == "reminder":
            return self.env._(
                "We have no answer from you yet. Not the right person? Name who is: "
                "the link is below."
            )
        return self._version_text() if self.kind == "correction" else ""

    def _version_text(self):
        """Which lines another version changes: answers to the others stand."""
        older = self.supersedes_id.version
        same = set(self._same_lines(older))
        lines = self.addressee_id._notice_lines()
        changed = [
            str(place)
            for place, line in enumerate(lines, start=1)
            if line.id not in same
        ]
        if not changed:
            return self.env._(
                "This is version %(version)s. The text changed; the lines are the "
                "same. What you answered stands.",
                version=self.version,
            )
        if len(changed) == len(lines):
            return self.env._(
                "This is version %(version)s. All lines changed: please answer again.",
                version=self.version,
            )
        return self.env._(
            "This is version %(version)s. New or changed: line %(lines)s. What you "
            "answered for the others stands.",
            version=self.version,
            lines=", ".join(changed),
        )

    def _reply_day(self):
        day = self.recall_id.reply_by
        return format_date(self.env, day, date_format="d MMM yyyy") if day else ""
