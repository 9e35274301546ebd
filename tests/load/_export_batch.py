"""One batch of many devices inside Odoo, in a process and a database of its own.

`python -m tests.load._export_batch COUNT` prints one line of JSON: what each step cost.
Each step is committed, as in the background: PostgreSQL cleans up behind it and knows
how large the tables are. The files lie in the database, which is thrown away.
"""

import base64
import importlib
import io
import json
import os
import resource
import sys
import tempfile
import time
import zipfile
from pathlib import Path

import odoo
from odoo import SUPERUSER_ID, api
from odoo.modules.registry import Registry

PART = 500
REFUSED = 10  # one of so many
FOLDER = Path(os.environ.get("UDI_SHARED") or "/nowhere")
SCHEMA = FOLDER / "regulatory/eudamed/xsd-3.0.25"


class _Batch:
    def __init__(self, env, count):
        self.env, self.count = env, count
        self.costs = {}
        env["ir.config_parameter"].set_param("ir_attachment.location", "db")

    def with_schema(self):
        """The official schema, where there is one: a folder, packed as for upload."""
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as archive:
            for path in sorted(SCHEMA.rglob("*.xsd")):
                archive.write(path, path.relative_to(SCHEMA))
        values = {"regulator": "eudamed", "version": "3.0.25"}
        package = base64.b64encode(packed.getvalue())
        self.env["udi.schema"].create(values | {"package": package})

    def fill(self):
        # Odoo finds our addons once it has read its configuration
        made = importlib.import_module("tests.load._export_fill")
        self.registrations = made.fill(self.env, self.count)
        self.settle()
        self.memory = _peak()

    def until_written(self):
        """From the dialog to the files."""
        Build = self.env["udi.submission.build"]
        values = {"regulator": "eudamed", "choice": "ready"}
        wizard = self.cost("open the dialog", lambda: Build.create(values))
        self.cost("open the dialog", wizard.read)
        action = self.cost("press Build", wizard.action_build)
        self.batch = self.env["udi.submission"].browse(action["res_id"])
        assert self.batch.chosen_count == self.count
        self.build()

    def written_with_schema(self):
        """The same devices once more, and every file is checked: what writing costs."""
        self.batch.unlink()
        self.with_schema()
        before, self.costs = self.costs, {}
        self.until_written()
        checked, self.costs = self.costs["write"], before
        self.costs["write with the schema"] = checked

    def run(self):
        """Every step from the dialog to the next nightly comparison."""
        self.cost("ZIP", self.pack)
        self.cost("uploaded", self.batch.action_uploaded)
        while self.batch.state == "sending":
            self.cost("uploaded", self.part)
        self.answers()
        self.cost("open its page", self.page)
        self.cost("board", self.board)
        for first in range(0, self.count, PART):
            some = self.registrations[first : first + PART]
            self.cost("compare again", some._look_for_changes)

    def build(self):
        batch = self.batch
        while batch.state == "building":
            is_looking = batch.done_count < self.count
            self.cost("look" if is_looking else "write", self.part)
        assert batch.state == "built", batch.message
        assert batch.device_count == self.count, batch.message

    def part(self):
        """As the background does it, with what it asks before and after."""
        self.batch._left()
        self.batch._do_part()
        self.batch._left()

    def pack(self):
        name = "odoo.addons.udi_regulatory_export.controllers.udi_regulatory_export"
        with tempfile.TemporaryFile() as target:
            sys.modules[name]._zip(self.batch.file_ids, target, self.batch.manifest)

    def answers(self):
        """One answer a file; of ten devices one is refused."""
        rows = self.env["udi.submission.line"]._read_group(
            [("submission_id", "=", self.batch.id)],
            ["file_id", "message"],
            ["entity_code:array_agg"],
        )
        told = [(file.id, message, codes) for file, message, codes in rows]
        for number, message, codes in sorted(told):
            content = _answer(message, codes, number)
            name = f"{number}.xml"
            self.cost(
                "answers", lambda n=name, c=content: self.batch._read_answer(n, c)
            )
        refused = sum(len(codes[::REFUSED]) for _number, _message, codes in told)
        assert self.batch.refused_count == refused, self.batch.refused_count
        assert self.batch.accepted_count == self.count - refused

    def page(self):
        names = [
            name
            for name, field in self.batch._fields.items()
            if not field.relational and field.type not in ("binary", "properties")
        ]
        self.batch.read(names)
        line = {"registration_id": {}, "status": {}, "summary": {}}
        self.batch.web_read({"line_ids": {"fields": line, "limit": 40}})

    def board(self):
        Registration = self.env["udi.registration"]
        columns = {"display_name": {}, "state": {}, "due_date": {}, "check_result": {}}
        Registration.web_search_read([], columns, limit=80)
        for column in ("state", "due_band", "check_result"):
            Registration.web_read_group([], [column], ["__count"])

    def cost(self, what, work):
        """Do it as a transaction of its own would, and add what it cost."""
        started, before = time.perf_counter(), self.env.cr.sql_log_count
        result = work()
        self.settle()
        queries, seconds = self.costs.get(what, (0, 0))
        self.costs[what] = (
            queries + self.env.cr.sql_log_count - before,
            seconds + time.perf_counter() - started,
        )
        return result

    def settle(self):
        self.env.cr.commit()
        self.env.invalidate_all()


def _answer(message, codes, number):
    service, _dot, operation = message.rpartition("_")
    space = "https://ec.europa.eu/tools/eudamed/dtx/servicemodel/Message/v1"
    listed = "".join(
        f"<m:responseEntity><m:entityCode>{code}</m:entityCode>{_said(place)}"
        "</m:responseEntity>"
        for place, code in enumerate(codes)
    )
    return (
        f'<m:Acknowledgement version="3.0.30" xmlns:m="{space}" xmlns:s="urn:s">'
        f"<m:correlationID>{number}</m:correlationID><m:recipient><m:service>"
        f"<s:serviceID>{service.upper()}</s:serviceID>"
        f"<s:serviceOperation>{operation.upper()}</s:serviceOperation></m:service>"
        f"</m:recipient><m:responseEntities>{listed}</m:responseEntities>"
        "</m:Acknowledgement>"
    ).encode()


def _said(place):
    if place % REFUSED:
        return "<m:responseCode>SUCCESS</m:responseCode>"
    return (
        "<m:responseCode>INVALID_REQUEST_OBJECTS</m:responseCode><m:report>"
        "<m:elementReport><m:operationErrorCode>E-I-40000</m:operationErrorCode>"
        "<m:operationErrorDetail>BR-UDID-676: implantable (FLD-UDID-30)"
        "</m:operationErrorDetail></m:elementReport></m:report>"
    )


def _peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main():
    quiet = "--log-handler=odoo.models.unlink:WARNING"
    database = os.environ["UDI_TEST_DATABASE"]
    odoo.tools.config.parse_config(["-d", database, quiet])
    with Registry(database).cursor() as cr:
        env = api.Environment(cr, SUPERUSER_ID, {})
        batch = _Batch(env, int(sys.argv[1]))
        batch.fill()
        batch.until_written()
        if "schema" in sys.argv and SCHEMA.is_dir():
            batch.written_with_schema()
        batch.run()
        told = {"costs": batch.costs, "peak": _peak(), "begin": batch.memory}
    sys.stdout.write(json.dumps(told) + "\n")


if __name__ == "__main__":
    main()
