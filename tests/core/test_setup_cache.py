"""Half-built things: a run may be killed at any moment, or have a twin."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

SETUP = Path(__file__).resolve().parents[2] / "setup"

BUILD = """
import sys, time
sys.path.insert(0, {setup!r})
from environment import cache

def build(folder):
    (folder / "part one").write_text("x")
    print("begun", flush=True)
    time.sleep({pause})
    with (folder / "builders").open("a") as log:
        log.write("built\\n")

cache.built(cache.home() / "thing", build)
print("done", flush=True)
"""


@pytest.fixture
def build(tmp_path):
    """Start a process that builds a thing in a cache of this test's own."""
    started = []

    def start(pause):
        script = BUILD.format(setup=str(SETUP), pause=pause)
        process = subprocess.Popen(
            [sys.executable, "-c", script],
            env=os.environ | {"XDG_CACHE_HOME": str(tmp_path)},
            stdout=subprocess.PIPE,
            text=True,
        )
        started.append(process)
        return process

    yield start
    for process in started:
        process.kill()
        process.wait()
        process.stdout.close()


def thing(tmp_path):
    return tmp_path / "udi-addons" / "thing"


def test_a_killed_build_is_begun_anew(build, tmp_path):
    first = build(60)
    assert first.stdout.readline() == "begun\n"
    first.send_signal(signal.SIGKILL)
    first.wait()
    assert (thing(tmp_path) / "part one").exists()
    assert not (thing(tmp_path) / ".complete").exists()

    assert build(0).communicate()[0] == "begun\ndone\n"
    assert (thing(tmp_path) / "builders").read_text() == "built\n"


def test_two_at_once_build_once(build, tmp_path):
    twins = [build(0.5), build(0.5)]
    said = sorted(twin.communicate()[0] for twin in twins)
    assert said == ["begun\ndone\n", "done\n"]
    assert (thing(tmp_path) / "builders").read_text() == "built\n"


def test_the_second_run_builds_nothing(build):
    assert build(0).communicate()[0] == "begun\ndone\n"
    assert build(0).communicate()[0] == "done\n"


def test_a_lock_is_free_when_its_holder_is_killed(build):
    holder = build(60)
    holder.stdout.readline()
    waiting = build(0)
    time.sleep(0.3)
    assert waiting.poll() is None
    holder.kill()
    assert waiting.communicate(timeout=20)[0] == "begun\ndone\n"
