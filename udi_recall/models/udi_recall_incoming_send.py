from zoneinfo import ZoneInfo

from odoo import models
from odoo.exceptions import UserError
from odoo.fields import Command

from ..tools.notice_reply import Reply, ReplyLine, to_json

REPORT = "udi_recall.udi_recall_incoming_answer_report"


class UdiRecallIncomingAnswer(models.Model):
    """An answer as files, and the mail that carries them."""

    _inherit = "udi.recall.incoming.answer"

    def _make_files(self):
        """JSON for their system, paper for their folder."""
        answer = self.sudo()
        paper, kind = answer._paper()
        types = {
            "json": "application/json",
            "pdf": "application/pdf",
            "html": "text/html",
        }
        files = {"json": to_json(answer._reply()), kind: paper}
        attachments = answer.env["ir.attachment"].create(
            [
                {
                    "name": f"{answer._file_stem()}.{form}",
                    "raw": content,
                    "mimetype": types[form],
                    "res_model": "udi.recall.incoming",
                    "res_id": answer.incoming_id.id,
                }
                for form, content in files.items()
            ]
        )
        answer.attachment_ids = [Command.set(attachments.ids)]

    def _paper(self):
        """A page to print where no PDF can be made: no answer waits for that."""
        reports = self.env["ir.actions.report"]
        try:
            return reports._render_qweb_pdf(REPORT, self.ids)
        except UserError as error:
            self.incoming_id.message_post(
                body=self.env._(
                    "No PDF could be made, the answer has a page to print instead. "
                    "%(error)s",
                    error=error,
                )
            )
        return reports._render_qweb_html(REPORT, self.ids)

    def _file_stem(self):
        number = "".join(
            sign if sign.isalnum() else "-" for sign in self.incoming_id.name
        )
        return f"answer-{number[:60]}-{self.number}"

    def _reply(self):
        notice, user = self.incoming_id, self.user_id
        return Reply(
            notice_id=notice.name,
            notice_version=notice.version,
            reply_id=f"{notice.name}-{self.number}",
            received_on=str(self.company_id._udi_day(notice.received_at)),
            answered_at=self._zoned(self.given_at),
            read_understood=self.read_understood,
            affected=self.affected,
            by={
                "company": self.company_id.name,
                "name": user.name,
                "title": self.function or "",
                "phone": user.phone or self.company_id.phone or "",
                "email": user.email or self.company_id.email or "",
            },
            actions=tuple(
                {
                    "no": row.number,
                    "text": row.text,
                    "done": row.done == "yes",
                    "why": row.why or "",
                }
                for row in self.action_ids
            ),
            lines=tuple(self._reply_line(line) for line in self.line_ids),
            passed_on=tuple(self._passed_on()),
            adverse_events={
                "any": self.adverse_events == "yes",
                "text": self.adverse_text or "",
            },
            patients_to_follow=self.patients_to_follow,
            remarks=self.remarks or "",
        )

    def _reply_line(self, line):
        return ReplyLine(
            line=line.number,
            qty_on_hand=line.quantity_on_hand,
            qty_quarantined=line.quantity_held,
            qty_used=line.quantity_used,
            qty_returned=line.quantity_returned,
            qty_destroyed=line.quantity_destroyed,
            qty_passed_on=line.quantity_passed_on,
            qty_lost=line.quantity_lost,
            customers=line.customers or {},
        )

    def _passed_on(self):
        """Our customers with what they have, if the maker is the one who tells them."""
        if self.who_tells != "maker":
            return
        lots = self.incoming_id.line_ids.lot_ids
        trace = self.with_context(allowed_company_ids=self.company_id.ids).env[
            "udi.trace"
        ]
        held = [
            row
            for row in trace.holdings(lots)
            if row.kind == "consignee" and row.partner_id and row.quantity > 0
        ]
        partners = self.env["res.partner"].browse({row.partner_id for row in held})
        customers = {partner.id: self._customer(partner) for partner in partners}
        numbers = {
            lot.id: {"lot_or_serial": lot.name, "udi": lot.udi_text or ""}
            for lot in lots
        }
        for row in held:
            yield {
                **customers[row.partner_id],
                **numbers[row.lot_id],
                "qty": row.quantity,
            }

    def _customer(self, partner):
        return {
            "name": partner.name,
            "address": partner._display_address(without_company=True).strip(),
            "country": partner.country_id.code or "",
            "email": partner.email or "",
            "phone": partner.phone or "",
        }

    def _zoned(self, moment):
        utc = moment.replace(tzinfo=ZoneInfo("UTC"))
        return utc.astimezone(self.company_id._udi_timezone()).isoformat()

    def _mail_action(self):
        """The mail to the maker, open to be read before it goes; none without one."""
        notice = self.incoming_id
        maker = notice.maker_id
        if not (maker and maker.email):
            return None
        body = self.env["ir.qweb"]._render(
            "udi_recall.incoming_answer_mail", {"answer": self.sudo()}
        )
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Mail to the maker"),
            "res_model": "mail.compose.message",
            "views": [(False, "form")],
            "target": "new",
            "context": {
                "default_model": notice._name,
                "default_res_ids": notice.ids,
                "default_composition_mode": "comment",
                "default_partner_ids": maker.ids,
                "default_subject": self._mail_subject(),
                "default_body": body,
                "default_attachment_ids": self.sudo().attachment_ids.ids,
            },
        }

    def _mail_subject(self):
        return self.env._(
            "Answer to %(notice)s from %(company)s",
            notice=self.incoming_id.display_name,
            company=self.company_id.name,
        )
