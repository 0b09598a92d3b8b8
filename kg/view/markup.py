"""HTML that holds other people's words: escaped text, data in blocks that do not run, a policy for our code alone."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Sequence
from functools import cache
from html import escape
from importlib.resources import files

# Half a surrogate pair cannot be written as UTF-8, and control characters are not for HTML.
_UNPRINTABLE = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 127, *range(55296, 57344)), "�")
_special = re.compile(r"[<>&\"'\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]").search
# What could end a script or a line of one, and halves of surrogate pairs: JSON has an escape for each.
_not_in_script = re.compile("[<>&\u2028\u2029\ud800-\udfff]")
_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def text(said: str) -> str:
    """Return a text for HTML, in an element or in a quoted attribute."""
    return escape(said.translate(_UNPRINTABLE)) if _special(said) else said


def element(name: str, content: str, /, **attributes: str) -> str:
    """Return an element around finished HTML; `class_` is written `class`, `data_x` is `data-x`, values are escaped."""
    if not attributes:
        return f"<{name}>{content}</{name}>"
    told = "".join(  # most values hold nothing special: to call `text` for each would cost as much as all the rest
        [f' {_written(key)}="{text(value) if _special(value) else value}"' for key, value in attributes.items()]
    )
    return f"<{name}{told}>{content}</{name}>"


@cache
def _written(key: str) -> str:
    return key.rstrip("_").replace("_", "-")


def json_block(name: str, content: object) -> str:
    """Return data as a script element that is not run, with every character that could end it written as an escape."""
    return f'<script type="application/json" id="{text(name)}">{json_text(content)}</script>'


def json_text(content: object) -> str:
    """Return data as JSON that may stand inside a script: nothing in it can end one."""
    told = _json(content)
    return _not_in_script.sub(_escaped, told) if _not_in_script.search(told) else told


def _escaped(found: re.Match[str]) -> str:
    return f"\\u{ord(found[0]):04x}"


def static(name: str) -> str:
    """Return a file of `kg/view/static`."""
    return (files("kg.view") / "static" / name).read_text(encoding="utf-8")


def page(
    *,
    title: str,
    styles: Sequence[str],
    body: str,
    scripts: Sequence[str] = (),
    language: str = "zh-Hans",
    kind: str = "",
) -> bytes:
    """Return a whole page that loads nothing: its styles and scripts are inside, and no others may run.

    `kind` is the class of its body.
    """
    style = "\n".join(styles)
    allowed = " ".join(map(_hash, scripts)) or "'none'"
    policy = "; ".join(
        (
            "default-src 'none'",
            f"script-src {allowed}",
            f"style-src {_hash(style)}",
            "img-src data:",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )
    head = (
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{text(policy)}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="color-scheme" content="light dark">',
        '<meta name="referrer" content="no-referrer">',
        '<link rel="icon" href="data:,">',
        element("title", text(title)),
        f"<style>{style}</style>",
    )
    parts = (
        "<!DOCTYPE html>",
        f'<html lang="{language}">',
        element("head", "\n".join(head)),
        f'<body class="{text(kind)}">',
        body,
        *(f"<script>{script}</script>" for script in scripts),
        "</body>",
        "</html>",
    )
    return "\n".join((*parts, "")).encode("utf-8")


def _hash(script: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"
