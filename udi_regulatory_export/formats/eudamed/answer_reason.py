"""Why EUDAMED refused something: its words, our reason, and the field where known."""

from dataclasses import replace

from ..reply import AnswerError
from .answer_fields import field_in, rule_in

REASONS = {
    "wrong_version": "the file is of another schema version than the environment",
    "record_version": "the version in the message is not the next one of the record",
    "wrong_sender": "the sender is not the actor who uploaded the file",
    "unknown_actor": "EUDAMED does not know an actor of the file in this environment",
    "exists_already": "EUDAMED has this identifier already",
    "not_found": "EUDAMED does not have what the message changes",
    "not_of_the_schema": "the file or the device is not of the form of the schema",
    "business_rule": "a business rule of EUDAMED is broken; rule = its number",
    "no_right": "the actor may not do this, or its module is not open for it",
    "server": "EUDAMED itself failed; the same file may be sent again",
    "not_explained": "EUDAMED said no more than its code",
}
"""Why something was refused; models hold the sentences people read."""

_WORDS = (
    ("exists_already", ("already exist", "already registered", "duplicate")),
    ("not_of_the_schema", ("cvc-", "xsd", "not well-formed", "xml schema")),
    ("not_found", ("does not exist", "not found", "no device found")),
    ("record_version", ("version",)),
    ("wrong_sender", ("actor", "srn", "manufacturer", "sender")),
)
_CODES = {
    "CONFLICT": "exists_already",
    "INVALID_REQUEST_OBJECTS": "business_rule",
    "SECURITY_ERROR": "no_right",
    "SERVER_ERROR": "server",
    "SERVICE_NOT_FOUND": "no_right",
    "UNAUTHORISED_ERROR": "wrong_sender",
}


def explained(error: AnswerError, response: str) -> AnswerError:
    said = f"{error.code} {error.detail} {error.note}"
    return replace(
        error, reason=_reason(error, response), rule=rule_in(said), field=field_in(said)
    )


def _reason(error: AnswerError, response: str) -> str:
    """EUDAMED's codes cover several faults each; its words tell them apart."""
    said = f"{error.detail} {error.note}".lower()
    if response == "BAD_REQUEST" and "version" in said:
        return "wrong_version"
    if rule_in(f"{error.code} {error.detail} {error.note}"):
        return "business_rule"
    if error.code == "M-50000":
        return "unknown_actor"
    for reason, words in _WORDS:
        if any(word in said for word in words):
            return reason
    return _CODES.get(response, "not_explained")
