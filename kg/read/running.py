"""What pages print around their text, which extracted text holds between two form feeds."""

from __future__ import annotations

import re

from kg.model import PAGE_EDGE, MediaType, NoiseKind
from kg.read.noise import is_page_number
from kg.read.tape import Cut, Tape

EXTRACTED = frozenset({MediaType.PDF, MediaType.DOCX})
_AROUND = re.compile(f"{PAGE_EDGE}([^{PAGE_EDGE}]*){PAGE_EDGE}")


def set_running_heads_aside(tape: Tape) -> Tape:
    """The tape of an extracted text without page headers, footers and numbers; linear."""
    return tape.cut([Cut(*found.span(), _kind(found[1].strip())) for found in _AROUND.finditer(tape.text)])


def _kind(words: str) -> NoiseKind:
    return NoiseKind.PAGE_NUMBER if words.isdigit() or is_page_number(words) else NoiseKind.RUNNING_HEAD
