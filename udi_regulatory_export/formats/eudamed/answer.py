"""EUDAMED's answer to an upload: what was stored, what was refused, and why.

Both shapes are read: up to schema 3.0.25 an answer has a code of its own, from 3.0.30
only its entities have. Elements are found by their local names, whatever the prefix.
"""

from lxml import etree

from ..reply import (
    ACCEPTED,
    PARTLY,
    REFUSED,
    UNKNOWN,
    Acknowledgement,
    AnswerError,
    EntityAnswer,
)
from .answer_reason import explained
from .reading import ReadError, child, children, root_of, text, texts

_STATES = {
    "SUCCESS": ACCEPTED,
    "BAD_REQUEST": REFUSED,
    "CONFLICT": REFUSED,
    "INVALID_REQUEST_OBJECTS": REFUSED,
    "SECURITY_ERROR": REFUSED,
    "SERVER_ERROR": REFUSED,
    "SERVICE_NOT_FOUND": REFUSED,
    "UNAUTHORISED_ERROR": REFUSED,
}
"""PROCESSED_WITH_ERRORS says nothing of a single device."""


def read_reply(content: bytes) -> Acknowledgement:
    """Read the answer file; a ``ReadError`` or ``XmlError`` says why it is none."""
    root, mended = root_of(content)
    answer = _acknowledgement(root)
    entities = tuple(
        _entity(each)
        for each in children(child(answer, "responseEntities"), "responseEntity")
    )
    # an answer about no device in particular is one about the file
    of_file = tuple(each for each in entities if not each.code)
    entities = tuple(each for each in entities if each.code)
    errors = _errors(child(answer, "report"), "") + sum(
        (each.errors for each in of_file), ()
    )
    response = _response(answer, of_file)
    state = _state(response, entities, of_file)
    if state != ACCEPTED and not errors and not entities:
        errors = (explained(AnswerError(), response),)
    return Acknowledgement(
        state=state,
        is_whole_file=not entities,
        response=response,
        entities=entities,
        errors=errors,
        mended=mended,
        version=answer.get("version", ""),
        **_envelope(answer),
    )


def _acknowledgement(root: etree._Element) -> etree._Element:
    name = etree.QName(root).localname
    if name in ("Push", "PullResponse", "PullRequest"):
        raise ReadError("not_an_answer", found=name)
    for each in root.iter("{*}Acknowledgement", "Acknowledgement"):
        return each
    raise ReadError("not_an_answer", found=name)


def _envelope(answer: etree._Element) -> dict[str, str]:
    to = child(answer, "recipient")
    service = child(to, "service")
    return {
        "correlation_id": text(answer, "correlationID"),
        "message_id": text(answer, "messageID"),
        "conversation_id": text(answer, "conversationID"),
        "created_at": text(answer, "creationDateTime"),
        "service": text(service, "serviceID"),
        "operation": text(service, "serviceOperation"),
        "recipient": text(child(to, "node"), "nodeActorCode"),
    }


def _entity(element: etree._Element) -> EntityAnswer:
    response = text(element, "responseCode")
    state = _STATES.get(response, UNKNOWN)
    errors = _errors(child(element, "report"), response)
    if state == REFUSED and not errors:
        errors = (explained(AnswerError(), response),)
    return EntityAnswer(
        code=text(element, "entityCode"), response=response, state=state, errors=errors
    )


def _errors(report: etree._Element | None, response: str) -> tuple[AnswerError, ...]:
    found = (
        AnswerError(
            code=text(each, "operationErrorCode"),
            detail=" ".join(texts(each, "operationErrorDetail")),
            note=" ".join(texts(each, "operationDetail")),
        )
        for each in children(report, "elementReport")
    )
    return tuple(explained(each, response) for each in found if each != AnswerError())


def _state(
    response: str, entities: tuple[EntityAnswer, ...], of_file: tuple[EntityAnswer, ...]
) -> str:
    """The file's own code counts only where its devices do not say it all."""
    states = {each.state for each in entities}
    if _STATES.get(response) == REFUSED and ACCEPTED not in states:
        return REFUSED
    if not states:
        return _STATES.get(response, UNKNOWN)
    states |= {each.state for each in of_file}
    return states.pop() if len(states) == 1 else PARTLY


def _response(answer: etree._Element, of_file: tuple[EntityAnswer, ...]) -> str:
    """From 3.0.30 a file's code stands at an entity that is no device."""
    told = text(answer, "responseCode")
    responses = {each.response for each in of_file}
    mixed = "PROCESSED_WITH_ERRORS" if responses else ""
    return told or (responses.pop() if len(responses) == 1 else mixed)
