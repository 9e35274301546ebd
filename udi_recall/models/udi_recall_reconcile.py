from odoo import api, fields, models
from odoo.tools import SQL

from ..tools.balance import FIGURES, Row, Total, of_sums

ODD = ("short", "too_many")


class UdiRecall(models.Model):
    """The sums of a recall at its consignees, with both denominators."""

    _inherit = "udi.recall"

    balance_ids = fields.One2many(
        "udi.recall.balance", "recall_id", "Reconciliation", readonly=True
    )
    quantity_recovered = fields.Float(
        "Came back or destroyed", compute="_compute_shares", digits="Product Unit"
    )
    quantity_no_word = fields.Float(
        "No word", compute="_compute_shares", digits="Product Unit"
    )
    accounted_share = fields.Float("Accounted for, %", compute="_compute_shares")
    recovered_share = fields.Float(
        "Recovered of what was not used, %", compute="_compute_shares"
    )
    balance_text = fields.Char("In words", compute="_compute_shares")
    unbalanced_count = fields.Integer(
        "Rows that do not add up", compute="_compute_shares"
    )

    @api.depends(
        "consignee_ids.answer_state", "return_ids.state", "consignee_ids.quantity"
    )
    @api.depends_context("lang")
    def _compute_shares(self):
        sums = self._balance_sums()
        for recall in self:
            found = sums.get(recall.id, Total())
            recall.quantity_recovered = found.returned + found.destroyed
            recall.quantity_no_word = found.no_word
            recall.accounted_share = found.accounted_share or 0.0
            recall.recovered_share = found.recovered_share or 0.0
            recall.balance_text = found.rows > 0 and recall._balance_text(found)
        rows = self.env["udi.recall.balance"].sudo()
        odd = [("recall_id", "in", self.ids), ("finding", "in", ODD)]
        counts = dict(rows._read_group(odd, ["recall_id"], ["__count"]))
        for recall in self:
            recall.unbalanced_count = counts.get(recall._origin, 0)

    def _balance_sums(self):
        """By recall id, the totals: summed by the database, for any size."""
        names = (*FIGURES, "no_word", "too_many")
        groups = (
            self.env["udi.recall.balance"]
            .sudo()
            ._read_group(
                [("recall_id", "in", self.ids), ("recall_id.started_on", "!=", False)],
                ["recall_id"],
                ["__count", *(f"{name}:sum" for name in names)],
            )
        )
        return {
            recall.id: of_sums(dict(zip(names, sums, strict=True)), count)
            for recall, count, *sums in groups
        }

    def _balance_text(self, found):
        number = self.env["udi.finding"]._number
        words = [
            (found.returned, self.env._("%(n)s sent back")),
            (found.destroyed, self.env._("%(n)s destroyed there")),
            (found.used, self.env._("%(n)s used")),
            (found.passed_on, self.env._("%(n)s passed on")),
            (found.held, self.env._("%(n)s set apart there")),
            (found.lost, self.env._("%(n)s not found")),
            (found.no_word, self.env._("%(n)s without a word")),
        ]
        parts = [text % {"n": number(units)} for units, text in words if units]
        return self.env._(
            "%(units)s at customers: %(parts)s",
            units=self.env["udi.finding"]._units(found.shipped),
            parts=" · ".join(parts),
        )

    def _reconciliation(self):
        """Rows lot × consignee × country × round, as `tools.balance.Row`."""
        self.ensure_one()
        self.env.flush_all()
        rows = self.env.execute_query(
            SQL(
                """
                SELECT lot.name, product.default_code, partner.name,
                    COALESCE(country.code, ''), COALESCE(row.region, 'other'),
                    COALESCE(round.number, 1), %(numbers)s
                FROM (%(balance)s) row
                JOIN stock_lot lot ON lot.id = row.lot_id
                JOIN product_product product ON product.id = row.product_id
                JOIN res_partner partner ON partner.id = row.partner_id
                LEFT JOIN res_country country ON country.id = row.country_id
                LEFT JOIN udi_recall_round round ON round.id = row.round_id
                WHERE row.recall_id = %(recall)s
                ORDER BY partner.name, row.consignee_id, lot.name, row.id
                """,
                numbers=SQL(", ").join(
                    SQL("%s::float", SQL.identifier("row", name)) for name in FIGURES
                ),
                balance=self.env["udi.recall.balance"]._table_query,
                recall=self.id,
            )
        )
        return [
            Row(
                lot=lot,
                product=product or "",
                consignee=consignee,
                country=country,
                region=region,
                round=number,
                **dict(zip(FIGURES, numbers, strict=True)),
            )
            for lot, product, consignee, country, region, number, *numbers in rows
        ]

    def action_open_checks(self):
        self.ensure_one()
        return self._open_rows("udi_recall_check_action")

    def action_open_balance(self):
        self.ensure_one()
        return self._open_balance([])

    def action_open_unbalanced(self):
        """What does not add up: more than went there, or answered and still short."""
        self.ensure_one()
        return self._open_balance([("finding", "in", ODD)])

    def _open_balance(self, domain):
        return self._open_rows("udi_recall_balance_action", domain)
