"""Where Odoo 19 is: the user's own, an importable one, or Debian's package."""

import os
import re
import shutil
from pathlib import Path

from . import cache
from .apt import Archive
from .python import FOUND_ODOO
from .report import Missing, step

PACKAGE = "odoo-19"
# The package as it was when every step here was tried; apt's signed list vouches for
# other versions, this file for a mirror that changes a published one.
CHECKSUMS = {
    "19.0.0+dfsg-1": "9d2f598b0555db17e291d48ed24df184c70823c053c4c5ed53c467ca7f629bbf"
}
# Odoo's tree holds relative links into these: without jquery every page is a 500.
LINKED = (
    "libjs-jquery",
    "libjs-jquery-form",
    "libjs-underscore",
    "fonts-roboto-unhinted",
    "fonts-montserrat",
    "fonts-inconsolata",
)


def find():
    """The folder that makes `import odoo` work when it is on the Python path."""
    with step("Odoo 19") as say:
        root, whence = _locate()
        say(f"{_version(root)} {whence}")
    return root


def _locate():
    if given := os.environ.get("ODOO_PATH"):
        root = Path(given).expanduser().resolve()
        if not (root / "odoo" / "release.py").exists():
            raise Missing(
                f"ODOO_PATH is {given}, but {root}/odoo/release.py does not exist. "
                "It must name the folder that holds Odoo's folder `odoo`."
            )
        return root, "from ODOO_PATH"
    found = os.environ.get(FOUND_ODOO)
    if found and (Path(found) / "odoo" / "release.py").exists():
        return Path(found), "as installed here"
    return _debian(), "from Debian"


def _version(root):
    text = (root / "odoo" / "release.py").read_text()
    version = re.search(r"version_info = \((\d+), (\d+)", text)
    if not version or version.group(1) != "19":
        raise Missing(
            f"The Odoo in {root} is not version 19. Point ODOO_PATH at Odoo 19."
        )
    return f"{version.group(1)}.{version.group(2)}"


def _debian():
    tree = cache.built(cache.home() / "odoo-debian-19", _fetch)
    return tree / "root" / "usr" / "lib" / "python3" / "dist-packages"


def _fetch(folder):
    """Unpack Debian's package; it need not be installed (environment of sid)."""
    archive = Archive("sid", folder / "apt")
    archive.update()
    version, checksum = archive.checksum(PACKAGE)
    if CHECKSUMS.get(version, checksum) != checksum:
        raise Missing(
            f"The mirror's {PACKAGE} {version} has another checksum than the one that "
            "was tried. Do not use it; tell whoever runs the mirror."
        )
    (folder / "SHA256").write_text(f"{checksum}  {PACKAGE} {version}\n")
    root = folder / "root"
    archive.unpack([PACKAGE, *LINKED], root)
    shutil.rmtree(folder / "apt")
    addons = root / "usr/lib/python3/dist-packages/odoo/addons"
    _fill_gaps(addons)


def _fill_gaps(addons):
    """What Debian's tree lacks, and the browser misses on each page.

    The segmentation library is stripped from the package; an empty file keeps the
    console quiet. Odoo draws its icons with Font Awesome 4.7, which sid has replaced
    by version 7: the links to the old file names point nowhere.
    """
    stripped = "mail/static/lib/selfie_segmentation/selfie_segmentation.js"
    (addons / stripped).parent.mkdir(parents=True, exist_ok=True)
    (addons / stripped).touch()
    from xstatic.pkg import font_awesome

    fonts = Path(font_awesome.BASE_DIR) / "fonts"
    links = addons / "web/static/lib/fontawesome/fonts"
    for link in links.iterdir():
        if link.is_symlink() and not link.exists():
            link.unlink()
            shutil.copy(fonts / link.name, link)
