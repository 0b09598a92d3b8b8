"""Names of files: their text, and the format that they tell."""

from __future__ import annotations

import os
from pathlib import PurePosixPath

_DOUBLE = (".warc.gz",)


def suffix_of(name: str) -> str:
    """The format that a file's name tells, as a suffix in lower case; empty where there is none."""
    low = name.lower()
    return next((suffix for suffix in _DOUBLE if low.endswith(suffix)), PurePosixPath(low).suffix)


def readable(name: str) -> str:
    """A file name as text; names in GB18030 are decoded, others that are not UTF-8 keep what can be read."""
    data = os.fsencode(name)
    for encoding in ("utf-8", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode("utf-8", "replace")
