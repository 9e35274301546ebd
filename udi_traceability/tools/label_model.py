"""What a label is made from: the template, and the data of one label.

All lengths are millimetres from the upper left corner of the label. Text size is
that of the em square: capitals are about seven tenths of it.
"""

from dataclasses import dataclass, field

from .udi import Udi


@dataclass(frozen=True, slots=True)
class Element:
    """One thing on a label, in a place that it must not leave.

    ``kind``     text, hri, symbol, picture or box
    ``content``  text: words with ``{field}`` in them, see ``label_fields``;
                 symbol and hri: identifiers such as ``02,37``, ``!00`` for all but
                 these, empty for all; picture: a name in ``LabelData.pictures``,
                 ``mark:NAME`` for one of ``label_marks``, ``marks`` for all marks of
                 the device; box: none
    ``size``     of text, shrunk down to ``min_size`` where it does not fit
    ``align``    left, center or right
    ``language`` one language; without it those of the template
    ``symbol``   kind of symbol; without it that of the template
    ``module``   largest module; the largest that fits is taken
    ``when``     printed only if this field, mark or picture is there
    ``valign``   top, middle or bottom, for text
    ``stack``    rows of one stack close up where one of them is not printed;
                 ``row`` counts them
    ``line``     thickness of a box; a box without height or width is a rule
    """

    kind: str
    x: float
    y: float
    width: float
    height: float
    content: str = ""
    size: float = 2.0
    min_size: float = 1.2
    bold: bool = False
    align: str = "left"
    language: str = ""
    symbol: str = ""
    module: float = 0.5
    when: str = ""
    valign: str = "top"
    stack: str = ""
    row: int = 0
    line: float = 0.2


@dataclass(frozen=True, slots=True)
class LabelTemplate:
    """A kind of label: its size, its printer's resolution, what stands where."""

    code: str
    name: str
    width: float
    height: float
    elements: tuple[Element, ...]
    symbol: str = "gs1_datamatrix"
    dpi: int = 300
    languages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LabelData:
    """What one label says. The UDI is the only source of lot, serial and dates.

    ``udi``       as parsed, or built from fields; a count that the symbol must not
                  hold (AI 30) goes into ``quantity`` instead
    ``carrier``   text of a symbol that is not GS1, where it is not what the agency
                  of the UDI writes: a link, one of the two symbols of an HIBC
    ``names``     (language, product name); ``descriptions`` likewise
    ``quantity``  what the package holds; without it the count of the carrier
    ``marks``     names in ``label_marks``, or of pictures, that apply to this device
    ``pictures``  (name, PNG or JPEG)
    ``extra``     (name, text) of further fields
    """

    udi: Udi = field(default_factory=Udi)
    carrier: str = ""
    names: tuple[tuple[str, str], ...] = ()
    descriptions: tuple[tuple[str, str], ...] = ()
    brand: str = ""
    model: str = ""
    ref: str = ""
    maker: str = ""
    maker_address: str = ""
    representative: str = ""
    quantity: int | None = None
    unit: str = ""
    storage: str = ""
    ship_from: str = ""
    ship_to: str = ""
    order: str = ""
    marks: tuple[str, ...] = ()
    pictures: tuple[tuple[str, bytes], ...] = ()
    extra: tuple[tuple[str, str], ...] = ()
