"""Bodies in front of a title that the vocabulary has no head for, by the grammar of their names.

县教育局|人事股|股长, 第二小学|后勤服务部|主任, 清河区|校外教育服务站|站长; and words for a body named before (该校).
"""

from __future__ import annotations

from kg.extract.authorities import authority_at, place_attributes
from kg.extract.jurisdictions import Terms, is_han, place_before
from kg.extract.schools import school_ending
from kg.language import names, posts, school_names
from kg.model import Document, Dropped, Mention, Span

_LONGEST_UNIT = 14
_LONGEST_BODY = 24
_MARKS = ("该", "我", "本")


def start_of_words(terms: Terms, end: int, longest: int = _LONGEST_BODY) -> int:
    """Where the run of Han characters begins that ends at `end`, up to a word that no name holds."""
    text, at = terms.text, end
    while at > max(0, end - longest) and is_han(text[at - 1]) and text[at - 1] not in names.EDGE_CHARS:
        at -= 1
    return at


def unit_of(terms: Terms, document: Document, end: int) -> Mention | None:
    """The office or section within an authority whose name ends there, in front of a post: 县教育局|人事股|股长."""
    text = terms.text
    if not text.endswith(names.UNITS, 0, end):
        return None
    for at in range(end - 2, max(0, end - _LONGEST_UNIT), -1):
        if not is_han(text[at]) or text[at] == posts.ALSO:
            return None
        term = terms.by_end.get(at)
        if term and term.kind == "AuthorityKind":
            authority = authority_at(terms, document, term)
            if isinstance(authority, Dropped):
                return None
            own = tuple((name, value) for name, value in authority.attributes if name in {"division", "above"})
            span = Span(authority.span.start, end)
            attributes = (*own, ("name", text[term.start : end]), ("kind", ""))
            return Mention(kind="Organization", span=span, text=text[slice(*span)], attributes=attributes)
    return None


def whole_of(terms: Terms, end: int) -> tuple[Mention, int] | None:
    """The school, or the ministry, whose section's name ends there, and where that begins: 第二小学|后勤服务部."""
    if not terms.text.endswith(posts.SECTIONS, 0, end):
        return None
    start = start_of_words(terms, end)
    for at in range(end - 2, max(start, end - _LONGEST_UNIT), -1):
        term = terms.by_end.get(at)
        if term is not None and term.kind == "EducationAuthority":
            words = terms.text[term.start : at]
            return Mention(kind=term.kind, span=Span(term.start, at), text=words, iri=term.iri), at
        school = school_ending(terms, at) if term or terms.text[at - 1] in school_names.NUMBERED_HEADS else None
        if school is not None:
            return school, at
    return None


def bare_unit(terms: Terms, end: int) -> int:
    """Where the name of a section begins that ends there and has no body's words before it; `end` for none."""
    if not terms.text.endswith(posts.SECTIONS, 0, end):
        return end
    start = start_of_words(terms, end)
    return start if 2 < end - start <= _LONGEST_UNIT and not _begins_with_place(terms, start, end) else end


def named_by_grammar(terms: Terms, end: int) -> Mention | None:
    """A body that begins with a place and ends like one, whatever its words: 清河区|校外教育服务中心|主任."""
    text = terms.text
    if not text.endswith(posts.BODY_ENDINGS, 0, end):
        return None
    start = start_of_words(terms, end)
    for at in range(start + 1, end - 2):
        place = place_before(terms, at)
        if place.start == start and place.words and place.kind != "Plural":
            longer = place_before(terms, at + 1)
            if longer.start == start and longer.words:
                continue  # 印江|自治县
            attributes = (*place_attributes(place), ("name", text[at:end]), ("kind", ""))
            return Mention(kind="Organization", span=Span(start, end), text=text[start:end], attributes=attributes)
    return None


def _begins_with_place(terms: Terms, start: int, end: int) -> bool:
    return any((place := place_before(terms, at)).words and place.start == start for at in range(start + 1, end))


def meant_by(terms: Terms, end: int) -> int:
    """Where words begin that mean a body named before and end there (该校, 学校, 我园, 该局); `end` for none."""
    text = terms.text
    for words in posts.MEANT_BODIES:
        start = end - len(words)
        if text.endswith(words, 0, end) and (words[0] in _MARKS or start == 0 or not is_han(text[start - 1])):
            return start
    return end
