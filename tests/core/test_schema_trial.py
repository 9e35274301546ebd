"""What keeps libxml2 busy is found in a process that may be ended."""

import subprocess

import pytest
from test_schema_package import ENTRY, XS, packed

from odoo.addons.udi_regulatory_export.tools import schema_trial

ELEMENT = '<xs:element name="Push" type="xs:string"/>'


def groups(depth):
    """Each group names the one below ten times."""
    inner = f"<xs:sequence>{ELEMENT}</xs:sequence>"
    made = [f'<xs:group name="g0">{inner}</xs:group>']
    for number in range(1, depth + 1):
        below = f'<xs:group ref="g{number - 1}"/>' * 10
        made.append(
            f'<xs:group name="g{number}"><xs:sequence>{below}</xs:sequence></xs:group>'
        )
    top = f'<xs:complexType><xs:group ref="g{depth}"/></xs:complexType>'
    return (
        f'<xs:schema {XS}>{"".join(made)}<xs:element name="Top">{top}</xs:element>'
        "</xs:schema>"
    )


@pytest.mark.parametrize(
    "content",
    [f"<xs:schema {XS}>{ELEMENT}</xs:schema>", groups(2), "<a", "no XML"],
    ids=["sound", "groups", "broken", "text"],
)
def test_good_or_bad_it_comes_to_an_end(content):
    assert schema_trial.ends(packed({ENTRY: content}), ENTRY)


def test_no_zip_comes_to_an_end():
    assert schema_trial.ends(b"PK", ENTRY)


def test_two_kilobytes_for_days_are_ended():
    data = packed({ENTRY: groups(15)})
    assert len(data) < 2_000
    assert not schema_trial.ends(data, ENTRY, seconds=1)


def test_a_process_that_sleeps_is_ended_too(monkeypatch):
    def waits(*_command, timeout, **_options):
        raise subprocess.TimeoutExpired("python", timeout)

    monkeypatch.setattr(subprocess, "run", waits)
    assert not schema_trial.ends(b"", ENTRY)
