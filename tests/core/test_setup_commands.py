"""How the commands read their arguments, and what they say when something lacks."""

import subprocess
import sys
from pathlib import Path

import pytest

SETUP = Path(__file__).resolve().parents[2] / "setup"


@pytest.fixture
def environment(monkeypatch):
    monkeypatch.syspath_prepend(str(SETUP))
    from environment import apt, browser, odoo_source, process, report, tests

    return {
        module.__name__.rpartition(".")[2]: module
        for module in (apt, browser, odoo_source, process, report, tests)
    }


@pytest.mark.parametrize(
    ("arguments", "groups", "rest"),
    [
        ([], ["core", "addons", "flows"], []),
        (["core"], ["core"], []),
        (["core", "-k", "date"], ["core"], ["-k", "date"]),
        (["core", "flows", "-x"], ["core", "flows"], ["-x"]),
        (["-k", "core"], ["core", "addons", "flows"], ["-k", "core"]),
        (["all", "-q"], ["core", "addons", "flows"], ["-q"]),
    ],
)
def test_groups_come_first_the_rest_is_pytests(environment, arguments, groups, rest):
    read = environment["tests"]._read(arguments)
    assert (list(read[0]), read[2]) == (groups, rest)


@pytest.mark.parametrize(
    ("codes", "worst"),
    [([], 0), ([0, 5, 0], 0), ([5, 5], 5), ([5, 1, 0], 1), ([0, 2], 2)],
)
def test_a_run_without_tests_fails_only_alone(environment, codes, worst):
    assert environment["tests"]._worst(codes) == worst


def test_a_benchmark_is_named(environment):
    assert environment["tests"]._read(["load", "ground", "x"]) == (
        (),
        ["ground"],
        ["x"],
    )


@pytest.mark.parametrize("arguments", [["load"], ["load", "nothing"]])
def test_an_unknown_benchmark_is_answered_with_the_known(environment, arguments):
    with pytest.raises(environment["report"].Missing, match="ground"):
        environment["tests"]._read(arguments)


def test_paths_take_the_place_of_the_groups_own(environment):
    paths = environment["tests"]._paths
    assert paths(["-k", "x"], ["tests/core"]) == ["tests/core"]
    assert paths(["tests/core/conftest.py::test"], ["tests/core"]) == []


def test_a_wrong_odoo_path_is_named(environment, monkeypatch, tmp_path):
    monkeypatch.setenv("ODOO_PATH", str(tmp_path))
    with pytest.raises(environment["report"].Missing, match="ODOO_PATH"):
        environment["odoo_source"].find()


def test_another_version_of_odoo_is_refused(environment, monkeypatch, tmp_path):
    (tmp_path / "odoo").mkdir()
    (tmp_path / "odoo" / "release.py").write_text("version_info = (18, 0, 0)\n")
    monkeypatch.setenv("ODOO_PATH", str(tmp_path))
    with pytest.raises(environment["report"].Missing, match="not version 19"):
        environment["odoo_source"].find()


def test_a_missing_program_names_the_remedy(environment, monkeypatch):
    monkeypatch.setattr("shutil.which", lambda name: None)
    with pytest.raises(environment["report"].Missing, match="apt-get install chromium"):
        environment["browser"].chromium()


def test_a_failed_program_shows_what_it_said(environment):
    with pytest.raises(environment["report"].StepFailed, match="the reason"):
        environment["process"].quiet(
            [sys.executable, "-c", "import sys; sys.exit('the reason')"], what="It"
        )


def _say(text, code):
    words = f"import sys; print({text!r}, flush=True); sys.exit({code})"
    return text, [sys.executable, "-c", words], {}


def test_runs_side_by_side_show_all(environment, capfd):
    together = environment["process"].together
    runs = [_say("one", 0), _say("two", 3), _say("three", 0)]
    assert sorted(together(runs)) == [0, 0, 3]
    assert together([_say("four", 0)]) == [0]
    assert together([]) == []
    out = capfd.readouterr().out
    for word in ("one", "two", "three", "four"):
        assert f"\n── {word} ──\n{word}\n" in out


def test_whoever_is_free_takes_the_next_run(environment, tmp_path):
    """One long run on one side, all the others on the other."""
    done = tmp_path / "done"
    wait = (
        "import pathlib, time\n"
        f"done = pathlib.Path({str(done)!r})\n"
        "while not done.exists(): time.sleep(0.05)"
    )
    end = f"import pathlib; pathlib.Path({str(done)!r}).touch()"
    runs = [
        ("long", [sys.executable, "-c", wait], {}),
        _say("short", 0),
        ("last", [sys.executable, "-c", end], {}),
    ]
    assert environment["process"].together(runs) == [0, 0, 0]


def test_after_a_run_failed_to_start_nothing_more_begins(environment, tmp_path):
    late = tmp_path / "late"
    slow = "slow", [sys.executable, "-c", "import time; time.sleep(1)"], {}
    touch = "late", [sys.executable, "-c", f"open({str(late)!r}, 'w')"], {}
    runs = [("one", ["/nowhere/nothing"], {}), slow, touch]
    with pytest.raises(FileNotFoundError):
        environment["process"].together(runs)
    assert not late.exists()


def test_a_known_failure_is_a_sentence_not_a_traceback(environment, capsys):
    def main():
        raise environment["report"].Missing("The thing is not here. Get it.")

    assert environment["report"].guarded(main) == 1
    captured = capsys.readouterr()
    assert captured.err == "\nThe thing is not here. Get it.\n"


def test_a_step_prints_one_line_with_its_time(environment, capsys):
    with environment["report"].step("Thing") as say:
        say("found")
    line = capsys.readouterr().out
    assert line.startswith("✓ Thing: found") and line.endswith(" s\n")
    assert line.count("\n") == 1


@pytest.mark.parametrize("command", ["demo", "test", "odoo"])
def test_help_needs_nothing(command):
    done = subprocess.run(
        [sys.executable, SETUP / command, "--help"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0
    assert f"setup/{command}" in done.stdout
