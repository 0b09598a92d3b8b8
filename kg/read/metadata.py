"""What a page's markup tells of the document: title, date, address, site.

Chinese government sites name these by the 2017 guide for their development (ArticleTitle, PubDate, SiteName, Url);
others by Open Graph, Dublin Core, or a canonical link. A page that a browser saved begins with its address.
"""

from __future__ import annotations

import re
from html import unescape

from kg.model import Stated
from kg.stated import host, iso_date, web_address

_HEAD = 1 << 16  # characters in which a page's head ends
# Spelt out in both cases: a pattern that ignores case is slower at each character.
_ELEMENT = re.compile(r"<(?:[Mm][Ee][Tt][Aa]|[Ll][Ii][Nn][Kk])\s([^<>]{1,2000}+)>")
_ATTRIBUTE = re.compile(
    r"([A-Za-z-]{1,20}+)\s{0,4}+=\s{0,4}(?:\"([^\"]{0,1000})\"|'([^']{0,1000})'|([^\s\"'>]{1,1000}))"
)
_SAVED = re.compile(r"<!--\s?saved from url=\(\d{1,6}\)(\S{1,2000})\s?-->", re.IGNORECASE)
# Field → names of meta elements, the most telling first.
_NAMES: dict[str, tuple[str, ...]] = {
    "title": ("articletitle", "og:title", "dc.title", "dcterms.title", "twitter:title"),
    "issued": (
        *("pubdate", "article:published_time", "publishdate", "publish_date", "datepublished", "dc.date.issued"),
        *("dcterms.issued", "dc.date", "firstpublishedtime", "og:release_date"),
    ),
    "address": ("url", "og:url", "canonical"),
    "site": ("sitename", "og:site_name", "application-name", "sitedomain"),
}
_PRINTED_ADDRESS = re.compile(
    r"(?:原文(?:链接|地址|网址)|(?:文章)?(?:链接|网址|来源网址))\s?[:：]\s?(https?://[^\s<>\"'，。；）)]{4,500})"
)


def stated(original: str) -> Stated:
    """What the head of a page tells, and an address that the text gives as its own. Linear in the head."""
    head = original[:_HEAD]
    told: dict[str, str] = {}
    if "<" in head:
        for element in _ELEMENT.finditer(head):
            attributes = {
                found[1].lower(): unescape(found[2] or found[3] or found[4] or "").strip()
                for found in _ATTRIBUTE.finditer(element[1])
            }
            name = (
                attributes.get("name")
                or attributes.get("property")
                or attributes.get("itemprop")
                or attributes.get("rel")
            )
            value = attributes.get("content") or attributes.get("href")
            if name and value:
                told.setdefault(name.lower(), value)
    said = {field: [told[name] for name in names if name in told] for field, names in _NAMES.items()}
    printed = _PRINTED_ADDRESS.findall(head) if "http" in head else []
    saved = _SAVED.findall(head) if "<!--" in head else []
    addresses = [*said["address"], *saved, *printed]
    address = next(filter(None, map(web_address, addresses)), "")
    return Stated(
        title=next((title for title in said["title"] if len(title) <= 300), ""),
        issued=next(filter(None, map(iso_date, said["issued"])), ""),
        address=address,
        site=next(iter(said["site"]), "") or host(address),
    )
