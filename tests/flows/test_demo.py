"""The first command: the whole story, as a newcomer starts it."""

import csv
import io
import os
import subprocess
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]
TOLD = ("PYTHONPATH", "ODOO_RC", "PGHOST", "PGPORT", "PGUSER")


@pytest.fixture(scope="module")
def told():
    """What `setup/demo --no-serve` prints."""
    plain = {name: text for name, text in os.environ.items() if name not in TOLD}
    done = subprocess.run(
        [REPOSITORY / "setup" / "demo", "--no-serve"],
        env=plain,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout
    return done.stdout


@pytest.mark.parametrize(
    "words",
    [
        "2 lots and 20 serials",
        "10 orders",
        "refused",
        "10 serials",
        "3 notices",
        "GUDID",
        "EUDAMED",
        "NMPA",
    ],
)
def test_the_table_tells_the_story(told, words):
    assert words in told


def test_no_warning_and_no_traceback(told):
    assert "Traceback" not in told
    assert " WARNING " not in told


def test_the_papers_are_there(told):
    output = REPOSITORY / "demo-output"
    notices = list(output.glob("notice-*.csv"))
    assert len(notices) == 3
    serials = [
        row["serial"]
        for path in notices
        for row in csv.DictReader(io.StringIO(path.read_text("utf-8-sig")))
    ]
    assert len(serials) == len(set(serials)) == 7
    for regulator in ("gudid", "eudamed", "nmpa"):
        assert list(output.glob(f"*{regulator}*")), regulator
