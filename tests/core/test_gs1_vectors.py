"""Every GS1 vector holds: values right, refusals of the class that is named."""

from datetime import date, datetime

import pytest
import shared_data

from odoo.addons.udi_traceability.tools import UdiError, check_digit, combine, parse

AGENCIES = ("GS1", "UNKNOWN")
DERIVED = {
    "gtin_format": lambda udi: check_digit.gtin_format(udi.di),
    "packaging_indicator": lambda udi: check_digit.gtin_indicator(udi.di),
    "elements": lambda udi: [list(pair) for pair in udi.elements],
}


def of_gs1(vector):
    return vector["issuing_agency"] in AGENCIES and vector["form"] != "digital_link"


VECTORS = shared_data.rows("vectors/udi_carriers.json", of_gs1)


def said(udi, name):
    """The value that a vector calls ``name``, written as vectors write it."""
    if name in DERIVED:
        return DERIVED[name](udi)
    value = getattr(udi, name) if hasattr(udi, name) else udi.detail(name)
    if isinstance(value, datetime):
        return value.isoformat(timespec="minutes")
    return value.isoformat() if isinstance(value, date) else value


def read(vector):
    separators = (vector.get("config") or {}).get("separators", ())
    texts = [vector["carrier"], *(vector.get("carrier_more") or [])]
    as_of = date.fromisoformat(vector["as_of"])
    udis = [parse(text, as_of=as_of, separators=separators) for text in texts]
    return combine(udis) if len(udis) > 1 else udis[0]


@pytest.mark.parametrize("vector", VECTORS)
def test_vector(vector):
    if vector["error"]:
        with pytest.raises(UdiError) as caught:
            read(vector)
        assert caught.value.code == vector["error"]
        return
    udi = read(vector)
    expected = vector["expected"]
    assert {name: said(udi, name) for name in expected} == expected
    assert set(udi.warnings) == set(vector.get("warnings") or ())


def test_there_are_as_many_as_there_were(shared):
    shared("vectors/udi_carriers.json")
    assert len(VECTORS) >= 110
    assert sum(bool(vector.values[0]["error"]) for vector in VECTORS) >= 40
