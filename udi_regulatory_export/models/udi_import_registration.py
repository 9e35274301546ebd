from odoo import api, models

from odoo.addons.udi_traceability.tools.import_compare import same_party

from ..tools import published_registration as published


class UdiImportRow(models.Model):
    """A published device enters with the regulator's own record of it.

    The same transaction and the same rights as the device: what is refused here keeps
    the device out too, and the row says why.
    """

    _inherit = "udi.import.row"

    def _entered_models(self):
        details = [f"udi.registration.{name}" for name in published.CODES]
        return [*super()._entered_models(), "udi.registration", *details]

    def _enter_now(self):
        entered = super()._enter_now()
        told = self.filtered(lambda row: row._published())
        codes = told._code_ids()
        now = self.env["udi.registration"]._published_values(told.device_id)
        for regulator, rows in told.grouped(
            lambda row: row._published()["regulator"]
        ).items():
            rows._enter_at(regulator, now, codes)
        return entered

    def _enter_at(self, regulator, now, codes):
        """The registrations of these rows, made where there is none yet."""
        Detail = self.env[f"udi.registration.{regulator}"]
        known = self._details_at(Detail)
        news, changed = [], {}
        for row in self:
            of_device = now.get(row.device_id.id, {}).get(regulator, {})
            values = self._judged(row._published())[0]
            differs = published.changes(values, of_device, row.values, same_party)
            vals = row._registration_vals(regulator, differs, codes)
            detail = known.get(row.device_id)
            if detail:
                changed[detail] = vals
            else:
                news.append({**vals, "device_id": row.device_id.id})
        reached = Detail.browse().union(
            *(one for one, vals in changed.items() if vals.get("state") == "registered")
        )
        self._write_alike(changed)
        made = self._made(Detail.with_context(mail_create_nolog=True), news)
        reached |= made.filtered(lambda detail: detail.state == "registered")
        reached._note_accepted()

    def _made(self, Detail, news):
        """What the regulator alone says is added by the system."""
        said = [self._pop_said(Detail, vals) for vals in news]
        made = Detail.create(news)
        self._write_alike(dict(zip(made, said, strict=True)))
        return made

    @api.model
    def _pop_said(self, detail, vals):
        """What nobody types, taken out of the values."""
        models = (detail, detail.env["udi.registration"])
        return {
            name: vals.pop(name)
            for name in [*vals]
            if any(model._by_method(name) for model in models)
        }

    def _write_alike(self, changed):
        """One write for all registrations that get the same: most of a release do."""
        alike = {}
        for detail, vals in changed.items():
            base = {name: vals.pop(name) for name in [*vals] if _is_base(detail, name)}
            for record, part in ((detail.registration_id, base), (detail, vals)):
                if part:
                    records = alike.setdefault((record._name, repr(part)), [part])
                    records.append(record.id)
        for (model, _same), (part, *ids) in alike.items():
            records = self.env[model].browse(ids)
            said = self._pop_said(records, part)
            records.check_access("write")
            records.write(part)
            records.sudo().write(said)

    def _details_at(self, Detail):
        details = Detail.search([("device_id", "in", self.device_id.ids)])
        return {detail.device_id: detail for detail in details}

    def _registration_vals(self, regulator, changed, codes):
        vals = {}
        for name, (_now, then) in changed.items():
            code_list = published.CODES[regulator].get(name)
            if code_list:
                ids = [codes[code_list, code] for code in then]
                single = self._is_single(regulator, name)
                vals[name] = ids[:1] and ids[0] if single else [(6, 0, ids)]
            elif name == "di_id":
                vals[name] = self._di_of(then)
            elif name in published.PARTIES:
                vals[name] = self.device_id[published.PARTIES[name]].id
            else:
                vals[name] = then
        return vals

    def _is_single(self, regulator, name):
        field = self.env[f"udi.registration.{regulator}"]._fields[name]
        return field.type == "many2one"

    def _di_of(self, code):
        """The DI of that code; one of several roles is the primary one."""
        return self.device_id.di_ids.filtered(
            lambda di: di.code == code and di.role == "primary"
        ).id

    def _code_ids(self):
        """(list, code) -> id of the entries that rows name; new ones are made."""
        lines = [pair for row in self for pair in row._published_codes()]
        known = self._known_codes(lines)
        found = {key: entry["id"] for key, entry in known.items()}
        missing = {
            (code_list, line["code"]): line
            for code_list, line in reversed(lines)
            if (code_list, line["code"]) not in found
        }
        made = self.env["udi.code"].create(
            [
                {
                    "code_list": code_list,
                    "code": code,
                    "name": line.get("name") or code,
                    "definition": line.get("definition"),
                    "active": not line.get("is_obsolete"),
                }
                for (code_list, code), line in missing.items()
            ]
        )
        return found | dict(zip(missing, made.ids, strict=True))


class UdiImportRefs(models.AbstractModel):
    _inherit = "udi.import.refs"

    @api.model
    def _make_families(self, vals_list):
        """How far EUDAMED is with a family is its own word."""
        states = [vals.pop("registry_state", False) for vals in vals_list]
        made = super()._make_families(vals_list)
        state_of = dict(zip(made, states, strict=True))
        for state, families in made.grouped(state_of.get).items():
            if state:
                families.sudo().registry_state = state
        return made


def _is_base(detail, name):
    """True for what `udi.registration` keeps for all regulators."""
    return name in detail.env["udi.registration"]._fields
