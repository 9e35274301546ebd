from odoo import api, models
from odoo.exceptions import UserError
from odoo.tools import format_datetime

from .udi_trace_screen_holdings import GROUPINGS
from .udi_trace_screen_journey import SCOPES

MOST_EVENTS = 500
MOST_OPENED = 200  # branches of the family that one paper prints
MOST_PAGES = 20


class UdiTrace(models.AbstractModel):
    """The page on paper, as it is open, with the seals that cover its events."""

    _inherit = "udi.trace"

    @api.model
    def udi_trace_print(self, kind, number, view=None):
        """The pedigree as PDF.

        :param dict view: what is open on the page: `by`, `scope`, and the lots whose
            branches are unfolded, `up` and `down`
        """
        record = self._asked(kind, number)
        report = self.env.ref("udi_traceability.udi_pedigree_report")
        data = {"kind": kind, "id": record.id, **self._viewed(view or {})}
        return report.report_action(None, data=data, config=False)

    def _viewed(self, view):
        view = view if isinstance(view, dict) else {}
        opened = {side: view.get(side) or [] for side in ("up", "down")}
        known = all(
            isinstance(lot_ids, list)
            and len(lot_ids) <= MOST_OPENED
            and all(map(self._is_id, lot_ids))
            for lot_ids in opened.values()
        )
        by, scope = view.get("by") or "who", view.get("scope") or "down"
        if not known or by not in GROUPINGS or scope not in SCOPES:
            raise UserError(
                self.env._("This page cannot be printed. Reload it and try again.")
            )
        return {"by": by, "scope": scope, **opened}

    def _pedigree(self, data):
        """All that the paper shows."""
        kind, number = data.get("kind"), data.get("id")
        view = self._viewed(data)
        record = self._asked(kind, number)
        lots = self._lots_of(kind, record)
        return {
            "head": self.udi_trace_open(kind, number),
            "counts": self.udi_trace_counts(kind, number),
            "holdings": self.udi_trace_holdings(kind, number, view["by"]),
            "branches": {
                side: self._printed_branch(kind, number, side, view[side])
                for side in ("up", "down")
            },
            "journey": self._printed_journey(kind, number, view["scope"]),
            "udi": record.udi_text if kind == "lot" else "",
            "printed": format_datetime(
                self.env, self.env.cr.now(), dt_format="d MMM y HH:mm"
            ),
            "company": self.env.company,
            "user": self.env.user,
            "number": self._number,
            **self._evidence_of(lots),
        }

    # -- family -------------------------------------------------------------------

    def _printed_branch(self, kind, number, side, opened):
        """Rows as they are unfolded, each with its `level`; one seen is not again."""
        rows, seen = [], set()

        def add(lot_id, level):
            step = self.udi_trace_family(kind, number, side, lot_id)
            for row in step["rows"]:
                again = row["id"] in seen
                seen.add(row["id"])
                rows.append({**row, "level": level, "again": again})
                if row["id"] in opened and not again:
                    add(row["id"], level + 1)
            left = step["total"] - len(step["rows"])
            if left > 0:
                rows.append({"level": level, "left": left})

        add(False, 0)
        return rows

    def _printed_journey(self, kind, number, scope):
        rows, after = [], None
        for _page in range(MOST_PAGES):
            page = self.udi_trace_journey(kind, number, scope, after)
            rows += page["rows"]
            after = page.get("after")
            if not after:
                break
        return {"rows": rows, "more": bool(after)}

    # -- evidence -----------------------------------------------------------------

    def _evidence_of(self, lots):
        """The events of these lots, and the seals over them with their hashes."""
        domain = [("lot_id", "in", lots._filtered_access("read").ids)]
        events = self.env["udi.event"].search(
            domain, order="id desc", limit=MOST_EVENTS
        )
        count = self.env["udi.event"].search_count(domain)
        numbers = self.env["udi.timeline"]._udi_seals_of(events)
        seals = (
            self.env["udi.seal"]
            .sudo()
            .search([("number", "in", sorted(set(numbers.values())))], order="number")
        )
        return {
            "events": [
                self._event_told(event, numbers.get(event.id, 0))
                for event in events.sorted("id")
            ],
            "events_left": count - len(events),
            "seals": seals,
            "unsealed": len(events) - len(numbers),
        }

    def _event_told(self, event, seal):
        return {
            "id": event.id,
            "at": format_datetime(
                self.env, event.happened_at, dt_format="d MMM y HH:mm:ss"
            ),
            "sentence": self.env["udi.timeline"]._udi_sentence(event),
            "lot": event.lot_name or "",
            "who": event.user_name or "",
            "document": event.origin or "",
            "seal": seal,
        }


class UdiPedigreeReport(models.AbstractModel):
    _name = "report.udi_traceability.report_udi_pedigree"
    _description = "Pedigree"

    @api.model
    def _get_report_values(self, docids, data=None):
        """Asked by address too: what is wanted is checked again."""
        data = data or {}
        if docids:
            data = {"kind": "lot", "id": docids[0], **data}
        return self.env["udi.trace"]._pedigree(data)
