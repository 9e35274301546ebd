"""`setup/demo`: a new database, the story played in it, and Odoo to look at it."""

import contextlib
import socket
import sys
import time

from . import cache, command, process
from .odoo import free_port
from .report import Missing
from .templates import demo_template

OUTPUT = cache.REPOSITORY / "demo-output"

WHERE_TO_LOOK = """
  Address   http://127.0.0.1:{port}/odoo
  Logins    quality / quality     the compliance officer of a recall
            officer / officer     devices and registrations
            worker  / worker      the warehouse, with a scanner
            admin   / admin       everything
  Click     as quality: UDI ▸ Recalls ▸ the one recall: units, consignees, notices
            as quality: UDI ▸ Trace, type C-778 ⏎: where the battery lot went
            as officer: UDI ▸ Devices ▸ IP-200B, then Registrations
            as worker:  Inventory ▸ Deliveries ▸ a done one ▸ UDI events
  Files     demo-output/   notices, and what FDA, EUDAMED and NMPA would get
  End       Ctrl+C
"""


def run(options):
    """Play the story in a database of this run; then serve it until Ctrl+C."""
    if not options.no_serve:
        _claim(options.port)
    with command.odoo("demo") as odoo:
        template = demo_template(odoo, fresh=options.fresh)
        with _database(odoo, template, keep=options.keep) as database:
            code = _play(odoo, database)
            if code == 0 and not options.no_serve:
                _serve(odoo, database, options.port)
            if options.keep:
                sys.stdout.write(f"\nKept: setup/odoo -d {database}\n")
            return code


def _claim(port):
    """Say now, not after two minutes, that the port is taken."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            raise Missing(
                f"Port {port} is taken ({error.strerror}). Choose another one: "
                f"setup/demo --port {port + 1}"
            ) from error


@contextlib.contextmanager
def _database(odoo, template, keep):
    if keep:
        name = time.strftime("udi_demo_%Y%m%d_%H%M%S")
        with cache.locked(template):
            odoo.databases.copy(template, name)
        yield name
    else:
        with odoo.databases.run("demo", template) as name:
            yield name


def _play(odoo, database):
    OUTPUT.mkdir(exist_ok=True)
    port = free_port()
    line = [sys.executable, "-m", "story", "--database", database, "--output", OUTPUT]
    line += ["--address", f"http://127.0.0.1:{port}"]
    # wkhtmltopdf asks a running Odoo for the style of what it prints
    command_line, surroundings = _server(odoo, database, port)
    log = (cache.home() / "log" / "demo-server.log").open("w")
    options = {"env": surroundings, "stdout": log, "stderr": log}
    with log, process.beside(command_line, port, what="Odoo", **options):
        return process.shown(
            line, cwd=cache.REPOSITORY / "setup", env=odoo.environment()
        )


def _serve(odoo, database, port):
    sys.stdout.write(WHERE_TO_LOOK.format(port=port))
    command_line, surroundings = _server(odoo, database, port, cron_threads=1)
    with contextlib.suppress(KeyboardInterrupt):
        process.shown(command_line, env=surroundings)


def _server(odoo, database, port, **settings):
    """(command line, variables) of an Odoo that serves nothing but `database`."""
    configuration = odoo.configuration(port=port, **settings)
    chosen = ("-d", database, "--db-filter", f"^{database}$", "--log-level", "warn")
    return odoo.command(*chosen), odoo.environment(configuration)
