"""Where fetched and built things live, and how two runs share them.

Everything is under `$XDG_CACHE_HOME/udi-addons` (or `~/.cache/udi-addons`), never in
the repository. A thing counts as built only once its marker exists, and the marker is
written last: whatever a killed run left behind is removed and built again.
"""

import contextlib
import fcntl
import hashlib
import os
import shutil
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]


def home():
    """The cache folder; it is made on the first call."""
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    folder = Path(base) / "udi-addons"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def digest(*parts):
    """A short name for a combination of texts or bytes."""
    sha = hashlib.sha256()
    for part in parts:
        sha.update(part if isinstance(part, bytes) else str(part).encode())
        sha.update(b"\0")
    return sha.hexdigest()[:12]


@contextlib.contextmanager
def locked(name, *, shared=False):
    """Hold the lock `name`; the kernel gives it back when the process dies."""
    handle = open_lock(name)
    try:
        fcntl.flock(handle, fcntl.LOCK_SH if shared else fcntl.LOCK_EX)
        yield handle
    finally:
        handle.close()


def open_lock(name):
    """The file behind the lock `name`, not locked yet."""
    folder = home() / "locks"
    folder.mkdir(exist_ok=True)
    return (folder / name).open("a+")


def built(folder, build):
    """`folder`, after `build(folder)` ran to its end once, whoever called it.

    Two callers build once; a build that was cut short is begun anew.
    """
    folder = Path(folder)
    marker = folder / ".complete"
    if marker.exists():
        return folder
    with locked(f"build-{folder.name}"):
        if not marker.exists():
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir(parents=True)
            build(folder)
            marker.touch()
    return folder
