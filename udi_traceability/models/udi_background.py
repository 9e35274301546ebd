from odoo import api, models


class UdiBackground(models.AbstractModel):
    """Long work that goes on part by part, and holds nobody.

    Each part is one transaction: a killed server loses one part and goes on after it.
    A model says which of its jobs are busy, does one part, and what is left.
    """

    _name = "udi.background"
    _description = "Work in the Background"

    @api.model
    def _busy(self):
        """Domain of the jobs that wait or run."""
        raise NotImplementedError

    def _do_part(self):
        """The next part of one job; the last one ends it."""
        raise NotImplementedError

    def _left(self):
        """How many things of one job are still to do."""
        raise NotImplementedError

    def _ended(self):
        """(what to tell who started it, whether it went well)."""
        raise NotImplementedError

    @api.model
    def _work_off(self):
        """Part after part of all busy jobs, the oldest first; each is committed."""
        domain = self._busy()
        while True:
            # another user may have stopped one since the last commit
            self.env.invalidate_all()
            jobs = self.search(domain, order="id")
            job = jobs.try_lock_for_update(limit=1)
            if not job:
                return
            before = job._left()
            job._do_part()
            if not job.filtered_domain(domain):
                job._tell()
            done = max(before - job._left(), 0)
            left = sum(each._left() for each in jobs.filtered_domain(domain))
            if not self.env["ir.cron"]._commit_progress(done, remaining=left):
                return

    def _tell(self):
        """A word to who started it, wherever they are by now."""
        message, well = self._ended()
        self.user_id._bus_send(
            "simple_notification",
            {
                "title": self.name,
                "message": message,
                "type": "success" if well else "warning",
            },
        )
