"""The titles that end at a place, each with its body: printed, carried over in a compound title, or meant.

县委教育工委书记、局党组书记、局长 are three posts. A title without words for its body takes that of the title before
where the two fit; alone it means the government (副县长), or the bureau or school that the text around it names.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from kg import vocabulary
from kg.extract import schools
from kg.extract.authorities import authority_at, body_place
from kg.extract.jurisdictions import Place, Terms, place_before, terms_of
from kg.extract.organizations import body_of, unit_of
from kg.extract.terms import Term
from kg.language.clauses import titles
from kg.language.names import LEVEL_CLASSES
from kg.language.posts import PAST, Body, Title, title_ending
from kg.model import Claim, Document, Mention, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

_GOVERNMENT = "人民政府"
_NOT_PLACES = frozenset("原任")
_PUBLIC_BODIES = ("人民政府", "政府", "政协", "人大常委会", "人大", "纪委监委", "监委", "法院", "检察院")
_BUREAU_ENDS = ("局", "委", "厅", "办")
_SCHOOL_TITLES = ("书记", "校长", "园长")
_FAR = 1000  # characters: a body named farther back is not what a bare title means
_MANY = 200  # schools of a text that may still be one and the same
_AUTHORITIES = frozenset({"AuthorityKind", "EducationAuthority"})


@dataclass(frozen=True, slots=True)
class Post:
    """A title in words, from the first character of its printed body on; `body` is None where it is not clear."""

    title: str
    span: Span
    kind: Body
    body: Mention | None
    printed: bool


@dataclass(frozen=True, slots=True)
class Reader:
    """What the rules read: the document and the vocabulary's hits in it."""

    document: Document
    terms: Terms
    titles: tuple[Span, ...]
    schools: Callable[[], tuple[Mention, ...]]

    @property
    def text(self) -> str:
        return self.document.text

    def authorities_before(self, at: int) -> list[Mention]:
        """Authorities named not far before the offset in its paragraph, but for those inside 《》."""
        terms = self.terms.ordered
        first = bisect_left(terms, self._paragraph_start(at), key=lambda term: term.start)
        last = bisect_left(terms, at, key=lambda term: term.start)
        bodies = (
            body_of(self.terms, self.document, term.end) for term in terms[first:last] if term.kind in _AUTHORITIES
        )
        return [body for body in bodies if body is not None and not _inside(body.span, self.titles)]

    def school_before(self, at: int) -> Mention | None:
        """The school that the sentence names before the offset, else the paragraph, else the text, if it is one."""
        named = self.schools()
        last = bisect_left(named, at, key=lambda school: school.span.start)
        sentence = self.document.sentences[self.document.sentence_at(at)].span
        for start in (max(sentence.start, at - _FAR), self._paragraph_start(at)):
            near = named[bisect_left(named, start, key=lambda school: school.span.start) : last]
            if near:
                return near[-1] if len({school.text for school in near}) == 1 else None
        before = named[:last] if last <= _MANY else ()
        return before[-1] if len({school.text for school in before}) == 1 else None

    def _paragraph_start(self, at: int) -> int:
        sentence = self.document.sentences[self.document.sentence_at(at)]
        return max(self.document.paragraphs[sentence.paragraph].start, at - _FAR)


def reader_of(doc: Doc, document: Document) -> Reader:
    """What there is to read in a document; its schools are looked up when they are first asked for."""
    shielded = tuple(titles(document.text))

    @cache
    def named_schools() -> tuple[Mention, ...]:
        claims = (claim for claim in schools.extract(doc, document) if isinstance(claim, Claim))
        mentions = (value for claim in claims for _, value in claim.slots if isinstance(value, Mention))
        found = (mention for mention in mentions if not _inside(mention.span, shielded))
        return tuple(sorted(found, key=lambda mention: mention.span))

    return Reader(document, terms_of(doc), shielded, named_schools)


def _inside(span: Span, spans: Sequence[Span]) -> bool:
    """Whether the span lies inside one of the sorted spans."""
    index = bisect_right(spans, span.start, key=lambda other: other.start) - 1
    return index >= 0 and span.end <= spans[index].end


def titles_before(reader: Reader, end: int) -> tuple[Post, ...]:
    """The titles that end at `end`, joined by 、 (or by a comma before a title with its body), in reading order."""
    posts: list[Post] = []
    while len(posts) < 6:
        post = _title_before(reader, end)
        if post is None:
            break
        posts.insert(0, post)
        joint = reader.text[post.span.start - 1 : post.span.start] if post.span.start else ""
        if joint != "、" and not (joint in {"，", ","} and post.printed and _opens_row(reader, post.span.start - 1)):
            break
        end = post.span.start - 1
    return _carried(reader, posts)


def _opens_row(reader: Reader, end: int) -> bool:
    """Whether a comma joins two posts of one person: 市教育局党组成员，市教科院党总支书记杨某."""
    post = _title_before(reader, end)
    return (
        post is not None and post.printed and reader.text[: post.span.start][-1:] in {"", "\n", "。", "，", ",", "；"}
    )


def _title_before(reader: Reader, end: int) -> Post | None:
    """The one title that ends at `end`, with the body printed before it."""
    text = reader.text
    title = title_ending(text, end)
    if title is None:
        term = reader.terms.by_end.get(end)
        if term is None or term.kind != "Post":
            return None
        title = Title(term.start, end, term.start, Body.OPEN)
    words = text[title.start : end]
    start, body_end = title.start, title.body_end
    past = next((word for word in PAST if text.endswith(word, 0, body_end)), "") if body_end == title.start else ""
    body = _printed_body(reader, title, body_end - len(past))
    if body is not None:
        start = min(body.span.start, start)
        past = past or next((word for word in PAST if text.endswith(word, 0, start)), "")
    return Post(past + words, Span(start, end), title.body, body, printed=body is not None)


def _printed_body(reader: Reader, title: Title, end: int) -> Mention | None:
    """The body whose words end at `end`: a bureau, school or office, a party committee, a place's government."""
    terms, committee = reader.terms, reader.text[title.start : end] if title.body is Body.COMMITTEE else ""
    if len(committee) == 2 and committee.endswith("委") and committee[0] in LEVEL_CLASSES:
        return _office(place_before(terms, end - 1), "委", end)
    body = body_of(terms, reader.document, end) or _school_before_head(reader, end)
    if body is None and title.body is Body.OPEN:
        body = unit_of(terms, reader.document, end)
    if body is not None:
        return _without_past(body)
    if committee:
        # a title of the vocabulary may hold the committee's words: 教育工委书记 is one term
        hits = [hit for hit in vocabulary.load().lexicon.find(committee) if hit.terms[0].kind == "AuthorityKind"]
        if hits and hits[-1].end == len(committee):
            term = Term(title.start + hits[-1].start, end, "AuthorityKind", hits[-1].terms[0].iri, -1)
            found = authority_at(terms, reader.document, term)
            return found if isinstance(found, Mention) else None
        return _office(body_place(terms, title.start), committee, end)
    public = next((name for name in _PUBLIC_BODIES if reader.text.endswith(name, 0, end)), "")
    if public:
        return _office(place_before(terms, end - len(public)), public, end)
    return _office(place_before(terms, end), _GOVERNMENT, end) if title.body is Body.GOVERNMENT else None


def _school_before_head(reader: Reader, end: int) -> Mention | None:
    """The school of 第四小学|校长, where the vocabulary's 小学校 has taken the title's first character."""
    term = reader.terms.by_end.get(end + 1)
    if term is None or term.kind != "SchoolKind" or not reader.text.startswith("校长", end):
        return None
    school = body_of(reader.terms, reader.document, end + 1)
    if school is None:
        return None
    attributes = tuple(
        (name, value.removesuffix("校") if name in {"name", "head"} else value) for name, value in school.attributes
    )
    return replace(school, span=Span(school.span.start, end), text=school.text[:-1], attributes=attributes)


def _office(place: Place, name: str, end: int) -> Mention | None:
    """The committee or government of a place whose printed words end at `end`; None where no place is printed."""
    if not place.words or place.kind == "Plural":
        return None
    attributes = [("division", place.words)]
    if place.above:
        attributes.append(("above", " ".join(place.above)))
    attributes += [("name", name), ("head", name)]
    words = "".join((*place.above, place.words, name))
    return _without_past(
        Mention(kind="Organization", span=Span(place.start, end), text=words, attributes=tuple(attributes))
    )


def _without_past(body: Mention) -> Mention:
    """Take 原 or 任 off a body's words, where it was read as part of its place (原县教育局, 任县政协)."""
    division = dict(body.attributes).get("division", "")
    if body.text[:1] not in _NOT_PLACES or body.text[1:2] not in LEVEL_CLASSES or division[:1] != body.text[0]:
        return body
    attributes = tuple((name, value[1:] if name == "division" else value) for name, value in body.attributes)
    return replace(body, span=Span(body.span.start + 1, body.span.end), text=body.text[1:], attributes=attributes)


def _carried(reader: Reader, posts: list[Post]) -> tuple[Post, ...]:
    """Give a title without a printed body that of the title before it where the two fit, else what it means alone."""
    carried: list[Post] = []
    for post in posts:
        before = carried[-1] if carried else None
        if post.body is None and before is not None and before.body is not None and _fits(before, post):
            carried.append(replace(post, body=before.body))
        elif post.body is None and _stands_alone(reader.terms, post.span.start):
            carried.append(replace(post, body=_meant(reader, post)))
        else:
            carried.append(post)
    return tuple(carried)


def _fits(before: Post, post: Post) -> bool:
    """Whether a title without a body may belong to the body of the title before it."""
    if before.body is None or before.kind is Body.COMMITTEE or post.kind is Body.GOVERNMENT:
        return False
    bureau = before.body.text.endswith(_BUREAU_ENDS)
    if post.kind is Body.BUREAU:
        return bureau
    return not (post.kind is Body.SCHOOL and bureau)


def _stands_alone(terms: Terms, start: int) -> bool:
    """Whether nothing that may be a body's name ends where a title starts."""
    return start not in terms.by_end and terms.edge(start)


def _meant(reader: Reader, post: Post) -> Mention | None:
    """The body of a title that prints none: its government, the paragraph's or the document's bureau or school."""
    title, at = post.title, post.span.start
    if post.kind is Body.GOVERNMENT:
        return _office(Place(at, title[-2]), _GOVERNMENT, post.span.end)
    if post.kind is Body.BUREAU or title.startswith("党组"):
        bureaus = [body for body in reader.authorities_before(at) if body.text.endswith(_BUREAU_ENDS)]
        if len({body.text for body in bureaus}) == 1:
            return bureaus[-1]
        return Mention(kind="EducationAuthority", span=post.span, text="局", attributes=(("head", "局"),))
    return reader.school_before(at) if title.endswith(_SCHOOL_TITLES) else None


def titles_of(reader: Reader, span: Span) -> tuple[Post, ...]:
    """The posts in a stretch that holds nothing else but 职务 at its end."""
    end = span.end - 2 if reader.text.endswith("职务", 0, span.end) else span.end
    posts = titles_before(reader, end)
    return posts if posts and posts[0].span.start <= span.start + 4 else ()
