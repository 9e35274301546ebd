"""Ten thousand rows from a spreadsheet to devices, beside Odoo's own import.

Ours reads, checks, compares and enters; Odoo's `load()` is given the same devices with
their identifiers and enters them at once, without a look. Both run in one database, in
transactions that are thrown away. The queries of each step are counted for few rows
and for all: what one row more costs must not be a query.
"""

import io
import resource
import time

import xlsxwriter

import odoo
from odoo import api
from odoo.modules.registry import Registry

ROWS = 10_000
FEW = 1_000
HEADER = (
    "Brand name",
    "Version or model",
    "Catalogue number",
    "Primary DI",
    "Legal manufacturer",
    "Single use",
    "Packaged sterile",
    "Natural rubber latex",
    "Description (EN)",
    "Package 1: DI",
    "Package 1: times",
)
FIELDS = (
    "brand_name",
    "model_number",
    "catalog_number",
    "di_ids/role",
    "di_ids/issuing_agency",
    "di_ids/code",
    "manufacturer_id",
    "single_use",
    "sterile",
    "latex",
    "description_ids/kind",
    "description_ids/language",
    "description_ids/value",
)


def measure(bench):
    """Each step of ours with its time, memory and queries; then Odoo's."""
    odoo.tools.config.parse_config(["-d", bench.database])
    registry = Registry(bench.database)
    half = _ours(registry, FEW)
    small = _resident()
    whole = _ours(registry, ROWS)
    large = _resident()
    again = whole.pop("again")
    half.pop("again")
    for step, (seconds, queries) in whole.items():
        said = f"{step}, {ROWS:,} rows"
        bench.claim(said, seconds, bound="printed", holds=True)
        more = (queries - half[step][1]) / (ROWS - FEW)
        # Odoo writes new records by the hundred, in each table
        bound = "no query per row: under 0.25"
        bench.claim(
            f"{step}: queries", queries, unit="queries", bound="printed", holds=True
        )
        bench.claim(
            f"{step}: queries of one row more",
            more,
            unit="queries",
            bound=bound,
            holds=more < 0.25,
        )
    for rows, most in ((FEW, small), (ROWS, large)):
        said = f"most memory of the process, {rows:,} rows"
        bench.claim(said, most, unit="MB", bound="under 1,000", holds=most < 1000)
    bench.claim(
        "devices after a second run",
        again,
        unit="new or changed",
        bound="0",
        holds=again == 0,
    )
    seconds, queries = _odoos(registry, ROWS)
    ours = sum(part[0] for part in whole.values())
    bench.claim(
        "all steps of ours beside Odoo's load()",
        ours,
        other=seconds,
        bound="less than twice, though Odoo's makes no packages",
        holds=ours < 2 * seconds,
    )
    ours = sum(part[1] for part in whole.values())
    bench.claim(
        "queries beside Odoo's load()",
        ours,
        other=queries,
        unit="queries",
        bound="fewer",
        holds=ours < queries,
    )


def _resident():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _ours(registry, rows):
    """Step -> (seconds, queries), and what a second run would do."""
    content = _book(rows)
    with registry.cursor() as cursor:
        env = api.Environment(cursor, odoo.SUPERUSER_ID, {})
        try:
            return _steps(env, content)
        finally:
            cursor.rollback()


def _steps(env, content):
    found = {}
    job = env["udi.import"].create({"name": "devices.xlsx"})
    found["look at the file"] = _measured(env, lambda: job._read_head(content))
    for step, start in (
        ("read", lambda: _queue(job, "read")),
        ("check", None),
        ("accept", lambda: _queue(job, "accept")),
    ):
        found[step] = _measured(env, lambda s=step, b=start: _run(job, s, b))
    devices = env["udi.device"].search_count([("brand_name", "=", "Load")])
    assert devices == job.row_count == job.entered_new, (devices, job.message)
    second = env["udi.import"].create({"name": "devices.xlsx"})
    second._read_head(content)
    _queue(second, "read")
    while second.job:
        second._do_part()
    found["again"] = second.new_count + second.change_count
    return found


def _queue(job, step):
    job.write({"step": step, "job": "queued", "place": 0})


def _run(job, step, begin):
    if begin:
        begin()
    while job.job and job.step == step:
        job._do_part()
        job.env.flush_all()
        job.env.invalidate_all()


def _measured(env, work):
    env.flush_all()
    env.invalidate_all()
    before = env.cr.sql_log_count
    started = time.perf_counter()
    work()
    env.flush_all()
    seconds = time.perf_counter() - started
    return seconds, env.cr.sql_log_count - before


def _odoos(registry, rows):
    """The same devices by `load()`; it cannot name what a package contains."""
    lines = [
        (
            "Load",
            f"M{number}",
            f"C{number}",
            "primary",
            "gs1",
            _gtin(number),
            "Load Maker",
            "yes",
            "no",
            "not_stated",
            "description",
            "EN",
            f"Device {number}",
        )
        for number in range(rows)
    ]
    with registry.cursor() as cursor:
        env = api.Environment(cursor, odoo.SUPERUSER_ID, {})
        env["res.partner"].create({"name": "Load Maker"})
        before = cursor.sql_log_count
        started = time.perf_counter()
        answer = env["udi.device"].load(list(FIELDS), lines)
        env.flush_all()
        seconds = time.perf_counter() - started
        assert answer["ids"], answer["messages"][:3]
        queries = cursor.sql_log_count - before
        cursor.rollback()
    return seconds, queries


def _book(rows):
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"constant_memory": True})
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, HEADER)
    for number in range(rows):
        line = (
            "Load",
            f"M{number}",
            f"C{number}",
            _gtin(number),
            "Load Maker",
            "yes",
            "no",
            "not_stated",
            f"Device {number}",
            _gtin(number, 1),
            10,
        )
        sheet.write_row(number + 1, 0, line)
    book.close()
    return buffer.getvalue()


def _gtin(number, indicator=0):
    body = f"{indicator}9506001{number:05d}"
    total = sum(int(d) * (1 if p % 2 else 3) for p, d in enumerate(body))
    return body + str(-total % 10)
