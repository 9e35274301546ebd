from odoo import http
from odoo.http import request

from odoo.addons.portal.controllers.portal import CustomerPortal

from .answer_post import AnswerPost
from .recall_answer import MOST_BYTES, paper, unit_list

LOGGED_IN = {"type": "http", "auth": "user", "website": True}


class RecallPortal(CustomerPortal):
    """The same answer pages for customers who log in; their own account only."""

    def _prepare_home_portal_values(self, counters):
        values = super()._prepare_home_portal_values(counters)
        if "recall_count" in counters:
            values["recall_count"] = len(
                self._recall_addressees().filtered(
                    lambda row: (
                        row._may_answer()
                        and row in row.consignee_id._answering()
                        and not row._counting()
                    )
                )
            )
        return values

    def _recall_addressees(self):
        rows = request.env["udi.recall.addressee"]
        return rows._of_customer(request.env.user.partner_id)

    def _recall_page(self, number, lang=None):
        addressee = self._recall_addressees().filtered(lambda row: row.id == number)
        if not addressee:
            raise request.not_found()
        lang = lang or request.env.lang
        company = addressee.company_id
        base = f"/my/recalls/{number}"
        return AnswerPost(addressee.with_company(company), base, "portal", lang)

    @http.route("/my/recalls", methods=["GET"], **LOGGED_IN)
    def recalls(self, **_query):
        rows = self._recall_addressees()
        values = self._prepare_portal_layout_values()
        values.update({"addressees": rows, "page_name": "recalls"})
        return request.render("udi_recall.portal_recalls", values)

    @http.route(
        "/my/recalls/<int:number>",
        methods=["GET"],
        **LOGGED_IN,
    )
    def recall(self, number, step=None, lang=None, **_query):
        return self._recall_page(number, lang).get(step)

    @http.route(
        "/my/recalls/<int:number>/<string:step>",
        methods=["POST"],
        **LOGGED_IN,
        max_content_length=MOST_BYTES,
    )
    def recall_send(self, number, step, lang=None, **_form):
        return self._recall_page(number, lang).post(step)

    @http.route(
        [
            "/my/recalls/<int:number>/copy.pdf",
            "/my/recalls/<int:number>/paper.pdf",
        ],
        methods=["GET"],
        **LOGGED_IN,
    )
    def recall_paper(self, number, **_query):
        blank = request.httprequest.path.endswith("/paper.pdf")
        return paper(self._recall_page(number), blank)

    @http.route(
        "/my/recalls/<int:number>/list.xlsx",
        methods=["GET"],
        **LOGGED_IN,
    )
    def recall_list(self, number, **_query):
        return unit_list(self._recall_page(number))
