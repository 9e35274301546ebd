from odoo import fields, models
from odoo.tools import SQL

UNITS = {"digits": "Product Unit", "readonly": True}


class UdiRecallBalance(models.Model):
    """What became of each lot at each consignee, a row a line of theirs, for pivots.

    No table of its own: what they said, and what stock received since. Units that
    came back were said to be sent, or else were set apart before.
    """

    _name = "udi.recall.balance"
    _description = "Reconciliation of a recall"
    _auto = False
    _order = "too_many desc, no_word desc, id"
    _rec_name = "lot_id"
    _depends = {
        "udi.recall": ["physical_return", "started_on"],
        "udi.recall.round": ["started_at"],
        "udi.recall.consignee": [
            "recall_id",
            "company_id",
            "partner_id",
            "country_id",
            "region",
            "round_id",
            "answer_state",
        ],
        "udi.recall.consignee.line": [
            "consignee_id",
            "recall_lot_id",
            "lot_id",
            "ship_to_id",
            "round_id",
            "quantity",
            "quantity_shipped",
            "quantity_back",
            "answer_held",
            "answer_used",
            "answer_returned",
            "answer_destroyed",
            "answer_passed_on",
            "answer_lost",
        ],
        "udi.recall.lot": ["product_id"],
        "udi.recall.reply": ["state"],
        "udi.recall.onward": ["child_id", "consignee_line_id", "quantity"],
        "stock.move.line": [
            "lot_id",
            "picking_id",
            "state",
            "date",
            "quantity_product_uom",
            "location_id",
            "location_dest_id",
        ],
        "stock.picking": ["partner_id", "udi_recall_consignee_id"],
        "stock.location": ["usage"],
        "res.partner": ["commercial_partner_id"],
    }

    recall_id = fields.Many2one("udi.recall", readonly=True)
    company_id = fields.Many2one("res.company", readonly=True)
    consignee_id = fields.Many2one("udi.recall.consignee", readonly=True)
    partner_id = fields.Many2one("res.partner", "Customer", readonly=True)
    ship_to_id = fields.Many2one("res.partner", "Delivered to", readonly=True)
    country_id = fields.Many2one("res.country", readonly=True)
    region = fields.Char("Jurisdiction", readonly=True)
    round_id = fields.Many2one("udi.recall.round", readonly=True)
    lot_id = fields.Many2one("stock.lot", "Lot or serial", readonly=True)
    product_id = fields.Many2one("product.product", readonly=True)
    asked = fields.Float("Asked for", help="Shipped less what came before.", **UNITS)
    used = fields.Float(**UNITS)
    returned = fields.Float("Sent back", **UNITS)
    received = fields.Float("Came back", help="Of these, in our stock.", **UNITS)
    destroyed = fields.Float("Destroyed there", **UNITS)
    passed_on = fields.Float("Passed on", **UNITS)
    passed_in = fields.Float("From another customer", **UNITS)
    held = fields.Float("Set apart there", **UNITS)
    corrected = fields.Float("Put right there", **UNITS)
    lost = fields.Float("Not found", **UNITS)
    no_word = fields.Float("No word", **UNITS)
    too_many = fields.Float("Too many", **UNITS)
    finding = fields.Selection(
        [
            ("fine", "Adds up"),
            ("silent", "No word yet"),
            ("short", "Does not add up"),
            ("too_many", "More than went there"),
        ],
        "Sum",
        readonly=True,
    )

    @property
    def _table_query(self):
        """Settled: each row adds up, or says by how much it does not."""
        return SQL(
            """
            SELECT *, GREATEST(0, asked - told) AS no_word,
                GREATEST(0, told - asked) AS too_many,
                CASE WHEN in_place THEN held ELSE 0 END AS corrected,
                CASE WHEN told > asked THEN 'too_many' WHEN told = asked THEN 'fine'
                    WHEN told > 0 THEN 'short' ELSE 'silent' END AS finding
            FROM (
                SELECT *, used + returned + destroyed + passed_on + held + lost AS told
                FROM (%s) settled
            ) told
            """,
            self._settled_sql(),
        )

    def _settled_sql(self):
        """What came back beyond what they said they sent, they had set apart."""
        return SQL(
            """
            SELECT id, recall_id, company_id, consignee_id, partner_id, ship_to_id,
                country_id, region, round_id, lot_id, product_id, asked, used,
                destroyed, passed_on, passed_in, received, in_place,
                GREATEST(sent, received) AS returned,
                held - LEAST(held, GREATEST(0, received - sent)) AS held,
                lost - LEAST(lost, GREATEST(0, received - sent - held)) AS lost
            FROM (%s) said
            """,
            self._said_sql(),
        )

    def action_open_consignee(self):
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": "udi.recall.consignee",
            "res_id": self.consignee_id.id,
            "views": [(False, "form")],
        }
