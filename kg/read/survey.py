"""One look at every character of a text: which of them a step of cleaning must look at more closely.

A pattern that is searched for costs as much at each character as all of this at once, so each step asks here first.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from kg.read.alphabet import HAN, SIMPLIFIED, TELLING

if TYPE_CHECKING:
    from collections.abc import Iterator

# What a character may be; one may be several.
UNUSUAL = 1  # plain simplified Chinese does not use it
BLANK = 2
LETTER = 4  # of ASCII
STRETCH_END = 8  # a Chinese character or a line feed
HIDES = 16  # may stand for a value that is hidden

_BLANKS = "\t\n\r\x0b\x0c\x85 \xa0\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
_HIDING = "xX×*＊…_□○?？某A-Z"
# "\t" and "\u2029" are what markup leaves between cells and blocks.
_USUAL_SIGNS = "\t\n\r\x20-\x7e\xa0\u2029\u3000-\u3011\u3014\u3015—‘-”…·！（），：；？"
_SIZE = 0x110000
_CHUNK = 1 << 16  # characters that are looked up at a time, so that a long text takes no memory
_FEW = 200  # characters for which loading an array library is no gain


def survey(text: str) -> bytes:
    """What each character of `text` may be: a byte each, a sum of the kinds above. Linear."""
    table = _table()
    if len(text) <= _FEW:
        return bytes(map(table.__getitem__, map(ord, text)))
    import numpy as np

    lookup = np.frombuffer(table, np.uint8)
    return b"".join(
        lookup.take(np.frombuffer(text[at : at + _CHUNK].encode("utf-32-le", "surrogatepass"), np.uint32)).tobytes()
        for at in range(0, len(text), _CHUNK)
    )


def marked(surveyed: bytes, kind: int, other: int = 0) -> bytes:
    """1 for each character of a kind, 2 for each of the `other` kind, which must exclude it, 0 for the rest."""
    return surveyed.translate(_MARKS[kind, other])


def places(surveyed: bytes, kind: int) -> Iterator[int]:
    """Yield where the characters of a kind stand."""
    ones = marked(surveyed, kind)
    at = ones.find(1)
    while at >= 0:
        yield at
        at = ones.find(1, at + 1)


def unusual(text: str, surveyed: bytes) -> str:
    """The characters of `text` that plain simplified Chinese does not use, each once."""
    return "".join(sorted({text[at] for at in places(surveyed, UNUSUAL)}))


def _ranges(written: str) -> Iterator[tuple[int, int]]:
    """Code points from and to of what is written like a character class, without its brackets and escapes."""
    for found in re.finditer("(.)-(.)|(.)", written, re.DOTALL):
        yield ord(found[1] or found[3]), ord(found[2] or found[3])


_KINDS = (UNUSUAL, BLANK, LETTER, STRETCH_END, HIDES)
_MARKS = {
    (kind, other): bytes(1 if byte & kind else 2 if byte & other else 0 for byte in range(256))
    for kind in _KINDS
    for other in (0, *_KINDS)
}


@cache
def _table() -> bytes:
    """What each code point may be."""
    table = bytearray([UNUSUAL]) * _SIZE
    for character in SIMPLIFIED - TELLING:
        table[ord(character)] = 0
    for first, last in _ranges(_USUAL_SIGNS):
        table[first : last + 1] = bytes(last + 1 - first)
    for kind, written in (
        (BLANK, _BLANKS),
        (LETTER, "A-Za-z"),
        (STRETCH_END, f"{HAN}\n"),
        (HIDES, _HIDING),
    ):
        more = bytes(byte | kind for byte in range(256))
        for first, last in _ranges(written):
            table[first : last + 1] = table[first : last + 1].translate(more)
    return bytes(table)
