"""Persons: named beside a post, appointed to one, under a label of a form (签发人：), or named again without a post.

Every occurrence is a bare mention; every post that a name is printed with, and whose body is clear, is a `PostHolding`.
The body is the one printed before the title (县教育局|局长), the one of the title before in a compound title
(县教育局党组书记、局长), or what a bare title means in its paragraph (副县长 → 县人民政府). All mentions of one name
carry the body of the name's first post, which is part of the person's key.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg import vocabulary
from kg.extract.authorities import authority_at, body_place
from kg.extract.jurisdictions import Place, Term, Terms, mention_claim, place_before, terms_of
from kg.extract.organizations import body_of
from kg.language.clauses import titles
from kg.language.names import LEVEL_CLASSES
from kg.language.person_names import Edge, edge_at, is_common_word, name_end
from kg.language.posts import GENERIC_HEADS, HEAD, PAST, Body, Title, packed, title_ending
from kg.language.surnames import DOCTRINE_NAMES, SURNAMES
from kg.model import Claim, Document, Dropped, Mention, Reason, Span, Status

if TYPE_CHECKING:
    from spacy.tokens import Doc

_BESIDE, _APPOINTED, _LABELLED, _AGAIN = "person-beside-post", "person-appointed", "person-labelled", "person-again"
_GAP = re.compile(r"[ \t\u3000\u00a0]{1,4}")
_COMRADE = re.compile(r"(?:同志|先生|女士)?")
_IN_BRACKETS = re.compile(r"[（(](?:现任|兼任|时任|现为)?([^（）()\n]{3,40})[）)]")
_APPOINTMENT = re.compile(
    r"(?:(?<=[，,。；;：:、（(\s])|^)(?P<name>[\u4e00-\u9fff]{2,4}?)(?:同志)?"
    r"(?P<verb>不再担任|不再兼任|拟任|曾任|现任|担任|兼任|当选为|任)(?P<post>[^，,。；;：:（）()\n]{3,60})",
    re.MULTILINE,
)
_CURRENT = frozenset({"现任", "担任", "兼任", "当选为", "任"})
_LABEL = re.compile(r"(?:签发人|联系人|经办人|承办人|报告人|主讲人|发言人)[：:][ \u3000]?")
_SALUTATION = re.compile(r"^([\u4e00-\u9fff]{2,4})(?:委员|代表|同志|先生|女士|老师)[：:]", re.MULTILINE)
_GOVERNMENT = "人民政府"
_PUBLIC_BODIES = ("人民政府", "政府", "政协", "人大常委会", "人大", "纪委监委", "监委", "法院", "检察院")
_NOT_PLACES = frozenset("原任")
_BUREAU_ENDS = ("局", "委", "厅", "办")
_SCHOOL_TITLES = ("书记", "校长", "园长")
_AUTHORITIES, _SCHOOLS = frozenset({"AuthorityKind", "EducationAuthority"}), frozenset({"SchoolKind"})


@dataclass(frozen=True, slots=True)
class _Post:
    """A title in words, from the first character of its printed body on; `body` is None where it is not clear."""

    title: str
    span: Span
    kind: Body
    body: Mention | None
    printed: bool


@dataclass(frozen=True, slots=True)
class _Found:
    """A name in its place, and the posts printed with it."""

    name: Span
    rule: str
    posts: tuple[_Post, ...] = ()


@dataclass(frozen=True, slots=True)
class _Reader:
    """What the rules read: the document and the vocabulary's hits in it."""

    document: Document
    terms: Terms
    titles: tuple[Span, ...]

    @property
    def text(self) -> str:
        return self.document.text

    def bodies_before(self, at: int, kinds: frozenset[str], *, paragraph: bool = True) -> list[Mention]:
        """Bodies with a head of those kinds that are named before the offset, in its paragraph or anywhere."""
        sentence = self.document.sentences[self.document.sentence_at(at)]
        first = self.document.paragraphs[sentence.paragraph].start if paragraph else 0
        ends = [term.end for term in self.terms.ordered if term.kind in kinds and first <= term.start < at]
        bodies = (body_of(self.terms, self.document, end) for end in ends)
        return [body for body in bodies if body is not None and not _inside(body.span, self.titles)]


def extract(doc: Doc, document: Document) -> Iterator[Claim | Dropped]:
    """Yield a bare mention for every person that the text names, and a PostHolding for each post beside a name."""
    reader = _Reader(document, terms_of(doc), tuple(titles(document.text)))
    known = frozenset(reader.text[slice(*one.name)] for one in _all(reader, frozenset()))
    if not known:
        return
    found = _all(reader, known)
    known = frozenset(reader.text[slice(*one.name)] for one in found)
    found = sorted([*found, *_again(reader, known, found)], key=lambda one: one.name)
    bodies = _first_bodies(reader.text, found)
    for one in found:
        name = reader.text[slice(*one.name)]
        person = Mention(kind="Person", span=one.name, text=name, attributes=bodies.get(name, ()))
        yield mention_claim(document, person, one.rule)
        for post in one.posts:
            if post.body is not None:
                yield _holding(document, person, post, one.rule)


def _holding(document: Document, person: Mention, post: _Post, rule: str) -> Claim | Dropped:
    assert post.body is not None
    span = Span(min(person.span.start, post.span.start), max(person.span.end, post.span.end))
    if document.sentence_at(span.start) != document.sentence_at(span.end - 1):
        return Dropped(reason=Reason.NOT_A_NAME, span=span, rule=rule, detail=person.text)
    return Claim(
        kind="PostHolding",
        slots=(("org:member", person), ("org:organization", post.body), ("postTitle", post.title)),
        span=span,
        clause=document.clause_at(person.span.start),
        rule=rule,
        status=Status.REPORTED,
        cue=post.title,
    )


def _first_bodies(text: str, found: Iterable[_Found]) -> dict[str, tuple[tuple[str, str], ...]]:
    """By name, the body of its first post in reading order, as attributes of the person's mentions."""
    bodies: dict[str, tuple[tuple[str, str], ...]] = {}
    for one in found:
        name = text[slice(*one.name)]
        first = next((post.body for post in one.posts if post.body is not None), None)
        if first is not None and name not in bodies:
            bodies[name] = packed(first)
    return bodies


def _all(reader: _Reader, known: frozenset[str]) -> list[_Found]:
    """What the rules find, one for each place of a name; the rule with more posts wins."""
    by_name: dict[Span, _Found] = {}
    for one in (*_beside(reader, known), *_appointed(reader), *_labelled(reader.text)):
        before = by_name.get(one.name)
        if before is None or len(before.posts) < len(one.posts):
            by_name[one.name] = one
    return sorted(by_name.values(), key=lambda one: one.name)


# --- beside a post


def _beside(reader: _Reader, known: frozenset[str]) -> Iterator[_Found]:
    text = reader.text
    posts = {term.end for term in reader.terms.ordered if term.kind == "Post"}
    for end in sorted(posts.union(match.end() for match in HEAD.finditer(text))):
        name = _name_after(text, end, known, generic=text.endswith(GENERIC_HEADS, 0, end))
        titles = _titles_before(reader, end) if name else ()
        if name is None or not titles:
            continue
        after = _COMRADE.match(text, name.end)
        bracket = _IN_BRACKETS.match(text, after.end() if after else name.end)
        more = _titles_of(reader, Span(*bracket.span(1))) if bracket else ()
        yield _Found(name, _BESIDE, (*titles, *more))
        yield from _listed(text, name, titles, known)


def _name_after(text: str, end: int, known: frozenset[str], *, generic: bool) -> Span | None:
    """The name that follows a title, right behind it or after a few blanks and then up to a clear end."""
    gap = _GAP.match(text, end)
    start = gap.end() if gap else end
    stop = name_end(text, start, known=known, strict=generic)
    if stop is None or text[start:stop] in DOCTRINE_NAMES:
        return None
    return None if gap and edge_at(text, stop) < Edge.STOP else Span(start, stop)


def _titles_before(reader: _Reader, end: int) -> tuple[_Post, ...]:
    """The titles that end at `end`, joined by 、 (or by a comma before a title with its body), in reading order."""
    posts: list[_Post] = []
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


def _opens_row(reader: _Reader, end: int) -> bool:
    """Whether a comma joins two posts of one person: 市教育局党组成员，市教科院党总支书记杨某."""
    post = _title_before(reader, end)
    return (
        post is not None and post.printed and reader.text[: post.span.start][-1:] in {"", "\n", "。", "，", ",", "；"}
    )


def _title_before(reader: _Reader, end: int) -> _Post | None:
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
    return _Post(past + words, Span(start, end), title.body, body, printed=body is not None)


def _printed_body(reader: _Reader, title: Title, end: int) -> Mention | None:
    """The body whose words end at `end`: a bureau, school or office, a party committee, a place's government."""
    terms, committee = reader.terms, reader.text[title.start : end] if title.body is Body.COMMITTEE else ""
    if len(committee) == 2 and committee.endswith("委") and committee[0] in LEVEL_CLASSES:
        return _office(place_before(terms, end - 1), "委", end)
    body = body_of(terms, reader.document, end) or _school_before_head(reader, end)
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


def _school_before_head(reader: _Reader, end: int) -> Mention | None:
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


def _carried(reader: _Reader, posts: list[_Post]) -> tuple[_Post, ...]:
    """Give a title without a printed body that of the title before it where the two fit, else what it means alone."""
    carried: list[_Post] = []
    for post in posts:
        before = carried[-1] if carried else None
        if post.body is None and before is not None and before.body is not None and _fits(before, post):
            carried.append(replace(post, body=before.body))
        elif post.body is None and _stands_alone(reader.terms, post.span.start):
            carried.append(replace(post, body=_meant(reader, post)))
        else:
            carried.append(post)
    return tuple(carried)


def _fits(before: _Post, post: _Post) -> bool:
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


def _meant(reader: _Reader, post: _Post) -> Mention | None:
    """The body of a title that prints none: its government, the paragraph's or the document's bureau or school."""
    title, at = post.title, post.span.start
    if post.kind is Body.GOVERNMENT:
        return _office(Place(at, title[-2]), _GOVERNMENT, post.span.end)
    if post.kind is Body.BUREAU or title.startswith("党组"):
        bureaus = [body for body in reader.bodies_before(at, _AUTHORITIES) if body.text.endswith(_BUREAU_ENDS)]
        if len({body.text for body in bureaus}) == 1:
            return bureaus[-1]
        return Mention(kind="EducationAuthority", span=post.span, text="局", attributes=(("head", "局"),))
    if title.endswith(_SCHOOL_TITLES):
        for paragraph in (True, False):
            schools = reader.bodies_before(at, _SCHOOLS, paragraph=paragraph)
            if schools:
                return schools[-1] if len({body.text for body in schools}) == 1 else None
    return None


def _inside(span: Span, spans: Iterable[Span]) -> bool:
    return any(other.start <= span.start and span.end <= other.end for other in spans)


def _listed(text: str, name: Span, posts: tuple[_Post, ...], known: frozenset[str]) -> Iterator[_Found]:
    """More names behind the first with 、 (副校长周某、李某): the same post, where a body has several of it."""
    shared = posts if len(posts) == 1 and posts[0].title.startswith(("副", "教", "委", "成")) else ()
    while text[name.end : name.end + 1] == "、":
        end = name_end(text, name.end + 1, known=known, strict=True)
        if end is None or text[name.end + 1] not in SURNAMES or HEAD.match(text, end):
            return
        name = Span(name.end + 1, end)
        yield _Found(name, _BESIDE, shared)


# --- appointed, labelled, named again


def _appointed(reader: _Reader) -> Iterator[_Found]:
    """杜某任县教育局局长: the name stands before the verb; what somebody no longer is gives a bare mention."""
    for match in _APPOINTMENT.finditer(reader.text):
        posts = _titles_of(reader, Span(*match.span("post"))) if _is_plain_name(match["name"]) else ()
        if posts:
            yield _Found(Span(*match.span("name")), _APPOINTED, posts if match["verb"] in _CURRENT else ())


def _is_plain_name(name: str) -> bool:
    return not is_common_word(name) and name_end(name, 0) == len(name)


def _titles_of(reader: _Reader, span: Span) -> tuple[_Post, ...]:
    """The posts in a stretch that holds nothing else but 职务 at its end."""
    end = span.end - 2 if reader.text.endswith("职务", 0, span.end) else span.end
    posts = _titles_before(reader, end)
    return posts if posts and posts[0].span.start <= span.start + 4 else ()


def _labelled(text: str) -> Iterator[_Found]:
    """签发人：王某, 马某委员：."""
    for match in _LABEL.finditer(text):
        end = name_end(text, match.end(), strict=True)
        if end is not None and edge_at(text, end) is Edge.STOP:
            yield _Found(Span(match.end(), end), _LABELLED)
    for match in _SALUTATION.finditer(text):
        if _is_plain_name(match[1]):
            yield _Found(Span(*match.span(1)), _LABELLED)


def _again(reader: _Reader, known: frozenset[str], found: Iterable[_Found]) -> Iterator[_Found]:
    """Names that stand again without a post, between clear edges: not in 张桂梅基金会."""
    text = reader.text
    taken = {one.name.start for one in found}
    for name in sorted(known):
        at = text.find(name)
        while at >= 0:
            end = at + len(name)
            clear = reader.terms.edge(at) and edge_at(text, end) >= (Edge.PARTICLE if len(name) > 2 else Edge.STOP)
            if at not in taken and clear and not _inside_longer(text, at, end, known):
                yield _Found(Span(at, end), _AGAIN)
            at = text.find(name, end)


def _inside_longer(text: str, start: int, end: int, known: frozenset[str]) -> bool:
    """Whether the place is part of a longer known name."""
    return any(len(name) > end - start and text.find(name, max(0, start - 4), end + 4) >= 0 for name in known)
