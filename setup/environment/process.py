"""Start other programs, and never leave one behind."""

import contextlib
import ctypes
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from .report import StepFailed

PR_SET_PDEATHSIG = 1


def _die_with_parent():
    """Linux: the child is told to end when this process is gone, even by kill -9."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


_PREPARE = {"preexec_fn": _die_with_parent} if sys.platform == "linux" else {}


def quiet(command, *, what, **options):
    """Run `command` unseen; its output is returned, or shown if it fails."""
    done = subprocess.run(
        [str(part) for part in command],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
        **(_PREPARE | options),
    )
    if done.returncode:
        tail = "\n".join(done.stdout.splitlines()[-25:])
        raise StepFailed(f"{what} failed (exit {done.returncode}):\n{tail}")
    return done.stdout


def shown(command, **options):
    """Run `command` with its output on the screen; returns its exit code."""
    sys.stdout.flush()
    return subprocess.call([str(p) for p in command], **(_PREPARE | options))


def together(runs):
    """Run all at once; the first shows its output as it goes, the others at its end.

    :param runs: (title, command, options) each
    :return: the worst exit code
    """
    (first, command, options), *others = runs
    with contextlib.ExitStack() as stack:
        unseen = [
            (title, *stack.enter_context(_unseen(each, **more)))
            for title, each, more in others
        ]
        sys.stdout.write(f"\n── {first} ──\n")
        codes = [shown(command, **options)]
        for title, program, output in unseen:
            codes.append(program.wait())
            output.seek(0)
            sys.stdout.write(f"\n── {title} ──\n{output.read()}")
    return max(codes)


@contextlib.contextmanager
def _unseen(command, **options):
    """(the program while it runs, the file its output goes to)."""
    with tempfile.TemporaryFile("w+") as output:
        program = subprocess.Popen(
            [str(part) for part in command],
            stdout=output,
            stderr=subprocess.STDOUT,
            **(_PREPARE | options),
        )
        try:
            yield program, output
        finally:
            program.terminate()
            program.wait()


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
