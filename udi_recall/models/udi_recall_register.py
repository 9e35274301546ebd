from odoo import fields, models
from odoo.tools import SQL

KINDS = [
    ("complaint", "Complaint"),
    ("nonconforming", "Non-conforming device"),
    ("recall", "Recall"),
    ("withdrawal", "Withdrawal"),
    ("correction", "Correction in the field"),
    ("incoming", "Recall of a maker"),
]
PARTS = 3


class UdiRecallRegister(models.Model):
    """Complaints, non-conforming devices, recalls and withdrawals, in one list.

    Importers and distributors keep such a register and show it to makers and
    authorities (MDR 13(6), 14(5)). No table of its own: it says what holds, recalls and
    makers' notices say.
    """

    _name = "udi.recall.register"
    _description = "Register"
    _auto = False
    _order = "date desc, id desc"
    _rec_name = "number"
    _depends = {
        "udi.hold": [
            "reason",
            "state",
            "held_on",
            "lot_id",
            "product_id",
            "note",
            "released_on",
            "release_note",
            "company_id",
        ],
        "udi.recall": [
            "name",
            "title",
            "kind",
            "state",
            "scoped_on",
            "started_on",
            "ended_on",
            "company_id",
        ],
        "udi.recall.lot": ["recall_id", "quantity_total"],
        "udi.recall.incoming": [
            "name",
            "title",
            "kind",
            "state",
            "received_at",
            "answered_at",
            "maker_id",
            "company_id",
        ],
    }

    kind = fields.Selection(KINDS, readonly=True)
    date = fields.Datetime("When", readonly=True)
    company_id = fields.Many2one("res.company", readonly=True)
    number = fields.Char(readonly=True)
    name = fields.Char("What", readonly=True)
    partner_id = fields.Many2one("res.partner", "From", readonly=True)
    product_id = fields.Many2one("product.product", readonly=True)
    lot_id = fields.Many2one("stock.lot", "Lot or serial", readonly=True)
    quantity = fields.Float("Units", digits="Product Unit", readonly=True)
    is_open = fields.Boolean("Open", readonly=True)
    ended_on = fields.Datetime("Ended", readonly=True)
    outcome = fields.Char("How it ended", readonly=True)
    res_model = fields.Char(readonly=True)
    res_id = fields.Many2oneReference(model_field="res_model", readonly=True)

    @property
    def _table_query(self):
        parts = (self._holds_sql(), self._recalls_sql(), self._incoming_sql())
        return SQL(" UNION ALL ").join(parts)

    def _holds_sql(self):
        """A hold for a recall or for inspection is neither complaint nor fault."""
        return SQL(
            """
            SELECT hold.id * %(parts)s AS id,
                CASE hold.reason WHEN 'complaint' THEN 'complaint'
                    ELSE 'nonconforming' END AS kind,
                hold.held_on AS date, hold.company_id,
                lot.name AS number, hold.note AS name,
                NULL::integer AS partner_id, hold.product_id, hold.lot_id,
                NULLIF(hold.held_quantity, 0)::float AS quantity,
                hold.state = 'active' AS is_open, hold.released_on AS ended_on,
                hold.release_note AS outcome,
                'udi.hold' AS res_model, hold.id AS res_id
            FROM udi_hold hold JOIN stock_lot lot ON lot.id = hold.lot_id
            WHERE hold.reason IN ('complaint', 'quarantine', 'other')
            """,
            parts=PARTS,
        )

    def _recalls_sql(self):
        """A draft is no recall yet, a drill never is one."""
        return SQL(
            """
            SELECT recall.id * %(parts)s + 1,
                CASE recall.kind WHEN 'withdrawal' THEN 'withdrawal'
                    WHEN 'field_correction' THEN 'correction' ELSE 'recall' END,
                COALESCE(recall.started_on, recall.scoped_on), recall.company_id,
                recall.name,
                COALESCE(recall.title ->> %(lang)s, recall.title ->> 'en_US'),
                NULL, NULL, NULL,
                (SELECT SUM(row.quantity_total)::float FROM udi_recall_lot row
                    WHERE row.recall_id = recall.id),
                recall.state NOT IN ('closed', 'cancelled'), recall.ended_on,
                recall.end_reason, 'udi.recall', recall.id
            FROM udi_recall recall
            WHERE recall.kind <> 'drill' AND recall.started_on IS NOT NULL
            """,
            parts=PARTS,
            lang=self.env.lang or "en_US",
        )

    def _incoming_sql(self):
        return SQL(
            """
            SELECT notice.id * %(parts)s + 2, 'incoming', notice.received_at,
                notice.company_id, notice.name, notice.title, notice.maker_id,
                NULL, NULL,
                (SELECT SUM(row.quantity_here + row.quantity_out)::float
                    FROM udi_recall_incoming_line row
                    WHERE row.incoming_id = notice.id),
                notice.state <> 'answered', notice.answered_at, NULL,
                'udi.recall.incoming', notice.id
            FROM udi_recall_incoming notice
            WHERE notice.kind <> 'drill'
            """,
            parts=PARTS,
        )

    def action_open(self):
        """The record behind the line."""
        self.ensure_one()
        self.check_access("read")
        return {
            "type": "ir.actions.act_window",
            "res_model": self.res_model,
            "res_id": self.res_id,
            "views": [(False, "form")],
        }
