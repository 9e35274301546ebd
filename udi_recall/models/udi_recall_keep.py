from odoo import api, fields, models
from odoo.tools import SQL

from ..tools.regions import EUROPEAN
from ..tools.retention import FOR_EVER, Facts, keeps, longest, years_after
from .udi_recall_clock_copy import LAWS


class UdiRecall(models.Model):
    """How long the records of a recall are kept, by the laws of its places.

    Nothing of a begun recall is ever deleted here; the day says when a person may
    clear the archive around it.
    """

    _inherit = "udi.recall"

    expected_life = fields.Integer(
        "Expected life, years",
        tracking=True,
        aggregator=None,
        help="Of devices without an expiry date, from the day they were made.",
    )
    keep_until = fields.Date("Records kept until", compute="_compute_keep")
    keep_title = fields.Char("Records kept", compute="_compute_keep")
    keep_text = fields.Text("By which law", compute="_compute_keep")

    _expected_life_positive = models.Constraint(
        "CHECK(expected_life >= 0)", "The expected life of a device is 0 or more years."
    )

    @api.depends("expected_life", "region_ids", "ended_on", "lot_line_ids")
    @api.depends_context("lang")
    def _compute_keep(self):
        for recall in self:
            kept = keeps(recall.sudo()._keep_facts())
            last = longest(kept)
            recall.keep_until = last if last != FOR_EVER else False
            recall.keep_title = recall._keep_title(kept, last)
            recall.keep_text = "\n".join(map(recall._keep_line, kept))

    def _keep_title(self, kept, last):
        if last == FOR_EVER:
            return self.env._("For ever")
        if last:
            day = self.env["udi.finding"]._day(last)
            return self.env._("Until %(day)s", day=day)
        if not kept:
            return self.env._("For ever: no law of these places was read")
        return self.env._("For ever, until what is missing below is known")

    def _keep_line(self, keep):
        finding = self.env["udi.finding"]
        if keep.until == FOR_EVER:
            until = self.env._("for ever")
        elif keep.until:
            until = self.env._("until %(day)s", day=finding._day(keep.until))
        else:
            until = self.env._("not known yet")
        return self.env._(
            "%(place)s %(until)s: %(why)s (%(basis)s)",
            place=keep.region,
            until=until,
            why=self._keep_words(keep),
            basis=keep.basis,
        )

    def _keep_words(self, keep):
        words = {
            "cn_certificate": self.env._("5 years after the certificate ends"),
            "cn_filing": self.env._("5 years after the end, for a filed device"),
            "cn_expiry": self.env._("2 years after the last expiry"),
            "cn_no_expiry": self.env._("5 years after the last sale, no expiry"),
            "cn_implant": self.env._("implants"),
            "eu_last_device": self.env._("10 years after the last device was sold"),
            "eu_last_implant": self.env._("15 years after the last implant was sold"),
            "eu_last_ivd": self.env._("10 years after the last device was sold"),
            "us_life": self.env._("2 years beyond the expected life"),
            "ca_shipped": self.env._("2 years after the last sale"),
            "ca_life": self.env._("as long as the device is used"),
            "kr_end": self.env._("2 years after the end of the recall"),
        }[keep.law]
        return f"{words}; {self._keep_lacks(keep.law)}" if not keep.until else words

    def _keep_lacks(self, law):
        """What to type, so that the day can be counted."""
        if law.startswith("eu_"):
            return self.env._("some are still sold, or none was")
        return {
            "cn_certificate": self.env._("type the end of the NMPA registration"),
            "us_life": self.env._("type the expected life above"),
        }.get(law, self.env._("the recall has not ended, or nothing was sold"))

    # -- facts ---------------------------------------------------------------------

    def _keep_facts(self):
        devices = self.product_ids.udi_device_ids
        laws = {LAWS[law] for law in devices.mapped("legislation_eu") if law in LAWS}
        papers = devices.certificate_ids | devices.basic_udi_id.certificate_ids
        papers = papers.filtered(lambda paper: paper.kind.startswith("cn_"))
        registered = papers.filtered(lambda paper: paper.kind == "cn_registration")
        ends = registered.mapped("valid_to")
        return Facts(
            regions=frozenset(self.region_ids.mapped("code")),
            implant="yes" in devices.mapped("implantable"),
            in_vitro=laws == {"ivdr"},
            filed=bool(papers) and not registered,
            certificate_end=max(ends) if ends and all(ends) else None,
            life_end=self._life_end(),
            last_sold=self._last_sold(),
            still_sold=self._still_sold(devices),
            ended=self.ended_on and self.company_id._udi_day(self.ended_on),
        )

    def _still_sold(self, devices):
        """In the Union: its ten years begin with the last one sold there."""
        return any(
            row.country_id.code in EUROPEAN and not row.date_end
            for row in devices.market_ids
        )

    def _life_end(self):
        """The last expiry; without one, so many years after the last was made."""
        [found] = self.env["stock.lot"]._read_group(
            [("id", "in", self.lot_line_ids.lot_id.ids)],
            aggregates=[
                "__count",
                "udi_expiration_date:count",
                "udi_expiration_date:max",
                "udi_manufacture_date:max",
            ],
        )
        lots, dated, expires, made = found
        if lots and lots == dated:
            return expires
        if not (self.expected_life and made):
            return None
        ends = years_after(made, self.expected_life)
        return max(ends, expires) if expires else ends

    def _last_sold(self):
        """The last day on which one of these products left for a customer."""
        self.env.flush_all()
        [[last]] = self.env.execute_query(
            SQL(
                """
                SELECT MAX(line.date)
                FROM stock_move_line line
                JOIN stock_location dest ON dest.id = line.location_dest_id
                WHERE line.product_id IN %(products)s AND line.state = 'done'
                    AND line.company_id = %(company)s AND dest.usage = 'customer'
                """,
                products=tuple(self.product_ids.ids) or (0,),
                company=self.company_id.id,
            )
        )
        return last and self.company_id._udi_day(last)
