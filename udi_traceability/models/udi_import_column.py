from odoo import api, fields, models
from odoo.exceptions import UserError

from ..tools.columns import COLUMNS, guess


def _targets(model):
    return [(key, column.label) for key, column in COLUMNS.items()]


class UdiImportColumn(models.Model):
    """One column of the file, and the field of ours it fills."""

    _name = "udi.import.column"
    _description = "Column of an Import"
    _order = "import_id, sequence, id"
    _rec_name = "header"

    import_id = fields.Many2one(
        "udi.import", required=True, ondelete="cascade", index=True
    )
    company_id = fields.Many2one(
        related="import_id.company_id", store=True, index="btree_not_null"
    )
    sequence = fields.Integer(readonly=True)
    header = fields.Char(string="Your column", readonly=True)
    sample = fields.Char(string="First values", readonly=True)
    target = fields.Selection(_targets, string="Our field", help="Empty: left out.")

    @api.model
    def _proposed(self, header, samples, signature, company):
        """As it was decided for this layout before, else by the words of the header."""
        known = self.env["udi.import.mapping"]._known(signature, company)
        taken, lines = set(), []
        for place, name in enumerate(header):
            target = known.get(str(place)) if known else guess(name)
            if target in taken or target not in COLUMNS:
                target = False
            taken.add(target)
            lines.append(
                {
                    "sequence": place,
                    "header": name,
                    "sample": " · ".join(samples[place])[:200],
                    "target": target,
                }
            )
        return lines

    def _check_ready(self):
        targets = [column.target for column in self if column.target]
        twice = next((name for name in targets if targets.count(name) > 1), None)
        if twice:
            headers = [column.header for column in self if column.target == twice]
            raise UserError(
                self.env._(
                    "“%(field)s” is filled by %(columns)s. Leave one of them out.",
                    field=COLUMNS[twice].label,
                    columns=", ".join(headers),
                )
            )
        if "di.primary.code" not in targets:
            raise UserError(
                self.env._(
                    "No column fills “%(field)s”. Choose the one with the GTIN or DI.",
                    field=COLUMNS["di.primary.code"].label,
                )
            )

    def _targets(self):
        return [column.target or "" for column in self.sorted("sequence")]

    def _remember(self):
        job = self.import_id
        self.env["udi.import.mapping"]._remember(
            job.signature,
            job.company_id,
            job.name,
            {str(column.sequence): column.target or "" for column in self},
        )

    @api.model
    def _words(self):
        """Column key -> {what people write, lower case: our key}."""
        words = {}
        for model in ("udi.device", "udi.di", "udi.device.size", "udi.device.storage"):
            for name, field in self.env[model]._fields.items():
                if field.type == "selection" and not field.related:
                    words.setdefault(name, {}).update(self._labels(field))
        codes = self.env["udi.code"].with_context(active_test=False)
        lists = {"sterilization_method_ids": "sterilization_method"}
        for key, code_list in (lists | {"carrier_ids": "carrier"}).items():
            entries = codes.search([("code_list", "=", code_list)])
            words[key] = {
                text.lower(): entry.code
                for entry in entries
                for text in (entry.code, entry.name, entry.nmpa_code, entry.gudid_code)
                if text
            }
        return words

    def _labels(self, field):
        """Keys and labels, in English and in the language of the user."""
        labels = {}
        for env in (self.env, self.with_context(lang="en_US").env):
            for key, label in field._description_selection(env):
                labels |= {str(label).lower(): key, key.lower(): key}
        return labels


class UdiImportMapping(models.Model):
    """What the columns of one layout of files mean, as somebody decided."""

    _name = "udi.import.mapping"
    _description = "Remembered Columns of a File"
    _order = "id desc"

    name = fields.Char(string="Last file", readonly=True)
    signature = fields.Char(required=True, readonly=True)
    targets = fields.Json(readonly=True)
    company_id = fields.Many2one(
        "res.company", required=True, ondelete="cascade", index=True
    )

    _layout_uniq = models.Constraint(
        "UNIQUE(company_id, signature)", "This layout is remembered already."
    )

    @api.model
    def _known(self, signature, company):
        found = self.sudo().search(
            [("signature", "=", signature), ("company_id", "=", company.id)]
        )
        return found.targets or {}

    @api.model
    def _remember(self, signature, company, name, targets):
        key = {"signature": signature, "company_id": company.id}
        mapping = self.sudo()
        domain = [(field, "=", value) for field, value in key.items()]
        known = mapping.search(domain)
        if known:
            known.write({"name": name, "targets": targets})
        else:
            mapping.create({**key, "name": name, "targets": targets})
