"""Two runs never share a database, and a killed one leaves nothing for long."""

import subprocess
import sys

import pytest
from environment.templates import full_template

HOLDER = """
import sys
sys.path.insert(0, {setup!r})
from environment import command
with command.odoo("test", careless=True) as odoo:
    with odoo.databases.run("held", {template!r}) as name:
        print(name, flush=True)
        sys.stdin.read()
"""


def holder(house, template):
    """A second run, in a process of its own; returns it and its database's name."""
    from environment import cache

    script = HOLDER.format(setup=str(cache.REPOSITORY / "setup"), template=template)
    process = subprocess.Popen(
        [sys.executable, "-c", script],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    for line in process.stdout:
        if line.startswith("udi_run_"):
            return process, line.strip()
    raise AssertionError(f"the second run ended with {process.wait()}")


def test_two_runs_have_two_databases(house):
    template = full_template(house)
    other, theirs = holder(house, template)
    with house.databases.run("held", template) as ours:
        assert ours != theirs
        assert {ours, theirs} <= set(house.databases.names("udi_run_held"))
    assert theirs in house.databases.names("udi_run_held")
    other.communicate("")
    assert other.returncode == 0
    assert theirs not in house.databases.names("udi_run_held")


def test_what_a_killed_run_leaves_is_swept_by_the_next(house):
    template = full_template(house)
    other, theirs = holder(house, template)
    other.kill()
    other.communicate()
    assert theirs in house.databases.names("udi_run_held")
    with house.databases.run("held"):
        assert theirs not in house.databases.names("udi_run_held")
        assert not house.databases.filestore(theirs).exists()


def test_a_template_that_was_cut_short_is_built_again(house):
    databases = house.databases
    built = []

    def cut_short(name):
        built.append(name)
        with house.server.cursor() as cursor:
            cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE template0')
        raise KeyboardInterrupt

    def whole(name):
        built.append(name)
        with house.server.cursor() as cursor:
            cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE template0')

    with pytest.raises(KeyboardInterrupt):
        databases.template("trial", "1", cut_short)
    made = databases.template("trial", "1", whole)
    assert built == ["udi_template_draft_trial__1"] * 2
    assert databases.template("trial", "1", cut_short) == made
    databases.drop_templates("trial")
    assert databases.names("udi_template_trial") == []
