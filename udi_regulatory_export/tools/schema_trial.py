"""Compile a schema package in a process of its own first.

A few hundred bytes can keep libxml2 busy for days: groups that name groups that name
groups. No limit on the text finds all of these; one on time and memory does. Who comes
back may be compiled here: that takes as long once more, and no longer.
"""

import importlib.util
import subprocess
import sys
from pathlib import Path

SECONDS = 20
"""The official packages take less than one."""
MEMORY = 1024 * 1024 * 1024


def ends(data: bytes, entry: str, seconds: int = SECONDS) -> bool:
    """Whether reading and compiling comes to an end, good or bad, within the limits.

    :param data: the ZIP
    :param entry: the file to start from, as for ``schema_package.read``
    """
    command = [sys.executable, "-I", __file__, entry, str(seconds)]
    try:
        done = subprocess.run(
            command, input=data, capture_output=True, timeout=2 * seconds, check=False
        )
    except subprocess.TimeoutExpired:
        return False
    return done.returncode == 0


def _try(data: bytes, entry: str, seconds: int) -> None:
    """In the process of its own: the sibling is found beside this file."""
    import resource

    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    place = Path(__file__).with_name("schema_package.py")
    spec = importlib.util.spec_from_file_location("schema_package", place)
    module = sys.modules["schema_package"] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    try:
        module.compile_schema(module.read(data, entry))
    except module.SchemaPackageError:
        return


if __name__ == "__main__":
    _try(sys.stdin.buffer.read(), sys.argv[1], int(sys.argv[2]))
