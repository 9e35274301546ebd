"""Odoo's own command line with our addons, on our server."""

import ast
import os
import socket
import sys
from dataclasses import dataclass
from pathlib import Path

from . import cache, process
from .database import Databases
from .postgresql import Server
from .report import StepFailed


def free_port():
    """A port of this machine nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@dataclass(frozen=True)
class Odoo:
    """One Odoo source tree with one database server."""

    root: Path
    server: Server

    @property
    def data(self):
        folder = cache.home() / f"data-{self.server.name}"
        folder.mkdir(exist_ok=True)
        return folder

    @property
    def databases(self):
        return Databases(self.server, self.data)

    def environment(self, configuration=None):
        """The variables for a process that is Odoo or asks for it."""
        return process.environment(
            PYTHONPATH=self.root,
            PATH=os.pathsep.join((f"{sys.prefix}/bin", os.environ["PATH"])),
            ODOO_RC=configuration or self.configuration(),
            **self.server.variables(),
        )

    def addons_path(self):
        places = [self.root / "addons", self.root / "odoo" / "addons"]
        return [place for place in places if place.is_dir()] + [cache.REPOSITORY]

    def configuration(self, port=None, cron_threads=0):
        """A configuration file for one process; ports are free ones unless given."""
        text = (cache.REPOSITORY / "setup" / "odoo.conf.in").read_text()
        text = text.format(
            addons_path=",".join(str(place) for place in self.addons_path()),
            data_dir=self.data,
            db_host=self.server.host,
            db_port=self.server.port,
            db_user=self.server.user,
            http_port=port or free_port(),
            gevent_port=free_port(),
            cron_threads=cron_threads,
        )
        folder = cache.home() / "configuration"
        folder.mkdir(exist_ok=True)
        path = folder / f"{cache.digest(text)}.conf"
        path.write_text(text)
        return path

    def command(self, *arguments):
        """Odoo's command line; its configuration comes with `environment`."""
        return [sys.executable, "-m", "odoo", *arguments]

    def install(self, database, modules, *, demo=False, lean=False):
        """Install `modules` in `database`; a warning in the log is a failure."""
        arguments = ["-d", database, "-i", ",".join(modules), "--stop-after-init"]
        arguments += ["--no-http"]
        arguments += ["--with-demo"] if demo else []
        arguments += ["--skip-auto-install"] if lean else []
        self.checked(*arguments, what=f"Installing {', '.join(modules)}")

    def checked(self, *arguments, what):
        """Run Odoo's command line; it fails on an error or a warning in the log."""
        folder = cache.home() / "log"
        folder.mkdir(exist_ok=True)
        log = folder / f"{cache.digest(*arguments)}.log"
        process.logged(self.command(*arguments), log, what=what, env=self.environment())
        checked = [sys.executable, "-m", "checklog_odoo", log]
        try:
            process.quiet(checked, what=f"{what}: a warning in the log; that")
        except StepFailed as error:
            raise StepFailed(f"{error}\nThe whole log: {log}") from None


def addons():
    """The names of this repository's addons."""
    return sorted(
        path.parent.name for path in cache.REPOSITORY.glob("*/__manifest__.py")
    )


def manifest(addon):
    """An addon's manifest as a dict."""
    path = cache.REPOSITORY / addon / "__manifest__.py"
    return ast.literal_eval(path.read_text())


def dependencies(ours):
    """(our addons, modules of Odoo) that the addons `ours` need, and are."""
    known, reached, waiting = set(addons()), set(), set(ours)
    while waiting:
        addon = waiting.pop()
        reached.add(addon)
        for name in manifest(addon)["depends"]:
            if name in known and name not in reached:
                waiting.add(name)
            reached.add(name)
    return sorted(reached & known), sorted(reached - known)


def addons_digest(ours, *more):
    """A name for the state of the addons `ours`: what an installation depends on.

    Tests and browser scripts are read when they run, so they do not count.
    """
    parts = []
    for addon in ours:
        for path in sorted((cache.REPOSITORY / addon).rglob("*")):
            inside = path.relative_to(cache.REPOSITORY)
            if path.is_file() and not {"tests", "__pycache__"} & set(inside.parts):
                parts += [inside, path.read_bytes()]
    return cache.digest(*parts, *more)
