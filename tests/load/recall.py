"""A recall of a hundred thousand serials at two thousand customers.

Scope, start step by step, departures, reminders, reconciliation and status, each with
its time and its queries; the same with a hundredth beside it: a serial or a customer
more must not cost a query. Nothing is sent, and nothing is kept.
"""

import resource
import time
from datetime import date, datetime, timedelta
from unittest.mock import patch

import odoo
from odoo import SUPERUSER_ID, api
from odoo.modules.registry import Registry

from ._recall_fill import fill

SERIALS, HERE = 98_000, 2_000
FEW = 100
# Rows are read and written in parts; the smallest are of 5,000
MORE = 30 * (SERIALS + HERE) // 5_000
MESSAGE = "udi.recall.message"
RHYTHM = timedelta(days=30)
MEGABYTE = 1024  # of the kilobytes that the kernel counts in


def measure(bench):
    """Few first, then all, in one transaction that is thrown away."""
    quiet = "--log-handler=odoo.models.unlink:WARNING"
    odoo.tools.config.parse_config(["-d", bench.database, quiet])
    with Registry(bench.database).cursor() as cr:
        env = api.Environment(cr, SUPERUSER_ID, {})
        few = _whole(env, SERIALS // FEW, HERE // FEW)
        before = _memory()
        all_ = _whole(env, SERIALS, HERE)
        more = _memory() - before
        cr.rollback()
    for what, (queries, seconds) in all_.items():
        bench.claim(
            f"{what}, {SERIALS + HERE:,} serials",
            seconds,
            bound="under 60 s",
            holds=seconds < 60,
        )
        bench.claim(
            f"{what}: queries, beside a hundredth",
            queries,
            other=few[what][0],
            unit="queries",
            bound="few a part",
            holds=queries <= few[what][0] + MORE,
        )
    bench.claim("memory", more, unit="MB", bound="under 1 GB", holds=more < 1024)


def _memory():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MEGABYTE


def _whole(env, serials, here):
    """{step: (queries, seconds)} of one recall from its scope to its sums."""
    recall = _recall(env, fill(env, serials, here))
    costs = {"scope": _cost(env, recall.action_compute_scope)}
    recall.state = "approved"
    with patch("odoo.addons.udi_recall.models.udi_recall_start.FEW_LOTS", 0):
        costs["press start"] = _cost(env, recall.action_start)
    round_ = recall.round_id
    while round_.state in ("queued", "running"):
        waiting = round_.progress_ids.filtered(lambda row: row.state != "done")
        what = f"step {waiting[0].step}"
        queries, seconds = _cost(env, round_._do_part)
        before = costs.get(what, (0, 0))
        costs[what] = before[0] + queries, before[1] + seconds
    assert round_.state == "done", round_.message
    assert len(recall.hold_ids) == here, len(recall.hold_ids)
    costs["look again"] = _cost(env, recall._refresh)
    costs["corrections"] = _cost(env, recall._prepare_notices)
    costs["next mails"] = _cost(env, lambda: env[MESSAGE]._to_send(recall, 20))
    recall.notice_ids.write({"state": "sent", "sent_at": datetime.now() - RHYTHM})
    costs["departures"] = _cost(env, round_._note_departures)
    costs["who did not answer"] = _cost(env, lambda: recall.unanswered_count)
    costs["reminders"] = _cost(env, recall._remind_due)
    assert len(recall.notice_ids) == 2 * len(recall.consignee_ids)
    costs["reconciliation"] = _cost(env, recall._reconciliation)
    costs["status figures"] = _cost(env, recall._status_figures)
    return costs


def _recall(env, product):
    names = env["stock.lot"].search([("product_id", "=", product.id)], order="name")
    return env["udi.recall"].create(
        {
            "title": product.name,
            "reason_text": "The battery may lose contact.",
            "instructions": "Stop using the pumps.",
            "reply_by": date.today() + timedelta(days=3),
            "scope_line_ids": [
                (
                    0,
                    0,
                    {
                        "kind": "range",
                        "product_id": product.id,
                        "serial_from": names[0].name,
                        "serial_to": names[-1].name,
                    },
                )
            ],
        }
    )


def _cost(env, work):
    env.flush_all()
    env.invalidate_all()
    before, started = env.cr.sql_log_count, time.perf_counter()
    work()
    env.flush_all()
    return env.cr.sql_log_count - before, time.perf_counter() - started
