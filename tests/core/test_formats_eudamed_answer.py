"""EUDAMED's answers: what was stored, what was refused, and why."""

import pytest
from formats_acknowledged import NAMESPACE, answer, entity, report
from hypothesis import given, settings, strategies as st

from odoo.addons.udi_regulatory_export.formats.eudamed.answer import read_reply
from odoo.addons.udi_regulatory_export.formats.eudamed.answer_fields import (
    BY_ELEMENT,
    BY_NUMBER,
    BY_RULE,
    field_in,
    rule_in,
)
from odoo.addons.udi_regulatory_export.formats.eudamed.answer_reason import REASONS
from odoo.addons.udi_regulatory_export.formats.eudamed.reading import ReadError
from odoo.addons.udi_regulatory_export.formats.xml import XmlError

GOOD, BAD = "05012345678900", "05012345678917"
OLD = "samples-synthetic/SYN_Acknowledgement_partial_3.0.25.xml"
NEW = "samples-synthetic/SYN_Acknowledgement_partial_3.0.30.xml"
WRONG = ("E-I-40000", "Synthetic text: rule violated")


@pytest.mark.parametrize("sample", [OLD, NEW])
def test_both_shapes_say_the_same(shared, sample):
    reply = read_reply(shared(f"regulatory/eudamed/{sample}").read_bytes())
    assert (reply.state, reply.is_whole_file) == ("partly", False)
    assert [(each.code, each.state) for each in reply.entities] == [
        (GOOD, "accepted"),
        (BAD, "refused"),
    ]
    (error,) = reply.errors_of(BAD)
    assert (error.code, error.detail) == WRONG
    assert error.reason == "business_rule"
    assert reply.errors_of(GOOD) == ()
    assert reply.recipient == "US-MF-000000001"
    assert (reply.service, reply.operation) == ("DEVICE", "POST")


@pytest.mark.parametrize("prefix", ["m", "message", "ns2", ""])
@pytest.mark.parametrize("namespace", [NAMESPACE, NAMESPACE.replace("v1", "v2")])
def test_any_prefix_and_namespace(prefix, namespace):
    reply = read_reply(
        answer(entity(GOOD, "SUCCESS"), prefix=prefix, namespace=namespace)
    )
    assert reply.state_of(GOOD) == "accepted"
    assert reply.correlation_id == "APP-DTX-000103944"
    assert (reply.message_id, reply.conversation_id) == ("id", "c")
    assert reply.version == "3.0.30"


@pytest.mark.parametrize(
    ("state", "is_whole_file", "content"),
    [
        ("accepted", True, answer(response="SUCCESS")),
        ("accepted", True, answer(entity("", "SUCCESS"))),
        ("accepted", False, answer(entity(GOOD, "SUCCESS"))),
        ("accepted", False, answer(entity(GOOD, "SUCCESS"), response="SUCCESS")),
        ("refused", True, answer(response="BAD_REQUEST")),
        ("refused", True, answer(entity("", "BAD_REQUEST", WRONG))),
        ("refused", False, answer(entity(GOOD, "CONFLICT"), entity(BAD, "CONFLICT"))),
        ("refused", False, answer(entity(GOOD, "CONFLICT"), response="BAD_REQUEST")),
        ("partly", False, answer(entity(GOOD, "SUCCESS"), entity("", "BAD_REQUEST"))),
        ("partly", False, answer(entity(GOOD, "SUCCESS"), entity(BAD, "SOMETHING"))),
        ("unknown", False, answer(entity(GOOD, "PROCESSED_WITH_ERRORS"))),
        ("unknown", True, answer()),
        ("unknown", True, answer(response="SOMETHING_NEW")),
        ("unknown", True, answer(entity("", "SUCCESS"), entity("", "CONFLICT"))),
        (
            "partly",
            False,
            answer(
                entity(GOOD, "SUCCESS"),
                entity(BAD, "CONFLICT"),
                response="PROCESSED_WITH_ERRORS",
            ),
        ),
    ],
)
def test_the_file_and_its_devices_are_told_apart(state, is_whole_file, content):
    reply = read_reply(content)
    assert (reply.state, reply.is_whole_file) == (state, is_whole_file)


def test_a_refused_file_refuses_each_device_for_its_reason():
    reply = read_reply(answer(response="BAD_REQUEST", more=report(WRONG)))
    assert reply.state_of(GOOD) == "refused"
    assert reply.errors_of(GOOD) == reply.errors
    assert reply.errors[0].code == "E-I-40000"


def test_a_refusal_without_a_word_has_a_reason_all_the_same():
    reply = read_reply(answer(response="SERVER_ERROR"))
    assert [each.reason for each in reply.errors] == ["server"]
    reply = read_reply(answer(entity(GOOD, "CONFLICT")))
    assert [each.reason for each in reply.errors_of(GOOD)] == ["exists_already"]
    assert read_reply(answer()).errors[0].reason == "not_explained"


def test_a_device_that_the_list_leaves_out_is_unknown():
    reply = read_reply(answer(entity(GOOD, "SUCCESS"), response="SUCCESS"))
    assert reply.state_of(BAD) == "unknown"
    assert reply.errors_of(BAD) == ()


def test_several_answers_about_one_device_the_worst_counts():
    family = "5012345INFUSIONPUMPNM"
    reply = read_reply(
        answer(
            entity(GOOD, "SUCCESS"), entity(GOOD, "CONFLICT"), entity(family, "SUCCESS")
        )
    )
    assert reply.state_of(GOOD) == "refused"
    assert reply.state_of(family) == "accepted"
    assert reply.state_of(family, GOOD) == "refused"
    assert len(reply.errors_of(family, GOOD)) == 1


@pytest.mark.parametrize(
    ("reason", "response", "complaint"),
    [
        ("wrong_version", "BAD_REQUEST", ("E-I-40000", "Unsupported version 3.0.25")),
        ("wrong_sender", "UNAUTHORISED_ERROR", ("E-I-40000", "")),
        ("wrong_sender", "BAD_REQUEST", ("E-1", "The actor of the sender differs")),
        ("unknown_actor", "SERVER_ERROR", ("M-50000", "whatever")),
        ("exists_already", "CONFLICT", ("", "UDI-DI already exists")),
        ("not_found", "BAD_REQUEST", ("", "Basic UDI-DI does not exist")),
        ("record_version", "CONFLICT", ("", "The version is not the latest")),
        ("business_rule", "INVALID_REQUEST_OBJECTS", ("BR-UDID-011", "AR missing")),
        ("business_rule", "INVALID_REQUEST_OBJECTS", ("X", "")),
        ("not_of_the_schema", "BAD_REQUEST", ("", "cvc-complex-type.2.4.a: ...")),
        ("no_right", "SECURITY_ERROR", ("X", "")),
        ("no_right", "SERVICE_NOT_FOUND", ("X", "")),
        ("server", "SERVER_ERROR", ("X", "")),
        ("not_explained", "BAD_REQUEST", ("X", "")),
    ],
)
def test_reasons(reason, response, complaint):
    (error,) = read_reply(answer(entity(GOOD, response, complaint))).errors_of(GOOD)
    assert error.reason == reason
    assert reason in REASONS


@pytest.mark.parametrize(
    ("field", "said"),
    [
        ("udi.device.risk_class_eu", "FLD-UDID-16 must not change"),
        ("udi.registration.local_agent_id", "BR-UDID-011: provide an AR"),
        ("udi.device.package_di_ids", "see BR-DTX-UDID-102.1"),
        ("udi.basic.udi.certificate_ids", "RULE-00015"),
        ("udi.device.device_count", "Invalid content at 'udidi:baseQuantity'."),
        ("udi.device.sterile", "element '{urn:udidi}sterile' is not expected"),
        ("udi.basic.udi.model", "/Device/MDRBasicUDI/model"),
        ("", "the model of the device is sterile"),
        ("", "BR-UDID-999 and FLD-UDID-999"),
        ("", ""),
    ],
)
def test_the_field_where_the_words_name_it(field, said):
    assert field_in(said) == field


def test_the_more_exact_word_wins():
    assert field_in("BR-UDID-066 FLD-UDID-20") == "udi.basic.udi.model"
    assert rule_in("x BR-DTX-UDI-036 y BR-UDID-011") == "BR-DTX-UDI-036"
    assert rule_in("BR-UDID-11") == ""


def test_every_rule_and_number_is_of_the_official_lists(shared):
    rules = shared("regulatory/eudamed/rules/business_rules.csv").read_text()
    assert [rule for rule in BY_RULE if f"{rule}," not in rules] == []
    fields = shared("design/attributes.csv").read_text()
    numbers = [n for n in BY_NUMBER if f"FLD-UDID-{n:02d}" not in fields]
    assert numbers == []
    paths = shared("regulatory/eudamed/structure/xml_element_order.csv").read_text()
    assert [name for name in BY_ELEMENT if f":{name}" not in paths] == []


def test_notes_are_kept_and_blank_complaints_are_not():
    content = answer(
        entity(GOOD, "SUCCESS", ("", "", "Stored, one field was ignored"), ("", "", ""))
    )
    (error,) = read_reply(content).errors_of(GOOD)
    assert error.note == "Stored, one field was ignored"


def test_an_answer_inside_another_document():
    inner = answer(entity(GOOD, "SUCCESS"))
    assert read_reply(b"<envelope>" + inner + b"</envelope>").state == "accepted"


def test_windows_bytes_in_an_answer():
    content = answer(entity(GOOD, "CONFLICT", ("", "Gerät bekannt"))).replace(
        "ä".encode(), b"\xe4"
    )
    reply = read_reply(content)
    assert reply.errors_of(GOOD)[0].detail == "Gerät bekannt"
    assert [each.code for each in reply.mended] == ["windows_1252"]


@pytest.mark.parametrize("name", ["Push", "PullResponse", "PullRequest", "html"])
def test_what_is_no_answer(name):
    with pytest.raises(ReadError) as caught:
        read_reply(f"<{name}/>".encode())
    assert caught.value.code == "not_an_answer"
    assert caught.value.parameters == {"found": name}


@settings(deadline=None)
@given(st.binary(max_size=80) | st.text(max_size=80).map(str.encode))
def test_any_bytes_are_refused_by_name(content):
    with pytest.raises((ReadError, XmlError)) as caught:
        read_reply(content)
    assert caught.value.code


SCRAPS = st.sampled_from(
    [
        entity(GOOD, "SUCCESS"),
        entity("", "CONFLICT", WRONG),
        "<m:responseEntity/>",
        "<m:report/>",
        "<!-- x -->",
        "<?x y?>",
        "<m:responseCode/>",
        "<x><m:responseCode>SUCCESS</m:responseCode></x>",
        "text",
    ]
)


@settings(deadline=None)
@given(st.lists(SCRAPS, max_size=5), st.sampled_from(["", "SUCCESS", "X"]))
def test_any_well_formed_answer_is_read(scraps, response):
    reply = read_reply(answer("".join(scraps), response=response))
    assert reply.state in ("accepted", "partly", "refused", "unknown")
    assert all(each.code for each in reply.entities)
