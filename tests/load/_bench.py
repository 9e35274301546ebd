"""What the benchmarks share: the clock, the claims, the table and the result file.

A time is compared with another one of the same run wherever there is one; it is printed
and kept, and never asserted in a test.
"""

import json
import os
import sys
import time
from pathlib import Path

RESULTS = Path(__file__).parent / "results"
COLUMNS = ("what", "ours", "other", "unit", "ratio", "bound", "holds")


class Bench:
    """The claims of one benchmark, each with what was measured for it.

    ``database`` holds our addons, ``twin`` is another copy of it for a second state,
    ``bare`` holds the same modules of Odoo without us.
    """

    def __init__(self, name):
        self.name = name
        self.database = os.environ.get("UDI_TEST_DATABASE")
        self.twin = os.environ.get("UDI_TWIN_DATABASE")
        self.bare = os.environ.get("UDI_BARE_DATABASE")
        self.claims = []

    def seconds(self, work, *arguments):
        """How long `work(*arguments)` takes."""
        started = time.perf_counter()
        work(*arguments)
        return time.perf_counter() - started

    def claim(self, what, ours, *, bound, holds, unit="s", other=None):
        """Record one claim: `bound` in the words it was promised in."""
        ratio = round(ours / other, 3) if other else None
        row = (what, _short(ours), _short(other), unit, ratio, bound, bool(holds))
        self.claims.append(dict(zip(COLUMNS, row, strict=True)))

    def report(self):
        """Print the table and write `results/NAME.json`."""
        RESULTS.mkdir(exist_ok=True)
        result = {"name": self.name, "rows": self.claims}
        path = RESULTS / f"{self.name}.json"
        path.write_text(json.dumps(result, indent=2) + "\n")
        rows = [COLUMNS, *(tuple(claim.values()) for claim in self.claims)]
        cells = [["" if v is None else str(v) for v in row] for row in rows]
        widths = [max(len(row[i]) for row in cells) for i in range(len(COLUMNS))]
        for row in cells:
            line = "  ".join(c.ljust(w) for c, w in zip(row, widths, strict=True))
            sys.stdout.write(line.rstrip() + "\n")


def _short(value):
    return round(value, 4) if isinstance(value, float) else value
