"""Files that a format must produce byte for byte, kept beside the tests.

``UDI_GOLDEN=write setup/test core`` rewrites them: read the difference before it is
committed.
"""

import os
from pathlib import Path

FOLDER = Path(__file__).resolve().parent / "golden"


def check(name, content):
    """Compare with the golden file, or write it if asked to."""
    path = FOLDER / name
    if os.environ.get("UDI_GOLDEN") == "write":
        path.write_bytes(content)
    assert path.read_bytes().decode() == content.decode()
