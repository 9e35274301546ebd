from odoo import http
from odoo.http import request

from odoo.addons.udi_traceability.tools.sheets import workbook

from .answer_page import HEADERS, file_response, wait
from .answer_post import AnswerPost

LINK = "/recall/<int:number>/<string:token>"
# Everybody may knock: the secret in the address is the key
PUBLIC = {
    "type": "http",
    "auth": "public",
    "website": True,
    "multilang": False,
    "sitemap": False,
}
MOST_BYTES = 32 * 1024 * 1024
MOST_WRONG = 20
MOST_POSTS = 1_500
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class RecallAnswer(http.Controller):
    """The answer page of one address, for whoever has its link.

    The secret in the address is the right to answer, so no cookie has any say here, and
    a form that was open for days can still be sent: no csrf token of a session.
    """

    def _page(self, number, token):
        addressee = request.env["udi.recall.addressee"]._of_link(number, token)
        if not addressee:
            return None
        # what is written is this address's own, found by its secret
        company = addressee.company_id
        addressee = addressee.with_company(company)
        base = f"/recall/{number}/{token}"
        lang = request.httprequest.args.get("lang") or request.httprequest.form.get(
            "lang"
        )
        return AnswerPost(addressee, base, "link", lang)

    def _no_page(self):
        """Wrong link: the same words whatever is wrong with it."""
        knocks = request.env["udi.recall.knock"].sudo()
        who = request.httprequest.remote_addr
        if not knocks._allows("wrong", who, MOST_WRONG):
            return wait()
        company = request.env.company.sudo()
        response = request.render("udi_recall.answer_no_page", {"company": company})
        response.status_code = 404
        response.headers.update(HEADERS)
        return response

    @http.route(LINK, methods=["GET"], **PUBLIC)
    def answer(self, number, token, step=None, **_query):
        page = self._page(number, token)
        if not page:
            return self._no_page()
        if not page.addressee.opened_at and request.httprequest.method == "GET":
            page.addressee.opened_at = request.env.cr.now()
        return page.get(step)

    @http.route(
        f"{LINK}/<string:step>",
        methods=["POST"],
        csrf=False,
        max_content_length=MOST_BYTES,
        **PUBLIC,
    )
    def send(self, number, token, step, **_form):
        page = self._page(number, token)
        if not page:
            return self._no_page()
        if not page._within("post", MOST_POSTS):
            return wait()
        return page.post(step)

    @http.route([f"{LINK}/copy.pdf", f"{LINK}/paper.pdf"], methods=["GET"], **PUBLIC)
    def paper(self, number, token, **_query):
        page = self._page(number, token)
        if not page:
            return self._no_page()
        if not page._within("paper", 60):
            return wait()
        blank = request.httprequest.path.endswith("/paper.pdf")
        return paper(page, blank)

    @http.route(f"{LINK}/list.xlsx", methods=["GET"], **PUBLIC)
    def sheet(self, number, token, **_query):
        page = self._page(number, token)
        if not page:
            return self._no_page()
        if not page._within("paper", 60):
            return wait()
        return unit_list(page)


def unit_list(page):
    """Their units with columns to fill in: it can be sent back as it is."""
    header = ("UDI", "Lot or serial", "Product", "Delivered", "State", "Quantity")
    takers = ("Customer", "E-mail", "Phone", "Street", "City", "Country", "Date")
    rows = [
        (row["udi"], row["name"], row["product"], page.plain(row["asked"]))
        + ("",) * (2 + len(takers))
        for row in page.rows(page.values)
    ]
    content = workbook([(page.recall.name, (*header, *takers), rows)])
    return file_response(content, XLSX, f"{page.recall.name}.xlsx")


def paper(page, blank):
    """A copy of the answer, or a form with the same numbers to fill in by hand."""
    content, kind = page.addressee._answer_paper(blank)
    types = {"pdf": "application/pdf", "html": "text/html; charset=utf-8"}
    what = "form" if blank else "answer"
    name = f"{page.recall.name}-{what}.{kind}"
    return file_response(content, types[kind], name)
