from collections import Counter, defaultdict

from odoo import api, fields, models

from ..formats.findings import ERROR, WARNING, Finding

READERS = "udi_traceability.group_udi_user"
DEVICES = "udi_traceability.udi_device_action"
REGISTRATIONS = "udi_regulatory_export.udi_registration_action"


class UdiCode(models.Model):
    """Which codes are in use: an official list closes codes that devices still have."""

    _inherit = "udi.code"

    in_use = fields.Boolean(
        compute="_compute_use_text", search="_search_in_use", groups=READERS
    )
    use_count = fields.Integer(
        "Times in use", compute="_compute_use_text", groups=READERS
    )
    use_text = fields.Char("Where", compute="_compute_use_text", groups=READERS)

    @api.depends_context("lang")
    def _compute_use_text(self):
        uses = self._uses()
        for code in self:
            told = uses[code._origin.id]
            code.use_count = sum(told.values())
            code.in_use = bool(told)
            code.use_text = ", ".join(
                f"{self.env[model]._description}: {count}"
                for model, count in told.items()
            )

    def _search_in_use(self, operator, value):
        if operator != "in":
            return NotImplemented
        archived_too = self.with_context(active_test=False)
        used = set().union(*(archived_too._used_in(*use) for use in self._places()))
        return [("id", "in" if True in value else "not in", list(used))]

    @api.model
    def _places(self):
        """(model, field) of every field that names a code and that I may read."""
        return [
            (model._name, name)
            for model in map(self.env.get, sorted(self.env.registry))
            if not model._abstract and not model._transient and model.has_access("read")
            for name, field in model._fields.items()
            if field.store
            and field.type in ("many2one", "many2many")
            and field.comodel_name == self._name
        ]

    @api.model
    def _used_in(self, model, name):
        """Ids of the codes that this field holds anywhere."""
        rows = self.env[model]._read_group([(name, "!=", False)], [name])
        return [code.id for (code,) in rows]

    def action_open_uses(self):
        """Where it is in use: registrations, or devices if these have it too."""
        self.ensure_one()
        self.env["udi.registration"].check_access("read")
        devices, registrations = self._used_at()
        if devices:
            devices |= registrations.device_id
        shown = devices or registrations
        page = DEVICES if devices else REGISTRATIONS
        return {
            **self.env["ir.actions.act_window"]._for_xml_id(page),
            "display_name": self.env._("In use: %(code)s", code=self.display_name),
            "domain": [("id", "in", shown.ids)],
            "context": {"active_test": False},
        }

    def _used_at(self):
        """(devices, registrations) that have it themselves or in their lines."""
        devices = self.env["udi.device"]
        registrations = self.env["udi.registration"]
        for model, name in self._places():
            users = self.env[model].with_context(active_test=False)
            found = users.search([(name, "in", self.ids)])
            if "registration_id" in users._fields:
                registrations |= found.registration_id
            else:
                devices |= found if model == devices._name else found.device_id
        return devices, registrations

    def _uses(self):
        """``{code id: {model: records}}``, a query per field however many codes."""
        found = defaultdict(Counter)
        for model, name in self._places():
            archived_too = self.env[model].with_context(active_test=False)
            rows = archived_too._read_group(
                [(name, "in", self.ids)], [name], ["__count"]
            )
            for code, count in rows:
                found[code.id][model] += count
        return found


class UdiRegistrationDetail(models.AbstractModel):
    _inherit = "udi.registration.detail"
    # whether the regulator refuses a code that its list has closed
    _closed_codes = WARNING

    def _setting_findings(self):
        found = super()._setting_findings()
        for detail in self:
            found[detail.registration_id] += detail._closed_findings()
        return found

    def _closed_findings(self):
        """Codes of the registration itself; those of lines come with the record."""
        return tuple(
            Finding(
                code="inactive_code",
                severity=self._closed_codes,
                field=f"{self._name}.{name}",
                value=code.code,
                ref=code.code,
            )
            for name, field in self._fields.items()
            if field.comodel_name == "udi.code" and field.store
            for code in self[name]
            if not code.active
        )


class UdiRegistrationEudamed(models.Model):
    _inherit = "udi.registration.eudamed"
    _closed_codes = ERROR  # BR-UDID-721: only active codes in a message
