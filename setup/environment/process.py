"""Start other programs, and never leave one behind."""

import contextlib
import ctypes
import os
import signal
import socket
import subprocess
import sys
import time
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from itertools import chain, islice
from pathlib import Path

from .report import StepFailed

PR_SET_PDEATHSIG = 1


def _die_with_parent():
    """Linux: the child is told to end when this process is gone, even by kill -9."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


_PREPARE = {"preexec_fn": _die_with_parent} if sys.platform == "linux" else {}


def quiet(command, *, what, **options):
    """Run `command` unseen; its output is returned, or shown if it fails."""
    done = _captured(command, **options)
    if done.returncode:
        tail = "\n".join(done.stdout.splitlines()[-25:])
        raise StepFailed(f"{what} failed (exit {done.returncode}):\n{tail}")
    return done.stdout


def _captured(command, **options):
    return subprocess.run(
        [str(part) for part in command],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
        **(_PREPARE | options),
    )


def shown(command, **options):
    """Run `command` with its output on the screen; returns its exit code."""
    sys.stdout.flush()
    return subprocess.call([str(p) for p in command], **(_PREPARE | options))


def together(runs):
    """Two at a time, the next as soon as one of the two has ended.

    One hand shows its output as it goes, the other's is shown at the end.

    :param runs: (title, command, options) of each, the longest first
    :return: the exit codes
    """
    waiting = deque(runs)
    seen = list(islice(_taken(waiting), 1))
    with ThreadPoolExecutor(max_workers=1) as pool:
        unseen = pool.submit(_unseen, waiting)
        try:
            codes = [_seen(run) for run in chain(seen, _taken(waiting))]
        finally:
            waiting.clear()
        for title, done in unseen.result():
            sys.stdout.write(f"\n── {title} ──\n{done.stdout}")
            codes.append(done.returncode)
    return codes


def _taken(waiting):
    """The next one for whoever asks first."""
    with contextlib.suppress(IndexError):
        while True:
            yield waiting.popleft()


def _seen(run):
    title, command, options = run
    sys.stdout.write(f"\n── {title} ──\n")
    return shown(command, **options)


def _unseen(waiting):
    return [
        (title, _captured(command, **options))
        for title, command, options in _taken(waiting)
    ]


def logged(command, log, *, what, **options):
    """Run `command` with its output in the file `log`, shown at its end if it fails."""
    with Path(log).open("w") as output:
        done = subprocess.run(
            [str(part) for part in command],
            stdout=output,
            stderr=subprocess.STDOUT,
            check=False,
            **(_PREPARE | options),
        )
    if done.returncode:
        tail = "\n".join(Path(log).read_text().splitlines()[-40:])
        raise StepFailed(f"{what} failed (exit {done.returncode}), see {log}:\n{tail}")


@contextlib.contextmanager
def beside(command, port, *, what, **options):
    """Run `command` during the block, from when it listens on `port`."""
    server = subprocess.Popen([str(part) for part in command], **(_PREPARE | options))
    try:
        for _attempt in range(240):
            with socket.socket() as probe:
                if not probe.connect_ex(("127.0.0.1", port)):
                    break
            if server.poll() is not None:
                raise StepFailed(f"{what} ended at once (exit {server.returncode}).")
            time.sleep(0.25)
        else:
            raise StepFailed(f"{what} does not answer on port {port} after a minute.")
        yield
    finally:
        server.terminate()
        server.wait()


def environment(**more):
    """This process's environment with `more`, without what would mislead Odoo."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if name not in ("ODOO_RC", "PYTHONHOME", "PYTHONSTARTUP")
    }
    return kept | {name: str(value) for name, value in more.items()}
