"""EUDAMED: generated records reach every part that the schema leaves to us.

Each optional element of the schema is there in one accepted document and missing in
another, or stands below with the reason why it never is, or always is.
"""

import csv
import re

import pytest
from formats_eudamed_every_rule import fits
from formats_laws import KINDS
from formats_optional import OPTIONAL
from formats_sample import ENVELOPE, change
from formats_strategies import DESIGNERS, records
from hypothesis import given, settings
from lxml import etree

from odoo.addons.udi_regulatory_export.formats import xml
from odoo.addons.udi_regulatory_export.formats.eudamed import codes, problems
from odoo.addons.udi_regulatory_export.formats.eudamed.build import push
from odoo.addons.udi_regulatory_export.formats.eudamed.messages import MESSAGES, Entry

XSI_TYPE = f"{{{codes.PREFIXES['xsi']}}}type"
TYPED = ("substance", "clinicalSize")
OF_MESSAGE = {
    "DEVICE.POST MDR": ("mdr", "master"),
    "DEVICE.POST IVDR": ("ivdr",),
    "DEVICE.POST SPP (PR)": ("spp",),
    "DEVICE.POST legacy MDD/AIMDD": ("mdd", "aimdd", "own_key"),
    "DEVICE.POST legacy IVDD": ("ivdd",),
    "MARKET_INFO.PUT": ("mdr", "ivdr", "mdd", "ivdd"),
    "PACKAGE_UDI.PUT": ("mdr", "spp"),
    "PRODUCT_DESIGNER.PUT": ("mdr", "ivdr", "mdd"),
}
"""Messages of the schema's table to the kinds that are sent in them."""
NEVER = {
    # EUDAMED's own: output only
    r"/(state|versionDate|lastUpdated)$": "written by EUDAMED",
    r"/certificateLinks(/|$)": "BR-DTX-UDID-088",
    r"/ARComments(/|$)": "FLD-UDID-41: the representative's",
    r"/substatuses(/|$)": "FLD-UDID-256: the vigilance module's",
    r"Link/version$": "versions of links are EUDAMED's",
    r"^Device/.*/version$": "a first registration has no version (BR-DTX-UDI-036)",
    r"/GPSCoordinates$": "BR-DTX-UDID-086",
    r"/package/version$": "the list of packages has the version",
    # a law that does not have it
    r"^Device/(MDEU|IVDEU)Data/(productionIdentifier|baseQuantity)": "BR-DTX-UDID-089",
    r"^Device/(MDEU|IVDEU)Data/(packages|deviceMarking)": "BR-DTX-UDID-089",
    r"^Device/(MDEU)Data/annexXVI": "BR-DTX-UDID-089",
    r"^Device/(MDEU)DI/IIb_implantable_exceptions$": "BR-UDID-635: MDR only",
    r"^Device/MDEUData/substances/substance:(CMR|Endo)": "BR-DTX-UDID-089",
}
ALWAYS = {
    r"/(productionIdentifier|baseQuantity)$": "BR-DTX-UDID-089",
    r"/package/child$": "every chain ends at the UDI-DI",
    r"/(geographicAddress|contactsDetails|city)$": "BR-UDID-725",
    r"/organizationName/language$": "BR-UDID-718: ANY",
    r"^Device/(MD|IVD)EUDI/.*/(certificateNumber|expiryDate)$": "BR-UDID-113",
    r"^Device/MDEUData/.*/names/name/language$": "a medicine has no CAS or EC number",
    r"^DTXMarketInfo/deviceCriterion$": "one code may have two lives",
    r"^DTXProductDesigner/productDesignerActor$": "what it is about",
    r"^DTX\w+/\w+/version$": "BR-DTX-UDI-036",
    r"^Device/PRUDIDIData/additionalDescription$": "BR-UDID-131",
}


def _reason(path, reasons):
    return next((why for form, why in reasons.items() if re.search(form, path)), "")


def optional_paths(rows, message):
    """Of one message: paths of local names that may be missing, and those of types."""
    missing, types = set(), set()
    for row in rows:
        if row["message"] != message:
            continue
        path = row["path"].replace("m:Push/m:payload/", "")
        path = re.sub(r"Device\[@xsi:type='[^']*'\]", "Device", path)
        path = re.sub(r"\[@xsi:type='\w+:(\w+)'\]", r"=\1", path)
        path = "/".join(each.rpartition(":")[2] for each in path.split("/"))
        path = path.replace("=", ":")
        if row["choice"] == "choice of xsi:type":
            types.add(path)
        elif row["min"] == "0" or row["choice"] == "choice":
            missing.add(path)
    return missing, types


def seen(element, above, there, gone, optional):
    """Adds what is there of an element, and which optional parts it lacks."""
    name = etree.QName(element.tag).localname
    paths = [f"{each}/{name}".lstrip("/") for each in above]
    if name in TYPED:
        kind = element.get(XSI_TYPE).rpartition(":")[2]
        paths += [f"{each}:{kind}" for each in paths]
    there.update(paths)
    inner = {etree.QName(each.tag).localname for each in element}
    for path in paths:
        gone.update(
            each
            for each in optional
            if each.rpartition("/")[0] == path and each.rpartition("/")[2] not in inner
        )
    for each in element:
        seen(each, paths, there, gone, optional)


@pytest.fixture(scope="module")
def rows(shared):
    path = shared("regulatory/eudamed/structure/xml_element_order.csv")
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def is_fit(record, message):
    found = problems(record)
    has_error = any(finding.severity == "error" for finding in found)
    return not has_error and bool(message.has(record))


SINGLE = (
    *({name: value} for name, value in OPTIONAL.items()),
    {"brand_name": "", "trade_names": ()},
    *({"eudamed__product_designer": each} for each in DESIGNERS),
)
"""Each optional part of a record left out alone, or filled otherwise."""


def singles(kind):
    """A full record of a kind with each single part left out."""
    record = KINDS[kind]
    return [change(record, **facts) for facts in SINGLE if fits(record, facts)]


def document(record, name, version="3.0.25"):
    message = MESSAGES[name]
    envelope = change(ENVELOPE, schema_version=version)
    entities = [message.entity(Entry(record=record))]
    return xml.parse(xml.to_bytes(push(envelope, "DE-MF-000000001", message, entities)))


FOLDERS = {"3.0.25": "xsd-3.0.25", "3.0.30": "xsd-3.0.30-derived"}


@pytest.mark.parametrize("version", FOLDERS)
@pytest.mark.parametrize("kind", KINDS)
def test_each_single_part_left_out_validates_in_every_message(kind, version, shared):
    path = shared(f"regulatory/eudamed/{FOLDERS[version]}/service/Message.xsd")
    schema = xml.schema_from(path)
    count = 0
    for record in singles(kind):
        for name, message in MESSAGES.items():
            if is_fit(record, message):
                count += 1
                assert xml.violations(document(record, name, version), schema) == ()
    assert count > len(SINGLE)


def reached(told, optional):
    """What documents of a message have, and what some of them lack.

    That the schema takes the generated ones is for the test of them to say.
    """
    name = told.partition(" ")[0]
    message = MESSAGES[name]
    there, gone = set(), set()

    def look(record):
        if is_fit(record, message):
            (item,) = document(record, name).find("{*}payload")
            seen(item, [""], there, gone, optional)

    for kind in OF_MESSAGE[told]:
        for record in singles(kind):
            look(record)

    @settings(max_examples=100, derandomize=True, database=None, deadline=None)
    @given(record=records(OF_MESSAGE[told]))
    def generate(record):
        look(record)

    generate()
    return there, gone


@pytest.mark.parametrize("message", OF_MESSAGE)
def test_every_optional_part_is_filled_and_left_out(message, rows):
    optional, types = optional_paths(rows, message)
    assert optional
    there, gone = reached(message, optional)
    never = {each for each in optional | types if _reason(each, NEVER)}
    always = {each for each in optional if _reason(each, ALWAYS)} - never
    assert never & there == set()
    assert always & gone == set()
    assert (optional | types) - never - there == set()
    assert optional - never - always - gone == set()


def test_every_message_and_every_kind_is_in_the_table(rows):
    told = {row["message"] for row in rows} - {"Acknowledgement"}
    assert set(OF_MESSAGE) == told
    assert set().union(*OF_MESSAGE.values()) == set(KINDS)
