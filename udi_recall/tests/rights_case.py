import base64
import inspect

from odoo import fields
from odoo.fields import Command
from odoo.service.model import call_kw
from odoo.tests import new_test_user

from .effect_case import EffectCase
from .recall_form_files import field_form

ADDON = "odoo.addons.udi_recall."
# what a remote caller may always send to any model
CRUD = ("create", "read", "write", "unlink")
ARGUMENTS = {
    "fields": ["id"],
    "help_message": "",
    "model": "udi.recall",
    "record_id": 1,
    "lot_ids": [],
    "title": "x",
    "vals": {},
    "vals_list": [{}],
}


class RightsCase(EffectCase):
    """A row of every model of the addon, and people who may more or less.

    The models and methods are asked of the registry: a new one cannot be forgotten.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.portal = new_test_user(cls.env, "rights_portal", groups="base.group_portal")
        cls.employee = new_test_user(cls.env, "rights_staff", groups="base.group_user")
        cls.public = cls.env.ref("base.public_user")
        cls.managed._freeze_report("status")
        cls.env["udi.recall.template"].create(
            {
                "name": "Form",
                "kind": "us_806",
                "file": base64.b64encode(field_form("US_CR_4")),
                "file_name": "form.pdf",
            }
        )
        cls.rows = {name: cls._a_row(name) for name in cls._models()}

    @classmethod
    def _models(cls):
        """All of ours that have a table or a view, in an order that is the same."""
        return sorted(
            name
            for name, model in cls.env.registry.items()
            if model._original_module == "udi_recall" and not model._abstract
        )

    @classmethod
    def _public_methods(cls, name):
        """What a remote caller can call of this model, of what our addon adds."""
        model = cls.env.registry[name]
        return sorted(
            {
                method
                for parent in model.__mro__
                if parent.__module__.startswith(ADDON)
                for method, value in vars(parent).items()
                if inspect.isfunction(value)
                and not method.startswith("_")
                and not getattr(value, "_api_private", False)
            }
            - set(CRUD)
        )

    @classmethod
    def _changed(cls):
        """All models whose remote methods our addon adds to."""
        return sorted(
            name
            for name, model in cls.env.registry.items()
            if not model._abstract and cls._public_methods(name)
        )

    # -- rows ----------------------------------------------------------------------

    @classmethod
    def _a_row(cls, name):
        """One that the recall has, else the least that can be made."""
        rows = cls.env[name].sudo().with_context(active_test=False)
        own = [("shipped", "=", False)] if "shipped" in rows._fields else []
        found = rows.search(own, limit=1, order="id desc")
        if found or not rows._auto:
            return found
        return rows.create(cls._least(rows))

    @classmethod
    def _least(cls, rows):
        values = {}
        for name, field in rows._fields.items():
            wanted = field.required and field.store and not field.related
            if not wanted or field.compute or name in rows.default_get([name]):
                continue
            values[name] = cls._some(rows, field)
        if "recall_id" in rows._fields and rows._fields["recall_id"].store:
            values.setdefault("recall_id", cls.recall.id)
        return {key: value for key, value in values.items() if value is not None}

    @classmethod
    def _some(cls, rows, field):
        if field.type == "many2one":
            found = cls.env[field.comodel_name].sudo()
            own = [("recall_id", "=", cls.recall.id)]
            domain = own if "recall_id" in found._fields else []
            if field.comodel_name == "udi.recall":
                return cls.recall.id
            return found.search(domain, limit=1).id or cls._a_row(found._name).id
        if field.type in ("many2many", "one2many"):
            found = cls._a_row(field.comodel_name)
            return [Command.set(found.ids)] if field.type == "many2many" else None
        if field.type == "selection":
            return field.get_values(cls.env)[0]
        return {
            "integer": 1,
            "float": 1.0,
            "date": fields.Date.today(),
            "datetime": fields.Datetime.now(),
            "json": ["x"],
            "binary": b"UEs=",
            "boolean": True,
        }.get(field.type, "x")

    # -- calls ---------------------------------------------------------------------

    def _call(self, user, name, method, *arguments):
        """As the web client calls it; whatever it did is undone."""
        model = self.env[name].with_user(user)
        return call_kw(model, method, list(arguments), {})

    def _arguments(self, name, method):
        """Enough for a call: rows where it needs them, and a value a parameter."""
        function = getattr(self.env.registry[name], method)
        parameters = list(inspect.signature(function).parameters.values())[1:]
        needed = [
            ARGUMENTS[each.name]
            for each in parameters
            if each.default is inspect.Parameter.empty
        ]
        if getattr(function, "_api_model", False):
            return needed
        return [self._row(name).ids, *needed]

    def _row(self, name):
        if name in self.rows:
            return self.rows[name]
        return self.env[name].sudo().search([], limit=1)

    def _written(self):
        """How many rows of whatever table this transaction wrote so far."""
        self.env.flush_all()
        self.env.cr.execute(
            """
            SELECT COALESCE(SUM(n_tup_ins + n_tup_upd + n_tup_del), 0)
            FROM pg_stat_xact_user_tables
            """
        )
        return self.env.cr.fetchone()[0]

    @classmethod
    def _stranger(cls):
        other = cls.env["res.company"].create({"name": "Other"})
        return new_test_user(
            cls.env,
            "rights_stranger",
            groups="udi_recall.group_recall_approver,udi_traceability.group_udi_manager",
            company_id=other.id,
            company_ids=[Command.set(other.ids)],
        )
