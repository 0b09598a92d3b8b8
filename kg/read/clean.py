"""The original to clean text: the order in which noise is set aside."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from kg.model import Document, NoiseKind
from kg.read.lines import lay_out, split, tidy
from kg.read.markup import Unpacked, unpack
from kg.read.noise import Line, classify, day, find_edges, find_parts, is_page_number
from kg.read.pinyin import set_pinyin_aside
from kg.read.placeholders import placeholders
from kg.read.script import normalise
from kg.read.symbols import set_symbols_aside

if TYPE_CHECKING:
    from kg.model import Run, Source
    from kg.read.tape import Tape

# Set aside though it was meant to be read.
_UNREADABLE = frozenset({NoiseKind.PINYIN, NoiseKind.PAYWALL, NoiseKind.MOJIBAKE})
_DATED_NEAR_TOP = 6
_DATE_LINE = 24


def clean(source: Source, original: str, encoding: str, media_type: str) -> Document:
    """The document that `original` holds. Linear in its length."""
    unpacked = unpack(original, media_type)
    tape = _plain_characters(unpacked.tape)
    layout = split(tape.text, flows=unpacked.flows)
    lines = _with_links(layout.lines, tape.runs, unpacked)
    kinds = classify(lines)
    _drop_page_title(lines, kinds, tape, unpacked)
    issued = _issued(lines, kinds, unpacked)
    laid = lay_out(tape, layout, kinds)
    tape = find_edges(find_parts(laid))
    issued = issued or (day(laid.text[:_HEAD]) if tape is not laid and laid.text[:1] != tape.text[:1] else None)
    tape = set_pinyin_aside(tape)
    tape = tidy(tape) if tape is not laid else tape
    noise = tape.noise()
    lost = sum(end - start for kind, start, end, _ in noise if kind in _UNREADABLE)
    return Document(
        source=source,
        original=original,
        encoding=encoding,
        media_type=media_type,
        text=tape.text,
        runs=tape.merged_runs(),
        noise=noise,
        placeholders=placeholders(tape.text),
        issued=issued,
        readable_share=round(len(tape.text) / (len(tape.text) + lost), 4) if tape.text else 0.0,
    )
