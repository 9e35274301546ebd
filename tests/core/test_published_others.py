"""NMPA's download and EUDAMED's answers, read whole."""

import pytest

from odoo.addons.udi_traceability.tools.import_check import check
from odoo.addons.udi_traceability.tools.import_file import devices, source_of


def read(shared, path):
    content = shared(path).read_bytes()
    return list(devices(content, source_of(content)))


@pytest.fixture(scope="module")
def chinese(shared):
    found = read(shared, "regulatory/nmpa/sample-udid-download.xml")
    assert [device.source for device in found] == ["nmpa", "nmpa"]
    return [device.values for device in found]


def test_nmpa(chinese):
    first, second = chinese
    assert first["generic_name"] == "一次性使用示例导管"
    assert (first["single_use"], first["sterile"]) == ("yes", "yes")
    assert first["device_count"] == 5
    assert first["mri_safety"] == "not_stated"
    assert first["trade_name_ids"] == [{"language": "ZH", "value": "示例"}]
    assert [row["role"] for row in first["di_ids"]] == [
        "primary",
        "unit_of_use",
        "package",
        "package",
    ]
    assert first["di_ids"][3]["contains"] == first["di_ids"][2]["code"]
    assert first["storage_ids"][0] == {
        "kind_id": "temperature",
        "stage": "storage",
        "low": "2",
        "high": "8",
        "unit_id": "Cel",
        "text_ids": [{"language": "ZH", "value": "冷藏"}],
    }
    assert first["storage_ids"][2]["kind_id"] == "special"
    assert first["registration"]["nhsa_codes"] == "C0101010010000100001"
    assert first["manufacturer_id"]["udi_uscc"] == "91110000MA0000000H"
    assert second["di_ids"][0]["issuing_agency"] == "ma"
    assert second["carrier_ids"] == ["matrix", "rfid"]
    assert second["direct_marking"] == "same_as_primary"
    assert [row["number"] for row in second["certificate_ids"]] == [
        "京械注准20990000002",
        "京械注准20990000003",
    ]
    assert second["registration"]["supply_kind"] == "equipment"


def test_nmpa_quantities(chinese):
    found = {finding.code: finding for finding in check(chinese[0])}
    assert found["cumulative"].expected == 2


def test_eudamed_download(shared):
    (device,) = read(
        shared,
        "regulatory/eudamed/samples-download/"
        "DEVICE.GET_PullResponse_3.0.25_golden_test_device.xml",
    )
    values = device.values
    assert values["legislation_eu"] == "mdr"
    assert values["risk_class_eu"] == "iib"
    assert values["basic_udi_id"]["code"] == "7612345GOLDENtest54JJ"
    assert values["basic_udi_id"]["human_tissues"] == "yes"
    assert values["basic_udi_id"]["system_pack_type"] == "procedure_pack"
    assert (values["single_use"], values["max_reuses"]) == ("no", 15)
    assert values["manufacturer_id"] == {"udi_srn_mf": "CH-MF-000023141"}
    assert values["authorised_representative_id"] == {"udi_srn_ar": "DK-AR-000023001"}
    assert len(values["trade_name_ids"]) == len(values["description_ids"]) == 4
    assert [row["precision"] for row in values["size_ids"]] == [
        "range",
        "text",
        "value",
    ]
    assert [row["kind"] for row in values["substance_ids"]] == [
        "cmr",
        "endocrine",
        "human",
        "human",
        "medicinal",
        "medicinal",
    ]
    assert len(values["warning_ids"]) == 3
    assert [row["contains_qty"] for row in values["di_ids"][1:]] == [3, 5]
    first = [row["country"] for row in values["market_ids"] if row["is_first_eu"]]
    assert first == ["IS"]
    assert values["registration"]["emdn_ids"] == [
        {"code": "A01020402"},
        {"code": "A01020401"},
    ]
    assert values["pi_lot"] and not values["pi_expiration_date"]


@pytest.mark.parametrize("number", ("001.01", "001.03", "001.12", "003.01", "005.01"))
def test_eudamed_any_version_of_the_schema(shared, number):
    name = f"SAMPLE_DTX_UDI_{number}__DEVICE.POST.xml"
    found = read(shared, f"regulatory/eudamed/samples-valid/{name}")
    assert found
    for device in found:
        assert device.values["legislation_eu"]
        assert device.values["risk_class_eu"]
        assert device.values["di_ids"][0]["role"] == "primary"
