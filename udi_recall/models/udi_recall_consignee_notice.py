from odoo import api, fields, models
from odoo.tools import split_every

from .udi_recall_message import LEFT

# Shown for a customer is what needs somebody most
WORST_FIRST = (
    "bounced",
    "failed",
    "waiting",
    "prepared",
    "sending",
    "sent",
    "delivered",
)
ANSWERED = ("none_found", "complete", "gone", "short", "contradictory")
KIND_ORDER = ("ship_to", "contact", "bill_to")
# What a notice says of a lot
LABEL = (
    "name",
    "product_id",
    "company_id",
    "udi_di_id",
    "udi_device_id",
    "udi_text",
    "udi_lot_number",
    "udi_serial_number",
    "udi_expiration_date",
    "udi_manufacture_date",
    "udi_software_version",
)
PART = 100  # customers whose goods are read together


class UdiRecallConsignee(models.Model):
    """What one customer was told, and how far that came."""

    _inherit = "udi.recall.consignee"

    notice_state = fields.Selection(
        [
            ("none", "None yet"),
            ("waiting", "Waits for the report"),
            ("prepared", "Prepared"),
            ("sending", "In the outbox"),
            ("sent", "Sent"),
            ("delivered", "Delivered"),
            ("bounced", "Came back"),
            ("failed", "Not sent"),
            ("void", "No longer needed"),
        ],
        "Notice",
        compute="_compute_notice_state",
        store=True,
        readonly=True,
        help="Sent is not received: only an answer or a proof of delivery says that.",
    )
    attempt_count = fields.Integer("Attempts", compute="_compute_attempts")
    attempt_text = fields.Char("How tried", compute="_compute_attempts")

    @api.depends("message_ids.state", "message_ids.addressee_id")
    def _compute_notice_state(self):
        for consignee in self:
            rows = consignee.message_ids.sorted("attempt")
            latest = {
                row.addressee_id: row.state for row in rows if row.state != "void"
            }
            found = {
                "prepared" if each == "ready" else each for each in latest.values()
            }
            state = next((each for each in WORST_FIRST if each in found), False)
            consignee.notice_state = state or ("void" if rows else "none")

    @api.depends("message_ids.state", "recall_id.attempts")
    @api.depends_context("lang")
    def _compute_attempts(self):
        """2/3 by mail, telephone: of the one who was asked most often."""
        words = dict(
            self.env["udi.recall.message"]
            ._fields["means"]
            ._description_selection(self.env)
        )
        for consignee in self:
            tried = consignee.message_ids.filtered(
                lambda row: row.state in LEFT and row.kind != "cancellation"
            )
            by_addressee = tried.grouped("addressee_id").values()
            most = max(by_addressee, key=len, default=tried)
            consignee.attempt_count = len(most)
            means = dict.fromkeys(words[row.means] for row in most.sorted("attempt"))
            consignee.attempt_text = most and self.env._(
                "%(count)s/%(planned)s by %(means)s",
                count=len(most),
                planned=consignee.recall_id.attempts,
                means=", ".join(means),
            )

    def _notice_plan(self):
        """(addressee, means) of everybody who gets a notice of their own.

        The delivery address pulls the goods, the bill-to can pass the recall on. Who
        would get the same lines at the same address twice gets them once. Who has
        nothing left hears nothing more.
        """
        there = self.filtered(
            lambda row: (
                row.quantity > 0
                and (
                    row.quantity_out > 0
                    or row.parent_id
                    or any(row.line_ids.mapped("quantity_passed_in"))
                )
            )
        )
        for part in split_every(PART, there.ids, there.browse):
            goods = part._goods_read()
            for consignee in part:
                yield from consignee._told_here()
            # a hundred thousand lots at once would fill the memory
            for rows in goods:
                rows.invalidate_recordset()

    def _goods_read(self):
        """What notices say of goods, read together for all of these customers."""
        lines = self.line_ids
        lines.mapped("uom_id")
        lines.lot_id.fetch(LABEL)
        return lines, lines.recall_lot_id, lines.lot_id

    def _told_here(self):
        seen = set()
        rows = self.addressee_ids.sorted(
            lambda row: (KIND_ORDER.index(row.kind), row.id)
        )
        for addressee in rows:
            lines = addressee._notice_lines()
            address = addressee._mail_to() or addressee.partner_id.id
            key = (address, tuple(lines.ids))
            if lines and (addressee.must_answer or key not in seen):
                yield addressee, addressee._notice_means()
            seen.add(key)

    def _notify_again(self, means, why):
        """The notice once more, by another way; for each who must answer.

        :return: the new messages
        """
        asked = self.sudo().addressee_ids.filtered("must_answer")
        told = self.env["udi.recall.message"].sudo().browse()
        return told.concat(*(row._latest_tried() for row in asked))._again(means, why)


class UdiRecallAddressee(models.Model):
    _inherit = "udi.recall.addressee"

    def _notice_means(self):
        return "mail" if self._mail_to() else "letter"

    def _notice_lang(self):
        """Their own language where it is installed here."""
        installed = dict(self.env["res.lang"].get_installed())
        wished = (self.lang, self.partner_id.lang, self.consignee_id.lang)
        return next((code for code in wished if code in installed), "en_US")

    def _has_answered(self):
        """Read and understood alone is not an answer about the goods."""
        return self.consignee_id.answer_state in ANSWERED or any(
            reply.state == "given" and reply.affected for reply in self.reply_ids
        )
