"""`python -m story`: play each step, commit it, and print the table."""

import argparse
import importlib
import sys
import textwrap
import time
import traceback

import odoo
from odoo import api
from odoo.modules.module import initialize_sys_path
from odoo.modules.registry import Registry
from odoo.tools import config

from .stage import NotSo, Stage

WIDTH = 97


def main():
    parser = argparse.ArgumentParser()
    for name in ("database", "output", "address"):
        parser.add_argument(f"--{name}", required=True)
    options = parser.parse_args()
    config.parse_config(["--log-level", "warn"], setup_logging=True)
    initialize_sys_path()
    story = importlib.import_module("story.steps").STORY  # it imports from our addons
    with Registry(options.database).cursor() as cursor:
        env = api.Environment(cursor, odoo.SUPERUSER_ID, {})
        env["ir.config_parameter"].set_param("report.url", options.address)
        if "odoobot_state" in env["res.users"]._fields:
            # its greeting would lie over the first screen on a phone
            env["res.users"].search([]).odoobot_state = "disabled"
        code = play(Stage(env, options.output), story)
        env["ir.config_parameter"].set_param("report.url", False)
        cursor.commit()
        return code


def play(stage, story):
    """Play all steps; 0 if each held, else 1 with the reason in the table."""
    sys.stdout.write(f"\n  {'The story of one device':<27}{'result':<64}time\n")
    sys.stdout.write("─" * WIDTH + "\n")
    for number, step in enumerate(story, 1):
        started = time.monotonic()
        try:
            result = step(stage)
            stage.env.cr.commit()
        except Exception as error:
            stage.env.cr.rollback()
            if isinstance(error, NotSo):
                _row(number, step, f"NOT SO: {error}", started)
            else:
                _row(number, step, "FAILED", started)
                traceback.print_exc()
            return 1
        _row(number, step, result, started)
    return 0


def _row(number, step, result, started):
    title = f"{number} {step.__doc__.splitlines()[0].rstrip('.')}"
    seconds = f"{time.monotonic() - started:.1f} s"
    first, *more = (
        line
        for paragraph in str(result).splitlines()
        for line in textwrap.wrap(paragraph, 61, subsequent_indent="  ")
    )
    sys.stdout.write(f"{title:<29}{first:<62}{seconds:>6}\n")
    sys.stdout.writelines(f"{'':<29}{line}\n" for line in more)
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
