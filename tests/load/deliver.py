"""Serials received, reserved and delivered, beside Odoo without the addons.

Both databases hold the same modules of Odoo; the rounds are interleaved, so that both
see the same machine, and each round is a transaction that is thrown away. With us
every unit is scanned, checked and written to the ledger.
"""

import gc
import os
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from time import perf_counter

import odoo
from odoo import api
from odoo.fields import Command
from odoo.modules.registry import Registry
from odoo.tools import SQL

SIZES = {1_000: 5, 10_000: 1}
STEPS = ("receive", "reserve", "deliver")
DI = "09506000134352"
LIFE = timedelta(days=700)
SERIAL = SQL("'SN' || id")


@dataclass
class Taken:
    """What one step cost: seconds, queries, and rows of the ledger."""

    seconds: float
    queries: int
    events: int = 0


def measure(bench):
    """For each size the steps of both, then the whole beside the whole."""
    odoo.tools.config.parse_config(["--logfile", os.devnull], setup_logging=True)
    ours, bare = Registry(bench.database), Registry(bench.bare)
    for size, rounds in SIZES.items():
        found = {True: [], False: []}
        for _round in range(rounds):
            found[True].append(_round_trip(ours, size, with_us=True))
            found[False].append(_round_trip(bare, size, with_us=False))
        best = {with_us: _best(runs) for with_us, runs in found.items()}
        _claim_steps(bench, size, best)
        _claim_whole(bench, size, best)
    _claim_queries(bench, ours, bare)


def _best(runs):
    """Step by step the fastest round: the rest is what else the machine did."""
    return {
        step: min((run[step] for run in runs), key=lambda taken: taken.seconds)
        for step in STEPS
    }


def _claim_steps(bench, size, best):
    for step in STEPS:
        bench.claim(
            f"{step} {size:,} serials",
            best[True][step].seconds,
            other=best[False][step].seconds,
            bound="printed",
            holds=True,
        )
    events = sum(taken.events for taken in best[True].values())
    bench.claim(
        f"events of {size:,} serials",
        events,
        unit="rows",
        bound="two a serial",
        holds=events == 2 * size,
    )


def _claim_whole(bench, size, best):
    ours, bare = (
        sum(taken.seconds for taken in best[with_us].values())
        for with_us in (True, False)
    )
    few = size <= 1_000
    bench.claim(
        f"all steps, {size:,} serials",
        ours,
        other=bare,
        bound="at most 5 % more" if few else "less than Odoo alone",
        holds=ours <= 1.05 * bare if few else ours < bare,
    )


def _claim_queries(bench, ours, bare):
    """What one serial more costs, in queries of ours and of Odoo's."""
    few, more = 200, 600
    cost = {}
    for registry, with_us in ((ours, True), (bare, False)):
        small, large = (
            _round_trip(registry, size, with_us=with_us) for size in (few, more)
        )
        for step in STEPS:
            difference = large[step].queries - small[step].queries
            cost[with_us, step] = difference / (more - few)
    for step in STEPS:
        bench.claim(
            f"{step}: queries of one serial more",
            cost[True, step],
            other=cost[False, step] or None,
            unit="queries",
            bound="not more than Odoo alone",
            holds=cost[True, step] <= cost[False, step] + 0.05,
        )


def _round_trip(registry, size, *, with_us):
    """Step -> Taken, for one receipt and one delivery of `size` serials."""
    with registry.cursor() as cursor:
        env = api.Environment(cursor, odoo.SUPERUSER_ID, {})
        stage = _Stage(env, with_us)
        receipt = stage.receipt(size)
        found = {"receive": stage.taken(lambda: stage.validate(receipt))}
        stage.settle()
        delivery = stage.delivery(size)
        found["reserve"] = stage.taken(delivery.action_assign)
        stage.scan(delivery, receipt)
        found["deliver"] = stage.taken(lambda: stage.validate(delivery))
        cursor.rollback()
    return found


class _Stage:
    """One warehouse, one product, and the people's work as calls."""

    def __init__(self, env, with_us):
        self.env, self.with_us = env, with_us
        self.warehouse = env["stock.warehouse"].search([], limit=1)
        # reserved when the benchmark says so, not with the confirmation
        self.warehouse.out_type_id.reservation_method = "manual"
        self.customer = env["res.partner"].create({"name": "Hospital"})
        self.product = env["product.product"].create(
            {
                "name": "Infusion pump",
                "is_storable": True,
                "tracking": "serial",
                "use_expiration_date": True,
            }
        )
        if with_us:
            self.di = self._device().primary_di_id
            operations = self.warehouse.in_type_id + self.warehouse.out_type_id
            operations.udi_scan_policy = "units"
        self.today = date.today()

    def _device(self):
        device = self.env["udi.device"].create(
            {
                "brand_name": "PumpOne",
                "model_number": "IP-200",
                "product_id": self.product.id,
                "manufacturer_id": self.env.company.partner_id.id,
                "pi_serial": True,
                "pi_expiration_date": True,
                "di_ids": [Command.create({"code": DI})],
            }
        )
        device.action_activate()
        return device

    def taken(self, work):
        """Seconds, queries and events of `work`, written to the database."""
        self.env.flush_all()
        self.env.invalidate_all()
        gc.collect()
        before, events = self.env.cr.sql_log_count, self._events()
        started = perf_counter()
        work()
        self.env.flush_all()
        seconds = perf_counter() - started
        queries = self.env.cr.sql_log_count - before
        return Taken(seconds, queries, self._events() - events)

    def _events(self):
        if not self.with_us:
            return 0
        return self.env["udi.event"].search_count(
            [("product_id", "=", self.product.id)]
        )

    def _picking(self, operation, size, **vals):
        picking = self.env["stock.picking"].create(
            {
                "picking_type_id": operation.id,
                "location_id": operation.default_location_src_id.id,
                "location_dest_id": operation.default_location_dest_id.id,
                **vals,
            }
        )
        self.env["stock.move"].create(
            {
                "picking_id": picking.id,
                "product_id": self.product.id,
                "product_uom_qty": size,
                "location_id": picking.location_id.id,
                "location_dest_id": picking.location_dest_id.id,
            }
        )
        picking.action_confirm()
        return picking

    def receipt(self, size):
        """A receipt whose labels were read: a line, a number and a day for each."""
        picking = self._picking(self.warehouse.in_type_id, size)
        assert len(picking.move_line_ids) == size, "a line a serial is what Odoo makes"
        self.env.flush_all()
        day = self.today + LIFE
        noon = datetime.combine(day, time(12))
        label = SQL("expiration_date = %(noon)s, removal_date = %(noon)s", noon=noon)
        if self.with_us:
            label = SQL(
                """
                udi_di_id = %s, udi_serial_number = %s, udi_expiration_date = %s,
                udi_manufacture_date = %s, udi_scanned_qty = 1, %s
                """,
                *(self.di.id, SERIAL, day, self.today, label),
            )
        self.env.cr.execute(
            SQL(
                """
                UPDATE stock_move_line SET lot_name = %s, %s
                 WHERE picking_id = %s
                """,
                *(SERIAL, label, picking.id),
            )
        )
        self.env.invalidate_all()
        picking.move_ids.picked = True
        return picking

    def settle(self):
        """What the server's own upkeep does between a receipt and a delivery."""
        self.env.cr.execute("ANALYZE stock_quant, stock_move_line, stock_lot")

    def delivery(self, size):
        return self._picking(
            self.warehouse.out_type_id, size, partner_id=self.customer.id
        )

    def scan(self, delivery, receipt):
        """Every unit in the box; with us each of them was read."""
        lines = delivery.move_line_ids
        assert lines.lot_id == receipt.move_line_ids.lot_id, "not all was reserved"
        lines.picked = True
        if self.with_us:
            lines.udi_scanned_qty = 1

    def validate(self, picking):
        answer = picking.button_validate()
        assert picking.state == "done", answer
