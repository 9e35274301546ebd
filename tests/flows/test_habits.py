"""What the linters promise: planted faults are found, our own code has none."""

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from environment.odoo import addons
from environment.templates import full_template

REPOSITORY = Path(__file__).resolve().parents[2]


def ruff(folder):
    return subprocess.run(
        [sys.executable, "-m", "ruff", "check", "--no-fix", "--no-cache", "."],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("room", "line"),
    [
        ("udi_traceability/tools", "import odoo"),
        ("udi_traceability/tools", "from odoo import fields"),
        ("udi_recall/tools", "from odoo.tools import SQL"),
        ("udi_regulatory_export/formats", "import odoo"),
        (
            "udi_regulatory_export/formats/eudamed",
            "from odoo.exceptions import UserError",
        ),
    ],
)
def test_a_planted_import_of_odoo_is_refused(tmp_path, room, line):
    for addon in addons():
        shutil.copytree(REPOSITORY / addon, tmp_path / addon)
    shutil.copy(REPOSITORY / ".ruff.toml", tmp_path)
    assert "TID251" not in ruff(tmp_path).stdout
    (tmp_path / room / "planted.py").write_text(f"{line}\n")
    found = ruff(tmp_path)
    assert found.returncode == 1
    assert "TID251" in found.stdout and "planted.py" in found.stdout


def test_odoos_own_linters(house, database):
    """Odoo's `test_lint`, over all modules that are on the path."""
    name = database(full_template(house))
    house.checked(
        *("-d", name, "-i", "test_lint"),
        *("--test-tags", "/test_lint,-/test_lint:TestPyLint,-/test_lint:TestESLint"),
        *("--stop-after-init", "--no-http"),
        what="Odoo's linters",
    )


def test_odoos_own_checkers_of_sql_and_translations(house):
    """`TestPyLint` of `test_lint`, over our addons instead of all of Odoo.

    Without its rule against variables: a lazy text is one, and `env._(LAZY)` is how
    Odoo means it to be used.
    """
    checkers = house.root / "odoo" / "addons" / "test_lint" / "tests"
    plugins = sorted(path.stem for path in checkers.glob("_odoo_checker_*.py"))
    found = subprocess.run(
        [sys.executable, "-m", "pylint", "--rcfile=/dev/null", "--disable=all"]
        + [f"--load-plugins={','.join(plugins)}"]
        + ["--enable=eval-used,undefined-variable,unreachable,sql-injection"]
        + ["--enable=missing-gettext,gettext-placeholders,gettext-repr"]
        + ["--enable=raise-unlink-override", *addons()],
        cwd=REPOSITORY,
        env=house.environment() | {"PYTHONPATH": f"{checkers}:{house.root}"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert found.returncode == 0, found.stdout + found.stderr


@pytest.mark.parametrize("addon", [*addons(), "setup/_metapackage"])
def test_wheels_build(tmp_path, addon):
    source = tmp_path / Path(addon).name
    shutil.copytree(REPOSITORY / addon, source)
    subprocess.run(
        [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps"]
        + ["--no-build-isolation", "--wheel-dir", tmp_path, source],
        check=True,
    )
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    if addon in addons():
        assert f"odoo/addons/{addon}/__manifest__.py" in names
        assert f"odoo/addons/{addon}/security/ir.model.access.csv" in names
