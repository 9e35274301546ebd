import tempfile
import zipfile
from contextlib import ExitStack

from werkzeug.wsgi import wrap_file

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
    def download_submission(self, submission_id, only=""):
        """The one file of a batch as it is, or all of them in a ZIP.

        :param only: "swissdamed" for what that registry takes of it
        """
        submission = request.env["udi.submission"].browse(submission_id).exists()
        if not submission or not submission.has_access("read"):
            raise request.not_found()
        swiss = only == "swissdamed"
        files = submission._swissdamed_files() if swiss else submission.file_ids
        if len(files) == 1:
            kind = files.name, files.media_type, files.size
            return _response(files.attachment_id.raw, *kind)
        with ExitStack() as stack:
            archive = stack.enter_context(tempfile.TemporaryFile())
            _zip(files, archive, "" if swiss else submission.manifest)
            size = archive.tell()
            archive.seek(0)
            content = wrap_file(request.httprequest.environ, archive)
            name = f"{submission._download_name()}.zip"
            response = _response(content, name, "application/zip", size)
            response.direct_passthrough = True
            response.call_on_close(stack.pop_all().close)
        return response


def _response(content, name, media_type, size):
    return request.make_response(
        content,
        headers=[
            ("Content-Type", media_type),
            ("Content-Length", str(size)),
            ("Content-Disposition", http.content_disposition(name)),
            ("X-Content-Type-Options", "nosniff"),
        ],
    )


def _zip(files, target, manifest):
    """On disk, one file after the other: all together may be a gigabyte."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        if manifest:
            _put(archive, "MANIFEST.csv", manifest)
        for file in files:
            # alone: one that is kept in the database is read with all its like else
            attachment = file.attachment_id.with_prefetch()
            _put(archive, file.name, attachment.raw)
            attachment.invalidate_recordset()
    target.seek(0, 2)


def _put(archive, name, content):
    info = zipfile.ZipInfo(name, EPOCH)
    info.compress_type = zipfile.ZIP_DEFLATED
    archive.writestr(info, content)
