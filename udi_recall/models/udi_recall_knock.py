import hashlib
from datetime import timedelta

from odoo import api, fields, models
from odoo.tools import SQL

KEPT = timedelta(days=2)
WINDOW = timedelta(minutes=10)


class UdiRecallKnock(models.Model):
    """How often someone came in the last minutes: no page answers without end.

    Addresses of people are kept as a hash only, and for two days.
    """

    _name = "udi.recall.knock"
    _description = "Calls of recall pages"
    _log_access = False

    key = fields.Char(required=True, readonly=True)
    since = fields.Datetime(required=True, readonly=True)
    count = fields.Integer(required=True, readonly=True)

    _key_since_uniq = models.Constraint(
        "UNIQUE(key, since)", "A window is counted once."
    )

    @api.model
    def _allows(self, kind, who, most):
        """Count one call; False if there were more than ``most`` in this window."""
        secret = self.env["ir.config_parameter"].sudo().get_param("database.secret")
        key = hashlib.sha256(f"{secret}:{kind}:{who}".encode()).hexdigest()
        now = fields.Datetime.now()
        since = now - timedelta(
            minutes=now.minute % (WINDOW.seconds // 60), seconds=now.second
        )
        rows = self.env.execute_query(
            SQL(
                """
                INSERT INTO udi_recall_knock (key, since, count) VALUES (%s, %s, 1)
                ON CONFLICT (key, since)
                DO UPDATE SET count = udi_recall_knock.count + 1
                RETURNING count
                """,
                key,
                since.replace(microsecond=0),
            )
        )
        return rows[0][0] <= most

    @api.autovacuum
    def _gc_knocks(self):
        old = fields.Datetime.now() - KEPT
        self.sudo().search([("since", "<", old)], limit=50_000).unlink()
