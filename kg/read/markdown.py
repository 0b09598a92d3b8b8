"""Marks of Markdown set aside: headings, lists, quotes, emphasis, links, fences (the part of CommonMark in use)."""

from __future__ import annotations

import re

from kg.language.noise_words import HIDDEN_NOUNS, HIDDEN_UNITS
from kg.model import NoiseKind
from kg.read.tape import Cut, Tape

_VALUE = "|".join((*HIDDEN_UNITS, *HIDDEN_NOUNS))
# "**" before a unit or a place, or behind a figure, is a hidden value and no emphasis.
_MARK = re.compile(
    r"^[ \t]{0,8}(?:#{1,6}[ \t]|[-+*][ \t]|(?:>[ \t]?){1,6}|`{3}[^\n]{0,80}$)"
    rf"|(?<![0-9*])\*\*(?!\*|{_VALUE})"
    r"|!?\[(?=[^\[\]\n]{0,300}\]\()|(?<=\w)\]\([^()\n]{0,500}\)",
    re.MULTILINE,
)


def set_marks_aside(tape: Tape) -> Tape:
    """The tape without marks; a mark is judged by its neighbours alone, so that a part of a line reads as the line."""
    return tape.cut([Cut(*mark.span(), NoiseKind.MARKUP) for mark in _MARK.finditer(tape.text)])
