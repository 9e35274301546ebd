"""`python -m tests.load NAME`: run one benchmark, print its table, keep its result.

Ends 1 where a claim does not hold; `setup/test load NAME` calls it.
"""

import importlib
import sys

from ._bench import Bench


def main():
    name = sys.argv[1]
    bench = Bench(name)
    importlib.import_module(f"tests.load.{name}").measure(bench)
    bench.report()
    return 0 if all(claim["holds"] for claim in bench.claims) else 1


if __name__ == "__main__":
    sys.exit(main())
