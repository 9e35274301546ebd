"""One line a step with its time, and errors that say what to do."""

import contextlib
import signal
import sys
import time


class Missing(Exception):
    """Something the machine lacks; the text names it and the remedy."""


class StepFailed(Exception):
    """A command of ours ended badly; the text ends with what it printed last."""


@contextlib.contextmanager
def step(what):
    """Print `what`, and when the block ends its time in seconds.

    The block may call the value it gets with a word about the result.
    """
    words = []
    started = time.monotonic()
    try:
        yield words.append
    except BaseException as error:
        if not isinstance(error, KeyboardInterrupt):
            _line("✗", what, started, ["failed"])
        raise
    _line("✓", what, started, words)


def _line(sign, what, started, words):
    text = f"{what}: {', '.join(words)}" if words else what
    sys.stdout.write(f"{sign} {text:<74} {time.monotonic() - started:7.1f} s\n")
    sys.stdout.flush()


def guarded(main):
    """Run `main`; a known failure is printed as a sentence, and the exit code is 1."""
    # a polite end, so that what this run made is put away
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        return main()
    except (Missing, StepFailed) as error:
        sys.stderr.write(f"\n{error}\n")
        return 1
    except KeyboardInterrupt:
        sys.stderr.write("\nStopped. Run the command again: it goes on from here.\n")
        return 130
