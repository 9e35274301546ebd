from odoo import models

from ..tools.notice import SCHEMA, essence_digest, line_digest, notice_of

KINDS = {"field_correction": "correction"}
METHODS = ("link", "telephone", "mail")


class UdiRecallMessage(models.Model):
    """What a notice says, as plain values: the one source of mail, paper and files."""

    _inherit = "udi.recall.message"

    def _values(self):
        """The head and the lines of this addressee, in the language of the message."""
        self.ensure_one()
        said = self.addressee_id.with_context(lang=self.lang)._notice_values()
        older = self.supersedes_id
        return said | {
            "notice_version": self.version,
            "supersedes": f"{said['notice_id']} v{older.version}" if older else "",
            "status": self._life(),
            "language": self.lang or "",
            "issued_at": f"{self.sent_at.isoformat()}Z" if self.sent_at else "",
        }

    def _life(self):
        """Where it stands: the life cycle of the recall messages of GS1."""
        if self.kind == "cancellation":
            return "cancelled"
        if self.recall_id.state == "closed":
            return "closed"
        return "updated" if self.version > 1 else "issued"

    def _same_lines(self, version):
        """Ids of the lines that say the same as in an older version.

        What was answered to that version stays valid for them.
        """
        self.ensure_one()
        older = self.addressee_id.message_ids.filtered(
            lambda row: row.version == version and row.kind in ("notice", "correction")
        )[:1]
        before = older.line_digests or {}
        now = self.line_digests or {}
        return [int(key) for key, digest in now.items() if before.get(key) == digest]


class UdiRecallAddressee(models.Model):
    """What is said to one addressee, whichever message says it."""

    _inherit = "udi.recall.addressee"

    def _notice_values(self):
        """Without version and date: as long as this is equal nobody is told anew."""
        self.ensure_one()
        recall = self.recall_id.with_env(self.env)
        lines = self._notice_lines()
        devices = lines.lot_id.udi_device_id
        return {
            "schema": SCHEMA,
            "notice_id": f"{recall.name}/{self.id}",
            "notice_version": 0,
            "kind": KINDS.get(recall.kind, recall.kind),
            "title": recall.title or "",
            "urgency": "urgent" if recall._is_urgent() else "normal",
            "test": not recall._real(),
            "manufacturer": recall._maker_values(devices.manufacturer_id),
            "sender": recall._sender_values(),
            "recipient": self._recipient_values(),
            "authority_refs": recall._number_values(),
            "risk": recall._risk_values(),
            "reason": {"code": recall.source or "", "text": recall.reason_text or ""},
            "hazard": recall.hazard or "",
            "actions": recall._action_values(),
            "depth": recall._depth_text(),
            "pass_on": self._pass_on_values(lines),
            "reply": {
                "required": self.must_answer,
                "due": _day(recall.reply_by),
                "url": self._reply_url(),
                "methods": ",".join(METHODS),
            },
            "lines": self._line_values(lines),
        }

    def _notice_digests(self):
        """(digest of what is said, {line id: digest of the line}).

        In their language, whoever presses: a colleague's language changes nothing.
        """
        there = self.with_context(lang=self._notice_lang())
        notice = notice_of(there._notice_values())
        ids = self._notice_lines().ids
        digests = {
            str(id_): line_digest(line)
            for id_, line in zip(ids, notice.lines, strict=True)
        }
        return essence_digest(notice), digests

    def _notice_lines(self):
        """A delivery address reads of what came there, the others of everything."""
        lines = self.consignee_id.line_ids.filtered(lambda line: line._asked_units())
        if self.kind != "ship_to":
            return lines
        here = self._place().partner_id
        return lines.filtered(lambda line: (line.ship_to_id or here) == here)

    def _recipient_values(self):
        consignee = self.consignee_id
        billed = consignee.addressee_ids.filtered(lambda row: row.kind == "bill_to")
        partner, place = self.partner_id, self._place().partner_id
        return {
            "name": consignee.partner_id.name or "",
            "account": consignee.partner_id.ref or "",
            "gln": partner.udi_gln or consignee.partner_id.udi_gln or "",
            "ship_to": place.display_name if self.kind == "ship_to" else "",
            "bill_to": ", ".join(billed.partner_id.mapped("display_name")),
        }

    def _pass_on_values(self, lines):
        days = [day for day in lines.mapped("shipped_on") if day]
        return {
            "required": True,
            "shipped_from": _day(min(days, default=None)),
            "shipped_to": _day(max(days, default=None)),
            "letter_url": "",
        }

    def _line_values(self, lines):
        """One dict a line; what stands on the label of each lot."""
        known = {}
        return [
            {
                "line": place,
                "uom": line.uom_id.name or "",
                "qty_shipped": line.quantity_shipped or line.quantity,
                "qty_asked": line._asked_units(),
                "shipped_on": _day(line.shipped_on),
                "document": line.document or "",
                "ship_to": line.ship_to_id.display_name or "",
                "certainty": line.certainty,
                **self._label_values(line.lot_id, known),
            }
            for place, line in enumerate(lines, start=1)
        ]

    def _label_values(self, lot, known):
        """What stands on the label; that of a device is put together once."""
        goods = (lot.udi_device_id, lot.udi_di_id, lot.product_id)
        if goods not in known:
            known[goods] = self._device_values(*goods)
        serial = lot.udi_serial_number
        if not (serial or lot.udi_lot_number) and lot.product_id.tracking == "serial":
            serial = lot.name
        return {
            **known[goods],
            "udi_full": lot.udi_text or "",
            "lot": lot.udi_lot_number or ("" if serial else lot.name),
            "serial": serial or "",
            "expiry": _day(lot.udi_expiration_date),
            "manufactured": _day(lot.udi_manufacture_date),
            "software_version": lot.udi_software_version or "",
            "scope": "serial-numbers" if serial else "lot-numbers",
        }

    def _device_values(self, device, di, product):
        return {
            "udi_di": di.code or "",
            "issuer": (di.issuing_agency or "").upper(),
            "basic_udi_di": device.basic_udi_id.code or "",
            "catalogue": device.catalog_number or "",
            "model": device.model_number or "",
            "description": product.with_env(self.env).display_name,
            "registration_no": self._registration(device),
        }

    def _registration(self, device):
        """The number under which the device is registered where this notice goes."""
        kinds = {
            "CN": ("cn_registration", "cn_filing"),
            "US": ("us_510k", "us_pma", "us_de_novo", "us_hde", "us_pdp"),
        }.get(self.consignee_id.region, ())
        papers = device.certificate_ids | device.basic_udi_id.certificate_ids
        return ", ".join(
            papers.filtered(lambda paper: paper.kind in kinds).mapped("number")
        )


def _day(value):
    return value.isoformat() if value else ""
