from odoo import models

from ..tools.document import section, table


class UdiRecallDocument(models.AbstractModel):
    """United States: the report of 21 CFR 806.10(c) (forms.md 1.1)."""

    _inherit = "udi.recall.document"

    def _of_us_806(self, recall, region):
        """Thirteen headings; the thirteenth is filled when it is known what lacks."""
        firm = recall.company_id.partner_id
        makers = self._makers(recall)
        yield section("US-CR.1", self.env._("Report number"))
        yield section(
            "US-CR.2",
            self.env._("Firm, and who conducts the action"),
            "\n".join([self._who(firm), self._person(recall, "responsible")]),
        )
        devices = self._devices(recall)
        yield section(
            "US-CR.3",
            self.env._("Brand name; common or usual name"),
            "\n".join(
                self._joined(devices.mapped(name))
                for name in ("brand_name", "generic_name")
            ),
        )
        yield section("US-CR.3b", self.env._("Intended use"), self._purpose(recall))
        yield section(
            "US-CR.4",
            self.env._("Marketing status and listing number"),
            self._papers(
                recall,
                (
                    "us_510k",
                    "us_pma",
                    "us_pdp",
                    "us_hde",
                    "us_bla",
                    "us_nda",
                    "us_de_novo",
                    "exempt_us",
                ),
            ),
        )
        yield self._lots_table(
            recall, "US-CR.5", self.env._("UDI and lot or serial numbers")
        )
        yield section(
            "US-CR.6",
            self.env._("Manufacturer"),
            "\n\n".join(self._who(maker) for maker in makers)
            if makers - firm
            else makers and self.env._("The firm that reports is the manufacturer."),
        )
        yield section("US-CR.7", self.env._("Events and actions"), self._events(recall))
        yield section("US-CR.8", self.env._("Illness or injuries"), self._harm(recall))
        yield section(
            "US-CR.9", self.env._("Number subject to the action"), self._made(recall)
        )
        yield section("US-CR.10", self.env._("Dates"), self._dates(recall))
        yield self._account_table(recall, "US-CR.11", self.env._("Consignees"))
        yield self._letters_table(recall, "US-CR.12", self.env._("Communications"))
        yield self._files_table(
            recall, "us_806", "US-CR.12b", self.env._("Copies enclosed")
        )

    def _missing_section(self, sections):
        """The thirteenth heading: what lacks, why, and when it will come."""
        missing = [part for part in sections if part.is_empty and not part.optional]
        return table(
            "US-CR.13",
            self.env._("Missing information"),
            (
                self.env._("Item"),
                self.env._("Heading"),
                self.env._("Why it is missing"),
                self.env._("Comes by"),
            ),
            [
                (
                    part.code,
                    part.heading,
                    part.why_missing or self.env._("Not given yet"),
                    part.missing_until,
                )
                for part in missing
            ],
            "" if missing else self.env._("Nothing is missing."),
        )

    def _events(self, recall):
        parts = [
            (self.env._("What is wrong"), recall.reason_text),
            (self.env._("Cause"), recall.cause),
            (self.env._("Risk"), recall.evaluation or recall.hazard),
            (self.env._("What customers do"), recall.instructions),
            (self.env._("What the firm does"), recall.actions_by_firm),
            (self.env._("Prevention"), recall.prevention),
        ]
        return "\n".join(f"{name}: {text}" for name, text in parts if text)

    def _harm(self, recall):
        """Numbers and words of the answers; no patient is in them."""
        given = recall.reply_ids.filtered(lambda reply: reply.state == "given")
        hurt = given.filtered(lambda reply: reply.adverse_events == "yes")
        if not given:
            return ""
        texts = [self.env._("Answers that tell of harm: %s.", len(hurt))]
        texts += [reply.adverse_text for reply in hurt if reply.adverse_text]
        return "\n".join(texts)

    def _made(self, recall):
        found = self._quantities_on(recall, recall.decided_at)
        number = self.env["udi.finding"]._number
        words = [
            (self.env._("Made: %s"), found["made"]),
            (self.env._("Received: %s"), found["received"]),
            (self.env._("Taken in by count: %s"), found["counted"]),
            (self.env._("Distributed: %s"), found["sold"]),
            (self.env._("Lots or serials: %s"), len(recall.lot_line_ids)),
        ]
        return "\n".join(text % number(value) for text, value in words if value)

    def _dates(self, recall):
        lots = self.env["stock.lot"]._read_group(
            [("id", "in", recall.lot_line_ids.lot_id.ids)],
            aggregates=[
                "udi_manufacture_date:min",
                "udi_manufacture_date:max",
                "udi_expiration_date:min",
                "udi_expiration_date:max",
            ],
        )
        made, last_made, expires, last_expires = map(self._day, lots[0])
        found = self._quantities_on(recall, None)
        rows = [
            (self.env._("Made"), made, last_made),
            (
                self.env._("Distributed"),
                self._day(found["first"]),
                self._day(found["last"]),
            ),
            (self.env._("Expires"), expires, last_expires),
        ]
        return "\n".join(
            f"{name}: {first}" + (f" – {last}" if last != first else "")
            for name, first, last in rows
            if first
        )

    def _account_table(self, recall, code, heading, region=None):
        """Everybody who got some: address, telephone, dates, how many."""
        rows = recall.consignee_ids
        if region:
            rows = rows.filtered(lambda row: row.region == region.code)
        columns = (
            self.env._("Name"),
            self.env._("Address"),
            self.env._("Telephone"),
            self.env._("Shipped from"),
            self.env._("Shipped until"),
            self.env._("Units shipped"),
            self.env._("Units asked for"),
        )
        return table(code, heading, columns, [self._account(row) for row in rows])

    def _account(self, row):
        days = [day for day in row.line_ids.mapped("shipped_on") if day]
        name, address, phone = self._contacts(row)[:3]
        return (
            name,
            address,
            phone,
            self._day(min(days, default=None)),
            self._day(max(days, default=None)),
            sum(row.line_ids.mapped("quantity_shipped")),
            row.quantity,
        )
