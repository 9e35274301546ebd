"""Somebody else's form: what all kinds of files have in common.

The file is a stranger's: its size, its parts, its places and our texts are limited.
"""

import io
import re
import zipfile

MOST_BYTES = 10 * 1024 * 1024
MOST_UNPACKED = 50 * 1024 * 1024
MOST_PARTS = 2_000
MOST_TEXT = 32_767
# one heading may stand in several places; so many are no form any more
MOST_PLACES = 1_000
# what neither a cell nor a line of text can hold
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


class FormError(ValueError):
    """``code``: too_big, broken, no_names, locked, no_package."""

    def __init__(self, code):
        super().__init__(code)
        self.code = code


def name_of(code: str) -> str:
    """The name of the place for a heading.

    >>> name_of("US-CR.4"), name_of("EU-FSCA.1-7")
    ('US_CR_4', 'EU_FSCA_1_7')
    """
    return re.sub(r"\W", "_", code)


def wanted(texts) -> dict[str, str]:
    """{NAME: code}, as names are compared."""
    return {name_of(code).upper(): code for code in texts}


def clean(text: str) -> str:
    return CONTROL.sub(" ", text)[:MOST_TEXT]


def check_size(content: bytes):
    if len(content) > MOST_BYTES:
        raise FormError("too_big")


def check_archive(content: bytes):
    """Sheets and texts are archives: small ones may unpack to very much."""
    check_size(content)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise FormError("broken") from error
    if sum(part.file_size for part in parts) > MOST_UNPACKED or len(parts) > MOST_PARTS:
        raise FormError("too_big")
