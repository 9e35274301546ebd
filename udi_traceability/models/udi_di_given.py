from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.tools import SQL

from .udi_di import ISSUING_AGENCIES

# Roles in which a DI stands for one device only
OWN_ROLES = ("primary", "package", "secondary")
SEEN_KINDS = ("printed", "shipped", "published")


class UdiDiGiven(models.Model):
    """Every DI that was ever somebody's (21 CFR 830.40: never for another device).

    A row outlives its DI and its device. Only what nobody outside has seen is
    forgotten: a slip in a draft, or an allocation taken back.
    """

    _name = "udi.di.given"
    _description = "Identifiers Ever Given"
    _order = "id desc"
    _rec_name = "code"

    code = fields.Char(string="DI", required=True, readonly=True)
    issuing_agency = fields.Selection(ISSUING_AGENCIES, required=True, readonly=True)
    device_id = fields.Many2one(
        "udi.device", readonly=True, ondelete="set null", index="btree_not_null"
    )
    device_name = fields.Char(string="Given to", readonly=True)
    company_id = fields.Many2one("res.company", readonly=True, index="btree_not_null")
    active_once = fields.Boolean(string="In use once", readonly=True)

    _code_uniq = models.UniqueIndex("(issuing_agency, code)")

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(
            self.env._("What was given stays known. Delete the DI of a draft instead.")
        )

    @api.model
    def _enter(self, dis):
        """Note who has these identifiers; refuse what another device had once.

        The unique index makes two transactions meet here even where one of them is
        just deleting the DI.
        """
        dis = dis.filtered(lambda di: di.role in OWN_ROLES)
        if not dis:
            return
        dis.flush_recordset(["code", "issuing_agency", "role", "device_id"])
        dis.device_id.flush_recordset(["name", "company_id", "state"])
        self.env.execute_query(
            SQL(
                """INSERT INTO udi_di_given (
                    issuing_agency, code, device_id, device_name, company_id,
                    active_once, create_uid, write_uid, create_date, write_date
                )
                SELECT di.issuing_agency, di.code, device.id, device.name,
                       device.company_id, device.state IN ('active', 'withdrawn'),
                       %(uid)s, %(uid)s, %(now)s, %(now)s
                  FROM udi_di di JOIN udi_device device ON device.id = di.device_id
                 WHERE di.id IN %(ids)s
                ON CONFLICT (issuing_agency, code) DO NOTHING
                RETURNING id""",
                uid=self.env.uid,
                now=self.env.cr.now(),
                ids=tuple(dis.ids),
            )
        )
        self._refuse_others(dis)

    @api.model
    def _refuse_others(self, dis):
        rows = self.env.execute_query(
            SQL(
                """SELECT given.code, given.device_name, given.company_id
                  FROM udi_di_given given
                  JOIN udi_di di USING (issuing_agency, code)
                 WHERE di.id IN %s AND given.device_id IS DISTINCT FROM di.device_id
              ORDER BY given.id LIMIT 1""",
                tuple(dis.ids),
            )
        )
        for code, name, company_id in rows:
            hidden = company_id and company_id not in self.env.companies.ids
            raise ValidationError(
                self.env._(
                    "DI %(code)s was given to %(device)s. A DI never goes to another "
                    "device, even after it was deleted. Take a new one.",
                    code=code,
                    device=self.env._("another device") if hidden else name,
                )
            )

    @api.model
    def _in_use(self, devices):
        """From now on the world knows these devices by their identifiers."""
        rows = self.sudo().search(
            [("device_id", "in", devices.ids), ("active_once", "=", False)]
        )
        rows.active_once = True

    @api.model
    def _forget(self, identities):
        """Let go what was never in use, printed, shipped or submitted.

        :param identities: list of (agency, code, device id)
        """
        if not identities:
            return
        self.flush_model(["active_once"])
        codes = {code for _agency, code, _device in identities}
        seen = self._seen(codes)
        self.env.execute_query(
            SQL(
                """DELETE FROM udi_di_given given
                 USING (VALUES %s) gone (issuing_agency, code, device_id)
                 WHERE given.issuing_agency = gone.issuing_agency
                   AND given.code = gone.code
                   AND given.device_id = gone.device_id
                   AND NOT given.active_once
                   AND given.code != ALL(%s)
                RETURNING given.id""",
                SQL(", ").join(SQL("(%s, %s, %s)", *each) for each in identities),
                list(seen),
            )
        )
        self.invalidate_model()

    @api.model
    def _seen(self, codes):
        """Which of these codes stand in the ledger as printed, shipped or published."""
        counted = (
            self.env["udi.event"]
            .sudo()
            ._read_group(
                [("di_code", "in", list(codes)), ("kind", "in", SEEN_KINDS)],
                ["di_code"],
            )
        )
        return {code for (code,) in counted}


class UdiEvent(models.Model):
    _inherit = "udi.event"

    _seen_di_idx = models.Index(
        "(di_code) WHERE kind IN ('printed', 'shipped', 'published')"
    )


class UdiDi(models.Model):
    """A DI belongs to one device for ever.

    The last of the files about DIs: what others judge and keep is canonical already.
    """

    _inherit = "udi.di"

    @api.model_create_multi
    def create(self, vals_list):
        dis = super().create([self._canonical(vals) for vals in vals_list])
        self.env["udi.di.given"]._enter(dis)
        return dis

    def write(self, vals):
        vals = self._canonical(vals)
        if not {"code", "issuing_agency", "role", "device_id"} & set(vals):
            return super().write(vals)
        before = self._identities()
        result = super().write(vals)
        after = set(self._identities())
        Given = self.env["udi.di.given"]
        Given._forget([each for each in before if each not in after])
        Given._enter(self)
        return result

    def unlink(self):
        before = self._identities()
        result = super().unlink()
        self.env["udi.di.given"]._forget(before)
        return result

    def _identities(self):
        return [
            (di.issuing_agency, di.code, di.device_id.id)
            for di in self
            if di.role in OWN_ROLES
        ]
