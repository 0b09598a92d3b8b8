"""What the marks of markup look like, and what each tag stands for."""

from __future__ import annotations

import re
from functools import lru_cache
from html.entities import html5
from typing import NamedTuple

# Stands for the edge of a block until lines are laid out; apart from "\n", which may be a line's end in mid-sentence.
BLOCK = "\u2029"
# Stands between two cells of a row.
CELL = "\t"

_HAN = "\u2e80-\U0010ffff"
# Each part stops at the next "<", and nothing is given back, so that a text full of "<" costs no more than another.
# A quoted value may hold ">" where it is ASCII; a stray quote counts as itself.
_TAG = (
    r"(?P<close>/?)(?P<name>[A-Za-z][A-Za-z0-9:._-]{0,63})"
    rf"(?:(?:[^<>\"'{_HAN}]++|\"[^\"<>]*+\"|'[^'<>]*+'|\"[^\"<{_HAN}]*+\"|'[^'<{_HAN}]*+'|[\"'])*+>"
    r"|\s++[A-Za-z_:-]++=[^<>]*+>)"
)
_DECLARATION = rf"[!?][A-Za-z\[][^<>{_HAN}]*+>?"
MARK = re.compile(f"<(?:(?P<tag>{_TAG})|(?P<comment>!--)|(?P<declaration>{_DECLARATION}))")
# What a tag holds, where what follows it can't change where it ends: every quote is closed.
_HELD = re.compile(rf"(?P<close>/?)(?P<name>[A-Za-z][A-Za-z0-9:._-]{{0,63}})(?:[^\"'{_HAN}]++|\"[^\"]*+\"|'[^']*+')*+")
LONGEST_HELD = 300  # characters of tags that are remembered
_ENTITY = r"(?:amp;){0,2}(?P<entity>#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});?"
# Marks that need no "<". Every alternative begins with a character of its own: the search skips all others at once.
IN_TEXT = re.compile(rf"&{_ENTITY}|\\(?P<escape>[rnt](?:\\[rnt])*+)(?![a-z])|-->|\]\]>")
SIGNS_IN_TEXT = ("&", "\\", "-->", "]]>")
_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "br",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "dir",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "head",
        "header",
        "hr",
        "html",
        "iframe",
        "legend",
        "li",
        "main",
        "menu",
        "nav",
        "ol",
        "option",
        "p",
        "pre",
        "section",
        "select",
        "summary",
        "table",
        "tbody",
        "tfoot",
        "thead",
        "title",
        "tr",
        "ul",
    ]
)
CELLS = frozenset({"td", "th"})
GRID = frozenset({"table", "tr", "td", "th"})
UNREAD = frozenset({"script", "style", "noscript", "template", "textarea", "svg", "object", "canvas"})
_GROUPS = {"a": "a", "title": "title", **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "h")}
_SPECIAL = frozenset({"meta", *GRID, *UNREAD})
CURSOR = re.compile(r"class\s*=\s*[\"']?ql-cursor\b")
_LINK = re.compile(r"\bhref\s*=", re.IGNORECASE)


class Tag(NamedTuple):
    """A tag: its name in lower case, whether it closes, and what stands in its place.

    `group` names the stretches that it begins or ends: of a link, a heading or the title (a, h, title). `plain` is
    true where that is all there is to it.
    """

    plain: bool
    put: str
    group: str
    closes: bool
    name: str


@lru_cache(maxsize=4096)
def tag_of(held: str) -> Tag | None:
    """The tag that holds these characters between its angle brackets, if it ends there whatever stands behind it."""
    found = _HELD.fullmatch(held)
    return named(found) if found else None


def named(found: re.Match[str]) -> Tag:
    """The tag of which a pattern found the groups `close` and `name`."""
    name, closes = found["name"].lower(), bool(found["close"])
    group = _GROUPS.get(name, "")
    if group == "a" and not closes and not _LINK.search(found[0]):
        group = ""
    special = name in _SPECIAL or (name == "span" and CURSOR.search(found[0]) is not None)
    return Tag(not special, BLOCK if name in _BLOCKS or name.startswith("div") else "", group, closes, name)


def entity(name: str, *, closed: bool = True) -> str:
    """The character that an entity stands for (`name` without & and ;), or "" where it stands for none or several."""
    if name[0] == "#":
        code = int(f"0{name[1:]}", 16) if name[1] in "xX" else int(name[1:])
        return chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"
    found = html5.get(f"{name};" if closed else name, "")
    return found if len(found) == 1 else ""
