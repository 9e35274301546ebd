"""Devices written for EUDAMED in a second, beside lxml writing the same trees alone.

Every device is checked against all rules, built and written. The files are those that
are uploaded: 300 devices each, checked versions, ids of their own.
"""

import json
import subprocess
import sys

COUNTS = (10_000, 100_000)
SHARE = 60  # lxml alone may be this many times as fast
GROWTH = 1.25


def measure(bench):
    """Two sizes, each in a process of its own: rate and memory."""
    runs = [_run(count) for count in COUNTS]
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


def _run(count):
    line = [sys.executable, "-m", "tests.load._export_job", str(count)]
    told = subprocess.run(line, check=True, stdout=subprocess.PIPE, text=True).stdout
    return json.loads(told.splitlines()[-1])
