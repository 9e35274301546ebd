"""What a UDI carrier says: one frozen value, whatever agency issued it."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any


class UdiError(ValueError):
    """A carrier that must be refused, with what a clerk needs to see why.

    ``code``      the class of the refusal, e.g. ``bad_check_digit``
    ``position``  index into the text as it was read, or None
    ``element``   which element: application identifier, agency or field name
    ``expected``  what should stand there
    ``found``     what stands there (cut to forty characters)
    """

    def __init__(self, code, position=None, element=None, expected=None, found=None):
        self.code: str = code
        self.position: int | None = position
        self.element: str | None = element
        self.expected: str | None = expected
        self.found: str | None = found if found is None else found[:40]
        super().__init__(code, position, element, expected, self.found)

    def __str__(self):
        said = [self.code]
        if self.element is not None:
            said.append(f"in {self.element}")
        if self.position is not None:
            said.append(f"at {self.position}")
        if self.expected is not None:
            said.append(f"expected {self.expected}")
        if self.found is not None:
            said.append(f"found {self.found!r}")
        return ", ".join(said)


@dataclass(frozen=True)
class Udi:
    """One scan, or several scans of one item joined by ``combine``.

    An empty field is None: the carrier is silent about it. A scan may be
    incomplete (no DI, no PI) without being wrong.

    ``agency``    GS1, HIBCC, ICCBBA, IFA or MA
    ``di``        as databases hold it: a GTIN has 14 digits; an HIBC DI is labeler,
                  product and unit of measure; a PPN, an MA code, 16 characters of
                  ISBT 128 (10 on a container) are whole
    ``expiry``    last day of use; the last of the month at precision ``month``,
                  with an ``expiry_datetime`` at precision ``hour``
    ``quantity``  the count that the carrier itself states (GS1 AI 30 or 37, HIBC Q)
    ``elements``  (identifier, raw value), in the order they were read
    ``extra``     (name, value) of every further element that has a name
    ``raw``       the text as it was read, without the line end that a reader adds;
                  the parts of a joined scan are separated by a line feed
    """

    agency: str = "GS1"
    aim: str | None = None
    di: str | None = None
    lot: str | None = None
    serial: str | None = None
    expiry: date | None = None
    expiry_precision: str = "day"
    expiry_datetime: datetime | None = None
    mfg_date: date | None = None
    software_version: str | None = None
    quantity: int | None = None
    sscc: str | None = None
    elements: tuple[tuple[str, str], ...] = ()
    extra: tuple[tuple[str, Any], ...] = ()
    warnings: tuple[str, ...] = ()
    raw: str = ""

    @classmethod
    def of(cls, values):
        """The same as ``Udi(**values)``, in a fourth of the time.

        The generated ``__init__`` of a frozen class sets sixteen fields one by one;
        here those that are left out stay what the class says.
        """
        made = object.__new__(cls)
        made.__dict__.update(values)
        return made

    def detail(self, name):
        """The value of one name in ``extra``, or None."""
        return dict(self.extra).get(name)

    def element(self, identifier):
        """The raw value of one identifier, or None."""
        return dict(self.elements).get(identifier)
