from odoo import api, models
from odoo.exceptions import UserError
from odoo.tools import SQL


class UdiEvidence(models.AbstractModel):
    """Rows that are written once and never changed, by nobody.

    PostgreSQL refuses UPDATE, DELETE and TRUNCATE; the methods below say so in words
    before it comes to that.
    """

    _name = "udi.evidence"
    _description = "Evidence Written Once"
    _log_access = False

    def _auto_init(self):
        # a new column may need an UPDATE of old rows; init() closes the door again
        self._drop_guard()
        return super()._auto_init()

    def init(self):
        if self._abstract:
            return
        self.env.cr.execute(
            SQL(
                """
                CREATE OR REPLACE FUNCTION %(guard)s() RETURNS trigger
                LANGUAGE plpgsql AS $$
                BEGIN
                    RAISE EXCEPTION '%% is append-only: %% refused',
                        TG_TABLE_NAME, TG_OP
                    USING ERRCODE = 'restrict_violation';
                END $$;
                CREATE TRIGGER %(guard)s
                BEFORE UPDATE OR DELETE OR TRUNCATE ON %(table)s
                FOR EACH STATEMENT EXECUTE FUNCTION %(guard)s()
                """,
                guard=SQL.identifier(self._guard()),
                table=SQL.identifier(self._table),
            )
        )

    def _guard(self):
        return f"{self._table}_append_only"

    @api.model
    def _drop_guard(self):
        self.env.cr.execute(
            SQL("DROP FUNCTION IF EXISTS %s CASCADE", SQL.identifier(self._guard()))
        )

    @api.model
    def _drop_guards(self):
        """They live outside Odoo's registry; tables cannot be dropped with them."""
        for name in self.env.registry.descendants([self._name], "_inherit"):
            self.env[name]._drop_guard()

    def write(self, vals):
        if vals and self:
            raise UserError(self._udi_never_changes())
        return super().write(vals)

    @api.ondelete(at_uninstall=True)
    def _unlink_never(self):
        raise UserError(self._udi_never_changes())

    def copy_data(self, default=None):
        raise UserError(self._udi_never_changes())

    def _udi_never_changes(self):
        return self.env._(
            "%(what)s: this is evidence. Nobody changes, deletes or copies it.",
            what=self._description,
        )
