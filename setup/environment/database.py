"""Databases that are made once and copied: half a second instead of two minutes."""

import contextlib
import os
import secrets
import shutil
from dataclasses import dataclass
from pathlib import Path

from . import cache
from .postgresql import Server

TEMPLATE, RUN = "udi_template_", "udi_run_"
KEPT_TEMPLATES = 3


@dataclass(frozen=True)
class Databases:
    """The databases of one server, each with its folder of attachments."""

    server: Server
    data: Path

    def filestore(self, name):
        return self.data / "filestore" / name

    def names(self, prefix):
        """The databases that begin with `prefix`, newest first."""
        with self.server.cursor() as cursor:
            cursor.execute(
                "SELECT datname FROM pg_database WHERE starts_with(datname, %s) "
                "ORDER BY oid DESC",
                [prefix],
            )
            return [name for (name,) in cursor.fetchall()]

    def drop(self, name):
        """Drop it, whoever of ours is still connected.

        `WITH (FORCE)` is refused while the server's own upkeep looks at the database,
        for that belongs to somebody else; without it the server waits for it.
        """
        with self.server.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE datname = %s AND usename = current_user",
                [name],
            )
            cursor.execute(f'DROP DATABASE IF EXISTS "{name}"')
        shutil.rmtree(self.filestore(name), ignore_errors=True)

    def copy(self, source, target):
        """Copy a database nobody is connected to, and its attachments."""
        with self.server.cursor() as cursor:
            cursor.execute(f'CREATE DATABASE "{target}" TEMPLATE "{source}"')
        if self.filestore(source).exists():
            shutil.copytree(
                self.filestore(source), self.filestore(target), copy_function=_link
            )

    def rename(self, source, target):
        if self.filestore(source).exists():
            shutil.rmtree(self.filestore(target), ignore_errors=True)
            self.filestore(source).rename(self.filestore(target))
        with self.server.cursor() as cursor:
            cursor.execute(f'ALTER DATABASE "{source}" RENAME TO "{target}"')

    def template(self, label, key, build):
        """The template for `key`; `build(name)` fills a new one, once.

        It is built under another name and renamed at the end, so that a run cut short
        leaves nothing that looks finished.
        """
        name = f"{TEMPLATE}{label}__{key}"
        with cache.locked(name):
            if name not in self.names(name):
                draft = f"{TEMPLATE}draft_{label}__{key}"
                self.drop(draft)
                build(draft)
                self.rename(draft, name)
        self._forget(label)
        return name

    def drop_templates(self, label):
        """Forget what was prepared under `label`."""
        for name in self.names(f"{TEMPLATE}{label}__"):
            with cache.locked(name):
                self.drop(name)

    def _forget(self, label):
        """Drop the templates of older states of the code, if nobody copies them."""
        for name in self.names(f"{TEMPLATE}{label}__")[KEPT_TEMPLATES:]:
            with _free(name) as free:
                if free:
                    self.drop(name)

    @contextlib.contextmanager
    def run(self, label, template=None):
        """A database of this run alone, copied from `template`, dropped after it."""
        self._sweep()
        name = f"{RUN}{label}_{os.getpid()}_{secrets.token_hex(3)}"
        with cache.locked(name):
            try:
                if template:
                    with cache.locked(template):
                        self.copy(template, name)
                yield name
            finally:
                self.drop(name)
                (cache.home() / "locks" / name).unlink(missing_ok=True)

    def _sweep(self):
        """Drop what killed runs of this machine left: their locks are free again."""
        for name in self.names(RUN):
            lock = cache.home() / "locks" / name
            if not lock.exists():
                continue
            with _free(name) as free:
                if free:
                    self.drop(name)
                    lock.unlink(missing_ok=True)


@contextlib.contextmanager
def _free(name):
    """Whether nobody holds the lock `name`; it is held for the block if so."""
    import fcntl

    with cache.open_lock(name) as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True


def _link(source, target):
    """Attachments are named by their content and never rewritten: share the disk."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)
