"""The forms in which people, pages and tables state dates and addresses."""

from __future__ import annotations

import re
from datetime import date
from urllib.parse import urlsplit

_DATE = re.compile(
    r"\s*((?:19|20)\d\d)\s?(?:[-/.年]\s?(\d{1,2})\s?(?:[-/.月]\s?(\d{1,2})\s?日?|月?)|年?)(?:[T\s].*)?\s*"
    r"|\s*((?:19|20)\d\d)(\d\d)(\d\d)(?:\d{6})?\s*",
    re.DOTALL,
)
_ADDRESS = re.compile(r"https?://[^\s<>\"{}|\\^`\x00-\x20\x7f]{1,2000}")


def iso_date(text: str) -> str:
    """The day, month or year that `text` gives, as an ISO date (2022-03-05, 2022-03, 2022); empty where it is none."""
    found = _DATE.fullmatch(text)
    if found is None:
        return ""
    year, month, day = found[1] or found[4], found[2] or found[5], found[3] or found[6]
    try:
        whole = date(int(year), int(month or 1), int(day or 1)).isoformat()
    except ValueError:
        return ""
    return whole if day else whole[:7] if month else year


def web_address(text: str) -> str:
    """`text` where it is an absolute address of the web, without its fragment; else empty."""
    address = text.strip()
    if not _ADDRESS.fullmatch(address):
        return ""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    return parts._replace(fragment="").geturl() if parts.hostname else ""


def host(address: str) -> str:
    """The host of a web address; empty where `address` is empty."""
    return urlsplit(address).hostname or ""
