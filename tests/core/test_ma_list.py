"""Lists of codes from the issuer of MA."""

import pytest
from hypothesis import given, strategies as st

from odoo.addons.udi_traceability.tools import ma_list
from odoo.addons.udi_traceability.tools.ma_list import families, listed

UNIT, BOX = "MA.156.M0.123456.01234565", "MA.156.M0.123456.11234564"


@pytest.mark.parametrize(
    ("line", "note"),
    [
        (UNIT, ""),
        (f"{UNIT}\tPump IP-200", "Pump IP-200"),
        (f'"Pump IP-200","{UNIT}"', "Pump IP-200"),
        (f"1;{UNIT};输液泵", "1"),
        (f"{UNIT}.LA1.E280101;Pump", "Pump"),
        (f"https://example.org/?c={UNIT}", ""),
    ],
)
def test_what_a_line_may_look_like(line, note):
    found, unread = listed(line)
    assert list(found) == [UNIT]
    assert not unread
    if "https" not in line:
        assert found[UNIT] == note


def test_repeats_and_strangers():
    found, unread = listed(f"{UNIT}\nheader\n{UNIT};again\nMA.156.M1.1\n\n{BOX}")
    assert list(found) == [UNIT, BOX]
    assert unread == ((4, "MA.156.M1.1"),)


def test_a_list_has_an_end(monkeypatch):
    monkeypatch.setattr(ma_list, "MOST", 1)
    assert list(listed(f"{UNIT}\n{BOX}")[0]) == [UNIT]


def test_unit_and_packages_of_one_device():
    other = "MA.156.M0.123456.09999990"
    assert families([BOX, other, UNIT]) == [[UNIT, BOX], [other]]


@given(st.text(max_size=200))
def test_any_text_is_survived(text):
    found, _unread = listed(text)
    assert sorted(code for family in families(found) for code in family) == sorted(
        found
    )
