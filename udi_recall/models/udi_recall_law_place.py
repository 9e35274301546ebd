from odoo import models
from odoo.tools import SQL

from ..tools.law import demanded
from ..tools.tongues import source, understood, unwritten

CN_PAPERS = ("cn_registration", "cn_filing")
SHOWN = 3


class UdiRecallLaw(models.AbstractModel):
    """What a notice lacks in one jurisdiction, from what its customers got."""

    _inherit = "udi.recall.law"

    def _facts_by_region(self):
        """By jurisdiction, its products and the lots without a DI or a name."""
        self.env.flush_all()
        facts = {}
        for region, product, count, undone, example, nameless in self.env.execute_query(
            SQL(
                """
                SELECT consignee.region, lot_row.product_id, COUNT(*),
                    COUNT(*) FILTER (WHERE lot.udi_di_id IS NULL),
                    MIN(lot.name) FILTER (WHERE lot.udi_di_id IS NULL),
                    COUNT(*) FILTER (WHERE COALESCE(lot.name, '') = '')
                FROM udi_recall_consignee_line line
                JOIN udi_recall_consignee consignee ON consignee.id = line.consignee_id
                JOIN udi_recall_lot lot_row ON lot_row.id = line.recall_lot_id
                JOIN stock_lot lot ON lot.id = lot_row.lot_id
                WHERE consignee.recall_id = %s AND line.quantity > 0
                GROUP BY 1, 2
                """,
                self._origin.id,
            )
        ):
            fact = facts.setdefault(
                region, {"products": [], "lines": 0, "undone": [], "nameless": 0}
            )
            fact["products"].append(product)
            fact["lines"] += count
            fact["nameless"] += nameless
            if undone:
                fact["undone"].append((example, undone))
        for fact in facts.values():
            products = self.env["product.product"].browse(sorted(fact["products"]))
            fact["products"] = products
            fact["devices"] = products.udi_device_id
        return facts

    def _gaps_of(self, region, facts):
        gaps = []
        for code in demanded(region.code):
            if find := getattr(self, f"_gaps_{code}", None):
                gaps += find(region, facts)
            elif not getattr(self, f"_has_{code}")():
                gaps.append((code, self._law_sentence(code)))
        return gaps

    def _gaps_srn(self, _region, facts):
        makers = facts["devices"].manufacturer_id
        return [
            (
                "srn",
                self.env._(
                    "%(maker)s has no SRN; the notice must name it. Enter it there.",
                    maker=maker.name,
                ),
                maker,
            )
            for maker in makers
            if not maker.udi_srn_mf
        ]

    def _gaps_udi(self, _region, facts):
        return [
            (
                "udi",
                self.env._(
                    "%(count)s lots have no UDI, such as %(example)s; each line must "
                    "name it. Enter the DI with the lot.",
                    count=undone,
                    example=example,
                ),
            )
            for example, undone in facts["undone"]
        ]

    def _gaps_codes(self, _region, facts):
        if not facts["nameless"]:
            return []
        return [("codes", self._law_sentence("codes"))]

    def _gaps_identity(self, _region, facts):
        return [
            (
                "identity",
                self.env._(
                    "%(product)s has no model: the notice must name it. Enter it with "
                    "the device.",
                    product=product.display_name,
                ),
                product.udi_device_id or product,
            )
            for product in facts["products"]
            if not product.udi_device_id.model_number
        ]

    def _gaps_registration(self, _region, facts):
        clearance = self.env["udi.clearance"]
        papers = clearance._holder_papers(facts["devices"].manufacturer_id)
        gaps = []
        for product in facts["products"]:
            device = product.udi_device_id
            found = device and clearance._covering(device, papers).filtered(
                lambda paper: paper.kind in CN_PAPERS
            )
            if not found:
                text = self.env._(
                    "%(product)s has no registration or filing number of China. Enter "
                    "the paper with the device.",
                    product=product.display_name,
                )
                gaps.append(("registration", text, device or product))
        return gaps

    def _gaps_level(self, region, _facts):
        return [] if region.class_firm else [("level", self._law_sentence("level"))]

    def _gaps_language(self, region, _facts):
        """A notice nobody there can read is none."""
        written = self._text_languages()
        groups = self.env["udi.recall.consignee"]._read_group(
            [
                ("recall_id", "=", self._origin.id),
                ("region", "=", region.code),
                ("quantity", ">", 0),
            ],
            ["country_id", "lang"],
        )
        gaps = [
            ("language", self._language_sentence(country, lang, written))
            for country, lang in groups
            if not understood(country.code, lang or "", written)
        ]
        countries = self.env["res.country"].union(*(country for country, _l in groups))
        return gaps + [
            (
                "language",
                self.env._(
                    "%(country)s asks for it in %(langs)s as well (%(rule)s). "
                    "Translate reason and instructions.",
                    country=country.name,
                    langs=", ".join(missing),
                    rule=source(country.code),
                ),
            )
            for country in countries
            if (missing := unwritten(country.code, written))
        ]

    def _language_sentence(self, country, lang, written):
        names = dict(self.env["res.lang"].get_installed())
        words = {"country": country.name, "lang": names.get(lang, lang or "–")}
        if lang in written:
            return self.env._(
                "%(country)s: the notice would be in %(lang)s. Write it in a language "
                "of the country, and choose that with the customer.",
                **words,
            )
        return self.env._(
            "%(country)s: reason and instructions are not written in %(lang)s. "
            "Translate both.",
            **words,
        )

    def _hints(self, facts):
        """What the reports will want and stops nobody."""
        hints = []
        for label, field, code in (
            (self.env._("no telephone"), "phone", "telephone"),
            (self.env._("no e-mail"), "email", "e-mail"),
        ):
            mute = self.env["udi.recall.consignee"].search(
                [
                    ("recall_id", "=", self._origin.id),
                    ("quantity", ">", 0),
                    (f"partner_id.{field}", "=", False),
                ]
            )
            if mute:
                text = self.env._(
                    "%(count)s customers have %(what)s: %(names)s. Reports name it.",
                    count=len(mute),
                    what=label,
                    names=", ".join(mute[:SHOWN].partner_id.mapped("name")),
                )
                record = mute[:1].partner_id
                group = self.env._("Customers")
                hints.append(self._gap(group, code, text, record, "warning"))
        if facts and not self.aware_at:
            text = self.env._(
                "“Aware since” is empty: the clocks that begin there cannot run."
            )
            hint = self._gap(self.env._("Clocks"), "aware", text, None, "warning")
            hints.append({**hint, "field": "aware_at"})
        return hints
