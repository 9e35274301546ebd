"""Start other programs, and never leave one behind."""

import contextlib
import ctypes
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
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


def together(lanes):
    """Run the lanes side by side, what is in a lane one after another.

    The first lane shows its output as it goes, the others at their end.

    :param lanes: lists of (title, command, options)
    :return: the exit codes
    """
    first, *others = lanes
    ended = threading.Event()
    with ThreadPoolExecutor(max_workers=len(lanes)) as pool:
        unseen = [pool.submit(_unseen, lane, ended) for lane in others]
        try:
            codes = []
            for title, command, options in first:
                sys.stdout.write(f"\n── {title} ──\n")
                codes.append(shown(command, **options))
            for title, code, output in (
                run for lane in unseen for run in lane.result()
            ):
                sys.stdout.write(f"\n── {title} ──\n{output}")
                codes.append(code)
        finally:
            ended.set()
    return codes


def _unseen(lane, ended):
    """(title, exit code, output) of each run; none begins after the end."""
    results = []
    for title, command, options in lane:
        if ended.is_set():
            break
        done = _captured(command, **options)
        results.append((title, done.returncode, done.stdout))
    return results


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
