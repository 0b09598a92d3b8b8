"""Bytes to text: strictly first, then by what the bytes most likely are."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

_DECLARED = re.compile(rb"(?:charset|encoding)\s*=\s*[\"']?\s*([A-Za-z0-9_-]{2,20})", re.IGNORECASE)
_ALIASES = {"gb2312": "gb18030", "gbk": "gb18030", "gb_2312-80": "gb18030", "big5": "big5hkscs", "x-gbk": "gb18030"}
_HEAD = 2048
# A file in GB18030 that is read as UTF-8 fails at nearly every Chinese character, a damaged UTF-8 file at few.
_DAMAGED = 0.1
_MOSTLY_DAMAGED = 0.3
_HAN = re.compile("[㐀-鿿]")
# Frequent characters, simplified and traditional: a text in the right encoding has one in ten of them at least.
_FREQUENT = re.compile(
    "[的一是在不了有和人这這中大为為上个個国國我以要他时時来來用们們生到作地于於出就分对對成会會可主发發年动動同工也能下过過"
    "子说說产產种種面而方后後多定行学學法所民得经經十三之进進着等部度家电電力里如水化高自二理起小现現实實加量都两兩体體制机機"
    "当當使点點从從业業本去把性好应應开開它合还還因由其些然前外天政四日那社义義事平形相全表间間样樣与與关關各重新线線内內数數"
    "正心反你明看原又么利比或但质質气氣第向道命此变變条條只没沒结結解问問意建月公无無系军軍很情者最立代想已通并提直题題党黨程"
    "展五果料象员員革位入常文总總次品式活设設及管特件长長求老头頭基资資边邊流路级級少图圖山统統接知较較将將组組见見计計别别她手"
    "角期根论論运運农農指几幾九区區强強放决決西被干做必战戰先回则則任取据據处處府研教育校师師县縣市局省]"
)
_PLAUSIBLE = 0.1
_FEW = 12


class Decoded(NamedTuple):
    """Text, the name of the encoding, and the share (0 to 1) of non-ASCII bytes that could not be read."""

    text: str
    encoding: str
    damaged: float


def decode(data: bytes) -> Decoded:
    """Text of `data`: byte order mark, UTF-8, the encoding that a page declares, GB18030, then detection.

    A byte order mark is not part of the text. Bytes that can't be read become U+FFFD. Offsets into the text count
    Unicode code points; line ends stay as they are.
    """
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ):
        if data.startswith(mark):
            return _tolerant(data[len(mark) :], encoding)
    strict = _strictly(data, "utf-8")
    if strict is not None:
        return Decoded(strict, "utf-8", 0.0)
    tolerant = _tolerant(data, "utf-8")
    if tolerant.damaged < _DAMAGED:
        return tolerant
    for encoding in (*_declared(data), "gb18030"):
        text = _strictly(data, encoding)
        if text is not None and _plausible(text):
            return Decoded(text, encoding, 0.0)
    text_and_encoding = _detected(data)
    if text_and_encoding is not None:
        return Decoded(*text_and_encoding, 0.0)
    best = min(tolerant, _tolerant(data, "gb18030"), key=lambda decoded: decoded.damaged)
    return best if _plausible(best.text) else best._replace(damaged=1.0)


def is_hopeless(decoded: Decoded) -> bool:
    """Whether so much could not be read that the rest can't be trusted."""
    return decoded.damaged > _MOSTLY_DAMAGED


def _strictly(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None


def _tolerant(data: bytes, encoding: str) -> Decoded:
    text = data.decode(encoding, "replace")
    damaged = text.count("�")
    if not damaged:
        return Decoded(text, encoding, 0.0)
    # A replacement stands for one byte or more, a Chinese character for two or three: the count errs to the safe side.
    other = sum(map(len, re.findall(r"[^\x00-\x7f�]+", text)))
    return Decoded(text, encoding, damaged / (damaged + other))


def _declared(data: bytes) -> tuple[str, ...]:
    found = _DECLARED.search(data[:_HEAD])
    if found is None:
        return ()
    name = found[1].decode("ascii").lower()
    return (_ALIASES.get(name, name),)


def _plausible(text: str) -> bool:
    """Whether the characters are those of a Chinese text; a few words may be any."""
    han = len(_HAN.findall(text))
    return 0 < han < _FEW or (han > 0 and len(_FREQUENT.findall(text)) >= _PLAUSIBLE * han)


def _detected(data: bytes) -> tuple[str, str] | None:
    from charset_normalizer import from_bytes

    best = from_bytes(data[: 1 << 18]).best()
    if best is None:
        return None
    text = _strictly(data, best.encoding)
    return (text, best.encoding) if text is not None and _plausible(text) else None
