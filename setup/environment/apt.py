"""Debian's packages: installed when we may, otherwise only fetched and unpacked."""

import os
import shutil
import subprocess
from pathlib import Path

from .process import environment, quiet
from .report import Missing


def install(packages, *, program, why):
    """Install `packages` when root; afterwards `program` must be on the path."""
    if found := shutil.which(program):
        return found
    remedy = f"apt-get install {' '.join(packages)}"
    if os.geteuid() or not shutil.which("apt-get"):
        raise Missing(f"{program} is not installed ({why}). As root: {remedy}")
    options = {"env": environment(DEBIAN_FRONTEND="noninteractive")}
    quiet(["apt-get", "update", "-q"], what="apt-get update", **options)
    quiet(
        ["apt-get", "install", "-q", "-y", "--no-install-recommends", *packages]
        + ["-o", "DPkg::Lock::Timeout=300"],
        what=remedy,
        **options,
    )
    if found := shutil.which(program):
        return found
    raise Missing(f"{remedy} brought no {program} ({why}). Install it by hand.")


class Archive:
    """Packages of one Debian suite, without touching the machine's own lists."""

    def __init__(self, suite, folder):
        self.folder = Path(folder)
        for part in ("state", "lists/partial", "cache/archives/partial"):
            (self.folder / part).mkdir(parents=True, exist_ok=True)
        source = self.folder / "sources.list"
        source.write_text(f"deb {_mirror()} {suite} main\n")
        self.options = [
            word
            for option in (
                f"Dir::Etc::sourcelist={source}",
                "Dir::Etc::sourceparts=-",
                f"Dir::State={self.folder / 'state'}",
                f"Dir::State::Lists={self.folder / 'lists'}",
                f"Dir::Cache={self.folder / 'cache'}",
                "APT::Sandbox::User=",
            )
            for word in ("-o", option)
        ]

    def update(self):
        """Fetch the suite's list of packages; apt checks its signature."""
        quiet(["apt-get", *self.options, "update"], what="Reading Debian's packages")

    def checksum(self, package):
        """(version, SHA-256) of `package` as the signed list says."""
        shown = quiet(
            ["apt-cache", *self.options, "show", package], what=f"Looking up {package}"
        )
        fields = dict(
            line.split(": ", 1) for line in shown.splitlines() if ": " in line[:40]
        )
        return fields["Version"], fields["SHA256"]

    def unpack(self, packages, root):
        """Download `packages` (apt compares checksums) and unpack them to `root`."""
        command = ["apt-get", *self.options, "download", *packages]
        quiet(command, what="Downloading " + packages[0], cwd=self.folder)
        for path in self.folder.glob("*.deb"):
            quiet(["dpkg", "-x", path, root], what=f"Unpacking {path.name}")
            path.unlink()


def _mirror():
    """The machine's own Debian mirror, asked from apt."""
    if not shutil.which("apt-get"):
        raise Missing(
            "There is no Odoo 19 here and no apt to fetch Debian's. Get Odoo 19 from "
            "its source and point at it: ODOO_PATH=/path/to/odoo setup/demo"
        )
    shown = subprocess.run(
        ["apt-get", "indextargets", "--format", "$(REPO_URI)", "Created-By: Packages"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()
    debian = [line for line in shown if "/debian" in line and "security" not in line]
    if not debian:
        raise Missing(
            "apt knows no Debian mirror (Ubuntu's does not carry Odoo 19). Get Odoo 19 "
            "from its source and point at it: ODOO_PATH=/path/to/odoo setup/demo"
        )
    return debian[0]
