import io

from odoo import models
from odoo.tools.pdf import DictionaryObject, NameObject, PdfFileReader, PdfFileWriter

from ..tools.label_pdf import pdf
from ..tools.label_zpl import problems, zpl

PART = 250  # labels of one transaction: some seconds
MIME = {"pdf": "application/pdf", "zpl": "text/plain"}
PART_NAME = "part"


class UdiLabelJob(models.Model):
    """How labels are made, part by part. Runs as the system, for the user named."""

    _inherit = "udi.label.job"

    def _do_part(self):
        """Make, keep and count the next labels; the last part ends the run."""
        self.ensure_one()
        job = self.with_company(self.company_id).with_context(lang=self.user_id.lang)
        ids = job.record_list[job.done_count :][: max(1, PART // job.copies)]
        records = job.env[f"stock.{job.what}"].browse(ids).exists()
        if len(records) < len(ids):
            job.message = job.env._(
                "%(count)s were deleted meanwhile and have no label.",
                count=len(ids) - len(records),
            )
        layouts = job._layouts(records)
        stopped = job._stopped(records, layouts)
        if stopped:
            job._close("failed", stopped)
            return
        job._keep(job._file(layouts), PART_NAME)
        job._count(records)
        job.write({"state": "running", "done_count": job.done_count + len(ids)})
        if job.done_count >= job.record_count:
            job._close("done", job.message)

    def _layouts(self, records):
        labels = self.env["udi.label.data"]
        read = labels._of_packages if self.what == "package" else labels._of_lots
        data = read(records, self.di_id)
        return self.template_id._compose([data[record.id] for record in records])

    def _stopped(self, records, layouts):
        """Why the first of these labels must not be printed, or nothing."""
        for record, layout in zip(records, layouts, strict=True):
            stops = layout.stops
            if self.file_format == "zpl":
                stops += problems(layout)
            if stops:
                said = self.env["udi.label.finding"]._of_label(stops, self.template_id)
                return self.env._(
                    "Label of %(name)s: %(problem)s",
                    name=record.display_name,
                    problem=said[0]["message"],
                )
        return ""

    def _file(self, layouts):
        if self.file_format == "zpl":
            return zpl(layouts, copies=self.copies).encode()
        repeated = [layout for layout in layouts for _copy in range(self.copies)]
        return pdf(repeated, title=self.name)

    def _count(self, records):
        """One event for each label, in the transaction that keeps it."""
        said = [self.template_id.name, self.file_format.upper()]
        if self.reason:
            said.append(self.env._("again: %(reason)s", reason=self.reason))
        event = {
            "kind": "printed",
            "quantity": self.copies,
            "user_id": self.user_id.id,
            "company_id": self.company_id.id,
            "reason": ", ".join(said),
            "origin": self.name,
            "res_model": self._name,
            "res_id": self.id,
        }
        if self.di_id:
            event["di_code"] = self.di_id.code
        name = f"{self.what}_id"
        self.env["udi.event"]._record([event | {name: each.id} for each in records])

    def _keep(self, content, name):
        return self.env["ir.attachment"].create(
            {
                "name": name,
                "raw": content,
                "mimetype": MIME[self.file_format],
                "res_model": self._name,
                "res_id": self.id,
                "company_id": self.company_id.id,
            }
        )

    def _parts(self):
        return self.env["ir.attachment"].search(
            [
                ("res_model", "=", self._name),
                ("res_id", "=", self.id),
                ("name", "=", PART_NAME),
            ],
            order="id",
        )

    def _close(self, state, message):
        """End a run, well or not; what is printed till here is one file."""
        parts, why = self._parts(), message
        if state != "done":
            message = self.env._(
                "%(message)s The file holds %(done)s of %(all)s. Put it right, "
                "then press Print the rest.",
                message=message,
                done=self.done_count,
                all=self.record_count,
            )
        values = {"state": state, "message": message, "stopped_by": why}
        if parts:
            # a run that goes on later needs its parts again
            name = f"{self.name}.{self.file_format}"
            values["attachment_id"] = self._keep(self._joined(parts), name).id
            self.attachment_id.unlink()
        self.write(values)
        if state == "done":
            parts.unlink()

    def _joined(self, parts):
        contents = parts.mapped("raw")
        if len(contents) == 1 or self.file_format == "zpl":
            return b"".join(contents)
        writer = PdfFileWriter()
        for content in contents:
            for page in PdfFileReader(io.BytesIO(content), strict=False).pages:
                writer.addPage(page)
        scaling = {NameObject("/PrintScaling"): NameObject("/None")}
        # true size: no program may fit the label to its paper
        writer._root_object.update(
            {NameObject("/ViewerPreferences"): DictionaryObject(scaling)}
        )
        with io.BytesIO() as joined:
            writer.write(joined)
            return joined.getvalue()
