"""EUDAMED: every message under every law passes the schemas."""

from datetime import date

import pytest
from formats_eudamed import values
from formats_laws import KINDS, LAWS, MDR, SPP, WORKSHOP
from formats_sample import CASE, ENVELOPE, MAKER, change

from odoo.addons.udi_regulatory_export.formats import xml
from odoo.addons.udi_regulatory_export.formats.eudamed import codes, problems
from odoo.addons.udi_regulatory_export.formats.eudamed.build import push
from odoo.addons.udi_regulatory_export.formats.eudamed.messages import (
    MESSAGES,
    Entry,
)
from odoo.addons.udi_regulatory_export.formats.record import MarketRecord

VERSIONS = {"3.0.25": "xsd-3.0.25", "3.0.30": "xsd-3.0.30-derived"}
# Which laws have no such thing (BR-DTX-UDID-089, BR-UDID-047).
WITHOUT = {
    "MARKET_INFO.PUT": {"spp"},
    "PACKAGE_UDI.PUT": {"mdd", "aimdd", "ivdd", "own_key", "master"},
    "PRODUCT_DESIGNER.PUT": {"spp"},
    "UDI_DI.POST": {"mdd", "aimdd", "ivdd", "own_key"},
}
CASES = [
    (kind, name)
    for kind in KINDS
    for name in MESSAGES
    if kind not in WITHOUT.get(name, ())
]


@pytest.fixture(scope="module")
def schemas(shared):
    folder = "regulatory/eudamed/{}/service/Message.xsd"
    return {
        version: xml.schema_from(shared(folder.format(name)))
        for version, name in VERSIONS.items()
    }


def written(record, name, accepted=None, version="3.0.25", checked=True):
    message = MESSAGES[name]
    entry = Entry(record=record, accepted=accepted, checked=checked)
    envelope = change(ENVELOPE, schema_version=version)
    tree = push(envelope, "US-MF-000000001", message, [message.entity(entry)])
    return xml.parse(xml.to_bytes(tree))


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize(("kind", "name"), CASES)
def test_every_message_under_every_law(kind, name, version, schemas):
    root = written(KINDS[kind], name, version=version)
    assert xml.violations(root, schemas[version]) == ()


def test_every_message_that_is_left_out_is_known():
    assert set().union(*WITHOUT.values()) <= set(KINDS)
    assert set(WITHOUT) <= set(MESSAGES)


@pytest.mark.parametrize("kind", KINDS)
def test_the_samples_have_no_error(kind):
    found = problems(KINDS[kind])
    assert [each for each in found if each.severity == "error"] == []


@pytest.mark.parametrize("name", MESSAGES)
def test_the_service_is_named_on_both_sides(name):
    root = written(MDR, name)
    service, _dot, operation = name.partition(".")
    assert values(root, "serviceID") == [service] * 2
    assert values(root, "serviceOperation") == [operation] * 2
    assert values(root, "nodeActorCode") == ["EUDAMED", "US-MF-000000001"]


XSI_TYPE = f"{{{codes.PREFIXES['xsi']}}}type"


def types(root, name):
    return [each.get(XSI_TYPE) for each in root.iter(f"{{*}}{name}")]


@pytest.mark.parametrize(
    ("law", "device", "family", "data"),
    [
        ("mdr", "device:MDRDeviceType", "device:MDRBasicUDIType", "udidi:MDR"),
        ("ivdr", "device:IVDRDeviceType", "device:IVDRBasicUDIType", "udidi:IVDR"),
        ("spp", "device:PRDeviceType", "basicudi:PRBasicUDIType", "udidi:PR"),
        ("mdd", "device:MDEUDeviceType", "eudi:MDEUDIType", "eudididata:MDEU"),
        ("aimdd", "device:MDEUDeviceType", "eudi:MDEUDIType", "eudididata:MDEU"),
        ("ivdd", "device:IVDEUDeviceType", "eudi:IVDEUDIType", "eudididata:IVDEU"),
    ],
)
def test_the_law_is_told_by_the_type(law, device, family, data):
    record = LAWS[law]
    assert types(written(record, "DEVICE.POST"), "Device") == [device]
    assert types(written(record, "BASIC_UDI.PATCH"), "BasicUDI") == [family]
    (found,) = types(written(record, "UDI_DI.PATCH"), "UDIDIData")
    assert found.startswith(data)
    legislation = values(written(record, "BASIC_UDI.PATCH"), "applicableLegislation")
    assert legislation == ([law.upper()] if law in ("mdd", "aimdd") else [])


def test_a_legacy_device_tells_its_data_first():
    for law, expected in (
        ("mdd", ["MDEUData", "MDEUDI"]),
        ("ivdd", ["IVDEUData", "IVDEUDI"]),
        ("mdr", ["MDRBasicUDI", "MDRUDIDIData"]),
    ):
        (device,) = written(LAWS[law], "DEVICE.POST").iter("{*}Device")
        assert [each.tag.rpartition("}")[2] for each in device] == expected


VERSION = {
    "BASIC_UDI.PATCH": "basic_udi__version",
    "UDI_DI.PATCH": "eudamed__version",
    "MARKET_INFO.PUT": "eudamed__market_version",
    "PACKAGE_UDI.PUT": "eudamed__package_version",
    "PRODUCT_DESIGNER.PUT": "eudamed__designer_version",
}


@pytest.mark.parametrize("name", VERSION)
def test_every_update_counts_alone(name):
    """BR-DTX-UDI-036: the next number, or 0 for whatever comes next."""
    record = change(MDR, **{VERSION[name]: 6})
    assert values(written(record, name), "version") == ["7"]
    assert values(written(record, name, checked=False), "version") == ["0"]
    assert values(written(MDR, name), "version") == ["0"]


@pytest.mark.parametrize("name", ["DEVICE.POST", "UDI_DI.POST"])
def test_a_registration_has_no_version(name):
    record = change(MDR, eudamed__version=3, basic_udi__version=2)
    assert values(written(record, name), "version") == []


def test_an_update_carries_nothing_that_has_a_message_of_its_own():
    """BR-DTX-UDI-105, UDID-102.1, UDID-093.1."""
    root = written(MDR, "UDI_DI.PATCH", MDR)
    for name in ("marketInfos", "packages", "productDesignerActor"):
        assert values(root, name) == []
        assert len(values(written(MDR, "UDI_DI.POST"), name)) == 1


GREECE = MarketRecord(country="GR", is_first_eu=True)
GERMANY = MarketRecord(country="DE", date_start=date(2026, 6, 1))
FRANCE = MarketRecord(country="FR")


def first(root):
    told = values(root, "originalPlacedOnTheMarket")
    countries = dict(zip(values(root, "country"), told, strict=True))
    assert set(countries.values()) <= {"true", "false"}
    return countries


def test_the_first_country_moves_with_the_device(schemas):
    """BR-DTX-UDI-101, 103; UDID-096."""
    accepted = change(MDR, markets=(change(GERMANY, is_first_eu=True), FRANCE))
    moved = change(MDR, markets=(GREECE, GERMANY))
    root = written(moved, "UDI_DI.PATCH", accepted)
    assert first(root) == {"DE": "false", "EL": "true"}
    assert xml.violations(root, schemas["3.0.25"]) == ()
    root = written(moved, "MARKET_INFO.PUT", accepted)
    assert first(root) == {"DE": "true", "EL": "false"}
    assert xml.violations(root, schemas["3.0.25"]) == ()


def test_the_old_first_country_stays_until_another_is_the_first():
    accepted = change(MDR, markets=(change(FRANCE, is_first_eu=True), GERMANY))
    moved = change(MDR, markets=(GREECE,))
    root = written(moved, "MARKET_INFO.PUT", accepted)
    assert first(root) == {"EL": "false", "FR": "true"}
    root = written(moved, "UDI_DI.PATCH", accepted)
    assert first(root) == {"EL": "true", "FR": "false"}


def test_countries_are_told_apart_from_those_of_another_life():
    criteria = dict.fromkeys(("mdr", "ivdr"), "STANDARD")
    criteria |= dict.fromkeys(codes.LEGACY, "LEGACY")
    for law, expected in criteria.items():
        root = written(LAWS[law], "MARKET_INFO.PUT")
        assert values(root, "deviceCriterion") == [expected]


def test_an_original_manufacturer_by_code_or_by_address():
    told = change(MDR, eudamed__product_designer=change(MAKER, udi_srn_mf="DE-MF-1"))
    root = written(told, "PRODUCT_DESIGNER.PUT")
    assert values(root, "productDesignerActorCode") == ["DE-MF-1"]
    assert values(root, "productDesignerOrganisation") == []
    root = written(MDR, "PRODUCT_DESIGNER.PUT")
    assert values(root, "country") == ["UK"]
    assert values(root, "language") == ["ANY"]
    assert values(root, "textValue") == [WORKSHOP.name]


def test_a_pack_is_registered_by_its_producer():
    root = written(SPP, "DEVICE.POST")
    assert values(root, "PRActorCode") == ["US-PR-000000002"]
    assert values(root, "MFActorCode") == []
    assert values(root, "numberOfReuses") == []


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        ("", "ON_THE_MARKET"),
        ("in_distribution", "ON_THE_MARKET"),
        ("ended", "NO_LONGER_PLACED_ON_THE_MARKET"),
        ("not_intended", "NOT_INTENDED_FOR_EU_MARKET"),
    ],
)
def test_a_package_may_have_a_status_of_its_own(status, expected):
    record = change(MDR, packages=(change(CASE, distribution_status=status),))
    assert values(written(record, "PACKAGE_UDI.PUT"), "code") == [expected]
