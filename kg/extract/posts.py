"""The titles that end at a place, each with its body: printed, carried over in a compound title, or meant.

县委教育工委书记、局党组书记、局长 are three posts. A title without words for its body takes that of the title before
where the two fit; alone it means the government (副县长), or the bureau or school that the text around it names.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from kg import vocabulary
from kg.extract.authorities import authority_at, body_place, place_attributes
from kg.extract.jurisdictions import Place, Terms, place_before, township_start
from kg.extract.organizations import body_of
from kg.extract.reader import BUREAU_ENDS, Post, Reader
from kg.extract.terms import Term
from kg.extract.units import bare_unit, meant_by, named_by_grammar, unit_of, whole_of
from kg.language.names import LEVEL_CLASSES
from kg.language.posts import (
    ALSO,
    BODY_ENDINGS,
    BUREAU_SECTIONS,
    COMMITTEE_PARTS,
    MEANT_BUREAUS,
    PAST,
    SPEAKING,
    Body,
    Title,
    title_ending,
)
from kg.model import Mention, Span

if TYPE_CHECKING:
    pass

_GOVERNMENT = "人民政府"
_NOT_PLACES = frozenset("原任")
_PUBLIC_BODIES = ("人民政府", "政府", "政协", "人大常委会", "人大", "纪委监委", "监委", "法院", "检察院")
_COMMITTEES = ("县委", "市委", "区委", "旗委", "州委", "盟委", "省委", "地委")
_SCHOOL_TITLES = ("书记", "校长", "园长")
_CLOSING = frozenset("中时后间")  # end what is said before the one who acts: 座谈会中|某某副县长
_TEACHERS = ("教师", "老师", "班主任")
_TAUGHT = re.compile(
    r"(?:高[一二三]|初[一二三]|[一二三四五六七八九]年级)?"
    r"(?:语文|数学|英语|物理|化学|生物|政治|历史|地理|音乐|体育|美术|思政|信息技术|科学|心理健康|心理)?(?:组|学科)?$"
)
_MOST_TITLES = 6  # of one person
_WAY = 24  # characters from the body that sends somebody to the title: 派驻|某县某镇
_SENT = re.compile(r"(?:选派到|选派|派驻到|派驻|下派|派到|派往|驻)[\u4e00-\u9fff]{1,16}[“\"]?$")


def titles_before(reader: Reader, end: int) -> tuple[Post, ...]:
    """The titles that end at `end`, joined by 、 (or by a comma before a title with its body), in reading order."""
    if end not in reader.posts:
        reader.posts[end] = _titles_before(reader, end)
    return reader.posts[end]


def _titles_before(reader: Reader, end: int) -> tuple[Post, ...]:
    posts: list[Post] = []
    while len(posts) < _MOST_TITLES:
        post = _title_before(reader, end)
        if post is None:
            break
        posts.insert(0, post)
        joint = reader.text[post.span.start - 1 : post.span.start] if post.span.start else ""
        if joint in {"、", ALSO} or (joint in {"，", ","} and post.printed and _opens_row(reader, post.span.start - 1)):
            end = post.span.start - 1
        elif not post.printed and _follows_another(reader, post):
            end = post.span.start
        else:
            break
    return _carried(reader, posts)


def _follows_another(reader: Reader, post: Post) -> bool:
    """Whether a title stands right behind another with its body: 第二小学一级教师|兼职教研员."""
    before = _title_before(reader, post.span.start) if post.title[:1] in {"兼", "专"} else None
    return before is not None and before.printed


def _opens_row(reader: Reader, end: int) -> bool:
    """Whether a comma joins two posts of one person: 市教育局党组成员、副局长，市教科院党总支书记杨某."""
    for _ in range(_MOST_TITLES):
        post = _title_before(reader, end)
        if post is None:
            return False
        before = reader.text[max(0, post.span.start - 1) : post.span.start]
        if post.printed:
            return before in {"", "\n", "。", "，", ",", "；"}
        if before != "、":
            return False
        end = post.span.start - 1
    return False


def _title_before(reader: Reader, end: int) -> Post | None:
    """The one title that ends at `end`, with the body printed before it."""
    text = reader.text
    title = title_ending(text, end)
    term = reader.terms.by_end.get(end)
    if term is not None and term.kind == "Post" and (title is None or term.start < title.start):
        title = _of_vocabulary(reader, term, title)
    if title is None:
        return None
    words = text[title.start : end]
    start, body_end = title.start, title.body_end
    past = next((word for word in PAST if text.endswith(word, 0, body_end)), "") if body_end == title.start else ""
    body = _printed_body(reader, title, body_end - len(past)) or _school_of_teacher(reader, title)
    meant = None if body is not None else _named_before(reader, body_end - len(past))
    if meant is not None:
        body, start = meant
        return Post(past + words, Span(start, end), title.body, body, printed=True)
    if body is not None:
        start = min(body.span.start, start)
        past = past or next((word for word in PAST if text.endswith(word, 0, start)), "")
        return Post(past + words, Span(start, end), title.body, body, printed=True)
    sent = sent_before(reader, Span(start, end)) if words.endswith("第一书记") else ()
    if sent:
        return sent[0]
    return _in_section(reader, title, past) or Post(past + words, Span(start, end), title.body, None, printed=False)


def _of_vocabulary(reader: Reader, term: Term, title: Title | None) -> Title:
    """A title of the vocabulary that is longer than grammar tells (四级调研员), but for a body's words: 教研室|主任."""
    if title is None:
        return Title(term.start, term.end, term.start, Body.OPEN)
    held = reader.text[term.start : title.start]
    outside = held.endswith(BODY_ENDINGS) and bool(place_before(reader.terms, term.start).words)
    return title if outside or held in _PUBLIC_BODIES else Title(term.start, term.end, term.start, title.body)


def _in_section(reader: Reader, title: Title, past: str) -> Post | None:
    """A title behind a section, of a school (第二小学|后勤服务部|部长) or of a body that is named before."""
    if title.body is not Body.OPEN:
        return None
    at = title.start - len(past)
    whole = whole_of(reader.terms, at)
    if whole is not None:
        body, start = whole
        words = reader.text[start : title.end]
        return Post(words, Span(body.span.start, title.end), Body.OPEN, body, printed=True, section=words)
    start = bare_unit(reader.terms, at)
    if start == at:
        return None
    return Post(
        reader.text[start : title.end],
        Span(start, title.end),
        Body.OPEN,
        None,
        printed=False,
        section=reader.text[start:at],
    )


def _printed_body(reader: Reader, title: Title, end: int) -> Mention | None:
    """The body whose words end at `end`: a bureau, school or office, a party committee, a place's government."""
    terms, committee = reader.terms, reader.text[title.start : end] if title.body is Body.COMMITTEE else ""
    if len(committee) == 2 and committee.endswith("委") and committee[0] in LEVEL_CLASSES:
        return _office(place_before(terms, end - 1), "委", end)
    body = body_of(terms, reader.document, end) or _school_before_head(reader, end) or _bureau_before_head(reader, end)
    if body is None and title.body is Body.OPEN:
        body = unit_of(terms, reader.document, end)
    if body is not None:
        return _without_past(body)
    if committee:
        return _committee_of(reader, title.start, committee)
    public = next((name for name in _PUBLIC_BODIES if reader.text.endswith(name, 0, end)), "")
    if public:
        return _office(place_before(terms, end - len(public)), public, end)
    if title.body is Body.GOVERNMENT:
        return _township_office(terms, end, _GOVERNMENT, end) or _office(place_before(terms, end), _GOVERNMENT, end)
    open_ = title.body is Body.OPEN and whole_of(terms, end) is None
    return named_by_grammar(terms, end) if open_ else None


def _school_of_teacher(reader: Reader, title: Title) -> Mention | None:
    """The school before what a teacher teaches: 第一中学|高三|教师, 县二小|五年级数学|老师."""
    if title.body is not Body.SCHOOL or not reader.text.endswith(_TEACHERS, title.start, title.end):
        return None
    taught = _TAUGHT.search(reader.text, max(0, title.start - _WAY), title.start)
    return body_of(reader.terms, reader.document, taught.start()) if taught and taught.start() < title.start else None


def _taught_from(reader: Reader, post: Post) -> int:
    """Where a title begins with what a teacher teaches: |数学教师."""
    start = post.span.start
    if post.kind is not Body.SCHOOL or not post.title.endswith(_TEACHERS):
        return start
    taught = _TAUGHT.search(reader.text, max(0, start - _WAY), start)
    return taught.start() if taught else start


def _committee_of(reader: Reader, start: int, committee: str) -> Mention | None:
    """The committee whose words begin a title: 某某县|教育工委|书记, 界石铺镇|党委|书记."""
    terms, end = reader.terms, start + len(committee)
    # a title of the vocabulary may hold the committee's words: 教育工委书记 is one term
    hits = [hit for hit in vocabulary.load().lexicon.find(committee) if hit.terms[0].kind == "AuthorityKind"]
    if hits and hits[-1].end == len(committee):
        term = Term(start + hits[-1].start, end, "AuthorityKind", hits[-1].terms[0].iri, -1)
        found = authority_at(terms, reader.document, term)
        return found if isinstance(found, Mention) else None
    seat = start + 1 if committee[0] in "镇乡" else start
    name = committee[seat - start :]
    return _township_office(terms, seat, name, end) or _office(body_place(terms, start), committee, end)


def _named_before(reader: Reader, end: int) -> tuple[Mention, int] | None:
    """The body named before that words mean which end there, and where they begin: 该校|副校长, 基金会|理事长."""
    start = meant_by(reader.terms, end)
    if start == end:
        term = reader.terms.by_end.get(end)
        body = reader.body_meant(term) if term else None
        return (body, term.start) if body and term else None
    words = reader.text[start:end]
    if words.startswith(MEANT_BUREAUS):
        body = reader.bureau_before(start)
    elif words.startswith(SPEAKING):
        body = reader.own_school()
    else:
        body = reader.school_before(start) or (None if words.startswith("该") else reader.own_school())
    return (body, start) if body else None


def _bureau_before_head(reader: Reader, end: int) -> Mention | None:
    """The authority whose last character the title begins with: 县教育局|长."""
    term = reader.terms.by_end.get(end + 1)
    if term is None or term.kind != "AuthorityKind" or reader.text[end : end + 2] not in {"局长", "厅长"}:
        return None
    found = authority_at(reader.terms, reader.document, term)
    return found if isinstance(found, Mention) else None


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


def _township_office(terms: Terms, at: int, name: str, end: int) -> Mention | None:
    """The committee or government of the township whose name ends at `at`: 界石铺镇|党委."""
    start = township_start(terms, at)
    if start == at:
        return None
    place, own = place_before(terms, start), terms.text[start:at] + name
    attributes = (*place_attributes(place), ("name", own), ("head", name))
    span = Span(place.start if place.words else start, end)
    return Mention(kind="Organization", span=span, text=terms.text[span.start : at] + name, attributes=attributes)


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
        elif post.body is None and (
            post.section
            or _stands_alone(reader.terms, _taught_from(reader, post))
            or reader.text[post.span.start - 1 : post.span.start] == "由"
        ):
            carried.append(replace(post, body=_meant(reader, post)))
        else:
            carried.append(post)
    bureau = next((post.body for post in carried if post.body and post.body.text.endswith(BUREAU_ENDS)), None)
    return tuple(  # 党委委员、副局长: of the one body
        replace(post, body=bureau) if post.body is None and post.kind is Body.PARTY and bureau else post
        for post in carried
    )


def _fits(before: Post, post: Post) -> bool:
    """Whether a title without a body may belong to the body of the title before it."""
    if before.body is None or post.kind is Body.GOVERNMENT:
        return False
    if before.kind is Body.COMMITTEE or before.body.text.endswith(_COMMITTEES):
        return post.title.startswith(COMMITTEE_PARTS) and before.body.text.endswith(_COMMITTEES)
    bureau = before.body.text.endswith(BUREAU_ENDS)
    if post.kind is Body.BUREAU:
        return bureau
    return not (post.kind is Body.SCHOOL and bureau)


def _stands_alone(terms: Terms, start: int) -> bool:
    """Whether nothing that may be a body's name ends where a title starts."""
    return start not in terms.by_end and terms.edge(start)


def _meant(reader: Reader, post: Post) -> Mention | None:
    """The body of a title that prints none: its government, the paragraph's or the document's bureau or school."""
    title, at = post.title, post.span.start
    if post.section:
        return reader.bureau_before(at) if post.section.endswith(BUREAU_SECTIONS) else None
    if post.kind is Body.GOVERNMENT:
        return _office(Place(at, title[-2]), _GOVERNMENT, post.span.end)
    if post.kind is Body.BUREAU or title.startswith("党组"):
        own = Mention(kind="EducationAuthority", span=post.span, text="局", attributes=(("head", "局"),))
        return reader.bureau_before(at) or own
    if title.endswith(_SCHOOL_TITLES):
        return reader.school_before(at)
    return reader.own_school() if post.kind is Body.SCHOOL else None


def title_behind(reader: Reader, name: Span, end: int) -> Post | None:
    """The title that stands right behind a name and ends at `end`, with the body before the name: 县教育局|某某|局长.

    Without a printed body the name stands at a clear edge, and the title means what it means alone.
    """
    title = title_ending(reader.text, end)
    if title is None or title.start != name.end or title.body in {Body.COMMITTEE, Body.PARTY}:
        return None
    of = name.start - reader.text.endswith("的", 0, name.start)
    words, body = reader.text[title.start : end], _printed_body(reader, title, of)
    if words == "老师":  # people of any calling are called so: only with their school, and by a full name
        body = body if body is not None and body.kind == "School" and name.end - name.start > 2 else None
        return Post(words, Span(body.span.start, end), title.body, body, printed=True) if body is not None else None
    if body is not None:
        return Post(words, Span(body.span.start, end), title.body, body, printed=True)
    if not (_stands_alone(reader.terms, name.start) or reader.text[name.start - 1 : name.start] in _CLOSING):
        return None
    post = Post(words, Span(title.start, end), title.body, None, printed=False)
    return replace(post, body=_meant(reader, post))


def sent_before(reader: Reader, title: Span) -> tuple[Post, ...]:
    """The post of somebody whom a body sends to a place, with the title in quotation marks or not."""
    match = _SENT.search(reader.text, max(0, title.start - _WAY), title.start)
    body = body_of(reader.terms, reader.document, match.start()) if match else None
    if body is None:
        return ()
    return (Post(reader.text[slice(*title)], Span(body.span.start, title.end), Body.OPEN, body, printed=True),)


def titles_of(reader: Reader, span: Span) -> tuple[Post, ...]:
    """The posts in a stretch that holds nothing else but 职务 at its end."""
    end = span.end - 2 if reader.text.endswith("职务", 0, span.end) else span.end
    posts = titles_before(reader, end)
    return posts if posts and posts[0].span.start <= span.start + 4 else ()
