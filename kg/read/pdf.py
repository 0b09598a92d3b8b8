"""PDF files with a layer of text (ISO 32000), read by PDFium: characters and where they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from ctypes import c_float
from typing import TYPE_CHECKING, NamedTuple

from kg.model import PAGE_EDGE, Reason, Table
from kg.read import ruled
from kg.read.alphabet import HAN
from kg.read.aside import SetAside
from kg.read.grid import in_order, tabbed
from kg.read.magic import misnamed
from kg.read.pages import Page, written
from kg.read.ruled import Character, Rule

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage

_PASSWORD = 4  # FPDF_ERR_PASSWORD
_MOST_PAGES, _MOST_CHARACTERS = 3_000, 3_000_000
_TILTED = 0.09  # radians
_HAN = re.compile(f"[{HAN}]")
# Radicals that fonts give for whole characters and that NFKC leaves (Unicode, EquivalentUnifiedIdeograph.txt).
_RADICALS = dict(
    zip(
        "⺟⺠⻄⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻨⻩⻬⻮⻰⻳",
        "母民西见角贝车长门青韦页风飞食马骨鬼鱼鸟麦黄齐齿龙龟",
        strict=True,
    )
)
_MOST_LINES_OF_PAGE, _MOST_LINES = 20_000, 400_000  # that are looked at, in all
_THIN = 1.5  # points that a straight line may lean
_FEW = 20  # characters that a scanner may print itself


class PdfText(NamedTuple):
    """The text of a PDF, its tables (raw spans), and the share of its pages, 0 to 1, that have a layer of text."""

    text: str
    tables: list[Table]
    share: float


def text(data: bytes, name: str) -> PdfText:
    """The text of a PDF. Raises SetAside where it is none, has a password, is damaged, or is scanned."""
    if wrong := misnamed(".pdf", data, name):
        raise wrong
    from pypdfium2 import PdfDocument, PdfiumError

    try:
        document = PdfDocument(data)
    except PdfiumError as error:
        if getattr(error, "err_code", None) == _PASSWORD:
            raise SetAside(Reason.LOCKED, name, "is protected by a password", "save it without one") from error
        raise SetAside(Reason.DAMAGED, name, "is cut short or damaged", "fetch it again") from error
    try:
        return _text(document, name)
    except PdfiumError as error:
        raise SetAside(Reason.DAMAGED, name, f"has a page that can't be read ({error})", "save it again") from error
    finally:
        document.close()


def _text(document: PdfDocument, name: str) -> PdfText:
    count = len(document)
    if count > _MOST_PAGES:
        fact = f"has {count} pages, more than the {_MOST_PAGES} that are read"
        raise SetAside(Reason.TOO_LARGE, name, fact, "split it into documents")
    pages: list[Page] = []
    pictured = total = 0
    lines_left = _MOST_LINES
    for index in range(count):
        page = document[index]
        try:
            lines = list(_lines(page, min(lines_left, _MOST_LINES_OF_PAGE)))
            lines_left -= len(lines)
            pages.append(_page(page, lines))
            total += len(pages[-1].characters)
            pictured += len(pages[-1].characters) < _FEW and _has_picture(page)
        finally:
            page.close()
        if total > _MOST_CHARACTERS:
            raise SetAside(Reason.TOO_LARGE, name, "holds too many characters", "split it into documents")
    printed = "".join(character.text for page in pages for character in page.characters)
    if not _HAN.search(printed):
        if pictured:
            fact = f"is scanned: {pictured} of its {count} pages are pictures without a layer of text"
            raise SetAside(Reason.SCANNED, name, fact, "recognise its text first (OCR)")
        fact = "holds no Chinese text" if printed.isprintable() else "holds text whose fonts do not tell the characters"
        raise SetAside(Reason.NOTHING_READABLE, name, fact, "recognise its text first (OCR)")
    words, framed = written(pages)
    return PdfText(words, in_order(framed, tabbed(words)), round(1 - pictured / count, 4))


def _page(page: PdfPage, lines: Sequence[Character]) -> Page:
    width, height = page.get_size()
    straight: list[Character] = []
    tilted: list[str] = []
    for character, is_tilted in _characters(page):
        if is_tilted:
            tilted.append(character.text)
        else:
            straight.append(character)
    if page.get_rotation():  # boxes are those of the page before it is turned
        straight = [_turned(character, page.get_rotation(), width, height) for character in straight]
        lines = [_turned(line, page.get_rotation(), width, height) for line in lines]
    level = [Rule((line.bottom + line.top) / 2, line.left, line.right) for line in lines if _is_level(line)]
    upright = [Rule((line.left + line.right) / 2, line.bottom, line.top) for line in lines if not _is_level(line)]
    return Page(tuple(straight), height, "".join(tilted), tuple(ruled.tables(level, upright)))


def _is_level(line: Character) -> bool:
    return line.right - line.left >= line.top - line.bottom


def _lines(page: PdfPage, left: int) -> Iterator[Character]:
    """Boxes of the straight lines on a page that are level or upright; of a filled shape its edges.

    Of pages with more than `left` pieces of lines, which are drawings, the first are read.
    """
    from pypdfium2 import raw

    for shape in page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH], max_depth=4):
        count = raw.FPDFPath_CountSegments(shape)
        left -= count
        if left < 0:
            return
        matrix = shape.get_matrix()
        first = last = (0.0, 0.0)
        across, up = c_float(), c_float()
        for index in range(count):
            segment = raw.FPDFPath_GetPathSegment(shape, index)
            raw.FPDFPathSegment_GetPoint(segment, across, up)
            point = matrix.on_point(across.value, up.value)
            kind = raw.FPDFPathSegment_GetType(segment)
            if kind == raw.FPDF_SEGMENT_MOVETO:
                first = point
            elif kind == raw.FPDF_SEGMENT_LINETO:
                yield from _straight(last, point)
            last = point
            if raw.FPDFPathSegment_GetClose(segment):
                yield from _straight(last, first)
                last = first


def _straight(one: tuple[float, float], other: tuple[float, float]) -> Iterator[Character]:
    left, right = sorted((one[0], other[0]))
    bottom, top = sorted((one[1], other[1]))
    if min(right - left, top - bottom) < _THIN <= max(right - left, top - bottom):
        yield Character("", left, bottom, right, top)


def _characters(page: PdfPage) -> Iterator[tuple[Character, bool]]:
    """Characters with their boxes, and whether each is set at a slant."""
    from pypdfium2 import raw

    text_page = page.get_textpage()
    try:
        box = raw.FS_RECTF()
        for index in range(text_page.count_chars()):
            code = raw.FPDFText_GetUnicode(text_page, index)
            if code < 0x20 or 0xD800 <= code < 0xE000 or code > 0x10FFFF or raw.FPDFText_IsGenerated(text_page, index):
                continue
            text = chr(code)
            if text == PAGE_EDGE or not raw.FPDFText_GetLooseCharBox(text_page, index, box):
                continue
            angle = raw.FPDFText_GetCharAngle(text_page, index)
            character = Character(_RADICALS.get(text, text), box.left, box.bottom, box.right, box.top)
            yield character, _TILTED < angle % 1.5707963 < 1.5707963 - _TILTED
    finally:
        text_page.close()


def _turned(character: Character, rotation: int, width: float, height: float) -> Character:
    text, left, bottom, right, top = character
    match rotation:
        case 90:
            return Character(text, bottom, height - right, top, height - left)
        case 180:
            return Character(text, width - right, height - top, width - left, height - bottom)
        case _:
            return Character(text, width - top, left, width - bottom, right)


def _has_picture(page: PdfPage) -> bool:
    from pypdfium2 import raw

    return any(True for _ in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=4))
