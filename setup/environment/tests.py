"""`setup/test`: which group runs where."""

import contextlib
import sys

from . import cache, command, process
from .odoo import addons
from .report import Missing
from .templates import bare_template, full_template, lean_template

GROUPS = ("core", "addons", "flows")
NO_TESTS = 5  # pytest's exit code where nothing was chosen


def run(arguments):
    """Run what the command line asks for; the worst exit code is returned."""
    groups, load, rest = _read(arguments)
    core = [_core(rest)] if "core" in groups else []
    slow = [group for group in groups if group != "core"]
    codes = _with_odoo(slow, rest, core) if slow else process.together(core)
    codes += [_run_load(name, rest) for name in load]
    return _worst(codes)


def _worst(codes):
    """Words that choose tests may leave a run without any, but not all of them."""
    ran = [code for code in codes if code != NO_TESTS]
    return max(ran or codes, default=0)


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


def _pytest(*arguments):
    return [sys.executable, "-m", "pytest", *arguments]


def _core(arguments):
    """Pure code needs no Odoo; the tests import it by its real name all the same."""
    places = _paths(arguments, ["tests/core"])
    line = _pytest("-p", "no:odoo", *places, *arguments)
    return "core", line, {"cwd": cache.REPOSITORY}


def _with_odoo(groups, arguments, others):
    """Each run in a database of its own, two at a time.

    The flows begin: they cannot be cut, and short runs fit in at the end, as do the
    `others`, which need no database.
    """
    with (
        command.odoo("test", careless=True, with_browser=True) as odoo,
        contextlib.ExitStack() as stack,
    ):
        runs = []
        for group in reversed(groups):
            template, places = {"addons": _addons, "flows": _flows}[group](
                odoo, arguments
            )
            for title, words in places:
                database = stack.enter_context(odoo.databases.run(group, template))
                words = [*words, *arguments]
                runs.append(_in_database(odoo, title, database, words))
        return process.together([*runs, *others])


def _addons(odoo, arguments):
    """Each addon's own tests, in the smallest database that holds the addons."""
    named = [a for a in addons() if any(p.startswith(a) for p in arguments)]
    template = lean_template(odoo, named or addons())
    if not _paths(arguments, ["all"]):
        return template, [("addons", [])]
    return template, [(f"addons: {each}", [each]) for each in _longest_first(addons())]


def _longest_first(names):
    """By what they have to test, which is about what it takes."""
    return sorted(names, key=_size_of_tests, reverse=True)


def _size_of_tests(addon):
    folder = cache.REPOSITORY / addon / "tests"
    return sum(path.stat().st_size for path in folder.glob("test_*.py"))


def _flows(odoo, arguments):
    """Across the addons, in a database with what companies have beside them."""
    return full_template(odoo), [("flows", _paths(arguments, ["tests/flows"]))]


def _in_database(odoo, title, database, arguments):
    line = _pytest(f"--odoo-database={database}", "--odoo-http", *arguments)
    surroundings = odoo.environment() | {"UDI_TEST_DATABASE": database}
    return title, line, {"cwd": cache.REPOSITORY, "env": surroundings}


def _run_load(name, arguments):
    """One benchmark, `tests/load/NAME.py`, with the databases it may compare."""
    sys.stdout.write(f"\n── load {name} ──\n")
    with command.odoo("test", careless=True) as odoo, contextlib.ExitStack() as stack:
        ours = full_template(odoo)
        templates = {"TEST": ours, "TWIN": ours, "BARE": bare_template(odoo)}
        databases = {
            f"UDI_{label}_DATABASE": stack.enter_context(
                odoo.databases.run(label.lower(), template)
            )
            for label, template in templates.items()
        }
        line = [sys.executable, "-m", "tests.load", name, *arguments]
        surroundings = odoo.environment() | databases
        return process.shown(line, cwd=cache.REPOSITORY, env=surroundings)
