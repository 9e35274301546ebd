from odoo import models

from .udi_recall_message import LEFT, NOTICES, PENDING
from .udi_recall_message_send import QUIET


class UdiRecall(models.Model):
    """Which notices there must be: made once, corrected when what they say changed."""

    _inherit = "udi.recall"

    def write(self, vals):
        result = super().write(vals)
        if vals.get("state") in ("running", "cancelled"):
            self._wake_mailing()
        return result

    def _prepare_notices(self, round=None):
        """Make what is missing and correct what changed; how many that were.

        What did not leave yet is put right where it is. What left stays, and a new
        version goes after it. Called again it does nothing.
        """
        self.ensure_one()
        recall = self._of_all()
        extent = (round or recall.round_id or recall.round_ids[-1:]).sudo()
        latest = recall._latest_notices()
        values, touched = [], 0
        for addressee, means in recall.consignee_ids._notice_plan():
            last = latest.pop(addressee.id, recall.notice_ids.browse())
            digest, lines = addressee._notice_digests()
            if last and last.digest == digest:
                continue
            said = {"digest": digest, "line_digests": lines, "round_id": extent.id}
            if last.state in ("waiting", "ready"):
                last.attachment_ids.unlink()
                last.write({**said, "body": False})
                touched += 1
                continue
            values.append(recall._notice_values_of(addressee, means, last) | said)
        recall._void_unneeded(latest.values())
        made = recall._create_messages(values)
        recall._wake_mailing()
        return len(made) + touched

    def _of_all(self):
        """The rows of all, whoever pressed, inside the one company."""
        return self.sudo().with_context(
            allowed_company_ids=self.company_id.ids, **QUIET
        )

    def _latest_notices(self):
        """{addressee id: the notice that holds for it}."""
        rows = self.notice_ids.filtered(
            lambda row: row.kind in NOTICES and row.state != "void"
        )
        rows = rows.sorted(lambda row: (row.version, row.attempt))
        return {row.addressee_id.id: row for row in rows}

    def _notice_values_of(self, addressee, means, last):
        return {
            "consignee_id": addressee.consignee_id.id,
            "addressee_id": addressee.id,
            "kind": "correction" if last else "notice",
            "means": means,
            "version": last.version + 1 if last else 1,
            "supersedes_id": last.id,
            "lang": addressee._notice_lang(),
        }

    def _void_unneeded(self, messages):
        """Nothing is out there any more, and nothing was said: nothing is said."""
        rows = self.env["udi.recall.message"].sudo().concat(*messages)
        rows.filtered(lambda row: row.state in ("waiting", "ready")).state = "void"

    def _create_messages(self, vals_list):
        """One message each, the next number of its addressee; waits for its gate."""
        messages = self.env["udi.recall.message"].sudo().with_context(**QUIET)
        numbers = self._last_attempts(vals["addressee_id"] for vals in vals_list)
        consignees = self.env["udi.recall.consignee"].sudo()
        consignees = consignees.browse({vals["consignee_id"] for vals in vals_list})
        regions = {consignee.id: consignee.region for consignee in consignees}
        open_here = {code: self._gate_is_open(code) for code in set(regions.values())}
        for vals in vals_list:
            numbers[vals["addressee_id"]] = numbers.get(vals["addressee_id"], 0) + 1
            is_open = open_here[regions[vals["consignee_id"]]]
            ready = is_open or vals["kind"] == "cancellation"
            vals.setdefault("user_id", self.env.uid)
            vals.update(
                recall_id=self.id,
                attempt=numbers[vals["addressee_id"]],
                state="ready" if ready else "waiting",
            )
        made = messages.create(vals_list)
        for row in made:
            row.subject = row.with_context(lang=row.lang)._subject()
        return made

    def _last_attempts(self, addressee_ids):
        groups = self.env["udi.recall.message"]._read_group(
            [("addressee_id", "in", list(addressee_ids))],
            ["addressee_id"],
            ["attempt:max"],
        )
        return {addressee.id: last for addressee, last in groups}

    def _notices_released(self, regions):
        """The report of these jurisdictions is away: what waited there may leave."""
        self.ensure_one()
        recall = self._of_all()
        rows = recall.notice_ids.filtered(
            lambda row: (
                row.state == "waiting"
                and row.consignee_id.region in regions.mapped("code")
            )
        )
        rows.write({"state": "ready"})
        recall._wake_mailing()
        return len(rows)

    def _notices_cancelled(self, reason):
        """Whoever was told is told that too; what did not leave never leaves."""
        for recall in self._of_all():
            pending = recall.notice_ids.filtered(lambda row: row.state in PENDING)
            pending.filtered(lambda row: row.state != "sending").state = "void"
            told = recall.notice_ids.filtered(
                lambda row: row.state in (*LEFT, "sending")
            ).addressee_id
            known = recall.notice_ids.filtered(lambda row: row.kind == "cancellation")
            latest = recall._latest_notices()
            recall._create_messages(
                [
                    recall._cancel_values(latest[addressee.id])
                    for addressee in told - known.addressee_id
                    if addressee.id in latest
                ]
            )
            recall._wake_mailing()

    def _cancel_values(self, last):
        return {
            "consignee_id": last.consignee_id.id,
            "addressee_id": last.addressee_id.id,
            "round_id": last.round_id.id,
            "kind": "cancellation",
            "means": "mail" if last.addressee_id._mail_to() else "letter",
            "version": last.version,
            "supersedes_id": last.id,
            "lang": last.lang,
            "digest": last.digest,
            "line_digests": last.line_digests,
        }
