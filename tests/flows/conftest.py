"""What the flows share: the set-up's own tools, to make and drop databases."""

import contextlib
import sys
from pathlib import Path

import pytest

# An addon that its own test installs and tries, beside all others it is not there
collect_ignore = ["further"]

REPOSITORY = Path(__file__).resolve().parents[2]
sys.path.append(str(REPOSITORY / "setup"))


@pytest.fixture(scope="session")
def house():
    """The Odoo of this run: its source tree, server and databases."""
    from environment import command

    with command.odoo("test", careless=True) as odoo:
        yield odoo


@pytest.fixture
def database(house):
    """A function: a template's name -> a copy of it for this test, dropped after it."""
    with contextlib.ExitStack() as stack:
        yield lambda template: stack.enter_context(
            house.databases.run("cycle", template)
        )
