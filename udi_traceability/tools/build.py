"""The way back: what a carrier holds, and what people read beside it.

A further issuing agency is a module with writers and one row in ``_WRITERS``.

    >>> from .udi import Udi
    >>> udi = Udi(di="09506000134352", lot="A1", serial="S1")
    >>> text_of(udi).split(chr(29))
    ['010950600013435210A1', '21S1']
    >>> text_of(udi, "readable")
    '(01)09506000134352(10)A1(21)S1'
    >>> text_of(udi, "link", domain="https://example.com")
    'https://example.com/01/09506000134352/10/A1/21/S1'
    >>> text_of(Udi(agency="HIBCC", di="A99912345", lot="A1"))
    '+A99912345/$A1B'
"""

from functools import partial

from . import gs1, gs1_link, hibcc, iccbba, ifa, ma
from .udi import UdiError

FORMS = ("carrier", "readable", "link", "primary", "secondary")
_WRITERS = {
    "GS1": {
        "carrier": gs1.element_string,
        "readable": gs1.bracketed,
        "link": gs1_link.digital_link,
    },
    "HIBCC": {
        "carrier": hibcc.concatenated,
        "readable": hibcc.caption,
        "primary": hibcc.primary,
        "secondary": hibcc.secondary,
    },
    "ICCBBA": {"carrier": iccbba.compound, "readable": iccbba.caption},
    "IFA": {"carrier": ifa.carrier, "readable": ifa.caption},
    "MA": {"carrier": ma.written, "readable": ma.written},
}


def text_of(udi, form="carrier", *, domain=gs1_link.DOMAIN):
    """The text of a ``Udi``; raise ``UdiError`` if that agency cannot write it so.

    ``form``    ``carrier`` what the symbol holds (GS1: FNC1 as GS where needed, no
                symbology identifier), ``readable`` the text beside it, ``link`` a GS1
                Digital Link; ``primary`` and ``secondary`` the two symbols of an HIBC
    ``domain``  where a link begins, e.g. ``https://example.com/p``
    """
    writers = _WRITERS.get(udi.agency, {})
    write = writers.get(form)
    if write is None:
        expected = " or ".join(writers) or "an agency that can be written"
        raise UdiError("unrecognised", None, udi.agency, expected, form)
    if form == "link":
        write = partial(write, domain=domain)
    return write(udi)
