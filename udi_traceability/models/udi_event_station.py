from hashlib import sha256

from odoo import api, fields, models
from odoo.http import request


class UdiEvent(models.Model):
    """From where an event was written."""

    _inherit = "udi.event"

    station = fields.Char(
        readonly=True,
        help="Address, browser and session of who wrote it, where these are known.",
    )

    @api.model
    def _station(self):
        """What this request tells of the place it comes from; None without one.

        The session is told by a few digits of its hash: enough to say that two events
        come from the same one, nothing to break into it with.
        """
        if not request:
            return None
        web = request.httprequest
        told = [web.remote_addr, web.user_agent.browser, web.user_agent.platform]
        sid = getattr(request, "session", None) and request.session.sid
        if sid:
            told.append(sha256(sid.encode()).hexdigest()[:8])
        return ", ".join(filter(None, told)) or None
