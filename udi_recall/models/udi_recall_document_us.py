from odoo import models

from ..tools.document import section, table


class UdiRecallDocument(models.AbstractModel):
    """United States: 21 CFR 806.10(c), and the status report (forms.md 1.1, 1.7)."""

    _inherit = "udi.recall.document"

    def _of_us_806(self, recall, region):
        """Thirteen headings; the thirteenth is filled when it is known what lacks."""
        _ = self.env._
        firm = recall.company_id.partner_id
        makers = self._makers(recall)
        yield section("US-CR.1", _("Report number"))
        yield section(
            "US-CR.2",
            _("Firm, and who conducts the action"),
            "\n".join([self._who(firm), self._person(recall, "responsible")]),
        )
        devices = self._devices(recall)
        yield section(
            "US-CR.3",
            _("Brand name; common or usual name"),
            "\n".join(
                self._joined(devices.mapped(name))
                for name in ("brand_name", "generic_name")
            ),
        )
        yield section("US-CR.3b", _("Intended use"), self._purpose(recall))
        yield section(
            "US-CR.4",
            _("Marketing status and listing number"),
            self._papers(recall, ("us_510k", "us_pma", "us_pdp", "us_hde", "us_bla",
                                  "us_nda", "us_de_novo", "exempt_us")),
        )
        yield self._lots_table(recall, "US-CR.5", _("UDI and lot or serial numbers"))
        yield section(
            "US-CR.6",
            _("Manufacturer"),
            "\n\n".join(self._who(maker) for maker in makers)
            if makers - firm
            else makers and _("The firm that reports is the manufacturer."),
        )
        yield section("US-CR.7", _("Events and actions"), self._events(recall))
        yield section("US-CR.8", _("Illness or injuries"), self._harm(recall))
        yield section("US-CR.9", _("Number subject to the action"), self._made(recall))
        yield section("US-CR.10", _("Dates"), self._dates(recall))
        yield self._account_table(recall, "US-CR.11", _("Consignees"))
        yield self._letters_table(recall, "US-CR.12", _("Communications"))

    def _missing_section(self, sections):
        """The thirteenth heading: what lacks, why, and when it will come."""
        _ = self.env._
        missing = [part for part in sections if part.is_empty and not part.optional]
        return table(
            "US-CR.13",
            _("Missing information"),
            (_("Item"), _("Heading"), _("Why it is missing"), _("Comes by")),
            [
                (
                    part.code,
                    part.heading,
                    part.why_missing or _("Not given yet"),
                    part.missing_until,
                )
                for part in missing
            ],
            "" if missing else _("Nothing is missing."),
        )

    def _events(self, recall):
        _ = self.env._
        parts = [
            (_("What is wrong"), recall.reason_text),
            (_("Cause"), recall.cause),
            (_("Risk"), recall.evaluation or recall.hazard),
            (_("What customers do"), recall.instructions),
            (_("What the firm does"), recall.actions_by_firm),
            (_("Prevention"), recall.prevention),
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
        _ = self.env._
        found = self._quantities_on(recall, recall.decided_at)
        number = self.env["udi.finding"]._number
        words = [
            (_("Made: %s"), found["made"]),
            (_("Received: %s"), found["received"]),
            (_("Taken in by count: %s"), found["counted"]),
            (_("Distributed: %s"), found["sold"]),
            (_("Lots or serials: %s"), len(recall.lot_line_ids)),
        ]
        return "\n".join(text % number(value) for text, value in words if value)

    def _dates(self, recall):
        _ = self.env._
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
            (_("Made"), made, last_made),
            (_("Distributed"), self._day(found["first"]), self._day(found["last"])),
            (_("Expires"), expires, last_expires),
        ]
        return "\n".join(
            f"{name}: {first}" + (f" – {last}" if last != first else "")
            for name, first, last in rows
            if first
        )

    def _account_table(self, recall, code, heading, region=None):
        """Everybody who got some: address, telephone, dates, how many."""
        _ = self.env._
        rows = recall.consignee_ids
        if region:
            rows = rows.filtered(lambda row: row.region == region.code)
        columns = (
            _("Name"),
            _("Address"),
            _("Telephone"),
            _("Shipped from"),
            _("Shipped until"),
            _("Units shipped"),
            _("Units asked for"),
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

    def _letters_table(self, recall, code, heading):
        _ = self.env._
        messages = recall.notice_ids.filtered("sent_at").sorted("sent_at")
        kinds = dict(messages._fields["kind"]._description_selection(self.env))
        means = dict(messages._fields["means"]._description_selection(self.env))
        states = dict(messages._fields["state"]._description_selection(self.env))
        columns = (
            _("Sent (UTC)"),
            _("Kind"),
            _("By"),
            _("To"),
            _("Version"),
            _("Language"),
            _("State"),
            _("Subject"),
        )
        rows = [
            (
                f"{each.sent_at:%Y-%m-%d %H:%M}",
                kinds[each.kind],
                means[each.means],
                each.addressee_id.partner_id.display_name,
                each.version,
                each.lang,
                states[each.state],
                each.subject,
            )
            for each in messages
        ]
        return table(code, heading, columns, rows)

    def _of_us_status(self, recall, region):
        _ = self.env._
        figures = recall._status_figures()
        people, units = figures["consignees"], figures["units"]
        yield self._told_section(recall, figures)
        yield section(
            "US-P.2",
            _("Consignees that answered"),
            _(
                "%(count)s answered. On hand when the notice came: %(units)s.",
                count=people["answered"],
                units=self.env["udi.finding"]._units(figures["on_hand"]),
            ),
        )
        yield section(
            "US-P.3",
            _("Consignees that did not answer"),
            _(
                "%(count)s did not answer; %(gone)s are out of business.",
                count=people["not_answered"],
                gone=people["gone"],
            ),
        )
        yield self._balance_table(
            recall, "US-P.4", _("Returned or corrected, per consignee"), "consignee",
            self._accounted_text(units),
        )
        yield section("US-P.5", _("Effectiveness checks"), self._checks_text(figures))
        yield section("US-P.6", _("Estimated completion"))

    def _told_section(self, recall, figures):
        _ = self.env._
        means = dict(
            recall.notice_ids._fields["means"]._description_selection(self.env)
        )
        rounds = [
            f"{row.number}: {self._moment(row.initiated_at)}"
            for row in recall.round_ids
            if row.initiated_at
        ]
        lines = [
            _(
                "%(told)s of %(all)s consignees notified.",
                told=figures["consignees"]["notified"],
                all=figures["consignees"]["all"],
            ),
            ", ".join(f"{means[key]}: {n}" for key, n in figures["means"].items()),
            rounds and _("First notice of each round: %s", "; ".join(rounds)),
        ]
        return section(
            "US-P.1", _("Consignees notified"), "\n".join(filter(None, lines))
        )
