import io
import zipfile

from odoo import http
from odoo.http import request

# ZIP keeps no earlier day; a fixed one makes the same files the same archive.
EPOCH = (1980, 1, 1, 0, 0, 0)


class UdiRegulatoryExport(http.Controller):
    @http.route(
        "/udi/submission/<int:submission_id>/download",
        type="http",
        auth="user",
        methods=["GET"],
        readonly=True,
    )
    def download_submission(self, submission_id):
        """The one file of a batch as it is, or all of them in a ZIP."""
        submission = request.env["udi.submission"].browse(submission_id).exists()
        if not submission or not submission.has_access("read"):
            raise request.not_found()
        files = submission.file_ids
        if len(files) == 1:
            name, media_type = files.name, files.media_type
            content = files.attachment_id.raw
        else:
            name = f"{submission._download_name()}.zip"
            content, media_type = _zipped(files), "application/zip"
        return request.make_response(
            content,
            headers=[
                ("Content-Type", media_type),
                ("Content-Disposition", http.content_disposition(name)),
                ("X-Content-Type-Options", "nosniff"),
            ],
        )


def _zipped(files):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in files:
            info = zipfile.ZipInfo(file.name, EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, file.attachment_id.raw)
    return buffer.getvalue()
