"""A component's lot traced to the customers, among 600,000 and 6,000,000 move lines.

Each state is a database of its own, written by SQL: orders make serials of two
components' lots, deliveries take them. One lot went into 1,000 serials, an order each;
one into 1,000 and one into 100,000, ten to an order. Beside ours: Odoo's own
`delivery_ids` (with our index and without it, as Odoo is without us), and the same
answer as one query written by hand.
"""

import multiprocessing
import os
import resource
from statistics import median
from time import perf_counter

import odoo
from odoo import SUPERUSER_ID, api
from odoo.modules.registry import Registry
from odoo.tools import SQL

from ._trace_fill import fill

FEW, MANY = 600_000, 6_000_000
ROUNDS = 15
MEGABYTE = 1024  # of the kilobytes that the kernel counts in
INDEX = "stock_move_line_udi_lot_done_idx"


def measure(bench):
    databases = {FEW: bench.twin, MANY: bench.database}
    for lines, database in databases.items():
        found = {}
        for work in (_fill, _singles, _tens, _thousand, _hundred_thousand):
            found |= _in_a_process(work, database, lines)
        _claim(bench, found)
    few, many = _in_a_process(_in_both, bench.twin, bench.database)
    bench.claim(
        f"1,000 serials among {MANY:,} lines beside {FEW:,}",
        many * 1000,
        other=few * 1000,
        unit="ms",
        bound="at most 1.3 times",
        holds=many <= 1.3 * few,
    )


def _claim(bench, found):
    said = f"{found['lines']:,} lines"
    for orders, key, bound in (
        ("orders of one", "", "at least 20 times faster"),
        ("orders of ten", "tens_", "printed"),
    ):
        ours, other = found[f"{key}ours"], found[f"{key}core_alone"]
        bench.claim(
            f"1,000 serials, {orders}, {said}, beside Odoo's delivery_ids",
            ours * 1000,
            other=other * 1000,
            unit="ms",
            bound=bound,
            holds=bound == "printed" or other >= 20 * ours,
        )
        bench.claim(
            f"1,000 serials, {orders}, {said}, beside that with our index",
            ours * 1000,
            other=found[f"{key}core"] * 1000,
            unit="ms",
            bound="printed",
            holds=True,
        )
        for what, mine, bare, most in (
            ("lots and certainty", ours, "bare", "at most 1.5 times"),
            ("all sums", found[f"{key}exposure"], "bare_exposure", "printed"),
        ):
            by_hand = found[f"{key}{bare}"]
            bench.claim(
                f"{what}, {orders}, {said}, beside SQL by hand",
                mine * 1000,
                other=by_hand * 1000,
                unit="ms",
                bound=most,
                holds=most == "printed" or mine <= 1.5 * by_hand,
            )
    bench.claim(
        f"100,000 serials and who has them, {said}",
        found["large"],
        bound="seconds: under 30",
        holds=found["large"] < 30,
    )
    bench.claim(
        f"memory with 100,000 serials beside 1,000, {said}",
        found["large_memory"] / MEGABYTE,
        other=found["small_memory"] / MEGABYTE,
        unit="MB",
        bound="flat: at most 1.1 times",
        holds=found["large_memory"] <= 1.1 * found["small_memory"],
    )


def _in_a_process(work, *arguments):
    """What a fresh process finds: the memory of another run is not in its figure."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(work, arguments)


def _environment(database):
    odoo.tools.config.parse_config(["--logfile", os.devnull], setup_logging=True)
    cursor = Registry(database).cursor()
    return api.Environment(cursor, SUPERUSER_ID, {})


def _fill(database, lines):
    env = _environment(database)
    with env.cr as cr:
        fill(env, lines)
        cr.commit()
        cr.execute("SELECT COUNT(*) FROM stock_move_line")
        return {"lines": cr.fetchone()[0]}


def _lot(env, name):
    return env["stock.lot"].search([("name", "=", name)])


def _thousand(database, _lines):
    return _traced(database, "THOUSAND", "small", 1_000)


def _hundred_thousand(database, _lines):
    return _traced(database, "MANY", "large", 100_000)


def _traced(database, name, key, serials):
    """The whole question with the memory that it took."""
    env = _environment(database)
    with env.cr:
        trace, lot = env["udi.trace"], _lot(env, name)
        started = perf_counter()
        _rows, totals = trace.exposure(trace.downstream(lot))
        seconds = perf_counter() - started
        assert totals["delivered"].certain == serials, totals
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return {key: seconds, f"{key}_memory": memory}


def _singles(database, _lines):
    return _times(database, "THOUSAND")


def _tens(database, _lines):
    return {f"tens_{key}": time for key, time in _times(database, "TENS").items()}


def _times(database, name):
    """The same question in turn: all see the same machine."""
    env = _environment(database)
    with env.cr as cr:
        trace, lot = env["udi.trace"], _lot(env, name)
        works = {
            "ours": lambda: list(trace.downstream(lot)),
            "bare": lambda: _bare(env, lot),
            "exposure": lambda: trace.exposure(trace.downstream(lot)),
            "bare_exposure": lambda: _bare_exposure(env, lot),
            "core": lambda: lot.delivery_ids,
        }
        assert {row.lot_id for row in works["ours"]()} == {
            row[0] for row in works["bare"]()
        }
        taken = {name: [] for name in works}
        for _round in range(ROUNDS):
            for name, work in works.items():
                taken[name].append(_seconds(env, work))
        cr.execute(SQL("DROP INDEX %s", SQL.identifier(INDEX)))
        taken["core_alone"] = [_seconds(env, works["core"]) for _round in range(3)]
        cr.rollback()
        return {name: median(times) for name, times in taken.items()}


def _in_both(*databases):
    """The same question in two databases in turn, the median of each."""
    works = []
    for database in databases:
        env = _environment(database)
        lot = _lot(env, "THOUSAND")
        works.append(
            (env, lambda env=env, lot=lot: list(env["udi.trace"].downstream(lot)))
        )
    taken = [
        [_seconds(env, work) for env, work in works] for _round in range(2 * ROUNDS)
    ]
    for env, _work in works:
        env.cr.close()
    return [median(times) for times in zip(*taken, strict=True)]


def _seconds(env, work):
    env.invalidate_all()
    started = perf_counter()
    assert work()
    return perf_counter() - started


def _bare(env, lot):
    """Every lot that this one went into, and whether it is certain."""
    return env.execute_query(
        SQL(
            """
            WITH RECURSIVE reached (lot_id, certain) AS (
                SELECT %(lot)s, TRUE
                UNION
                SELECT finished.lot_id, reached.certain AND (%(certain)s)
                FROM reached
                JOIN stock_move_line component ON component.lot_id = reached.lot_id
                    AND component.state = 'done'
                JOIN stock_move_line_consume_rel rel
                    ON rel.produce_line_id = component.id
                JOIN stock_move_line finished ON finished.id = rel.consume_line_id
                WHERE finished.lot_id IS NOT NULL AND finished.state = 'done'
            )
            SELECT lot_id, BOOL_OR(certain) FROM reached GROUP BY lot_id
            """,
            lot=lot.id,
            certain=SQL(
                """
                NOT EXISTS (
                    SELECT FROM stock_move_line_consume_rel rel
                    JOIN stock_move_line other ON other.id = rel.consume_line_id
                    WHERE rel.produce_line_id = component.id
                        AND other.lot_id <> finished.lot_id AND other.state = 'done'
                ) OR NOT EXISTS (
                    SELECT FROM stock_move_line_consume_rel rel
                    JOIN stock_move_line other ON other.id = rel.produce_line_id
                    WHERE rel.consume_line_id = finished.id
                        AND other.product_id = component.product_id
                        AND other.lot_id <> component.lot_id AND other.state = 'done'
                )
                """
            ),
        )
    )


def _bare_exposure(env, lot):
    """The same, with what each customer got and gave back, and what lies here."""
    lots = [row[0] for row in _bare(env, lot)]
    return env.execute_query(
        SQL(
            """
            SELECT partner.commercial_partner_id, NULL, line.product_id,
                SUM(CASE dest.usage WHEN 'customer' THEN line.quantity_product_uom
                    ELSE -line.quantity_product_uom END)
            FROM stock_move_line line
            JOIN stock_location src ON src.id = line.location_id
            JOIN stock_location dest ON dest.id = line.location_dest_id
            JOIN stock_picking picking ON picking.id = line.picking_id
            JOIN res_partner partner ON partner.id = picking.partner_id
            WHERE line.lot_id = ANY(%(lots)s) AND line.state = 'done'
                AND (src.usage = 'customer') <> (dest.usage = 'customer')
            GROUP BY 1, 3
            UNION ALL
            SELECT NULL, quant.location_id, quant.product_id, SUM(quant.quantity)
            FROM stock_quant quant
            JOIN stock_location place ON place.id = quant.location_id
            WHERE quant.lot_id = ANY(%(lots)s) AND place.usage = 'internal'
            GROUP BY 2, 3
            """,
            lots=lots,
        )
    )
