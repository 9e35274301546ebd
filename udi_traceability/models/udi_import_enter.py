import psycopg2

from odoo import api, models
from odoo.exceptions import UserError

from ..tools.import_compare import TEXTS, WHOLE, changes, normal
from .udi_device_values import PLAIN

TEXT_KINDS = {"description_ids": "description", "trade_name_ids": "trade_name"}
LINE_TEXTS = {
    "storage_ids": {"text_ids": "storage_comment"},
    "warning_ids": {"text_ids": "warning_comment"},
    "substance_ids": {"name_ids": "substance_name"},
    "size_ids": {
        "type_description_ids": "size_type_other",
        "unit_description_ids": "size_unit_other",
    },
}
LINE_CODES = {
    "size_type_id": "size_type",
    "kind_id": "storage_kind",
    "code_id": "warning",
}


class UdiImportRow(models.Model):
    """Ready rows become devices, or change them, as the user who accepts.

    A whole part is one attempt. Where something in it is refused, by a rule of ours or
    by the gate of active devices, the part is halved until the row is found: it keeps
    the refusal in words, and all others enter.
    """

    _inherit = "udi.import.row"

    def _enter(self):
        """Look again, since days may have passed; then let in what is still ready."""
        self._look()
        ready = self.filtered(lambda row: row.status == "ready")
        ready._attempt()

    def _attempt(self):
        if not self:
            return
        try:
            with self.env.cr.savepoint():
                self._enter_now()
            self.sudo().write({"status": "entered"})
        except (UserError, psycopg2.IntegrityError) as error:
            if len(self) > 1:
                half = len(self) // 2
                self[:half]._attempt()
                self[half:]._attempt()
                return
            self._refuse(self._why(error))

    def _why(self, error):
        if isinstance(error, UserError):
            return str(error)
        for name in self._entered_models():
            model = self.env[name]
            if error.diag.table_name == model._table:
                return model._sql_error_to_message(error)
        return self.env["udi.device"]._sql_error_to_message(error)

    @api.model
    def _entered_models(self):
        """Where a rule of the database may refuse a row."""
        return ["udi.di", "udi.device", "udi.text", "udi.market"]

    def _refuse(self, why):
        self.sudo().write(
            {
                "refusal": why,
                "status": "stop",
                "finding_code": "refused",
                "is_kept": False,
            }
        )

    def _enter_now(self):
        spellings = self.env["udi.import.say"]._spellings()
        values = {row.id: normal(row.values, spellings) for row in self}
        now = self.device_id._udi_values()
        changed = {
            row.id: changes(values[row.id], now.get(row.device_id.id, {}))
            for row in self
        }
        refs = self.env["udi.import.refs"]._of(values.values(), self.import_id)
        news = self.filtered(lambda row: row.effect == "new")
        vals_list = [row._device_vals(changed[row.id], refs) for row in news]
        devices = (
            self.env["udi.device"]
            .with_context(mail_create_nolog=True)
            .create(vals_list)
        )
        for row, device in zip(news, devices, strict=True):
            row.sudo().device_id = device
        for row in self - news:
            vals = row._device_vals(changed[row.id], refs)
            if vals:
                row.device_id.write(vals)
        self._enter_dis({row: changed[row.id].get("di_ids", ((), ())) for row in self})
        self._log()

    def _log(self):
        bodies = {
            row.device_id.id: self.env._(
                "From %(file)s, row %(row)s.", file=row.import_id.name, row=row.number
            )
            for row in self
        }
        self.device_id._message_log_batch(bodies=bodies)

    def _device_vals(self, changed, refs):
        """What `create` or `write` of the device takes, its identifiers apart."""
        then = {name: new for name, (_now, new) in changed.items()}
        vals = {name: then[name] for name in PLAIN if name in then}
        for name in TEXTS:
            if name in then:
                vals[name] = self._text_commands(name, then[name])
        for name in WHOLE:
            if name in then:
                lines = [self._line(name, line, refs) for line in then[name]]
                clear = [(2, line.id, 0) for line in self.device_id[name]]
                vals[name] = clear + [(0, 0, line) for line in lines]
        vals |= refs.links(then)
        if "market_ids" in then:
            vals["market_ids"] = self._market_commands(then["market_ids"], refs)
        if not self.device_id:
            vals["company_id"] = self.import_id.company_id.id
        return vals

    def _text_commands(self, name, texts):
        """The texts of the languages in the file; those of others stay."""
        spoken = {text["language"] for text in texts}
        old = self.device_id[name].filtered(lambda line: line.language in spoken)
        kind = TEXT_KINDS[name]
        return [(2, line.id, 0) for line in old] + [
            (0, 0, {"kind": kind, "sequence": place, **text})
            for place, text in enumerate(texts, 1)
        ]

    def _line(self, name, line, refs):
        made = {"sequence": 10}
        for part, value in line.items():
            kind = LINE_TEXTS.get(name, {}).get(part)
            if kind:
                made[part] = [(0, 0, {"kind": kind, **text}) for text in value]
            elif part == "unit_id":
                unit = "size_unit" if name == "size_ids" else "storage_unit"
                made[part] = refs.code(unit, value)
            elif part in LINE_CODES:
                made[part] = refs.code(LINE_CODES[part], value)
            else:
                made[part] = value
        return made

    def _market_commands(self, markets, refs):
        old = {
            market.country_id.code: market.id for market in self.device_id.market_ids
        }
        commands = []
        for market in markets:
            country = refs.countries.get(market["country"])
            vals = {part: value for part, value in market.items() if part != "country"}
            if market["country"] in old:
                commands.append((1, old[market["country"]], vals))
            elif country:
                commands.append((0, 0, {"country_id": country, **vals}))
        return commands

    def _enter_dis(self, lines):
        """The identifiers, what stands inside before what holds it."""
        known = {
            (di.device_id.id, di.code): di for di in self.device_id.di_ids if di.code
        }
        waiting = [(row.device_id.id, line) for row in self for line in lines[row][1]]
        while waiting:
            ripe = [
                (device, line)
                for device, line in waiting
                if not line.get("contains") or (device, line["contains"]) in known
            ]
            if not ripe:
                device, line = waiting[0]
                raise UserError(
                    self.env._(
                        "%(di)s contains %(inner)s, which is not there. Add it first.",
                        di=line["code"],
                        inner=line["contains"],
                    )
                )
            known |= self._make_dis(ripe, known)
            waiting = [pair for pair in waiting if pair not in ripe]

    def _make_dis(self, ripe, known):
        news, made = [], {}
        for device, line in ripe:
            inner = known.get((device, line.get("contains")))
            vals = {part: value for part, value in line.items() if part != "contains"}
            vals["contains_di_id"] = inner.id if inner else False
            old = known.get((device, line["code"]))
            if old and old.role == line["role"]:
                old.write({part: vals[part] for part in vals if part != "code"})
            else:
                news.append({**vals, "device_id": device})
        for di in self.env["udi.di"].create(news):
            made[(di.device_id.id, di.code)] = di
        return made
