"""Names of files: their text, and the format that they tell."""

from __future__ import annotations

import os
from pathlib import PurePosixPath

_CONTROLS = {code: 0x2400 + code for code in range(0x20)} | {0x7F: 0x2421}
_DOUBLE = (".warc.gz",)


def suffix_of(name: str) -> str:
    """The format that a file's name tells, as a suffix in lower case; empty where there is none."""
    low = name.lower()
    return next((suffix for suffix in _DOUBLE if low.endswith(suffix)), PurePosixPath(low).suffix)


def readable(name: str) -> str:
    """A file name as text on one line; names in GB18030 are decoded, of others that are no UTF-8 what can be read."""
    data = os.fsencode(name)
    for encoding in ("utf-8", "gb18030"):
        try:
            return printable(data.decode(encoding))
        except UnicodeDecodeError:
            continue
    return printable(data.decode("utf-8", "replace"))


def printable(name: str) -> str:
    """A name on one line: line feeds and other controls are shown as the signs that stand for them (␊)."""
    return name.translate(_CONTROLS)
