"""Persons: named beside a post, appointed to one, under a label of a form (签发人：), or named again without a post.

Every occurrence is a bare mention; every post that a name is printed with is a `PostHolding`. A post's body stands in
the slot as a mention of kind `PostBody`: its own words where they are printed (县教育局|局长), the words of the title
before in a compound title (县教育局党组书记、局长), or nothing but the title, with `bare` saying which kind of body to
look for. All mentions of one name carry the body of the name's first post, which is part of the person's key.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg.extract.jurisdictions import Terms, is_han, mention_claim, terms_of
from kg.language import names
from kg.language.person_names import Edge, edge_at, is_common_word, name_end
from kg.language.posts import GENERIC_HEADS, HEAD, PAST, Body, title_ending
from kg.language.surnames import COMPOUND_SURNAMES, DOCTRINE_NAMES, SURNAMES
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
_LABEL = re.compile(r"(?:签发人|联系人|经办人|承办人|报告人|主讲人|发言人)[：:][ \u3000]?")
_SALUTATION = re.compile(r"^([\u4e00-\u9fff]{2,4})(?:委员|代表|同志|先生|女士|老师)[：:]", re.MULTILINE)
_SELF_WORDS = frozenset("局 我局 本局 该局 县局 市局 区局 学校 我校 本校 该校 校 幼儿园 园 我园 本园 该园 中心 单位 机关".split())
_LONGEST_BODY = 26


@dataclass(frozen=True, slots=True)
class _Post:
    """A title in words, and the span of its body's words: empty, at the title, where none are printed."""

    title: str
    span: Span
    body: Span
    kind: Body


@dataclass(frozen=True, slots=True)
class _Found:
    name: Span
    rule: str
    posts: tuple[_Post, ...] = ()


def extract(doc: Doc, document: Document) -> Iterator[Claim | Dropped]:
    """Yield a bare mention for every person that the text names, and a PostHolding for each post beside a name."""
    terms = terms_of(doc)
    first = _all(terms, frozenset())
    found = _all(terms, frozenset(terms.text[slice(*one.name)] for one in first)) if first else first
    known = {terms.text[slice(*one.name)] for one in found}
    found = sorted([*found, *_again(terms, known, found)], key=lambda one: one.name)
    bodies = _first_bodies(terms.text, found)
    for one in found:
        name = terms.text[slice(*one.name)]
        person = Mention(kind="Person", span=one.name, text=name, attributes=bodies.get(name, ()))
        yield mention_claim(document, person, one.rule)
        for post in one.posts:
            yield _holding(document, person, post, one.rule)


def _holding(document: Document, person: Mention, post: _Post, rule: str) -> Claim | Dropped:
    start = min(person.span.start, post.span.start, post.body.start)
    end = max(person.span.end, post.span.end)
    if document.sentence_at(start) != document.sentence_at(end - 1):
        return Dropped(reason=Reason.NOT_A_NAME, span=Span(start, end), rule=rule, detail=person.text)
    return Claim(
        kind="PostHolding",
        slots=(
            ("org:member", person),
            ("org:organization", _body_mention(document.text, post)),
            ("postTitle", post.title),
        ),
        span=Span(start, end),
        clause=document.clause_at(person.span.start),
        rule=rule,
        status=Status.REPORTED,
        cue=post.title,
    )


def _body_mention(text: str, post: _Post) -> Mention:
    words = text[slice(*post.body)]
    if not words or words in _SELF_WORDS:
        span = post.body if words else post.span
        return Mention(kind="PostBody", span=span, text=words, attributes=(("bare", post.kind.value), ("title", post.title)))
    return Mention(kind="PostBody", span=post.body, text=words, attributes=(("title", post.title),))


def _first_bodies(text: str, found: Iterable[_Found]) -> dict[str, tuple[tuple[str, str], ...]]:
    """By name, the body of its first post in reading order, as attributes of the person's mentions."""
    bodies: dict[str, tuple[tuple[str, str], ...]] = {}
    for one in found:
        name = text[slice(*one.name)]
        if one.posts and name not in bodies:
            body = _body_mention(text, one.posts[0])
            bare = dict(body.attributes).get("bare", "")
            bodies[name] = (
                ("body", body.text),
                ("bodyStart", str(body.span.start)),
                ("bodyEnd", str(body.span.end)),
                ("title", one.posts[0].title),
                *((("bare", bare),) if bare else ()),
            )
    return bodies


def _all(terms: Terms, known: frozenset[str]) -> list[_Found]:
    """What the rules find, one for each place of a name; the rule with posts wins."""
    by_name: dict[Span, _Found] = {}
    for one in (*_beside(terms, known), *_appointed(terms), *_labelled(terms.text)):
        before = by_name.get(one.name)
        if before is None or len(before.posts) < len(one.posts):
            by_name[one.name] = one
    return sorted(by_name.values(), key=lambda one: one.name)


# --- beside a post


def _beside(terms: Terms, known: frozenset[str]) -> Iterator[_Found]:
    text = terms.text
    ends = {match.end() for match in HEAD.finditer(text)} | {term.end for term in terms.ordered if term.kind == "Post"}
    for end in sorted(ends):
        name = _name_after(text, end, known, generic=text.endswith(GENERIC_HEADS, 0, end))
        if name is None:
            continue
        posts = _titles_before(terms, end)
        if not posts:
            continue
        after = _COMRADE.match(text, name.end)
        bracket = _IN_BRACKETS.match(text, after.end() if after else name.end)
        more = _titles_of(terms, Span(*bracket.span(1))) if bracket else ()
        yield _Found(name, _BESIDE, (*posts, *more))
        yield from _listed(text, name, posts, known)


def _name_after(text: str, end: int, known: frozenset[str], *, generic: bool) -> Span | None:
    """The name that follows a title, right behind it or after a few blanks and then up to a clear end."""
    gap = _GAP.match(text, end)
    start = gap.end() if gap else end
    stop = name_end(text, start, known=known, strict=generic)
    if stop is None or text[start:stop] in DOCTRINE_NAMES:
        return None
    return None if gap and edge_at(text, stop) < Edge.STOP else Span(start, stop)


def _titles_before(terms: Terms, end: int) -> tuple[_Post, ...]:
    """The titles that end at `end`, joined by 、, in reading order."""
    posts: list[_Post] = []
    while True:
        post = _title_before(terms, end)
        if post is None:
            break
        posts.insert(0, post)
        start = min(post.span.start, post.body.start)
        if terms.text[start - 1 : start] not in {"、", "，", ","} or len(posts) > 5:
            break
        if terms.text[start - 1] != "、" and not _opens_row(terms, start - 1):
            break
        end = start - 1
    return _carried(terms.text, posts)


def _opens_row(terms: Terms, end: int) -> bool:
    """Whether a comma joins two posts of one person: 市教育局党组成员，市教科院党总支书记杨某."""
    post = _title_before(terms, end)
    if post is None or post.body.start == post.body.end:
        return False
    return terms.text[post.body.start - 1 : post.body.start] in {"", "\n", "。", "，", ",", "；"}


def _title_before(terms: Terms, end: int) -> _Post | None:
    text = terms.text
    title = title_ending(text, end)
    if title is None:
        term = terms.by_end.get(end)
        if term is None or term.kind != "Post":
            return None
        span, kind, body_end = Span(term.start, end), Body.OPEN, term.start
    else:
        span, kind, body_end = Span(title.start, end), title.body, title.body_end
    start = _body_start(terms, body_end)
    words = text[span.start : span.end]
    past = next((word for word in PAST if text.startswith(word, start) and start + len(word) <= body_end), "")
    if past:
        start += len(past)
    elif text.endswith(PAST, 0, span.start) and body_end == span.start:
        past = next(word for word in PAST if text.endswith(word, 0, span.start))
        body_end -= len(past)
    if text.startswith("现任", start):
        start += 2
    return _Post(past + words, span, Span(min(start, body_end), body_end), kind)


def _body_start(terms: Terms, end: int) -> int:
    """Where the words of a body begin that end at `end`: at the last word that no name holds."""
    at = end
    while end - at <= _LONGEST_BODY:
        word = terms.word_ending.get(at)
        if not word or not all(is_han(char) or char.isdigit() for char in word):
            break
        term = terms.by_end.get(at)
        if (term and term.kind == "Post") or (term is None and (at < end or len(word) < 2) and names.is_edge(word)):
            break
        at -= len(word)
    return at


def _carried(text: str, posts: list[_Post]) -> tuple[_Post, ...]:
    """Give a post without words for its body the body of the post before it, where the two fit together."""
    carried: list[_Post] = []
    for post in posts:
        before = carried[-1] if carried else None
        bare = post.body.start == post.body.end
        if bare and before and before.body.start < before.body.end and _fits(text[slice(*before.body)], before, post):
            carried.append(replace(post, body=before.body))
        else:
            carried.append(post)
    return tuple(carried)


def _fits(body: str, before: _Post, post: _Post) -> bool:
    """Whether a title without a body may belong to the body of the title before it."""
    if before.kind is Body.COMMITTEE or post.kind is Body.GOVERNMENT:
        return False
    if post.kind is Body.BUREAU:
        return body.endswith(("局", "委", "厅", "办"))
    return not (post.kind is Body.SCHOOL and body.endswith(("局", "委", "厅")))


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


def _appointed(terms: Terms) -> Iterator[_Found]:
    """杜某任县教育局党组书记、局长: the name stands before the verb; what somebody no longer is gives a bare mention."""
    for match in _APPOINTMENT.finditer(terms.text):
        name = match["name"]
        if not _is_plain_name(name):
            continue
        posts = _titles_of(terms, Span(*match.span("post")))
        if posts:
            current = match["verb"] in {"现任", "担任", "兼任", "当选为", "任"}
            yield _Found(Span(*match.span("name")), _APPOINTED, posts if current else ())


def _is_plain_name(name: str) -> bool:
    surname = 2 if name[:2] in COMPOUND_SURNAMES else 1
    known = name[0] in SURNAMES or surname == 2
    return known and 1 <= len(name) - surname <= 2 and not is_common_word(name) and name_end(name, 0) == len(name)


def _titles_of(terms: Terms, span: Span) -> tuple[_Post, ...]:
    """The posts in a stretch that holds nothing else but 职务 at its end."""
    end = span.end - 2 if terms.text.endswith("职务", 0, span.end) else span.end
    posts = _titles_before(terms, end)
    if not posts or min(posts[0].span.start, posts[0].body.start) > span.start + 4:
        return ()
    limit = span.start
    return tuple(replace(post, body=Span(max(limit, post.body.start), max(limit, post.body.end))) for post in posts)


def _labelled(text: str) -> Iterator[_Found]:
    """签发人：王某, 马某委员：."""
    for match in _LABEL.finditer(text):
        end = name_end(text, match.end(), strict=True)
        if end is not None and edge_at(text, end) is Edge.STOP:
            yield _Found(Span(match.end(), end), _LABELLED)
    for match in _SALUTATION.finditer(text):
        if _is_plain_name(match[1]):
            yield _Found(Span(*match.span(1)), _LABELLED)


def _again(terms: Terms, known: set[str], found: list[_Found]) -> Iterator[_Found]:
    """Names that stand again without a post; a short one only where people act, since it may be part of a word."""
    text = terms.text
    taken = {one.name.start for one in found}
    for name in sorted(known):
        at = text.find(name)
        while at >= 0:
            end = at + len(name)
            clear = len(name) > 2 or (at in terms_edges(terms) and edge_at(text, end) >= Edge.STOP)
            if at not in taken and clear and not _inside_longer(text, at, end, known):
                yield _Found(Span(at, end), _AGAIN)
            at = text.find(name, end)


def terms_edges(terms: Terms) -> frozenset[int]:
    """Offsets at which a word ends."""
    return frozenset(terms.word_ending) | {0}


def _inside_longer(text: str, start: int, end: int, known: set[str]) -> bool:
    """Whether the place is part of a longer known name."""
    return any(len(name) > end - start and text.find(name, max(0, start - 4), end + 4) >= 0 for name in known)
