import json
from datetime import UTC, datetime, time

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

DESKS = [
    ("all", "Everybody"),
    ("warehouse", "Warehouse"),
    ("devices", "Devices and registrations"),
    ("quality", "Quality"),
]
# Whose desk comes first: the highest role that a person has
ROLES = (
    ("udi_traceability.group_udi_manager", "quality"),
    ("udi_traceability.group_udi_officer", "devices"),
    ("udi_traceability.group_udi_user", "warehouse"),
)
START = "start"


class UdiOverview(models.Model):
    """One card: a subject with what waits in it, each number a door to its rows.

    What a card counts says `_card_CODE`, in a file per desk; other addons bring cards
    as a record and such a method. Figures are counted as the user, in the companies
    that are ticked: a number and the list behind it are of one domain.
    """

    _name = "udi.overview"
    _description = "Card of the Overview"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    code = fields.Char(required=True, readonly=True)
    sequence = fields.Integer(required=True, default=100)
    icon = fields.Char(required=True)
    desk = fields.Selection(DESKS, required=True, default="quality")
    group_id = fields.Many2one(
        "res.groups", string="Role", required=True, ondelete="cascade"
    )
    card = fields.Json(compute="_compute_card")
    graph = fields.Text(compute="_compute_card")
    graph_type = fields.Char(compute="_compute_card")
    urgent = fields.Boolean(compute="_compute_card")

    _code_uniq = models.UniqueIndex("(code)", "There is a card of this code already.")

    @api.depends_context("uid", "lang", "allowed_company_ids")
    def _compute_card(self):
        """All cards together: for each a query for its figures, one for its trend."""
        self.env.flush_all()
        companies = len(self.env.companies)
        for overview in self:
            drawn = overview._drawn_or_failed()
            graph = drawn.pop("graph", [])
            overview.graph = json.dumps(graph) if graph else False
            overview.graph_type = drawn.pop("graph_type", False)
            overview.urgent = any(each["late"] for each in drawn.get("figures", ()))
            overview.card = drawn | {
                "title": overview.name,
                "code": overview.code,
                "icon": overview.icon,
                "companies": companies > 1
                and self.env._("%(count)s companies", count=companies),
            }

    @api.model
    @api.readonly
    def web_search_read(
        self,
        domain,
        specification,
        offset=0,
        limit=None,
        order=None,
        count_limit=None,
    ):
        """Late cards first, then those of one's own desk."""
        found = super().web_search_read(
            Domain(domain) & self._shown(),
            specification,
            offset,
            limit,
            order,
            count_limit,
        )
        if not order:
            cards = self.browse([values["id"] for values in found["records"]])
            places = {card.id: place for place, card in enumerate(cards._by_need())}
            found["records"].sort(key=lambda values: places[values["id"]])
        return found

    def action_open(self, key):
        """The rows behind a number of this card, or the page behind a link."""
        self.ensure_one()
        self.check_access("read")
        card = self._content()
        lists = {figure.key: figure for figure in card.doors()}
        pages = {link.key: link for link in card.links}
        if not isinstance(key, str) or key not in lists | pages:
            raise UserError(
                self.env._(
                    "“%(card)s” has no such figure any more. Refresh the overview.",
                    card=self.name,
                )
            )
        if key in lists:
            return self._list_of(lists[key])
        return self._page_of(pages[key])

    def action_refresh(self):
        return {"type": "ir.actions.client", "tag": "soft_reload"}

    @api.model
    def _home(self):
        """Where the app begins: a worker with a scanner scans."""
        officer = self.env.user.has_group("udi_traceability.group_udi_officer")
        worker = self.env.user.has_group("udi_traceability.group_udi_user")
        scans = worker and not officer
        page = "udi_scan_action" if scans else "udi_overview_action"
        return self.env["ir.actions.actions"]._for_xml_id(f"udi_traceability.{page}")

    # -- which cards --------------------------------------------------------------

    def _shown(self):
        """Before there is any device nothing can wait: how to begin comes first."""
        devices = self.env["udi.device"]
        begun = not devices.has_access("read") or devices.search([], limit=1)
        return Domain("code", "!=" if begun else "=", START)

    def _by_need(self):
        user = self.env.user
        mine = next((desk for role, desk in ROLES if user.has_group(role)), None)
        return self.sorted(
            lambda card: (
                not card.urgent,
                card.desk not in (mine, "all"),
                card.sequence,
                card.id,
            )
        )

    # -- doors --------------------------------------------------------------------

    def _list_of(self, figure):
        """As `_counts` counted: same model, same domain, same person."""
        plain = {
            "type": "ir.actions.act_window",
            "res_model": figure.model,
            "views": [(False, "list"), (False, "form")],
        }
        if figure.action:
            plain = self.env["ir.actions.act_window"]._for_xml_id(figure.action)
        name = f"{self.name}: {figure.label}"
        return plain | {
            "name": name,
            "display_name": name,
            "domain": list(Domain(figure.domain)),
            "context": {"create": False},
        }

    def _page_of(self, link):
        """The page itself, or what a menu of ours leads to."""
        target = self.env.ref(link.action).sudo()
        action = target.action if target._name == "ir.ui.menu" else target
        values = action._get_action_dict()
        return dict(values, params=dict(link.params)) if link.params else values

    # -- what cards share ---------------------------------------------------------

    def _today(self):
        return self.env.company._udi_today()

    def _begin_of(self, day):
        """Midnight at the company as a moment that Odoo compares with."""
        local = datetime.combine(day, time(), self.env.company._udi_timezone())
        return fields.Datetime.to_string(
            datetime.fromtimestamp(local.timestamp(), UTC).replace(tzinfo=None)
        )
