"""Devices written for EUDAMED: in pure code beside lxml alone, and as a batch in Odoo.

Every device is checked against all rules, built and written. The files are those that
are uploaded: 300 devices each, checked versions, ids of their own. In Odoo the batch
is chosen, built part by part, packed, noted as uploaded and answered. A hundred
thousand cost as much a device as ten thousand.
"""

import json
import os
import subprocess
import sys

COUNTS = (10_000, 100_000)
SHARE = 25  # lxml alone may be this many times as fast
GROWTH = 1.25
# Times of a busy machine differ; what grows with the batch would be ten times
SLOWER = 2.5
MOST = 0.5  # queries a device, over all the parts of one step
MORE = 100  # MB: lists of a hundred thousand ids, and the codes of as many devices
ONCE = ("open the dialog", "press Build", "open its page", "board")
OPENS = 15  # seconds
CHECKED = "write with the schema"


def measure(bench):
    """Two sizes, each in a process of its own: rate and memory; then the batches."""
    _pure(bench)
    _batches(bench)


def _pure(bench):
    runs = [_run("_export_job", count) for count in COUNTS]
    for run in runs:
        ours = run["devices"] / run["seconds"]
        bare = run["devices"] / run["bare_seconds"]
        bench.claim(
            f"{run['devices']:,} devices, checked, built and written",
            round(ours),
            other=round(bare),
            unit="devices/s",
            bound=f"lxml alone at most {SHARE} times as fast",
            holds=bare <= SHARE * ours,
        )
    small, large = runs
    bench.claim(
        f"memory at {large['devices']:,} beside {small['devices']:,}",
        round(large["peak"], 1),
        other=round(small["peak"], 1),
        unit="MB",
        bound=f"flat: at most {GROWTH} times",
        holds=large["peak"] <= GROWTH * small["peak"],
    )


def _batches(bench):
    few, many = COUNTS
    small, large = _run_in("TEST", few, "schema"), _run_in("TWIN", many)
    for what, (queries, seconds) in large["costs"].items():
        fewer, sooner = small["costs"][what]
        if what in ONCE:
            _once(bench, what, seconds, sooner)
            continue
        bench.claim(
            f"{what}: milliseconds a device, {many:,} beside {few:,}",
            1000 * seconds / many,
            other=1000 * sooner / few,
            unit="ms",
            bound=f"at most {SLOWER} times",
            holds=seconds / many <= SLOWER * sooner / few,
        )
        bench.claim(
            f"{what}: queries of one device more",
            (queries - fewer) / (many - few),
            unit="queries",
            bound=f"under {MOST}",
            holds=queries - fewer < MOST * (many - few),
        )
    _schema(bench, small["costs"])
    bench.claim(
        f"memory of the batch at {many:,} beside {few:,}",
        large["peak"] - large["begin"],
        other=small["peak"] - small["begin"],
        unit="MB",
        bound=f"{MORE} MB more at most",
        holds=large["peak"] - large["begin"] < small["peak"] - small["begin"] + MORE,
    )
    load, _five, _fifteen = os.getloadavg()
    bench.claim("load of the machine", load, unit="", bound="printed", holds=True)


def _schema(bench, costs):
    """What it costs to check every file, where the official schema is at hand."""
    if CHECKED not in costs:
        return
    few, _many = COUNTS
    ours, bare = costs[CHECKED][1], costs["write"][1]
    bench.claim(
        f"{CHECKED}: milliseconds a device, {few:,} beside without",
        1000 * ours / few,
        other=1000 * bare / few,
        unit="ms",
        bound="at most 4 times",
        holds=ours <= 4 * bare,
    )


def _once(bench, what, seconds, sooner):
    few, many = COUNTS
    bench.claim(
        f"{what}, {many:,} beside {few:,}",
        seconds,
        other=sooner,
        bound=f"under {OPENS} s",
        holds=seconds < OPENS,
    )


def _run_in(label, *words):
    """A batch in the database of that label: what it makes stays there."""
    database = os.environ[f"UDI_{label}_DATABASE"]
    return _run("_export_batch", *words, UDI_TEST_DATABASE=database)


def _run(name, *words, **surroundings):
    line = [sys.executable, "-m", f"tests.load.{name}", *map(str, words)]
    told = subprocess.check_output(line, text=True, env=os.environ | surroundings)
    return json.loads(told.splitlines()[-1])
