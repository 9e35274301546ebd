"""Reference data that lies beside the repository and is never copied into it.

The folder is ``$UDI_SHARED``, or ``../shared``. Where it is missing, tests that
need it are skipped and say so; with ``CI=true`` they fail instead, so that a
pipeline cannot pass by having no data.

Use the fixture ``shared`` inside a test, ``shared_data.rows`` in a parametrize::

    def test_golden(shared):
        text = shared("regulatory/gudid/sample.xml").read_text()

    @pytest.mark.parametrize("vector", shared_data.rows("vectors/some.json"))
    def test_vector(vector): ...
"""

import json
import os
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]


def root():
    """The folder, whether it is there or not."""
    return Path(os.environ.get("UDI_SHARED") or REPOSITORY.parent / "shared")


def required():
    """True where missing data is a failure and not a reason to skip."""
    return os.environ.get("CI", "").lower() == "true"


def path(relative):
    """The path of a file or folder that must exist; else skip, or fail in CI."""
    found = root() / relative
    if not found.exists():
        reason = f"no {relative} in the shared folder (set UDI_SHARED)"
        pytest.fail(reason) if required() else pytest.skip(reason)
    return found


def rows(relative, keep=lambda row: True, name="id"):
    """Parameters for ``pytest.mark.parametrize`` from a JSON list of objects.

    ``keep`` chooses rows, ``name`` is the key that names a case. A missing file
    gives one case that is skipped, or that stops the collection in CI.
    """
    source = root() / relative
    if not source.exists():
        reason = f"no {relative} in the shared folder (set UDI_SHARED)"
        if required():
            raise FileNotFoundError(reason)
        return [pytest.param(None, id="missing", marks=pytest.mark.skip(reason))]
    loaded = json.loads(source.read_text(encoding="utf-8"))
    return [pytest.param(row, id=str(row[name])) for row in loaded if keep(row)]
