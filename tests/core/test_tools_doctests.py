"""The examples in the documentation of the pure modules must be true."""

import doctest
from importlib import import_module
from pkgutil import iter_modules

import pytest

from odoo.addons.udi_traceability import tools

NAMES = [module.name for module in iter_modules(tools.__path__)]


@pytest.mark.parametrize("name", NAMES)
def test_examples(name):
    failed, _tried = doctest.testmod(import_module(f"{tools.__name__}.{name}"))
    assert not failed


def test_there_are_examples():
    modules = [import_module(f"{tools.__name__}.{name}") for name in NAMES]
    assert sum(doctest.testmod(module).attempted for module in modules) >= 15
