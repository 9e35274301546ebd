"""The 56 real devices and the answers of the interface, read whole."""

import csv
import json

import pytest

from odoo.addons.udi_traceability.tools.import_check import check
from odoo.addons.udi_traceability.tools.import_file import devices, source_of

FOLDER = "regulatory/gudid/accessgudid"
API = f"{FOLDER}/api-json"


@pytest.fixture(scope="module")
def sample(shared):
    content = shared(f"{FOLDER}/sample-devices.xml").read_bytes()
    assert source_of(content, "sample-devices.xml") == "gudid"
    return [device.values for device in devices(content, "gudid")]


@pytest.fixture(scope="module")
def by_di(sample):
    return {values["di_ids"][0]["code"]: values for values in sample}


def rows(shared, name):
    with shared(f"{FOLDER}/{name}").open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def codes(values):
    return {(finding.code, finding.value) for finding in check(values)}


def test_all_come_in(sample, shared):
    listed = rows(shared, "sample-devices.csv")
    assert len(sample) == len(listed) == 56
    assert all(values["di_ids"][0]["role"] == "primary" for values in sample)
    assert all(values["manufacturer_id"]["udi_duns"] for values in sample)
    text = shared(f"{FOLDER}/sample-devices.xml").read_text(encoding="utf-8")
    identifiers = sum(len(values["di_ids"]) for values in sample)
    previous = text.count("<deviceIdType>Previous<")
    assert identifiers + previous == text.count("<identifier>")
    assert sum(len(values.get("size_ids", ())) for values in sample) == text.count(
        "<deviceSize>"
    )
    assert sum(len(values.get("storage_ids", ())) for values in sample) == text.count(
        "<storageHandling>"
    )
    assert sum(len(values.get("certificate_ids", ())) for values in sample) == (
        text.count("<premarketSubmission>")
    )


def test_every_known_fault_among_them_is_found(by_di, shared):
    wrong = {row["di"]: row for row in rows(shared, "gs1-anomalies.csv")}
    seen = 0
    for values in by_di.values():
        for row in values["di_ids"]:
            known = wrong.get(row["code"])
            found = [f for f in check(values) if f.value == row["code"]]
            if known is None:
                assert not [f for f in found if f.severity == "stop"]
            elif known["anomaly"] == "wrong check digit":
                seen += 1
                assert found[0].code == "check_digit"
                assert found[0].expected[-1] == known["detail"][-1]
            else:
                seen += 1
                assert found[0].code == "padding"
    assert seen


def test_cumulative_quantities_are_found(by_di, shared):
    listed = {
        (row["primaryDI"], int(row["outerQtyReported"]))
        for row in rows(shared, "suspect-package-quantities.csv")
        if row["primaryDI"] in by_di
    }
    found = {
        (di, finding.value)
        for di, values in by_di.items()
        for finding in check(values)
        if finding.code == "cumulative"
    }
    assert listed <= found
    needle = [f for f in check(by_di["00020221900903"]) if f.code == "cumulative"]
    assert {(f.value, f.expected) for f in needle} == {(1000, 10), (6000, 6)}


def test_a_device_with_nearly_everything(by_di):
    kit = by_di["03770021392824"]
    assert kit["is_kit"] == "yes"
    assert kit["direct_marking"] == "other_di"
    assert {row["role"] for row in kit["di_ids"]} >= {
        "primary",
        "package",
        "direct_mark",
    }
    pma = by_di["00850001118002"]
    assert [row["number"] for row in pma["certificate_ids"]].count("P040013") == 6
    assert {row["kind"] for row in pma["certificate_ids"]} == {"us_pma"}
    assert pma["registration"]["combination_product"] == "yes"
    assert len(pma["registration"]["product_code_ids"]) == 2
    novo = by_di["17290112451672"]
    assert novo["certificate_ids"][0]["kind"] == "us_de_novo"
    assert {"temperature", "humidity", "pressure"} <= {
        row["kind_id"] for row in novo["storage_ids"]
    }
    gone = by_di["05060111780821"]
    assert gone["market_ids"][0]["date_end"]
    assert any(row.get("discontinue_date") for row in gone["di_ids"])


def test_a_lookup_and_a_history_say_the_same(shared):
    path = f"{API}/json_devices_lookup_by_device_identifier_code.json"
    content = shared(path).read_bytes()
    assert source_of(content) == "gudid"
    (looked,) = devices(content, "gudid")
    path = f"{API}/json_devices_history_by_unique_device_identifier_code.json"
    (newest,) = devices(shared(path).read_bytes(), "gudid")
    assert looked.values.pop("risk_class_us") == "3"
    assert looked.values == newest.values
    assert looked.values["di_ids"][0]["code"] == "08717648200274"
    assert looked.values["registration"]["version"] == 3
    assert looked.values["mri_safety"] == "conditional"
    assert [row["stage"] for row in looked.values["storage_ids"]] == [
        "handling",
        "storage",
        "storage",
    ]


def test_answers_without_a_device(shared):
    empty = json.dumps({"gudid": {"device": None}}).encode()
    assert list(devices(empty, "gudid")) == []
    odd = json.dumps({"gudid": {"device": {"deviceId": 1}}, "productCodes": [3]})
    (device,) = devices(odd.encode(), "gudid")
    assert "di_ids" not in device.values
    assert ("no_primary", None) in codes(device.values)
