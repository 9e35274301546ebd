"""The project's own virtual environment, and the step into it."""

import os
import sys
import venv
from importlib import util
from pathlib import Path

from . import cache
from .process import quiet
from .report import Missing, step

SUPPORTED = ((3, 11), (3, 13))  # Odoo 19 takes 3.10 too, the pinned packages do not
INSIDE = "UDI_SETUP_PYTHON"
FOUND_ODOO = "UDI_SETUP_ODOO"


def enter():
    """Continue the running command inside the virtual environment.

    Returns at once when it already runs there. Odoo that the calling interpreter can
    import is remembered, because the virtual environment hides it.
    """
    if os.environ.get(INSIDE) == sys.prefix:
        return
    _check_version()
    folder = virtual_environment()
    if spec := util.find_spec("odoo"):
        for place in spec.submodule_search_locations or []:
            os.environ.setdefault(FOUND_ODOO, str(Path(place).parent))
    interpreter = folder / "bin" / "python"
    os.environ[INSIDE] = str(folder)
    os.execv(interpreter, [str(interpreter), *sys.argv])


def _check_version():
    lowest, highest = SUPPORTED
    if not lowest <= sys.version_info[:2] <= highest:
        raise Missing(
            f"This needs Python {lowest[0]}.{lowest[1]} to {highest[0]}.{highest[1]}, "
            f"and this is {sys.version.split()[0]}. "
            "Start the command with another one: python3.12 setup/demo"
        )


def virtual_environment():
    """The folder of the environment for exactly these pinned requirements."""
    lists = sorted((cache.REPOSITORY / "setup").glob("requirements*.txt"))
    key = cache.digest(
        sys.version, sys.base_prefix, *(path.read_bytes() for path in lists)
    )
    with step("Python packages"):
        return cache.built(
            cache.home() / f"python-{key}", lambda folder: _install(folder, lists)
        )


def _install(folder, lists):
    try:
        venv.create(folder, with_pip=True, symlinks=True)
    except (SystemExit, Exception) as error:
        raise Missing(
            f"Python cannot make a virtual environment here ({error}). "
            "On Debian and Ubuntu: apt-get install python3-venv"
        ) from error
    command = [folder / "bin" / "python", "-m", "pip", "install", "--quiet"]
    for path in lists:
        command += ["--requirement", path]
    quiet(command, what="Installing the Python packages")
