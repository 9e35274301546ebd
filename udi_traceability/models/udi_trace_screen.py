from odoo import api, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain
from odoo.tools import formatLang

ROLE = "udi_traceability.group_udi_user"
# What can be traced, as the address of the page names it
KINDS = {
    "lot": "stock.lot",
    "package": "stock.package",
    "transfer": "stock.picking",
    "order": "sale.order",
    "production": "mrp.production",
    "device": "udi.device",
}
LARGEST = 2**31
MOST_ACTED = 50_000  # lots that one dialog can still be asked about
SEVERITY = {"good": "ok", "expired": "warn"}


class UdiTrace(models.AbstractModel):
    """The page Trace, asked from a browser: every method here is a remote one.

    Each checks the role, that its words are what they should be, and that this person
    may read the record. What is counted is counted in all companies that are ticked;
    names are told only where they may be read.
    """

    _inherit = "udi.trace"

    @api.model
    def udi_trace_open(self, kind, number):
        """What this is and its state: the answer before everything else.

        :param str kind: a key of KINDS
        :param int number: id of the record
        """
        record = self._asked(kind, number)
        lots = self._lots_of(kind, record)
        return {
            "kind": kind,
            "id": record.id,
            "word": self._kind_word(kind, record),
            "name": record.display_name,
            "lots": len(lots),
            "companies": self._companies_said(),
            "actions": self._trace_actions(lots),
            **self._told(kind, record),
        }

    @api.model
    def udi_trace_record(self, kind, number):
        """The action that opens the record itself."""
        return self._asked(kind, number).get_formview_action()

    @api.model
    def udi_trace_act(self, kind, number, name):
        """What a button of the page does with these lots."""
        lots = self._lots_of(kind, self._asked(kind, number))
        known = [action["name"] for action in self._trace_actions(lots)]
        if name not in known:
            raise UserError(
                self.env._("This cannot be done here. Reload the page and try again.")
            )
        return getattr(self, f"_trace_act_{name}")(lots)

    # -- who asks, and for what ---------------------------------------------------

    def _check_may_trace(self):
        if not self.env.user.has_group(ROLE):
            raise AccessError(self.env._("You cannot trace. The role UDI user can."))

    def _asked(self, kind, number):
        self._check_may_trace()
        model = KINDS.get(kind) if isinstance(kind, str) else None
        if model not in self.env or not self._is_id(number):
            raise UserError(
                self.env._("This address leads nowhere. Scan or type the number.")
            )
        record = self.env[model].browse(number).exists()
        if not record:
            raise UserError(
                self.env._("It is no longer there. Scan or type another number.")
            )
        record.check_access("read")
        return record

    @api.model
    def _is_id(self, number):
        return type(number) is int and 0 < number < LARGEST

    # -- which lots ---------------------------------------------------------------

    def _lots_of(self, kind, record):
        """The lots that this record stands for, those nobody may read among them."""
        lots = getattr(self, f"_lots_of_{kind}")(record)
        return self.env["stock.lot"].browse(sorted(lots.ids))

    def _lots_of_lot(self, lot):
        return lot

    def _lots_of_package(self, package):
        return self.lots_of_package(package)

    def _lots_of_transfer(self, picking):
        return picking.sudo().move_line_ids.lot_id

    def _lots_of_order(self, order):
        return order.sudo().picking_ids.move_line_ids.lot_id

    def _lots_of_production(self, production):
        return production.sudo().move_finished_ids.move_line_ids.lot_id

    def _lots_of_device(self, device):
        return self._lots(Domain("udi_device_id", "=", device.id))

    # -- what it is ---------------------------------------------------------------

    def _kind_word(self, kind, record):
        if kind == "lot":
            serial = record.product_id.tracking == "serial"
            return self.env._("Serial") if serial else self.env._("Lot")
        return {
            "package": self.env._("Package"),
            "transfer": self.env._("Transfer"),
            "order": self.env._("Sales order"),
            "production": self.env._("Manufacturing order"),
            "device": self.env._("Device"),
        }[kind]

    def _told(self, kind, record):
        """Its `what`, `severity`, `state` and `facts`."""
        empty = {"what": "", "severity": "ok", "state": "", "facts": []}
        return {**empty, **getattr(self, f"_told_{kind}")(record)}

    def _told_lot(self, lot):
        states = dict(lot._fields["udi_state"]._description_selection(self.env))
        severity = SEVERITY.get(lot.udi_state, "stop")
        if lot.udi_part_held and severity == "ok":
            severity = "warn"
        why = lot.udi_hold_text
        day = self.env["udi.finding"]._day
        facts = [
            (self.env._("made"), lot.udi_manufacture_date),
            (self.env._("expires"), lot._udi_expiry()),
            (self.env._("supplier's number"), lot.ref),
            (self.env._("DI"), lot.udi_di_id.sudo().code),
        ]
        return {
            "what": lot.product_id.display_name,
            "severity": severity,
            "state": ": ".join(filter(None, (states[lot.udi_state], why))),
            "facts": [
                f"{label} {value if isinstance(value, str) else day(value)}"
                for label, value in facts
                if value
            ],
        }

    def _told_package(self, package):
        place = package.location_id.sudo().complete_name
        return {
            "what": package.package_type_id.name or "",
            "state": self.env._("now in %(place)s", place=place)
            if place
            else self.env._("nothing in it now"),
        }

    def _told_transfer(self, picking):
        return {
            "what": picking.partner_id.sudo().display_name or "",
            "state": self._state_of(picking),
            "facts": [picking.origin] if picking.origin else [],
        }

    def _told_order(self, order):
        return {
            "what": order.partner_id.sudo().display_name,
            "state": self._state_of(order),
        }

    def _told_production(self, production):
        return {
            "what": production.product_id.display_name,
            "state": self._state_of(production),
        }

    def _told_device(self, device):
        return {
            "what": device.primary_di_id.code or "",
            "state": self._state_of(device),
        }

    def _number(self, value):
        """A quantity as people write it; whole ones without a point."""
        return formatLang(self.env, value, digits=0 if float(value).is_integer() else 2)

    def _state_of(self, record):
        states = dict(record._fields["state"]._description_selection(self.env))
        return states.get(record.state, "")

    def _companies_said(self):
        """Which companies are searched, where there are others."""
        ticked = self.env.companies
        if len(self.env.user.company_ids) <= len(ticked):
            return ""
        return self.env._(
            "Only %(companies)s. Tick the other companies to search them too.",
            companies=", ".join(ticked.mapped("name")),
        )

    # -- what may be done ---------------------------------------------------------

    def _trace_actions(self, lots):
        """Buttons of the page; other addons add theirs."""
        if not lots:
            return []
        return [{"name": "hold", "label": self.env._("Hold…"), "main": False}]

    def _trace_act_hold(self, lots):
        """Hold what these went into too, the possible ones among them."""
        return self._family_of(lots).action_udi_hold()

    def _family_of(self, lots):
        """These and all they went into, as far as a dialog can still ask about them."""
        found = []
        for traced in self.downstream(lots):
            found.append(traced.lot_id)
            if len(found) > MOST_ACTED:
                raise UserError(
                    self.env._(
                        "These went into more than %(most)s lots. Choose fewer, "
                        "or begin a recall.",
                        most=MOST_ACTED,
                    )
                )
        return self.env["stock.lot"].browse(found)

    @api.model
    def _action_open(self, kind, record):
        """The page, at this record."""
        self._check_may_trace()
        record.ensure_one()
        action = self.env["ir.actions.client"]._for_xml_id(
            "udi_traceability.udi_trace_action"
        )
        return dict(action, params={"kind": kind, "id": record.id})
