from odoo import http
from odoo.http import request

from ..tools import seal_file


class UdiSealFile(http.Controller):
    @http.route("/udi/seals", type="http", auth="user", methods=["GET"], readonly=True)
    def seals(self):
        """All seals as a file, for keeping elsewhere; managers only."""
        request.env["udi.seal.check"]._check_may()
        seals = request.env["udi.seal"].search([], order="number")
        database = request.env["ir.config_parameter"].sudo().get_param("database.uuid")
        name = f"udi-seals-to-{seals[-1:].number}.jsonl"
        return request.make_response(
            seal_file.write(database, seals._told()),
            headers=[
                ("Content-Type", "application/x-ndjson"),
                ("Content-Disposition", http.content_disposition(name)),
                ("Cache-Control", "no-store"),
            ],
        )

    @http.route(
        "/udi/seals/evidence/<int:number>",
        type="http",
        auth="user",
        methods=["GET"],
        readonly=True,
    )
    def evidence(self, number):
        """The events of a broken seal as a sheet; managers only."""
        check = request.env["udi.seal.check"].browse(number).exists()
        if not check:
            raise request.not_found()
        check._check_evidence()
        name, content = check._evidence()
        return request.make_response(
            content,
            headers=[
                ("Content-Type", "text/csv; charset=utf-8"),
                ("Content-Disposition", http.content_disposition(name)),
                ("Cache-Control", "no-store"),
            ],
        )
