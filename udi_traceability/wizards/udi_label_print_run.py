from odoo import models
from odoo.exceptions import UserError

MOST = 100_000  # labels of one print


class UdiLabelPrint(models.TransientModel):
    """What happens when somebody presses Print."""

    _inherit = "udi.label.print"

    def action_print(self):
        """Make the file at once, or start a run in the background."""
        self.ensure_one()
        self._check_may_print()
        records = self._ordered()
        if self.what == "package" and self.template_id._prints("sscc"):
            records._udi_give_sscc(self.env.company)
        job = self.env["udi.label.job"].sudo().create(self._job_vals(records))
        if self.background:
            job._wake()
            return {
                "type": "ir.actions.act_window",
                "res_model": job._name,
                "res_id": job.id,
                "views": [(False, "form")],
            }
        while job.state in ("queued", "running"):
            job._print_part()
        if job.state == "failed":
            # the transaction goes back: nothing was printed, nothing is counted
            raise UserError(
                self.env._("Nothing was printed. %(why)s", why=job.stopped_by)
            )
        # the web client closes the dialog for a target other than "download"
        download = job.with_user(self.env.user).action_download()
        return dict(download, target="new", close=True)

    def _check_may_print(self):
        """Refuse what cannot be printed, or not by this person."""
        for records in (self.lot_ids, self.package_ids, self.template_id, self.di_id):
            records.check_access("read")
        self._check_count()
        self._check_level()
        if self.again_count and not (self.reason or "").strip():
            raise UserError(
                self.env._("%(history)s Say why again.", history=self.history)
            )

    def _check_count(self):
        if not self.record_count:
            raise UserError(
                self.env._("There is nothing to print. Choose lots or packages.")
            )
        if not self.copies >= 1 or self.label_count > MOST:
            raise UserError(
                self.env._(
                    "%(copies)s copies of %(count)s labels cannot be printed. Copies: "
                    "1 or more, and no more than %(most)s labels in all.",
                    copies=self.copies,
                    count=self.record_count,
                    most=MOST,
                )
            )

    def _check_level(self):
        """A pack level belongs to the device, and goes into each package evenly."""
        if not self.di_id:
            return
        if self.di_id.device_id != self._lots().sudo().udi_device_id:
            raise UserError(
                self.env._(
                    "Pack level %(code)s is not of the device of these lots. Choose "
                    "a level of that device, and lots of one device.",
                    code=self.di_id.code,
                )
            )
        if self.what == "package":
            self._check_whole()

    def _check_whole(self):
        packages, units = self._records().sudo(), self.di_id.sudo().unit_qty
        for package, held in self.env["udi.label.data"]._content_of(packages).items():
            if sum(held.values()) % units:
                raise UserError(
                    self.env._(
                        "%(package)s holds %(count)g units, no whole number of "
                        "%(level)s. Empty the pack level, or count again.",
                        package=package.name,
                        count=sum(held.values()),
                        level=self.di_id.display_name,
                    )
                )

    def _job_vals(self, records):
        return {
            "name": self.env._(
                "%(template)s, %(count)s labels",
                template=self.template_id.name,
                count=self.label_count,
            ),
            "template_id": self.template_id.id,
            "company_id": self.env.company.id,
            "user_id": self.env.uid,
            "file_format": self.file_format,
            "copies": self.copies,
            "di_id": self.di_id.id,
            "reason": (self.reason or "").strip() or False,
            "what": self.what,
            "record_list": records.ids,
            "record_count": len(records),
        }
