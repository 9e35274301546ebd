from odoo import api, fields, models
from odoo.tools import SQL, split_every
from odoo.tools.json import scriptsafe

# So many open alerts of one rule have an activity each; further ones share one
FEW = 5
BATCH = 1000
NAMED = ("product_id", "lot_id", "picking_id", "partner_id", "event_id")


class UdiAlert(models.Model):
    """Raising alerts, and telling people."""

    _inherit = "udi.alert"

    @api.model
    def _raise(self, vals_list):
        """Raise alerts by the rules of their companies; no rule, no alert.

        The same kind about the same record folds into the open alert: it counts one
        more. One statement, whoever raises the same at this moment.

        :param vals_list: `kind`, `company_id`, `res_model`, `res_id`, `summary`; of
            `product_id`, `lot_id`, `picking_id`, `partner_id`, `event_id` those known
        :return: the alerts, raised or folded into
        """
        companies = self.env["res.company"].browse(
            {vals["company_id"] for vals in vals_list}
        )
        rules = self.env["udi.alert.rule"]._of(
            {vals["kind"] for vals in vals_list}, companies
        )
        rows = {}
        for vals in vals_list:
            rule = rules.get((vals["kind"], vals["company_id"]))
            if not rule:
                continue
            key = (vals["company_id"], vals["kind"], vals["res_model"], vals["res_id"])
            count = rows[key]["count"] + 1 if key in rows else 1
            rows[key] = self._row(vals, rule) | {"count": count}
        found = self._insert(list(rows.values()))
        alerts = self.sudo().browse([alert_id for alert_id, _new in found])
        fresh = self.sudo().browse([alert_id for alert_id, new in found if new])
        fresh._tell()
        return alerts.with_env(self.env)

    def _row(self, vals, rule):
        company = rule.env["res.company"].browse(vals["company_id"])
        only = rule._people(company) if not rule.group_id else rule.user_ids.browse()
        return {
            "name": vals["summary"],
            "rule_id": rule.id,
            "kind": rule.kind,
            "severity": rule.severity,
            "company_id": company.id,
            "res_model": vals["res_model"],
            "res_id": vals["res_id"],
            "due_on": fields.Date.to_string(self._due(rule, company)),
            "user_id": only.id if len(only) == 1 else None,
            **{name: vals.get(name) or None for name in NAMED},
        }

    def _insert(self, rows):
        """(id, whether it is new) of each row."""
        if not rows:
            return []
        self.env.flush_all()
        self.env.cr.execute(
            SQL(
                """
                INSERT INTO udi_alert AS alert (
                    name, rule_id, kind, severity, state, company_id,
                    res_model, res_id, product_id, lot_id, picking_id, partner_id,
                    event_id, count, first_seen, last_seen, due_on, user_id,
                    create_uid, create_date, write_uid, write_date
                )
                SELECT name, rule_id, kind, severity, 'open', company_id,
                    res_model, res_id, product_id, lot_id, picking_id, partner_id,
                    event_id, count, %(now)s, %(now)s, due_on, user_id,
                    %(user)s, %(now)s, %(user)s, %(now)s
                FROM jsonb_to_recordset(%(rows)s::jsonb) AS raised (
                    name varchar, rule_id int, kind varchar, severity varchar,
                    company_id int, res_model varchar, res_id int, product_id int,
                    lot_id int, picking_id int, partner_id int, event_id int,
                    count int, due_on date, user_id int
                )
                ON CONFLICT (company_id, kind, res_model, res_id)
                    WHERE state <> 'closed'
                DO UPDATE SET
                    count = alert.count + EXCLUDED.count,
                    last_seen = EXCLUDED.last_seen,
                    name = EXCLUDED.name,
                    severity = GREATEST(alert.severity, EXCLUDED.severity),
                    event_id = COALESCE(EXCLUDED.event_id, alert.event_id)
                RETURNING id, xmax = 0
                """,
                now=fields.Datetime.now(),
                user=self.env.uid,
                rows=scriptsafe.dumps(rows),
            )
        )
        found = self.env.cr.fetchall()
        self.invalidate_model(flush=False)
        return found

    def _tell(self):
        """The right people get an activity: one a person where hundreds come."""
        for (rule, company), alerts in self.grouped(
            lambda alert: (alert.rule_id, alert.company_id)
        ).items():
            people = alerts.user_id or rule._people(company)
            busy = rule._busy_with(people)
            for user in people:
                if busy.get(user, 0) + len(alerts) <= FEW:
                    alerts._schedule(user)
                else:
                    rule._heap(user, company)

    # -- near expiry --------------------------------------------------------------

    @api.model
    def _cron_near_expiry(self):
        """Each lot of a device in stock that ends soon, once."""
        warned = self.env["res.company"].search([("udi_near_expiry_days", ">", 0)])
        for company in warned:
            lots = self._near_expiry(company)
            for ids in split_every(BATCH, lots.ids):
                part = lots.browse(ids)
                self._raise(part._udi_near_expiry_alerts(company))
                if not self.env["ir.cron"]._commit_progress(len(part)):
                    return

    @api.model
    def _near_expiry(self, company):
        """Lots in stock that end within the days of this company, not told yet."""
        self.env.flush_all()
        rows = self.env.execute_query(
            SQL(
                """
                SELECT lot.id
                FROM stock_lot lot
                WHERE lot.udi_expiration_date <= %(until)s
                    AND lot.udi_di_id IS NOT NULL
                    AND EXISTS (
                        SELECT FROM stock_quant quant
                        JOIN stock_location place ON place.id = quant.location_id
                        WHERE quant.lot_id = lot.id
                            AND quant.quantity > 0
                            AND quant.company_id = %(company)s
                            AND place.usage IN ('internal', 'transit')
                    )
                    AND NOT EXISTS (
                        SELECT FROM udi_alert alert
                        WHERE alert.kind = 'near_expiry'
                            AND alert.res_model = 'stock.lot'
                            AND alert.res_id = lot.id
                            AND alert.company_id = %(company)s
                    )
                ORDER BY lot.udi_expiration_date, lot.id
                """,
                until=company._udi_near_expiry_day(),
                company=company.id,
            )
        )
        return self.env["stock.lot"].browse([lot_id for (lot_id,) in rows])
