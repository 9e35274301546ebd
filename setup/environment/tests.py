"""`setup/test`: which group runs where."""

import sys

from . import cache, command, process
from .odoo import addons, addons_digest, dependencies
from .report import Missing, step

GROUPS = ("core", "addons", "flows")
# What companies have installed beside us; the addons must live with each of them.
BESIDE = (
    "mrp",
    "mrp_subcontracting",
    "point_of_sale",
    "purchase_stock",
    "repair",
    "stock_dropshipping",
    "stock_picking_batch",
)


def run(arguments):
    """Run what the command line asks for; the worst exit code is returned."""
    groups, load, rest = _read(arguments)
    codes = [_run_group(group, rest) for group in groups]
    codes += [_run_load(name, rest) for name in load]
    return max(codes, default=0)


def _read(arguments):
    """(groups, benchmarks, pytest arguments) of a command line."""
    if arguments[:1] == ["load"]:
        if arguments[1:2] and arguments[1] in benchmarks():
            return (), arguments[1:2], arguments[2:]
        raise Missing(f"setup/test load NAME, where NAME is one of: {_listed()}")
    if arguments[:1] == ["all"]:
        return GROUPS, benchmarks(), arguments[1:]
    groups = []
    while arguments and arguments[0] in GROUPS:
        groups.append(arguments[0])
        arguments = arguments[1:]
    return groups or GROUPS, (), arguments


def benchmarks():
    """The names of the benchmarks in `tests/load`."""
    folder = cache.REPOSITORY / "tests" / "load"
    return sorted(p.stem for p in folder.glob("*.py") if not p.stem.startswith("_"))


def _listed():
    return ", ".join(benchmarks()) or "none yet"


def _paths(arguments, usual):
    """`usual`, unless the arguments name files or folders of the repository."""
    named = [a for a in arguments if not a.startswith("-")]
    if any((cache.REPOSITORY / a.split("::")[0]).exists() for a in named):
        return []
    return list(usual)


def _run_group(group, arguments):
    sys.stdout.write(f"\n── {group} ──\n")
    return {"core": _core, "addons": _addons, "flows": _flows}[group](arguments)


def _pytest(*arguments):
    return [sys.executable, "-m", "pytest", *arguments]


def _core(arguments):
    """Pure code needs no Odoo; the tests import it by its real name all the same."""
    places = _paths(arguments, ["tests/core"])
    return process.shown(
        _pytest("-p", "no:odoo", *places, *arguments), cwd=cache.REPOSITORY
    )


def _addons(arguments):
    """Each addon's own tests, in the smallest database that holds the addons."""
    places = _paths(arguments, addons())
    named = [a for a in addons() if any(p.startswith(a) for p in arguments)]
    with command.odoo("test", careless=True, with_browser=True) as odoo:
        template = lean_template(odoo, named or addons())
        return _in_database(odoo, template, "addons", places, arguments)


def _flows(arguments):
    """Across the addons, in a database with what companies have beside them."""
    places = _paths(arguments, ["tests/flows"])
    with command.odoo("test", careless=True, with_browser=True) as odoo:
        return _in_database(odoo, full_template(odoo), "flows", places, arguments)


def _in_database(odoo, template, label, places, arguments):
    with odoo.databases.run(label, template) as database:
        line = _pytest(
            f"--odoo-config={odoo.configuration()}",
            f"--odoo-database={database}",
            "--odoo-http",
            *places,
            *arguments,
        )
        surroundings = odoo.environment() | {"UDI_TEST_DATABASE": database}
        return process.shown(line, cwd=cache.REPOSITORY, env=surroundings)


def lean_template(odoo, ours):
    """The addons `ours` with nothing but what they depend on."""
    ours, modules = dependencies(ours)
    label = "lean" if ours == addons() else f"lean_{len(ours)}_{ours[0]}"
    return _template(odoo, label, modules, ours, lean=True)


def full_template(odoo):
    """Our addons among the modules of `BESIDE` and all that install themselves."""
    ours, modules = dependencies(addons())
    return _template(odoo, "full", sorted({*modules, *BESIDE}), ours)


def _template(odoo, label, modules, ours, **options):
    """The database `label`: Odoo's part is kept when only our addons changed."""
    databases = odoo.databases
    version = (odoo.root / "odoo" / "release.py").read_bytes()
    ground = cache.digest(version, odoo.root, *modules)

    def lay_ground(name):
        with step(f"New database with Odoo's {', '.join(modules)}"):
            odoo.install(name, modules, **options)

    def add_ours(name):
        with step(", ".join(ours)):
            with cache.locked(below):
                databases.copy(below, name)
            odoo.install(name, ours, **options)

    below = databases.template("ground_" + label, ground, lay_ground)
    return databases.template(label, addons_digest(ours, ground), add_ours)


def _run_load(name, arguments):
    """One benchmark: `tests/load/NAME.py` in a database of its own."""
    sys.stdout.write(f"\n── load {name} ──\n")
    with command.odoo("test", careless=True) as odoo:
        with odoo.databases.run("load", full_template(odoo)) as database:
            line = [sys.executable, "-m", "tests.load", name, *arguments]
            surroundings = odoo.environment() | {
                "UDI_TEST_DATABASE": database,
                "UDI_TEST_CONFIG": str(odoo.configuration()),
            }
            return process.shown(line, cwd=cache.REPOSITORY, env=surroundings)
