from base64 import b64decode

from odoo import api, models
from odoo.fields import Command

from ..tools import import_file, tabular
from ..tools.published import TABLE, ImportFileError
from ..tools.table_record import record
from .udi_import import AT_ONCE, BUSY

PART = 1000  # rows of one transaction
COUNTS = ("ready", "decide", "stop")


class UdiImport(models.Model):
    """The three long steps, part by part. A killed run costs one part."""

    _inherit = "udi.import"

    def _start(self, step):
        """Do a short step at once and a long one in the background."""
        self.ensure_one()
        job = self.sudo()
        # each step is done with the rights of who starts it
        begin = {"user_id": self.env.uid, "message": False}
        job.write({**begin, "step": step, "job": "queued", "place": 0})
        counts = {"use": job.correction_count, "accept": job.ready_count}
        rows = counts[step] if step in counts else job._likely_rows()
        if rows > AT_ONCE:
            job._wake()
            return
        while job.job in BUSY:
            job._do_part()

    def _likely_rows(self):
        """By the size of the file, so that it need not be read twice."""
        return len(b64decode(self.content)) // (60 if self.source == TABLE else 2000)

    @api.model
    def _wake(self):
        self.env.ref("udi_traceability.ir_cron_import").sudo()._trigger()

    @api.model
    def _cron_import(self):
        self._work_off()

    @api.model
    def _busy(self):
        return [("job", "in", BUSY)]

    def _left(self):
        return max(1, self.row_count - self.place) if self.job in BUSY else 0

    def _ended(self):
        told = self.message or self.env._(
            "%(all)s checked, %(count)s need you.",
            all=self.row_count,
            count=self.decide_count + self.stop_count,
        )
        return told, self.job != "failed"

    def _do_part(self):
        self.ensure_one()
        job = self.with_company(self.company_id).with_context(lang=self.user_id.lang)
        job.job = "running"
        getattr(job, f"_part_{job.step}")()

    def _part_read(self):
        """The whole file in one transaction: half a file is no file."""
        self.row_ids.unlink()
        try:
            with self.env.cr.savepoint():
                count = self._make_rows()
        except ImportFileError as error:
            self.write({"job": "failed", "message": self._say_file(error)})
            return
        self.write({"row_count": count, "step": "check", "place": 0, "state": "check"})

    def _make_rows(self):
        count, waiting = 0, []
        for values in self._row_values(b64decode(self.content)):
            waiting.append(dict(values, import_id=self.id))
            count += 1
            if len(waiting) == PART:
                self.env["udi.import.row"].create(waiting)
                self.env.flush_all()
                self.env["udi.import.row"].invalidate_model()
                waiting = []
        self.env["udi.import.row"].create(waiting)
        return count

    def _row_values(self, content):
        if self.source != TABLE:
            for device in import_file.devices(content, self.source):
                notes = [list(note) for note in device.notes]
                yield self._row(device.number, device.values, notes, ())
            return
        table = tabular.table(content, self.sheet or "")
        targets = self.column_ids._targets()
        words = self.env["udi.import.column"]._words()
        for number, cells in table.rows:
            named = {
                target: text
                for target, text in zip(targets, cells, strict=True)
                if target
            }
            values, found = record(named, words)
            yield self._row(number, values, [], found)

    def _row(self, number, values, notes, found):
        return {
            "number": number,
            "read_values": values,
            "values": values,
            "notes": notes,
            "read_findings": [
                [f.code, f.severity, f.field, f.value, f.expected] for f in found
            ],
        }

    def _rows_after_place(self):
        return self.env["udi.import.row"].search(
            [("import_id", "=", self.id)],
            order="number, id",
            offset=self.place,
            limit=PART,
        )

    def _part_check(self):
        rows = self._rows_after_place()
        rows.with_user(self.user_id).sudo(False)._look()
        self.place += len(rows)
        if self.place >= self.row_count:
            self.row_ids._mark_duplicates()
            self._count()
            self.write({"job": False, "step": False})

    def _part_use(self):
        rows = self._rows_after_place()
        sure = rows.filtered("is_sure").with_user(self.user_id).sudo(False)
        sure._use_sure()
        self.place += len(rows)
        if self.place >= self.row_count:
            self._count()
            self.write({"job": False, "step": False})

    def _part_accept(self):
        """The next ready rows; an entered one is ready no longer: none comes twice."""
        rows = self.env["udi.import.row"].search(
            [("import_id", "=", self.id), ("status", "=", "ready")],
            order="number, id",
            limit=PART,
        )
        rows.with_user(self.user_id).sudo(False)._enter()
        self.place += len(rows)
        if len(rows) < PART:
            self._count()
            self.write(
                {
                    "job": False,
                    "step": False,
                    "state": "done",
                    "place": self.row_count,
                    "message": self._said_done(),
                }
            )

    def _said_done(self):
        return self.env._(
            "%(new)s new, %(changed)s changed, %(same)s unchanged. "
            "%(left)s did not enter.",
            new=self.entered_new,
            changed=self.entered_changed,
            same=self.same_count,
            left=self.decide_count + self.stop_count,
        )

    def _count(self):
        """The figures of the page, and the groups of findings, from the rows."""
        job = self.sudo()
        Row = self.env["udi.import.row"].sudo()
        domain = [("import_id", "=", self.id)]
        status = dict(Row._read_group(domain, ["status"], ["__count"]))
        effect = dict(Row._read_group(domain, ["effect"], ["__count"]))
        entered = Row._read_group(
            [*domain, ("status", "=", "entered")], ["effect"], ["__count"]
        )
        entered = dict(entered)
        job.write(
            {
                **{f"{name}_count": status.get(name, 0) for name in COUNTS},
                "same_count": effect.get("same", 0),
                "new_count": effect.get("new", 0),
                "change_count": effect.get("change", 0),
                "correction_count": Row.search_count([*domain, ("is_sure", "=", True)]),
                "corrected_count": Row.search_count([*domain, ("used", "!=", False)]),
                "entered_new": entered.get("new", 0),
                "entered_changed": entered.get("change", 0),
                "group_ids": job._group_commands(),
            }
        )

    def _group_commands(self):
        """The lines stay where they can: a page that is open still knows them."""
        groups = {group["code"]: group for group in self._groups()}
        known = {group.code: group.id for group in self.group_ids}
        gone = [known[code] for code in known.keys() - groups.keys()]
        return [
            *(Command.delete(each) for each in gone),
            *(
                Command.update(known[code], group)
                if code in known
                else Command.create(group)
                for code, group in groups.items()
            ),
        ]
