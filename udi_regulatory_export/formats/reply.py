"""A regulator's answer to what was sent, whichever regulator it is.

A format that reads answers has ``read_reply(content: bytes) -> Acknowledgement``; a
``ReadError`` or ``XmlError`` says why the file is no answer.
"""

from dataclasses import dataclass

from .xml_mend import Mended

ACCEPTED = "accepted"
REFUSED = "refused"
PARTLY = "partly"
UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerError:
    """One complaint: the regulator's words, our reason, and the field where known."""

    code: str = ""
    detail: str = ""
    note: str = ""
    reason: str = "not_explained"
    rule: str = ""
    field: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityAnswer:
    """What became of one device, known by its DI code."""

    code: str
    response: str
    state: str
    errors: tuple[AnswerError, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Acknowledgement:
    """The answer to one file.

    ``state``: accepted, partly, refused (nothing was stored) or unknown.
    ``is_whole_file``: it was told of the file and of no device in it; then ``errors``
    say why. With devices, each has its own state and errors.
    """

    state: str
    is_whole_file: bool = False
    response: str = ""
    entities: tuple[EntityAnswer, ...] = ()
    errors: tuple[AnswerError, ...] = ()
    correlation_id: str = ""
    message_id: str = ""
    conversation_id: str = ""
    created_at: str = ""
    version: str = ""
    service: str = ""
    operation: str = ""
    recipient: str = ""
    mended: tuple[Mended, ...] = ()

    def state_of(self, *codes: str) -> str:
        """What became of the device with any of these codes; the worst, if several."""
        found = {each.state for each in self.entities if each.code in codes}
        for state in (REFUSED, UNKNOWN, ACCEPTED):
            if state in found:
                return state
        # of a device that a list of answers leaves out, nothing is known
        return self.state if self.is_whole_file else UNKNOWN

    def errors_of(self, *codes: str) -> tuple[AnswerError, ...]:
        """What was said of the device, or else of the whole file."""
        own = [each for each in self.entities if each.code in codes]
        found = tuple(error for each in own for error in each.errors)
        return found if own else self.errors


class ReadError(ValueError):
    """Why a well-formed file is not what was asked for: a code and its facts."""

    def __init__(self, code: str, **parameters: object):
        self.code = code
        self.parameters = parameters
        super().__init__(f"{code} {parameters}" if parameters else code)
