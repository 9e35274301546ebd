"""`python -m story`: play each step, commit it, and print the table."""

import argparse
import sys
import time
import traceback

import odoo
from odoo import api
from odoo.modules.registry import Registry
from odoo.tools import config

from . import steps
from .stage import NotSo, Stage

WIDTH = 96


def main():
    parser = argparse.ArgumentParser()
    for name in ("database", "output"):
        parser.add_argument(f"--{name}", required=True)
    options = parser.parse_args()
    config.parse_config(["--log-level", "warn"], setup_logging=True)
    with Registry(options.database).cursor() as cursor:
        env = api.Environment(cursor, odoo.SUPERUSER_ID, {})
        return play(Stage(env, options.output))


def play(stage):
    """Play all steps; 0 if each held, else 1 with the reason in the table."""
    sys.stdout.write(f"\n{'The story of one device':<30} {'result':<57} time\n")
    sys.stdout.write("─" * WIDTH + "\n")
    for number, step in enumerate(steps.STORY, 1):
        started = time.monotonic()
        try:
            result = step(stage)
            stage.env.cr.commit()
        except NotSo as error:
            _row(number, step, f"NOT SO: {error}", started)
            return 1
        except Exception:
            _row(number, step, "FAILED", started)
            traceback.print_exc()
            return 1
        _row(number, step, result, started)
    return 0


def _row(number, step, result, started):
    title = f"{number} {step.__doc__.splitlines()[0].rstrip('.')}"
    seconds = f"{time.monotonic() - started:6.1f} s"
    first, *more = str(result).splitlines()
    sys.stdout.write(f"{title:<30} {first:<55} {seconds}\n")
    sys.stdout.writelines(f"{'':<30} {line}\n" for line in more)
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
