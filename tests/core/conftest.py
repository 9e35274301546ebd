"""Run the pure code by its real names, without Odoo.

``from odoo.addons.udi_traceability.tools import parse`` would execute the addon's
``__init__``, which imports models and with them Odoo. Here the packages above
``tools`` and ``formats`` are registered empty, with nothing but a search path.
"""

import sys
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest

ADDONS = ("udi_traceability", "udi_recall", "udi_regulatory_export")
HERE = Path(__file__).resolve().parent

if str(HERE) not in sys.path:  # pytest's importlib mode does not put it there
    sys.path.insert(0, str(HERE))
shared_data = import_module("shared_data")


def _register(name, search_path):
    """Put an empty package into ``sys.modules`` and on its parent."""
    package = ModuleType(name)
    package.__path__ = search_path
    sys.modules[name] = package
    parent, _dot, child = name.rpartition(".")
    if parent:
        setattr(sys.modules[parent], child, package)


if "odoo" not in sys.modules:
    _register("odoo", [])
    _register("odoo.addons", [])
    for addon in ADDONS:
        _register(f"odoo.addons.{addon}", [str(shared_data.REPOSITORY / addon)])


@pytest.fixture(scope="session")
def shared():
    """A function: path in the shared folder -> ``Path``, or skip (fail in CI)."""
    return shared_data.path
