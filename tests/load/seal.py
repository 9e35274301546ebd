"""A hundred thousand and a million events sealed, verified, and one of them touched.

Each state is a database of its own, and a process of its own tells the most memory that
it took: that of a million must be that of a hundred thousand. The events are written by
SQL; sealing and verifying go part by part, each committed, as the scheduled actions do.
"""

import multiprocessing
import os
import resource
import time

import odoo
from odoo import SUPERUSER_ID, api
from odoo.modules.registry import Registry
from odoo.tools import SQL

FEW, MANY = 100_000, 1_000_000
MEGABYTE = 1024  # of the kilobytes that the kernel counts in


def measure(bench):
    few = _in_a_process(bench.twin, FEW)
    many = _in_a_process(bench.database, MANY)
    for found in (few, many):
        said = f"{found['events']:,} events"
        for what in ("seal", "verify"):
            rate = found["events"] / found[what]
            bench.claim(f"{what} {said}", found[what], bound="printed", holds=True)
            bench.claim(
                f"{what} {said}: a second",
                rate,
                unit="events",
                bound="printed",
                holds=True,
            )
    for what in ("seal", "verify"):
        bench.claim(
            f"{what}: an event of {MANY:,} beside one of {FEW:,}",
            many[what] / many["events"] * 1e6,
            other=few[what] / few["events"] * 1e6,
            unit="µs",
            bound="at most 1.5 times",
            holds=many[what] / many["events"] <= 1.5 * few[what] / few["events"],
        )
    bench.claim(
        f"memory of the process, {MANY:,} events beside {FEW:,}",
        many["memory"] / MEGABYTE,
        other=few["memory"] / MEGABYTE,
        unit="MB",
        bound="constant: at most 1.1 times",
        holds=many["memory"] <= 1.1 * few["memory"],
    )
    for found in (few, many):
        bench.claim(
            f"one of {found['events']:,} changed by force is named",
            found["named"],
            unit="event",
            bound="the one that was touched",
            holds=found["named"] == found["touched"],
        )


def _in_a_process(database, events):
    """What a fresh process finds: the memory of another run is not in its figure."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(_run, (database, events))


def _run(database, events):
    odoo.tools.config.parse_config(["--logfile", os.devnull], setup_logging=True)
    registry = Registry(database)
    with registry.cursor() as cr:
        _fill(_env(cr), events)
    seconds = {"seal": _timed(_seal, registry), "verify": _timed(_verify, registry)}
    with registry.cursor() as cr:
        seals = _env(cr)["udi.seal"].search([])
        sealed = sum(seals.mapped("count"))
        assert sealed >= events, sealed
    assert _state(registry)[0] == "whole", _state(registry)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    touched = _touch(registry)
    _verify(registry)
    return {
        "events": sealed,
        "memory": memory,
        "touched": touched,
        "named": _state(registry)[1],
        **seconds,
    }


def _env(cr):
    return api.Environment(cr, SUPERUSER_ID, {})


def _timed(work, registry):
    started = time.perf_counter()
    work(registry)
    return time.perf_counter() - started


def _seal(registry):
    """As the scheduled action: one after the other, each committed."""
    with registry.cursor() as cr:
        _env(cr)["udi.seal"]._cron_seal()


def _verify(registry):
    with registry.cursor() as cr:
        env = _env(cr)
        env["udi.seal"].action_verify()
        cr.commit()
        env["udi.seal.check"]._work_off()


def _state(registry):
    with registry.cursor() as cr:
        check = _env(cr)["udi.seal.check"].search([], limit=1)
        return check.state, check.wrong_event


def _touch(registry):
    """Change a late event with the guard off, as the owner of the table could."""
    with registry.cursor() as cr:
        cr.execute("SELECT max(id) - 5000 FROM udi_event")
        [number] = cr.fetchone()
        cr.execute("ALTER TABLE udi_event DISABLE TRIGGER USER")
        cr.execute("UPDATE udi_event SET quantity = 2 WHERE id = %s", [number])
        cr.execute("ALTER TABLE udi_event ENABLE TRIGGER USER")
    return number


def _fill(env, events):
    product = env["product.product"].search([], limit=1)
    env.cr.execute(
        SQL(
            """
            INSERT INTO udi_event (
                kind, happened_at, user_id, user_name, company_id,
                product_id, product_name, lot_name, quantity, reason)
            SELECT 'moved', now() AT TIME ZONE 'UTC', 1, 'OdooBot', %(company)s,
                %(product)s, 'Infusion pump', 'SN' || number, 1,
                'From the shelf to the packing table, scanned at the door'
            FROM generate_series(1, %(events)s) number
            """,
            company=env.company.id,
            product=product.id or None,
            events=events,
        )
    )
