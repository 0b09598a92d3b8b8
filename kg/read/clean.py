"""The original to clean text: the order in which noise is set aside."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from kg.model import Document, NoiseKind
from kg.read.alphabet import HAN, SIMPLIFIED, TELLING
from kg.read.grid import placed
from kg.read.lines import lay_out, split, tidy
from kg.read.markdown import set_marks_aside
from kg.read.markup import Unpacked, unpack
from kg.read.noise import PART, Line, classify, day, find_hints, opening, set_edges_aside, set_parts_aside
from kg.read.pinyin import set_pinyin_aside
from kg.read.placeholders import placeholders
from kg.read.running import EXTRACTED, set_running_heads_aside
from kg.read.script import normalise
from kg.read.survey import survey, unusual
from kg.read.symbols import set_symbols_aside
from kg.read.tape import Tape

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.model import Source, Table

# Set aside though it was meant to be read.
_UNREADABLE = frozenset({NoiseKind.PINYIN, NoiseKind.PAYWALL, NoiseKind.MOJIBAKE})
_BYLINES, _TOP, _BOTTOM, _DATE_LINE = 12, 6, 8, 64
# A line that is a day and at most who issues it, or the paper: 县教育局办公室　2023年11月20日; or when and where an
# account posted: 县融媒　2022-09-10 08:06　发表于山东. Their words stay, for they may name the school itself.
_DATE_ALONE = re.compile(
    r"(?:日期\s?[:：]\s?|《[^》]{2,12}》\s?|[^，。；！？、:：《》\s]{2,24}[\s\u3000]{1,8})?[（(]?\s?"
    r"(?:\d{4}\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日|\d{4}[-./]\d{1,2}[-./]\d{1,2})\s?[)）]?(?:第\d{1,3}版)?"
    rf"|[^，。；！？:：]{{1,40}}\s\d{{4}}[-./]\d{{1,2}}[-./]\d{{1,2}}\s\d{{1,2}}:\d\d(?:\s(?:发表于)?[{HAN}]{{2,3}})?"
)
_HAN = re.compile(f"[{HAN}]")
_UNTOUCHED = re.compile(
    f"[0-9A-Za-z%.,:;!?\"'/+~()，。、：；！？（）“”‘’《》〈〉「」『』—…·{''.join(sorted(SIMPLIFIED - TELLING))}]+"
)
_CELL_TAG = re.compile(r"</?t[dh]\b", re.IGNORECASE)
_SUSPECT = re.compile(r"[A-Za-z(（](?:(?<=[A-Za-z])[A-Za-z]{8}|(?<=[(（])[a-z])")


def clean(source: Source, original: str, encoding: str, media_type: str, tables: Sequence[Table] = ()) -> Document:
    """The document that `original` holds, with the `tables` (raw spans) that its format tells. Linear in its length."""
    unpacked = unpack(original, media_type)
    tape, surveyed = _plain_characters(unpacked.tape, media_type)
    layout = split(tape.text, flows=unpacked.flows)
    lines = layout.lines
    hints = find_hints(tape.text)
    places = _Places(lines, tape.runs)
    kinds = classify(lines, hints, _linked(places, unpacked))
    _drop_page_title(places, kinds, tape.text, unpacked)
    issued = _issued(lines, kinds, unpacked)
    hinted = hints.within([line for line, kind in zip(lines, kinds, strict=True) if kind is None])
    laid = lay_out(tape, layout, kinds, surveyed)
    prefix = opening(laid.text)
    issued = issued or day(laid.text[:prefix])
    tape = set_edges_aside(laid, prefix, hinted=hinted)
    tape = set_parts_aside(tape) if hinted else tape
    tape, surveyed = _surveyed(set_pinyin_aside(tape, surveyed := survey(tape.text)), tape, surveyed)
    tape, surveyed = (tape, surveyed) if tape is laid else _surveyed(tidy(tape), tape, surveyed)
    runs = tape.merged_runs()
    noise = tape.noise(runs, len(original))
    lost = sum(end - start for kind, start, end, _ in noise if kind in _UNREADABLE)
    return Document(
        source=source,
        original=original,
        encoding=encoding,
        media_type=media_type,
        text=tape.text,
        runs=runs,
        noise=noise,
        placeholders=placeholders(tape.text, surveyed),
        issued=issued,
        tables=placed(tables or unpacked.tables, tape.text, runs),
        readable_share=round(len(tape.text) / (len(tape.text) + lost), 4) if tape.text else 0.0,
    )


def clean_slice(raw: str, media_type: str) -> str:
    """The clean text of a stretch of an original that lies within one sentence, cleaned by itself.

    For each sentence of a document, `clean_slice(original[start:end], media_type)` of its raw span is its clean text.
    Lines are joined; nothing is judged by where it stands on the page.
    """
    if is_clean(raw):
        return raw
    unpacked = unpack(raw, media_type, row=bool(_CELL_TAG.search(raw)))
    tape, surveyed = _plain_characters(unpacked.tape.unplaced(), media_type)
    if is_clean(tape.text):
        return tape.text
    layout = split(tape.text, flows=unpacked.flows)
    kinds = [
        _kind_within(line.text) if 0 < index < len(layout.lines) - 1 else None
        for index, line in enumerate(layout.lines)
    ]
    hints = find_hints(tape.text)
    tape = lay_out(tape, layout, kinds, surveyed, joined=True)
    tape = set_parts_aside(tape) if hints.parts else tape
    return tidy(set_pinyin_aside(tape, survey(tape.text))).text


def is_clean(raw: str) -> bool:
    """Whether nothing in a stretch of an original can be set aside or changed: it is its own clean text.

    Its characters are of an alphabet that no step of cleaning touches (no blanks, no markup, nothing unusual), and it
    holds no word that announces noise, no Latin that may be pinyin and no bracket that may hold a reading.
    """
    return _UNTOUCHED.fullmatch(raw) is not None and not PART.search(raw) and not _SUSPECT.search(raw)


def _kind_within(line: str) -> NoiseKind | None:
    return classify([Line(0, len(line), line)], find_hints(line))[0]


def _surveyed(tape: Tape, before: Tape, surveyed: bytes) -> tuple[Tape, bytes]:
    """A tape and the survey of its text, which is known where it is the tape `before`."""
    return tape, surveyed if tape is before else survey(tape.text)


def _plain_characters(tape: Tape, media_type: str) -> tuple[Tape, bytes]:
    """The tape in plain simplified Chinese, and the survey of its text."""
    if media_type in EXTRACTED:
        tape = set_running_heads_aside(tape)
    if media_type == "text/markdown":
        tape = set_marks_aside(tape)
    surveyed = survey(tape.text)
    strange = unusual(tape.text, surveyed)
    tape, surveyed = _surveyed(set_symbols_aside(tape, strange), tape, surveyed)
    text = normalise(tape.text, strange) if strange else tape.text
    return (tape, surveyed) if text == tape.text else (Tape(text, tape.runs, tape.aside), survey(text))


def _linked(places: _Places, unpacked: Unpacked) -> list[int]:
    """The lines that do nothing but lead elsewhere."""
    linked = places.within(unpacked.links)
    headings = places.within(unpacked.headings) if linked else []
    return [index for index in linked if index not in headings]


class _Places:
    """Where lines stand in the original."""

    def __init__(self, lines: list[Line], runs: Sequence[tuple[int, int, int]]) -> None:
        self.lines, self.runs = lines, runs
        self.starts: list[int] = []  # raw, of the lines
        following = iter(runs)
        clean = raw = length = 0
        for start, _, _ in lines:
            while clean + length <= start:
                clean, raw, length = next(following)
            self.starts.append(raw + start - clean)

    def within(self, stretches: tuple[tuple[int, int], ...]) -> list[int]:
        """The lines of which the first and the last character stand in raw `stretches`."""
        found = []
        for low, high in stretches:
            for index in range(bisect_left(self.starts, low), bisect_left(self.starts, high)):
                last = _raw(self.runs, self.lines[index].end - 1)
                at = bisect_left(stretches, (last + 1,)) - 1
                if last < stretches[at][1]:
                    found.append(index)
        return found


def _raw(runs: Sequence[tuple[int, int, int]], position: int) -> int:
    clean, raw, _ = runs[bisect_right(runs, (position + 1,)) - 1]
    return raw + position - clean


def _drop_page_title(places: _Places, kinds: list[NoiseKind | None], text: str, unpacked: Unpacked) -> None:
    """The name of the page in its head is navigation where the page prints a heading itself."""
    for index in places.within(unpacked.titles):
        if kinds[index] is None and (unpacked.headings or text.count(places.lines[index].text) > 1):
            kinds[index] = NoiseKind.NAVIGATION


def _issued(lines: list[Line], kinds: list[NoiseKind | None], unpacked: Unpacked) -> str | None:
    """The day that the page states: by its byline, its head, a line near the top, or one of the last lines."""
    for line, kind in zip(lines[:_BYLINES], kinds, strict=False):
        if (kind is NoiseKind.BYLINE or (line.text[0].isascii() and not _HAN.search(line.text))) and (
            found := day(line.text)
        ):
            return found
    for stated in unpacked.dates:
        if found := day(stated):
            return found
    text = [line for line, kind in zip(lines, kinds, strict=True) if kind is None]
    for line in (*text[1:_TOP], *reversed(text[-_BOTTOM:])):
        if len(line.text) <= _DATE_LINE and _DATE_ALONE.fullmatch(line.text) and (found := day(line.text)):
            return found
    return None
