"""Why the graph says something, and why it does not: the rule, its cue and words, and what was dropped and where."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from kg import declared, pages_data, statements, store
from kg.copies import Copy, copies
from kg.errors import UsageError
from kg.model import Dropped, Fact, LinkedDocument, Ref, Role, Span, Typed
from kg.namespaces import DATA_NS
from kg.report import REASONS
from kg.rules import RULES

if TYPE_CHECKING:
    from kg.model import Document
    from kg.pages_data import Page

_ROLES = {role.value for role in Role}
_AROUND = 12


def explain(out: Path, iri: str) -> str:
    """Return what made one statement: its words, the document, the rule, what decided its status, and every slot.

    `iri` is absolute or below the data prefix. Raises UsageError where the graph has no such statement.
    """
    local = iri.strip("<>").removeprefix(DATA_NS)
    document = "/".join(local.split("/")[:2])
    for page in pages_data.load_pages(out):
        if page.local == document:
            for name, fact in page.facts:
                if name == local:
                    alike = copies(store.open_store(out)).get(document, ())
                    return "\n".join([*_said(page, local, fact), *_of_document(page, alike), *_why(page, fact)])
    raise UsageError(iri[:120], "the graph has no statement of this name", "`kg show` and `kg query` print names")


def _said(page: Page, local: str, fact: Fact) -> Iterator[str]:
    place = " ".join(map(str, page.places[local])) + ", " if local in page.places else ""
    where = f"the kept text {page.sha256[:16]}.txt" if page.extracted else "the original"
    yield f"{fact.kind} ({fact.status})  {local}"
    yield f"  said in   {page.name}, {place}characters {fact.raw.start}-{fact.raw.end} of {where}"
    yield f"  words     {_marked(page.text, fact.span)}"
    yield f"  clause    {fact.text}"


def _of_document(page: Page, alike: Iterable[Copy]) -> Iterator[str]:
    yield f"  document  {' · '.join(filter(None, (page.kind, page.title, page.issued, page.site, page.address)))}"
    if page.declared:
        yield f"  declared  {', '.join(declared.COLUMNS[name][0] for name in page.declared)} ({declared.FILE})"
    for copy in alike:
        yield f"  copies    {copy.name} says the same{' and is the one that counts' if copy.is_first else ''}"


def _why(page: Page, fact: Fact) -> Iterator[str]:
    zh, en = RULES[fact.rule]
    yield f"  rule      {fact.rule}: {zh} · {en}"
    if fact.cue in _ROLES:
        section = next(
            (s for s in reversed(page.sections) if s.span.start <= fact.span.start < s.span.end and s.role == fact.cue),
            None,
        )
        heading = page.text[slice(*section.heading)] if section is not None else ""
        yield f"  status    {fact.status}, because the section is a {fact.cue}" + (f": {heading}" if heading else "")
    elif fact.cue:
        yield f"  status    {fact.status}, because of the words “{fact.cue}”"
    for name, value in fact.slots:
        yield f"  {name:16} {_value(page, value)}"


def _value(page: Page, value: object) -> str:
    if isinstance(value, Ref):
        entity = page.entities.get(value.local)
        return f"{entity.label}  <{value.local}>" if entity is not None else f"<{value.local}>"
    return value.text if isinstance(value, Typed) else str(value)


def _marked(text: str, span: Span) -> str:
    before, after = text[max(0, span.start - _AROUND) : span.start], text[span.end : span.end + _AROUND]
    return " ".join(f"…{before}【{text[span.start : span.end]}】{after}…".split())


def why_not(linked: LinkedDocument, words: str) -> str:
    """Return, for every place where the words stand in a document, what they gave or why they gave nothing."""
    document = linked.document
    lines = []
    at = document.text.find(words)
    while at >= 0 and words:
        span = Span(at, at + len(words))
        lines += [_marked(document.text, span), *(f"    {line}" for line in _given(linked, span))]
        at = document.text.find(words, at + 1)
    if not lines:
        lines = [_not_read(document, words)]
    return "\n".join(lines)


def _given(linked: LinkedDocument, span: Span) -> Iterator[str]:
    facts = [(name, fact) for name, fact in statements.statements(linked) if _overlap(fact.span, span)]
    labels = {entity.local: entity.label for entity in linked.entities}
    named = sorted({local for local, where in linked.mentioned if _overlap(where, span)})
    dropped = [one for one in linked.dropped if _overlap(one.span, span)]
    for local in named:
        yield f"names {labels.get(local, local)}  <{local}>"
    for name, fact in facts:
        yield f"{fact.kind} ({fact.status}) by {fact.rule}  <{name}>"
    yield from _reasons(dropped)
    if not named and not facts and not dropped:
        yield "no rule found a name, a number or a deed in these words"


def _reasons(dropped: Iterable[Dropped]) -> Iterator[str]:
    for one in dropped:
        zh, en = REASONS[one.reason]
        yield f"dropped ({one.rule}): {zh} · {en}: {one.detail}"


def _not_read(document: Document, words: str) -> str:
    raw = document.original.find(words)
    for noise in document.noise:
        if raw >= 0 and noise.start <= raw < noise.end:
            return f"“{words}” was set aside as {noise.kind} (characters {noise.start}-{noise.end} of the original)"
    return f"“{words}” does not stand in the clean text; see `kg read` for what was set aside"


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end
