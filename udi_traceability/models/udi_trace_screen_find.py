from difflib import SequenceMatcher

from odoo import api, models
from odoo.fields import Domain
from odoo.tools.sql import escape_psql

from .udi_scan import TEXT_LIMIT

SHOWN = 20  # of each kind, where several have one number
NEAR_READ, NEAR_SHOWN = 100, 6
SHORTEST_NEAR = 3  # letters that must agree


class UdiTrace(models.AbstractModel):
    """What a scanned or typed text may be traced as: exact, else near ones."""

    _inherit = "udi.trace"

    @api.model
    def udi_trace_find(self, text):
        """What this text stands for.

        :return: dict with `kind` and `id` where it is one thing, `choices` where it
            may be several, else `what`, `why`, `next` and the numbers `near` it
        """
        self._check_may_trace()
        text = self.env["udi.scan"]._clean(text)
        if len(text) > TEXT_LIMIT:
            said = self.env["udi.finding"]._too_long(TEXT_LIMIT)
            return self._not_found(said["what"], said["why"], said["next"])
        found = self._found_by_label(text) or self._found_by_name(text.strip())
        if len(found) == 1:
            [(kind, record)] = found
            return {"kind": kind, "id": record.id}
        if found:
            return {"choices": [self._choice(*each) for each in found]}
        return self._nothing_found(text.strip())

    def _found_by_label(self, text):
        udi, _error = self.env["udi.scan"]._looked_parsed(text)
        if not udi or not (udi.di or udi.sscc):
            return []
        if udi.sscc:
            package = self.env["stock.package"]._of_sscc([udi.sscc]).get(udi.sscc)
            if package:
                return [("package", package)]
        dis = self.env["udi.di"]._find(udi) if udi.di else self.env["udi.di"]
        lots = self.env["stock.lot"]._udi_find(udi) if dis else self.env["stock.lot"]
        if lots:
            return [("lot", lot) for lot in lots[:SHOWN]]
        if dis and not (udi.serial or udi.lot):
            return [("device", device) for device in dis.device_id]
        return []

    def _found_by_name(self, name):
        """All that has this very name: a person chooses, never the program."""
        if not name:
            return []
        found = []
        for kind, records in self._named(name):
            found += [(kind, record) for record in records[:SHOWN]]
        return found or [("transfer", picking) for picking in self._from_order(name)]

    def _named(self, name):
        exactly = Domain("name", "=", name)
        lots = self.env["stock.lot"].search(exactly, limit=SHOWN)
        if not lots:
            lots = self.lots_of_supplier_lot(name)._filtered_access("read")
        packages = exactly | Domain("udi_sscc", "=", name)
        yield "lot", lots
        yield "package", self.env["stock.package"].search(packages, limit=SHOWN)
        yield "transfer", self.env["stock.picking"].search(exactly, limit=SHOWN)
        for kind, model in (("order", "sale.order"), ("production", "mrp.production")):
            if model in self.env and self.env[model].has_access("read"):
                yield kind, self.env[model].search(exactly, limit=SHOWN)

    def _from_order(self, name):
        """Transfers of an order that is not traced itself, as one of purchase."""
        return self.env["stock.picking"].search([("origin", "=", name)], limit=SHOWN)

    def _choice(self, kind, record):
        told = self._told(kind, record)
        return {
            "kind": kind,
            "id": record.id,
            "label": f"{self._kind_word(kind, record)} {record.display_name}",
            "detail": " · ".join(filter(None, (told["what"], told["state"]))),
        }

    def _not_found(self, what, why, then, near=()):
        return {"what": what, "why": why, "next": then, "near": list(near)}

    def _nothing_found(self, name):
        udi, _error = self.env["udi.scan"]._looked_parsed(name)
        number = udi and (udi.serial or udi.lot)
        near = self._near_numbers(number or name)
        if number:
            what = self.env._("No unit has the number %(number)s.", number=number)
        else:
            what = self.env._("No unit has this number.")
        why = self.env._(
            "No lot, package, order or transfer here has it either. "
            "Lots of companies that are not ticked are not searched."
        )
        then = (
            self.env._("Did you mean one of these?")
            if near
            else self.env._("Check the label, or scan its other symbol.")
        )
        return self._not_found(what, why, then, near)

    def _near_numbers(self, name):
        """Lots with nearly this number, the nearest first: never taken for it."""
        if len(name) < SHORTEST_NEAR:
            return []
        stem = escape_psql(name[: max(SHORTEST_NEAR, len(name) - 2)])
        begins = Domain("name", "=ilike", stem + "%")
        holds = Domain("name", "ilike", escape_psql(name))
        lots = self.env["stock.lot"].search(begins | holds, limit=NEAR_READ)
        nearest = sorted(
            lots,
            key=lambda lot: (
                -SequenceMatcher(None, name.lower(), lot.name.lower()).ratio(),
                lot.name,
            ),
        )
        return [self._choice("lot", lot) for lot in nearest[:NEAR_SHOWN]]
