"""Samples of the Commission, read as records and built again, say the same.

What is left out is named here, sample by sample; nothing else may be missing.
"""

import pytest
import shared_data
from formats_same import apart, before
from formats_sample import change
from lxml import etree

from odoo.addons.udi_regulatory_export.formats.eudamed import read
from odoo.addons.udi_regulatory_export.formats.eudamed.messages import MESSAGES, Entry
from odoo.addons.udi_regulatory_export.formats.eudamed.reading import ReadError

FOLDER = "regulatory/eudamed/samples-valid"
# the schema does not ask for it: the element's name says which type it is of
TYPES = [
    "/Device/MDRBasicUDI is MDRBasicUDIType",
    "/Device/MDRUDIDIData is MDRUDIDIDataType",
]
# closed by BR-UDID-737: read as it stands, never written
ORTHOPAEDIC = ["/Device/MDRBasicUDI/specialDevice = MDR_ORTHOPEDIC"]
COUNTRY = "/UDIDIData/marketInfos/marketInfo/country = "
FIRST = "/UDIDIData/marketInfos/marketInfo/originalPlacedOnTheMarket = "
START = "/UDIDIData/marketInfos/marketInfo/startDate = "
# a legacy device has no UDI-PI (BR-DTX-UDID-089); its update names no countries unless
# the first one moves (BR-DTX-UDID-096)
LEGACY_UPDATE = [
    f"{COUNTRY}IT",
    f"{FIRST}true",
    f"{START}2007-02-11+02:11",
    "/UDIDIData/productionIdentifier = ",
]
# a date is the day that was written; it has no zone
ZONES = [f"{START}2016-01-01+01:01", f"{START}2017-02-11+02:11"]
DAYS = [f"{START}2016-01-01", f"{START}2017-02-11"]
PUT = "/DTXMarketInfo/marketInfos/marketInfo"
LEFT_OUT = {
    "001.01": [[*ORTHOPAEDIC, *TYPES]],
    "001.03": [TYPES],
    "001.04": [[*ORTHOPAEDIC, *TYPES]],
    "001.12": [TYPES],
    "001.13": [[*ORTHOPAEDIC, *TYPES]],
    "007.03": [
        [f"{PUT}/endDate = 2030-02-05+01:00", f"{PUT}/startDate = 2019-02-05+01:00"]
    ],
    "008.02": [ZONES, ZONES],
    "010.01": [
        [f"{COUNTRY}BE", f"{COUNTRY}FR", f"{FIRST}false", f"{FIRST}true"],
        [f"{COUNTRY}BE", f"{FIRST}true"],
    ],
    "010.03": [LEGACY_UPDATE],
    "010.04": [LEGACY_UPDATE],
    # "next without check" is 0; a version 1 would be refused (BR-DTX-UDI-036)
    "012.01": [["/DTXPackageUDI/packages/version = 1"]],
}
ADDED = {
    "007.03": [
        [
            "/DTXMarketInfo/deviceCriterion = STANDARD",
            f"{PUT}/endDate = 2030-02-05",
            f"{PUT}/startDate = 2019-02-05",
        ]
    ],
    "008.02": [DAYS, DAYS],
    "012.01": [["/DTXPackageUDI/packages/version = 0"]],
    "015.01": [["/DTXProductDesigner/productDesignerActor/version = 0"]],
}
# what the sample does not say, or says against the rules, so that it can be built
MENDED = {
    "007.03": {"legislation_eu": "mdr"},
    "009.02": {"risk_class_eu": "aimdd"},
}
AS_MENDED = {
    "009.02": (["/BasicUDI/riskClass = CLASS_I"], ["/BasicUDI/riskClass = AIMDD"])
}
QUESTIONS = ("004.01", "011.01", "011.02")


def samples():
    """Every sample, by its number."""
    found = sorted((shared_data.root() / FOLDER).glob("*.xml"))
    if not found and shared_data.required():
        raise FileNotFoundError(FOLDER)
    return {path.name[15:21].rstrip("_"): path for path in found}


SAMPLES = samples()


@pytest.mark.parametrize("number", [each for each in SAMPLES if each not in QUESTIONS])
def test_read_and_built_again_it_says_the_same(number):
    content = SAMPLES[number].read_bytes()
    message = read(content)
    service = MESSAGES[f"{message.service}.{message.operation}"]
    payload = etree.fromstring(content).find("{*}payload")
    entities = payload.findall("*")
    assert len(entities) == len(message.devices)
    for place, (entity, record) in enumerate(
        zip(entities, message.records, strict=True)
    ):
        whole = change(before(record), **MENDED.get(number, {}))
        missing, more = apart(entity, service.entity(Entry(record=whole)))
        lost, made = AS_MENDED.get(number, ([], []))
        assert missing == sorted(LEFT_OUT.get(number, {place: lost})[place])
        assert more == sorted(ADDED.get(number, {place: made})[place])


@pytest.mark.parametrize("number", QUESTIONS)
def test_a_question_holds_no_devices(number, shared):
    shared(FOLDER)
    with pytest.raises(ReadError) as caught:
        read(SAMPLES[number].read_bytes())
    assert caught.value.code == "a_question"


def test_there_are_as_many_as_there_were(shared):
    shared(FOLDER)
    assert len(SAMPLES) == 23
    assert {*LEFT_OUT, *ADDED, *MENDED, *QUESTIONS} <= set(SAMPLES)


@pytest.mark.parametrize("name", ["SYN_DEVICE.POST_MDR_IIb_full", "NEG_wrong_order"])
def test_synthetic_files(name, shared):
    content = shared(f"regulatory/eudamed/samples-synthetic/{name}.xml").read_bytes()
    (record,) = read(content).records
    entity = etree.fromstring(content).find("{*}payload/*")
    built = MESSAGES["DEVICE.POST"].entity(Entry(record=record))
    missing, more = apart(entity, built)
    assert [each for each in missing if " is " not in each] == []
    assert more == []


def test_official_samples_with_placeholders_are_refused_with_a_line(shared):
    """As shipped they are not well formed: a person fills the placeholders first."""
    for path in shared("regulatory/eudamed/samples-official").glob("*.xml"):
        with pytest.raises(ValueError, match="line "):
            read(path.read_bytes())
