"""PDF files with a layer of text (ISO 32000), read by PDFium: characters and where they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from kg.model import PAGE_EDGE, Reason
from kg.read.alphabet import HAN
from kg.read.aside import SetAside
from kg.read.magic import misnamed
from kg.read.pages import Character, Page, written

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
_FEW = 20  # characters that a scanner may print itself


class PdfText(NamedTuple):
    """The text of a PDF and the share of its pages, 0 to 1, that have a layer of text."""

    text: str
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
    for index in range(count):
        page = document[index]
        try:
            pages.append(_page(page))
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
    return PdfText(written(pages), round(1 - pictured / count, 4))


def _page(page: PdfPage) -> Page:
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
    return Page(tuple(straight), height, "".join(tilted))


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
