from odoo import models
from odoo.tools import formatLang


class UdiTimeline(models.AbstractModel):
    """Events as people read them: one sentence each."""

    _inherit = "udi.timeline"

    def _udi_sentence(self, event):
        say = getattr(self, f"_udi_say_{event.kind}", None)
        said = say(event) if say else self._udi_say_plain(event)
        return " ".join(filter(None, (said, self._udi_quantity(event))))

    def _udi_quantity(self, event):
        if event.kind in ("scanned", "refused") or not event.quantity:
            return ""
        quantity = formatLang(
            self.env, event.quantity, digits=0 if event.quantity % 1 == 0 else 2
        )
        return f"· {quantity} {event.uom_id.name or ''}".rstrip()

    def _udi_say_plain(self, event):
        kinds = dict(event._fields["kind"]._description_selection(self.env))
        return ": ".join(filter(None, (kinds[event.kind], event.reason)))

    def _udi_with_reason(self, said, event):
        return ". ".join(filter(None, (said, event.reason)))

    def _udi_say_received(self, event):
        said = self.env._(
            "Received from %(who)s into %(place)s",
            who=event.partner_name or event.location_name or "?",
            place=event.location_dest_name or "?",
        )
        return self._udi_with_reason(said, event)

    def _udi_say_shipped(self, event):
        who = event.partner_name or event.location_dest_name or "?"
        return self._udi_with_reason(self.env._("Shipped to %(who)s", who=who), event)

    def _udi_say_returned(self, event):
        who = event.partner_name or event.location_name or "?"
        return self._udi_with_reason(self.env._("Returned: %(who)s", who=who), event)

    def _udi_say_moved(self, event):
        said = self.env._(
            "Moved from %(place)s to %(target)s",
            place=event.location_name or "?",
            target=event.location_dest_name or "?",
        )
        return self._udi_with_reason(said, event)

    def _udi_say_packed(self, event):
        said = self.env._("Packed into %(package)s", package=event.package_name or "?")
        return self._udi_with_reason(said, event)

    def _udi_say_unpacked(self, event):
        said = self.env._("Taken out of %(package)s", package=event.package_name or "?")
        return self._udi_with_reason(said, event)

    def _udi_say_scanned(self, event):
        return event.reason or self.env._("Scanned")
