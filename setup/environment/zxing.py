"""The decoder behind the camera button, laid where Odoo serves it.

Odoo brings one that loses the FNC1 of GS1 symbols. This one is fetched with npm, of one
version whose content is known, and is no part of the repository.
"""

import hashlib
import os
import shutil
import tarfile

from . import apt, cache, process
from .report import StepFailed, step

PACKAGE = "zxing-wasm@3.1.4"
SHA256 = "2416232a155533bdcfa098a22ec9087734b34640ffa2a7add90bc36e145f6da0"
# Not *.js: those are looked through for our own words to be translated.
FILES = {
    "package/dist/iife/reader/index.js": "reader.mjs",
    "package/dist/reader/zxing_reader.wasm": "zxing_reader.wasm",
    "package/LICENSE": "LICENSE",
}
PLACE = cache.REPOSITORY / "udi_traceability" / "static" / "lib" / "zxing-wasm"


def install():
    """Lay the decoder's files beside the addon's own; twice is as once."""
    with step("Camera decoder") as say:
        say(PACKAGE)
        key = cache.digest(SHA256, *FILES.values())
        fetched = cache.built(cache.home() / f"zxing-{key}", _fetch)
        PLACE.mkdir(parents=True, exist_ok=True)
        for name in FILES.values():
            if not (PLACE / name).exists():
                _lay(fetched / name, PLACE / name)
    return PLACE


def _fetch(folder):
    apt.install(["nodejs", "npm"], program="npm", why="the camera's decoder is there")
    line = ["npm", "pack", PACKAGE, "--silent", "--pack-destination", folder]
    process.quiet(line, what=f"Fetching {PACKAGE}", cwd=folder)
    (archive,) = folder.glob("*.tgz")
    found = hashlib.sha256(archive.read_bytes()).hexdigest()
    if found != SHA256:
        raise StepFailed(
            f"{PACKAGE} is not what it was: its SHA-256 is {found}, not {SHA256}. "
            "Nothing was installed. Find out why before you go on."
        )
    with tarfile.open(archive) as content:
        for inside, name in FILES.items():
            with content.extractfile(inside) as source:
                (folder / name).write_bytes(source.read())
    archive.unlink()


def _lay(source, target):
    """A file is there whole or not at all, however many do this at once."""
    passing = target.with_name(f"{target.name}.{os.getpid()}")
    shutil.copyfile(source, passing)
    passing.replace(target)
