"""The two commands themselves: the second run of each must not make anybody wait."""

import os
import subprocess
import sys
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
# A command starts as a newcomer starts it: without what this process was told.
TOLD = ("PYTHONPATH", "ODOO_RC", "PGHOST", "PGPORT", "PGUSER")


def measure(bench):
    """Each command once to warm its caches, then once against its bound."""
    for arguments, bound in (
        (("setup/demo", "--no-serve"), 60),
        (("setup/test", "core", "-q"), 30),
    ):
        _run(arguments)
        taken = bench.seconds(_run, arguments)
        what = " ".join(arguments) + ", second run"
        bench.claim(what, taken, bound=f"under {bound} s", holds=taken < bound)


def _run(arguments):
    kept = {name: text for name, text in os.environ.items() if name not in TOLD}
    subprocess.run(arguments, cwd=REPOSITORY, env=kept, check=True, stdout=sys.stderr)
