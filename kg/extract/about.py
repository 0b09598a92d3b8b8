"""Signs of the jurisdiction that reports: the title, the speaker's line, the source, and whose voice the text has.

Each sign is a claim of kind `about` whose rule says how much it weighs; the linker decides.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extract.jurisdictions import Terms, terms_of
from kg.language import names
from kg.model import Claim, Document, Mention, NoiseKind, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

_OPENING = 8  # paragraphs in which a speaker's line may stand
_LINE = 80  # characters that such a line has at most
_VOICE = re.compile(
    r"[我本全自县区旗市州盟](?:(?<=[我本全])(?P<level>自治县|自治州|自治区|县|区|旗|市|州|盟|省)(?!直|级|域|外|内各)"
    r"|(?:(?<=自)治县|(?<![我本全自]))(?=教育局|教体局|教科局|教育体育局|教育和体育局|教育科技局|教育和科技局|委教育工委|委、|委市政府|委县政府|委区政府|人民政府))"
)
_HIDDEN = re.compile(
    r"[xX×＊*某○〇A-Z](?:(?<=[xX×＊*某○〇])[xX×＊*某○〇]{0,3}|(?<=[A-Z])(?<![A-Za-z0-9].)\d{0,3})(?P<level>自治县|县|区|旗|市)"
)
_SOURCE = re.compile(r"(?:来源|供稿|主办|作者|发布单位|信息来源)[:：]\s*([^\s<>&|]{2,30})")


def extract(doc: Doc, document: Document) -> Iterator[Claim]:
    """Signs, the strongest first."""
    terms = terms_of(doc)
    yield from _in_title(terms, document)
    yield from _in_opening(terms, document)
    yield from _in_source(document)
    yield from _voices(document)


def _in_title(terms: Terms, document: Document) -> Iterator[Claim]:
    if document.title is None:
        return
    for term in terms.ordered:
        if term.start >= document.title.end:
            return
        if term.start >= document.title.start and term.kind in {"Jurisdiction", "JurisdictionStem"}:
            yield _sign(document, Span(term.start, term.end), term.kind, term.iri, "about-title")


def _in_opening(terms: Terms, document: Document) -> Iterator[Claim]:
    """A division at the head of a short line that names a post or a congress: 庄浪县委教育工委书记 柳成林."""
    for paragraph in document.paragraphs[:_OPENING]:
        if paragraph.end - paragraph.start > _LINE:
            continue
        inside = [term for term in terms.ordered if paragraph.start <= term.start < paragraph.end]
        if not inside or inside[0].kind not in {"Jurisdiction", "JurisdictionStem"}:
            continue
        congress = "代表大会" in document.text[paragraph.start : paragraph.end]
        leads = inside[0].start - paragraph.start <= 1
        if (leads and any(term.kind == "Post" for term in inside)) or congress:
            yield _sign(document, Span(inside[0].start, inside[0].end), inside[0].kind, inside[0].iri, "about-speaker")


def _in_source(document: Document) -> Iterator[Claim]:
    """The body that a byline names as source; its words are noise, so the mention has text and no span of its own."""
    for noise in document.noise:
        if noise.kind is not NoiseKind.BYLINE:
            continue
        for match in _SOURCE.finditer(document.original[noise.start : noise.end]):
            at = Span(noise.at, noise.at)
            mention = Mention(kind="Source", span=at, text=match[1])
            yield Claim(kind="about", slots=(("about", mention),), span=at, clause=at, rule="about-source")


def _voices(document: Document) -> Iterator[Claim]:
    """How often the text speaks as a county, prefecture or province, and of which hidden name."""
    first: dict[tuple[str, str], Span] = {}
    count: Counter[tuple[str, str]] = Counter()
    for rule, pattern in (("about-voice", _VOICE), ("about-hidden", _HIDDEN)):
        for match in pattern.finditer(document.text):
            level = match["level"] or match[0]
            key = rule, level
            first.setdefault(key, Span(*match.span()))
            count[key] += 1
    for (rule, level), span in first.items():
        mention = Mention(
            kind="Voice",
            span=span,
            text=document.text[span.start : span.end],
            attributes=(("level", names.VOICE_CLASSES[level]), ("word", level)),
        )
        slots = (("about", mention), ("count", count[rule, level]))
        yield Claim(kind="about", slots=slots, span=span, clause=document.clause_at(span.start), rule=rule)


def _sign(document: Document, span: Span, kind: str, iri: str, rule: str) -> Claim:
    text = document.text[span.start : span.end]
    mention = Mention(kind=kind, span=span, text=text, iri=iri)
    clause = document.clause_at(span.start)
    return Claim(kind="about", slots=(("about", mention),), span=span, clause=clause, rule=rule)
