from odoo import models

from ..tools.answer_form import merged, onward_rows
from ..tools.answers import PARTS
from .udi_recall_step import ACTIVE

TEXT_LIMIT = 500


class UdiRecallAddressee(models.Model):
    """Is this unit one of theirs: by a scan, or by a list they upload."""

    _inherit = "udi.recall.addressee"

    def _units(self, texts):
        """For each text, how it stands to this recall and the lines it means.

        ``theirs``: delivered to this address. ``elsewhere``: in this recall, but not
        delivered to them: it must be set apart all the same. ``none``: not in it.
        """
        lines = self._asked_lines()
        by_name = lines.grouped(lambda line: line.lot_id.name)
        dis, found = {}, []
        for text in map(self._storable, texts):
            udi = self._parsed(text)
            name = (udi and (udi.serial or udi.lot)) or text.strip()
            hit = by_name.get(name, lines.browse())
            if udi and udi.di:
                devices = self._devices(udi, dis)
                hit = hit.filtered(
                    lambda line, devices=devices: line.lot_id.udi_device_id in devices
                )
            found.append((name, hit))
        others = self._in_recall([name for name, hit in found if not hit])
        return [
            ("theirs" if hit else "elsewhere" if name in others else "none", hit)
            for name, hit in found
        ]

    def _storable(self, text):
        """Without what no database can ask for; separators of codes stay."""
        return text.encode("utf-8", "ignore").decode().replace("\x00", "")

    def _parsed(self, text):
        if len(text) > TEXT_LIMIT:
            return None
        scan = self.env["udi.scan"].with_company(self.company_id)
        return scan._looked_parsed(text)[0]

    def _devices(self, udi, known):
        if udi.di not in known:
            known[udi.di] = self.env["udi.di"].sudo()._find(udi).device_id
        return known[udi.di]

    def _in_recall(self, names):
        """Those of the numbers that this recall is about, wherever they are."""
        if not names:
            return set()
        rows = self.env["udi.recall.lot"].sudo()
        rows = rows.search(
            [("recall_id", "=", self.recall_id.id), ("lot_id.name", "in", names)]
        )
        return set(rows.lot_id.mapped("name"))

    def _scanned(self, text):
        """What to say of one scan: the verdict, the sentence, the line."""
        text = self._storable(text)
        verdict, lines = self._units([text])[0]
        udi = self._parsed(text)
        name = (udi and (udi.serial or udi.lot)) or text.strip()[:60]
        if len(lines) > 1:
            products = ", ".join(lines.product_id.mapped("display_name"))
            said = self.env._(
                "%(number)s is on several: %(products)s. Scan the other symbol.",
                number=name,
                products=products,
            )
            return "theirs", said, lines.browse()
        said = {
            "theirs": self.env._("Yes, %(number)s is one of them.", number=name),
            "elsewhere": self.env._(
                "%(number)s is in this recall, but we did not deliver it to you. Set "
                "it apart and tell us.",
                number=name,
            ),
            "none": self.env._("%(number)s: not part of this recall.", number=name),
        }[verdict]
        if verdict == "none" and (other := self._in_another(name, udi)):
            said = self.env._(
                "%(number)s: not part of this recall, but of %(other)s. Set it apart; "
                "you have a notice about it.",
                number=name,
                other=other.name,
            )
            verdict = "elsewhere"
        return verdict, said, lines

    def _in_another(self, name, udi):
        """Another running recall that told this customer of the same unit.

        Is mine recalled: the answer is one, whichever page is open.
        """
        rows = self.env["udi.recall.consignee.line"].sudo()
        rows = rows.search(
            [
                ("lot_id.name", "=", name),
                ("quantity", ">", 0),
                ("consignee_id.partner_id", "=", self.consignee_id.partner_id.id),
                ("consignee_id.recall_id", "!=", self.recall_id.id),
                ("consignee_id.recall_id.state", "in", ACTIVE),
                ("consignee_id.recall_id.kind", "!=", "drill"),
                ("consignee_id.message_ids.sent_at", "!=", False),
            ]
        )
        if udi and udi.di:
            devices = self._devices(udi, {})
            rows = rows.filtered(lambda row: row.lot_id.udi_device_id in devices)
        return rows.consignee_id.recall_id[:1]

    def _take_list(self, values, rows):
        """Enter a list into the values; one result per row, nothing half entered.

        :param rows: of `tools.answer_list`
        :return: the values, and (row number, code, sentence or "") each
        """
        asked = self._asked()
        texts = [code for row in rows for code in row.codes]
        found = dict(zip(texts, self._units(texts), strict=True))
        cells, onward, results = {}, [], []
        for row in rows:
            hits = [found[code] for code in row.codes]
            line = next((lines for _v, lines in hits if len(lines) == 1), None)
            said = self._list_problem(row, hits, line, asked)
            results.append((row.number, " ".join(row.codes), said))
            if said:
                continue
            units = asked[line.id] if row.quantity is None else row.quantity
            cell = cells.setdefault(str(line.id), dict.fromkeys(PARTS, 0.0))
            cell[row.part] += units
            if row.part == "passed_on" and row.taker:
                onward.append({**dict(row.taker), "line": line.id, "quantity": units})
        new = {"lines": cells}
        if onward:
            new["onward"] = onward_rows(onward, asked)
        return merged(values, new), results

    def _list_problem(self, row, hits, line, asked):
        if not row.codes:
            return self.env._("No lot or serial in this row.")
        if row.part is None:
            return self.env._(
                "“%(word)s” is not known. Write: here, sent back, destroyed, used, "
                "passed on or not found.",
                word=row.word[:60],
            )
        if line is None or line.id not in asked:
            if any(verdict == "elsewhere" for verdict, _lines in hits):
                return self.env._(
                    "In this recall, but we did not deliver it to you. Set it apart "
                    "and tell us."
                )
            if any(lines for _verdict, lines in hits):
                return self.env._("On several products: add the UDI of this one.")
            return self.env._("Not part of this recall.")
        return ""
