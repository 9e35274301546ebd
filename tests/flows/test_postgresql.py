"""The server out of the wheel: it ends with its last user and comes again."""

import pytest
from environment import postgresql


@pytest.fixture
def own_cache(monkeypatch, tmp_path):
    """A machine where nobody offers a server, and a cache of this test's own."""
    monkeypatch.delenv("PGHOST", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))


def answer():
    """What a server says while it is there."""
    with postgresql.running("trial", careless=True) as server:
        with server.cursor() as cursor:
            cursor.execute("SELECT current_user, current_setting('fsync')")
            return server, cursor.fetchone()


def test_one_process_uses_it_twice(own_cache):
    server, said = answer()
    assert said == (postgresql.ROLE, "off")
    with pytest.raises(Exception, match="connection"), server.cursor():
        pass
    assert answer() == (server, said)
