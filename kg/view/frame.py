"""The frame of the site's pages: navigation, search, the language, and links to the files that all pages share."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from typing import Final

from kg.view.addresses import ASSETS, address, relative
from kg.view.markup import element, text
from kg.view.words import WORDS

# address of a page at the root → name of its words
NAVIGATION: Final = {
    "index.html": "home",
    "jurisdictions.html": "jurisdictions",
    "programs.html": "programs",
    "indicators.html": "indicators",
    "timeline.html": "timeline",
    "compare.html": "compare",
    "graph.html": "graph_short",
    "documents.html": "documents",
}
# suffix of the data beside a page → what it is called, media type
FORMATS: Final = {".ttl": "Turtle", ".jsonld": "JSON-LD"}
MEDIA: Final = {".ttl": "text/turtle", ".jsonld": "application/ld+json"}
# Nothing but the site's own files runs or is loaded; `'self'` holds for a folder that is opened from a disk too.
_POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'"
)


_META: Final = "\n".join(
    (
        "<head>",
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{text(_POLICY)}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="color-scheme" content="light dark">',
        '<meta name="referrer" content="no-referrer">',
        '<link rel="icon" href="data:,">',
    )
)


@lru_cache(maxsize=4_096)
def both(zh: str, en: str) -> str:
    """Return a text in both languages, as HTML; the page shows the one that is asked for."""
    if not en or en == zh:
        return text(zh)
    return element("span", text(zh), lang="zh-Hans", class_="zh") + element("span", text(en), lang="en", class_="en")


def say(name: str, /, **filled: object) -> str:
    """Return our words of that name in both languages, as HTML, with their blanks filled."""
    zh, en = WORDS[name]
    return both(zh.format(**filled), en.format(**filled)) if filled else _unfilled(name)


@cache
def _unfilled(name: str) -> str:
    zh, en = WORDS[name]
    return both(zh.format(), en.format())


def attribute(name: str, word: str, /, **filled: object) -> dict[str, str]:
    """Return an attribute in Chinese with the English one beside it, which the page's script puts in its place."""
    zh, en = WORDS[word]
    return {name: zh.format(**filled), f"data_en_{name}": en.format(**filled)}


def option(zh: str, en: str, value: str) -> str:
    """Return a choice of a menu in both languages: an option holds text alone, the page's script changes it."""
    return element("option", text(zh), value=value, data_en_text=en)


def link(target: str, at: str, content: str, /, **attributes: str) -> str:
    """Return a link from the page at `at` to the address `target`, around finished HTML."""
    return element("a", content, href=relative(target, at), **attributes)


def files(local: str, at: str) -> str:
    """Return links to the data of a thing or a document."""
    return " ".join(link(address(local, suffix), at, name, class_="file") for suffix, name in FORMATS.items())


def page(
    at: str,
    title: tuple[str, str],
    body: Iterable[str],
    *,
    styles: Sequence[str] = (),
    scripts: Sequence[str] = (),
    alternates: Iterable[tuple[str, str]] = (),
    kind: str = "",
) -> bytes:
    """Return the page at address `at` as UTF-8. `title` is in Chinese and in English.

    `styles` and `scripts` are files of `kg/view/static` beyond those of every page, `alternates` (media type, address)
    of the same in other formats, `kind` the class of the page's body.
    """
    heads = [f"{each} · {name}" if each else name for each, name in zip(title, WORDS["subtitle"], strict=True)]
    root = relative("", at)
    others = [f'<link rel="alternate" type="{text(media)}" href="{text(root + where)}">' for media, where in alternates]
    lines = (
        "<!DOCTYPE html>",
        f'<html lang="zh-Hans" data-root="{root}">',
        _META,
        element("title", text(heads[0]), data_en=heads[1]),
        _sheets(tuple(styles), root),
        *others,
        _runs(tuple(scripts), root),
        "</head>",
        f'<body class="{text(kind)}">',
        _top(at if at in NAVIGATION else "", root),
        element("main", "\n".join(body), id="main", tabindex="-1"),
        "</body>",
        "</html>",
        "",
    )
    return "\n".join(lines).encode("utf-8")


def search_field(name: str, results: str, **attributes: str) -> tuple[str, str]:
    """Return a field that suggests what to choose, and the list of suggestions, by their ids."""
    field = element(
        "input",
        "",
        type="search",
        id=name,
        autocomplete="off",
        spellcheck="false",
        role="combobox",
        aria_expanded="false",
        aria_controls=results,
        aria_autocomplete="list",
        **attributes,
    ).removesuffix("</input>")
    return field, element("ul", "", id=results, role="listbox", hidden="", **attribute("aria-label", "results"))


@cache
def _sheets(names: tuple[str, ...], root: str) -> str:
    """Return links to the style sheets of every page and to those named."""
    sheets = ("base.css", "site.css", *names)
    return "\n".join(f'<link rel="stylesheet" href="{root}{ASSETS}/{name}">' for name in sheets)


@cache
def _runs(names: tuple[str, ...], root: str) -> str:
    """Return the scripts of every page and those named; they run when the page is there."""
    return "\n".join(f'<script src="{root}{ASSETS}/{name}" defer></script>' for name in ("site.js", *names))


@cache
def _top(here: str, root: str) -> str:
    """Return the head of a page; `here` is its address where the navigation has it, `root` leads to the site's root."""
    links = "".join(
        element("a", say(name), href=root + target, **({"aria_current": "page"} if target == here else {}))
        for target, name in NAVIGATION.items()
    )
    none = {"data_none": WORDS["nothing_found"][0], "data_en_none": WORDS["nothing_found"][1]}
    names = attribute("aria-label", "search_label") | attribute("placeholder", "search")
    field, results = search_field("site-search", "site-results", **none, **names)
    parts = (
        element("a", say("subtitle"), href=f"{root}index.html", class_="brand"),
        element("div", field + results, class_="finder", role="search"),
        element("button", "English", type="button", id="language", lang="en"),
        element("nav", links, **attribute("aria-label", "navigation")),
    )
    return element("a", say("skip"), href="#main", class_="skip") + element("header", "".join(parts), class_="top")
