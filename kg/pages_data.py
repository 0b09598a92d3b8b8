"""What a page about one document needs, kept as JSON beside the graph: pages are made without reading sources again."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any

from kg import iri, outputs
from kg.errors import KgError
from kg.model import (
    Document,
    Entity,
    Fact,
    FactValue,
    LinkedDocument,
    Noise,
    NoiseKind,
    Ref,
    Role,
    Section,
    Span,
    Status,
    Typed,
)
from kg.statements import statements

FOLDER = "pages"
_ASIDE = 2_000  # characters kept of one stretch of noise
_UNREAD = frozenset({NoiseKind.SPACE, NoiseKind.LINE_BREAK, NoiseKind.MARKUP, NoiseKind.SCRIPT})


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One document of a built graph. Spans are clean offsets into `text`; IRIs stand below the data prefix.

    `local` is the document's IRI; `kind`, `address`, `site` and `declared` are as in `Document` and what is stated of
    it. `extracted` is true where raw offsets count in a kept text; `places` are the pages or paragraphs in which
    statements begin, (unit, number) by statement, where the document has any. `entities` are those that its facts and
    mentions name, `mentions` are (entity, span) and `facts` (statement, fact), both in reading order. `aside` is what
    each `noise` printed: its first characters, blanks made one; empty for kinds that nobody reads.
    """

    local: str
    name: str
    sha256: str
    encoding: str
    media_type: str
    readable_share: float
    extracted: bool
    title: str
    issued: str
    kind: str
    address: str
    site: str
    declared: tuple[str, ...]
    text: str
    sections: tuple[Section, ...]
    paragraphs: tuple[Span, ...]
    noise: tuple[Noise, ...]
    aside: tuple[str, ...]
    about: tuple[str, ...]
    report_years: tuple[int, ...]
    entities: Mapping[str, Entity]
    mentions: tuple[tuple[str, Span], ...]
    facts: tuple[tuple[str, Fact], ...]
    places: Mapping[str, tuple[str, int]]


def page(linked: LinkedDocument) -> Page:
    """Return what the page of a document shows."""
    document = linked.document
    facts = tuple(statements(linked))
    return Page(
        local=iri.document(document.source.sha256),
        name=document.source.name,
        sha256=document.source.sha256,
        encoding=document.encoding,
        media_type=document.media_type,
        readable_share=round(document.readable_share, 4),
        extracted=document.source.extracted,
        title=document.heading,
        issued=document.issued or "",
        kind=document.kind,
        address=document.stated.address,
        site=document.stated.site,
        declared=document.declared,
        text=document.text,
        sections=document.sections,
        paragraphs=document.paragraphs,
        noise=document.noise,
        aside=tuple(_printed(document, noise) for noise in document.noise),
        about=linked.about,
        report_years=linked.report_years,
        entities={entity.local: entity for entity in sorted(linked.entities, key=lambda entity: entity.local)},
        mentions=tuple(sorted(set(linked.mentioned), key=lambda mention: (mention[1], mention[0]))),
        facts=facts,
        places={name: place for name, fact in facts if (place := document.place(fact.raw.start))},
    )


def _printed(document: Document, noise: Noise) -> str:
    if noise.kind in _UNREAD:
        return ""
    words = document.original[noise.start : min(noise.end, noise.start + 2 * _ASIDE)].split()
    printed = " ".join(words)
    return printed[:_ASIDE] + "…" if len(printed) > _ASIDE or noise.end - noise.start > 2 * _ASIDE else printed


def written(shown: Page) -> bytes:
    """Return the page as UTF-8 JSON, which `load_page` reads back."""
    told = {each.name: getattr(shown, each.name) for each in fields(shown)}
    printed = json.dumps(told, ensure_ascii=False, separators=(",", ":"), default=_plain)
    return printed.encode("utf-8", "backslashreplace")  # half a surrogate pair becomes JSON's own escape


def load_pages(out: Path) -> Iterator[Page]:
    """Yield the documents of the graph in folder `out`, in the order of their hashes.

    Raises KgError where the folder holds no graph.
    """
    outputs.settle(out)
    folder = out / FOLDER
    if not folder.is_dir():
        raise KgError(str(out), "there is no graph here", "run `kg build` first")
    yield from map(load_page, sorted(folder.glob("*.json")))


def page_path(out: Path, document: str) -> Path:
    """Return where the page of a document, by its IRI below the data prefix, stands in the folder of a graph."""
    return out / FOLDER / f"{document.rpartition('/')[2]}.json"


def load_facts(path: Path) -> tuple[tuple[str, Fact], ...]:
    """Read the facts of one document's page, the same that `load_page` gives. Raises KgError as it does."""
    return _facts(_loaded(path))


def load_page(path: Path) -> Page:
    """Read one document's page. Raises KgError where it cannot be read."""
    told = _loaded(path)
    return Page(
        **{name: told[name] for name in _AS_THEY_ARE},
        declared=tuple(told["declared"]),
        sections=tuple(
            Section(
                **{**each, "span": Span(*each["span"]), "heading": Span(*each["heading"]), "role": Role(each["role"])}
            )
            for each in told["sections"]
        ),
        paragraphs=tuple(Span(*span) for span in told["paragraphs"]),
        noise=tuple(Noise(_NOISE[kind], start, end, at) for kind, start, end, at in told["noise"]),
        aside=tuple(told["aside"]),
        about=tuple(told["about"]),
        report_years=tuple(told["report_years"]),
        entities={
            local: Entity(**{**each, "wordings": frozenset(each["wordings"]), "properties": _slots(each["properties"])})
            for local, each in told["entities"].items()
        },
        mentions=tuple((local, Span(*span)) for local, span in told["mentions"]),
        facts=_facts(told),
        places={local: (unit, number) for local, (unit, number) in told["places"].items()},
    )


_AS_THEY_ARE = (
    *("local", "name", "sha256", "encoding", "media_type", "readable_share", "extracted"),
    *("title", "issued", "kind", "address", "site", "text"),
)


# a look costs less than a call of the enumeration, and there are many
_NOISE = {kind.value: kind for kind in NoiseKind}
_STATUS = {status.value: status for status in Status}


def _loaded(path: Path) -> dict[str, Any]:
    try:
        told: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise KgError(str(path), "the page cannot be read", "run `kg build` again") from error
    return told


def _facts(told: dict[str, Any]) -> tuple[tuple[str, Fact], ...]:
    return tuple([(local, _fact(each)) for local, each in told["facts"]])


def _fact(told: dict[str, Any]) -> Fact:
    told["raw"], told["span"] = Span(*told["raw"]), Span(*told["span"])
    told["status"], told["slots"] = _STATUS[told["status"]], _slots(told["slots"])
    return Fact(**told)


def _slots(told: list[tuple[str, Any]]) -> tuple[tuple[str, FactValue], ...]:
    return tuple([(name, _value(value)) for name, value in told])


def _plain(value: object) -> object:
    """Return what JSON can hold: IRIs, dates and decimals are told apart from text by their keys."""
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, Decimal):
        return {"decimal": str(value)}
    if is_dataclass(value):
        return {each.name: getattr(value, each.name) for each in fields(value)}
    message = f"{type(value).__name__} is not for a page"
    raise TypeError(message)


def _value(told: str | int | dict[str, str]) -> FactValue:
    if not isinstance(told, dict):
        return told
    if "local" in told:
        return _ref(told["local"])
    return _typed(**told) if "text" in told else Decimal(told["decimal"])


# of the same things and years all facts of a document tell
_ref, _typed = lru_cache(maxsize=16_384)(Ref), lru_cache(maxsize=1_024)(Typed)
