from odoo import http
from odoo.http import request

from ..tools import safe_csv
from ..tools.sheets import workbook

TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}


class UdiTraceFile(http.Controller):
    @http.route(
        "/udi/trace/<string:kind>/<int:number>.<string:form>",
        type="http",
        auth="user",
        methods=["GET"],
        readonly=True,
    )
    def trace(self, kind, number, form):
        """A trace as a file: whoever may see the page may have it."""
        if form not in TYPES:
            raise request.not_found()
        sheets = request.env["udi.trace"]._file_sheets(kind, number)
        content = workbook(sheets) if form == "xlsx" else safe_csv.sheet(*sheets[0][1:])
        name = f"trace-{kind}-{number}.{form}"
        return request.make_response(
            content,
            headers=[
                ("Content-Type", TYPES[form]),
                ("Content-Disposition", http.content_disposition(name)),
                ("Cache-Control", "no-store"),
            ],
        )
