"""Persons: beside a post, appointed to one, under a label of a form (签发人：), in a row of names, or named again.

Every occurrence is a bare mention; every post that a name is printed with, and whose body is clear, is a `PostHolding`.
All mentions of one name carry the body of the name's first post, which is part of the person's key.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg.extract import name_lists, rosters
from kg.extract.jurisdictions import mention_claim
from kg.extract.posts import sent_before, title_behind, titles_before, titles_of
from kg.extract.reader import Post, Reader, reader_of
from kg.language.patterns import Behind
from kg.language.person_names import (
    Edge,
    edge_at,
    is_common_word,
    is_line_name,
    is_name_before_title,
    is_plain_name,
    may_begin,
    name_end,
)
from kg.language.posts import BEHIND_NAME, GENERIC_HEADS, HEAD, SOCIETY_HEADS, packed, title_ending
from kg.language.surnames import DOCTRINE_NAMES, DOUBTFUL_SURNAMES, SURNAMES
from kg.lexicon import Lexicon, Term
from kg.model import Claim, Document, Dropped, Mention, Reason, Span, Status

if TYPE_CHECKING:
    from spacy.tokens import Doc

_BESIDE, _APPOINTED, _LABELLED, _AGAIN = "person-beside-post", "person-appointed", "person-labelled", "person-again"
_IN_ROW, _BEFORE, _LISTED = "person-in-row", "person-before-post", "person-in-roster"
_OF_SCHOOL = "person-of-school"
_LENGTHS = (3, 2, 4)  # of a name, the usual one first
_GAP = re.compile(r"[ \t\u3000\u00a0]{1,4}|[（(](?:挂职|兼职?|主持工作|正科级|副科级)[）)]")
_TAKES = re.compile(r"(?:同志|先生|女士)?(?:担任|兼任|任)(?P<post>[^，,。；;：:（）()\n]{3,40})")
_QUOTED_TITLE = re.compile(r"“([\u4e00-\u9fff]{2,6})”")
_JOINS = frozenset("、，,和")
_AND = frozenset("和与及")
_FULL = 3  # characters of a usual name
_COMRADE = re.compile(r"(?:同志|先生|女士)?")
_IN_BRACKETS = re.compile(r"[（(](?:现任|兼任|时任|现为)?([^（）()\n]{3,40})[）)]")
_APPOINTMENT = re.compile(
    r"(?P<name>[\u4e00-\u9fff]{2,4}?)(?:同志)?(?:因[^，,。；;：:\n]{1,8}?|由[^，,。；;：:\n]{4,30}?(?=[转调改升]任))?"
    r"(?P<verb>不再担任|不再兼任|拟任|曾任|现任|担任|兼任|当选为|(?:[，,])?(?:目前|现|现已|已|如今|同时)?(?:已|还)?(?:出任|升任|接任|改任|转任|调任|就任)|任|为)(?P<post>[^，,。；;：:（）()\n]{2,60})"
)
# all its verbs hold 任 or 为: without one of them ahead nothing is tried
_LATER_APPOINTMENT = re.compile(rf"[，,。；;：:、（(\s](?=[^。；;：:\n任为]{{0,60}}+[任为]){_APPOINTMENT.pattern}")
_ORDERED = re.compile(
    r"(?P<verb>任命|聘任|聘请|推荐|提名|免去|提拔)(?P<name>[\u4e00-\u9fff]{2,4}?)"
    r"(?:(?:同志|先生|女士)?(?P<to>为|任|担任)|(?:同志的?|的)(?=[\u4e00-\u9fff]{3,40}职务))(?P<post>[^，,。；;：:（）()\n]{3,60})"
)
# a name, what a bracket says that it is, and the verb that may follow: 高某（原某中学总务主任）任某园园长
_BRACKETED = Behind(
    r"[^\u4e00-\u9fff]", r"(?P<name>[\u4e00-\u9fff]{2,4})[（(](?P<post>[^（）()\n，。；]{4,40})[）)](?P<verb>任)?"
)
_BEFORE_GIVEN = SURNAMES | DOUBTFUL_SURNAMES
_HONOURS = ("被评", "被授", "荣获", "获评", "入选", "当选")
_OF_TITLE = re.compile(r"的[\u4e00-\u9fff]{2}")
_NO_LONGER = ("不再担任", "不再兼任", "拟任", "曾任")
_MADE = frozenset({"任命", "聘任", "聘请"})


@dataclass(frozen=True, slots=True)
class _Found:
    """A name in its place, and the posts printed with it."""

    name: Span
    rule: str
    posts: tuple[Post, ...] = ()


def extract(doc: Doc, document: Document) -> Iterator[Claim | Dropped]:
    """Yield a bare mention for every person that the text names, and a PostHolding for each post beside a name."""
    reader = reader_of(doc, document)
    ends = _ends_of_titles(reader)
    alone = (_Found(name, _IN_ROW) for name in name_lists.certain(reader.terms))
    listed = (_Found(name, _LISTED, posts) for name, posts in rosters.find(reader))
    schools = _of_schools(reader)
    labelled = (_Found(name, _LABELLED) for name in name_lists.labelled(reader.terms))
    certain = [*_appointed(reader), *labelled, *_bracketed(reader), *_before_titles(reader), *listed, *schools, *alone]
    known = frozenset(reader.text[slice(*one.name)] for one in _all(reader, frozenset(), ends, certain))
    if not known:
        return
    found = _all(reader, known, ends, certain)
    known = frozenset(_joined(reader.text, one.name) for one in found)
    found = sorted([*found, *_again(reader, known, found)], key=lambda one: one.name)
    found = [_taking(reader, one) for one in _leading(reader, _in_turn(reader.text, found))]
    found = [replace(one, posts=tuple(post for post in one.posts if _is_clear(post, known))) for one in found]
    bodies = _first_bodies(reader.text, found)
    for one in found:
        name = reader.text[slice(*one.name)]
        body = bodies.get(_joined(reader.text, one.name), ())
        person = Mention(kind="Person", span=one.name, text=name, attributes=body)
        yield mention_claim(document, person, one.rule)
        for post in one.posts:
            yield _holding(document, person, post, one.rule)


def _leading(reader: Reader, found: list[_Found]) -> list[_Found]:
    """Add the posts in groups that are set up: 成立…领导小组，局长王某任组长，李某、张某任副组长."""
    led = rosters.leading(reader, [one.name for one in found])
    return [replace(one, posts=(*one.posts, *led.get(one.name, ()))) for one in found]


def _taking(reader: Reader, one: _Found) -> _Found:
    """Add the post with its body that somebody takes right behind the name: 特级教师周某某|担任某县一中名誉校长."""
    match = _TAKES.match(reader.text, one.name.end)
    posts = titles_of(reader, Span(*match.span("post"))) if match and one.rule != _APPOINTED else ()
    held = {post.title for post in one.posts}
    taken = tuple(post for post in posts if posts[0].printed and post.title not in held)
    return replace(one, posts=(*one.posts, *taken)) if taken else one


def _in_turn(text: str, found: Iterable[_Found]) -> list[_Found]:
    """Give a section's post the body of the person right before: 县教育局副局长李某，安全科科长王某、副科长张某."""
    told: list[_Found] = []
    for one in found:
        before = told[-1].posts[-1] if told and told[-1].posts else None
        open_ = bool(one.posts) and all(post.body is None for post in one.posts)
        joined = open_ and text[told[-1].name.end : one.posts[0].span.start] in _JOINS if before else False
        if before and joined and _same(before, one.posts[0]):
            told.append(replace(one, posts=tuple(replace(post, body=before.body) for post in one.posts)))
        else:
            told.append(one)
    return told


def _same(before: Post, post: Post) -> bool:
    """Whether a post may be one of the same body as the post before it."""
    if before.body is None:
        return False
    deputy = post.title.startswith("副") and before.title.endswith(post.title[1:])
    society = before.body.kind == "Organization" and before.title.endswith(SOCIETY_HEADS)
    return bool(post.section) or deputy or (society and post.title.endswith(SOCIETY_HEADS))


def _is_clear(post: Post, people: frozenset[str]) -> bool:
    """Whether a post has a body, and one whose words do not run into somebody who acts: 陈某代表基金会."""
    words = post.body.text if post.body is not None else ""
    return bool(words) and not any(
        words[:length] in people and edge_at(words, length) is Edge.VERB for length in range(2, 5)
    )


def _holding(document: Document, person: Mention, post: Post, rule: str) -> Claim | Dropped:
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
        name = _joined(text, one.name)
        if one.posts and one.posts[0].body is not None and name not in bodies:
            bodies[name] = packed(one.posts[0].body)
    return bodies


def _joined(text: str, name: Span) -> str:
    """The name without the blanks that printers set between two characters: 万　军."""
    return "".join(text[slice(*name)].split())


def _all(reader: Reader, known: frozenset[str], ends: Iterable[int], certain: Iterable[_Found]) -> list[_Found]:
    """What the rules find, one for each place of a name; the rule with more posts wins.

    `certain` are those that no known name helps to find, `ends` the places where a title may end.
    """
    by_name: dict[Span, _Found] = {}
    rows = (_Found(name, _IN_ROW) for name in name_lists.find(reader.terms, known))
    for one in (*_beside(reader, known, ends), *certain, *_quoted(reader, known), *rows):
        before = by_name.get(one.name)
        if before is None or _told(before) < _told(one):
            by_name[one.name] = one
    return sorted(by_name.values(), key=lambda one: one.name)


def _told(one: _Found) -> tuple[int, int]:
    """How many posts are told with a name: those with a body, then all."""
    return sum(post.body is not None for post in one.posts), len(one.posts)


# --- beside a post


def _ends_of_titles(reader: Reader) -> list[int]:
    """Where a title of the vocabulary or a head of one ends before what may be a name, in reading order."""
    text = reader.text
    posts = {term.end for term in reader.terms.ordered if term.kind == "Post"}
    ends = posts.union(match.end() for match in HEAD.finditer(text))
    return sorted(end for end in ends if may_begin(text, _behind_gap(text, end) + text.startswith("的", end)))


def _beside(reader: Reader, known: frozenset[str], ends: Iterable[int]) -> Iterator[_Found]:
    text = reader.text
    for end in ends:
        generic = text.endswith(GENERIC_HEADS, 0, end)
        name = _name_after(text, end, known, generic=generic)
        sure = name is None and generic and _name_after(text, end, known, generic=False)
        titles = titles_before(reader, end) if name or sure else ()
        if sure and titles and titles[0].printed:
            name = sure  # 第二中学书记、校长|马某: after a printed body no other noun stands
        if name is None:
            name = _said_again(text, end)
            titles = titles_before(reader, end) if name else ()
        if name is None or not titles:
            continue
        after = _COMRADE.match(text, name.end)
        bracket = _IN_BRACKETS.match(text, after.end() if after else name.end)
        more = titles_of(reader, Span(*bracket.span(1))) if bracket else ()
        yield _Found(name, _BESIDE, (*titles, *more))
        yield from _listed(text, name, titles, known)


def _quoted(reader: Reader, known: frozenset[str]) -> Iterator[_Found]:
    """Names behind a title in quotation marks: 县教育局派驻某村“第一书记”王某、李某."""
    for match in _QUOTED_TITLE.finditer(reader.text):
        if title_ending(match[1], len(match[1])):
            posts = sent_before(reader, Span(*match.span(1)))
            yield from (_Found(name, _BESIDE, posts) for name in name_lists.row_at(reader.text, match.end(), known))


def _name_after(text: str, end: int, known: frozenset[str], *, generic: bool) -> Span | None:
    """The name that follows a title, right behind it or after a few blanks and then up to a clear end."""
    start = _behind_gap(text, end)
    if start == end and _OF_TITLE.match(text, end):
        return _after_of(text, end + 1)
    stop = name_end(text, start, known=known, strict=generic)
    if stop is None or text[start:stop] in DOCTRINE_NAMES:
        return None
    least = Edge.NONE if start == end else Edge.STOP if text[end].isspace() else Edge.PARTICLE
    return None if edge_at(text, stop) < least else Span(start, stop)


def _said_again(text: str, start: int) -> Span | None:
    """A full name right behind a title that a later clause begins with, before a verb: 校长|申某某|及…。申某某|表示."""
    name = text[start : start + _FULL]
    again = text.find(name, start + _FULL)
    if again < 0 or not is_line_name(name) or is_common_word(name[:2]) or edge_at(text, start + _FULL) is Edge.NONE:
        return None
    while again >= 0:
        clear = again == 0 or not "\u4e00" <= text[again - 1] <= "\u9fff"
        if clear and edge_at(text, again + _FULL) is Edge.VERB:
            return Span(start, start + _FULL)
        again = text.find(name, again + _FULL)
    return None


def _after_of(text: str, start: int) -> Span | None:
    """The full name between 的 behind a title and a verb: 现任某校校长的|徐某某|说."""
    stop = name_end(text, start, strict=True)
    full = stop is not None and stop - start == _FULL and text[start] in SURNAMES
    return Span(start, stop) if full and stop is not None and edge_at(text, stop) is Edge.VERB else None


def _behind_gap(text: str, end: int) -> int:
    gap = _GAP.match(text, end)
    return gap.end() if gap else end


def _listed(text: str, name: Span, posts: tuple[Post, ...], known: frozenset[str]) -> Iterator[_Found]:
    """More names behind the first with 、 (副校长周某、李某): the same post, where a body has several of it."""
    shared = posts[-1:] if posts[-1].title.startswith(("副", "教", "委", "成")) else ()
    joint = text[name.end : name.end + 1]
    if (joint == "、" or (joint in _AND and shared)) and text[name.end + 1 : name.end + 2] in SURNAMES:
        row = name_lists.row_at(text, name.end + 1, known)
        end = name_end(text, name.end + 1, known=known) if not row and joint in _AND else None
        yield from (_Found(other, _BESIDE, shared) for other in row)
        if end is not None and end - name.end == _FULL + 1:
            yield _Found(Span(name.end + 1, end), _BESIDE, shared)


def _before_titles(reader: Reader) -> Iterator[_Found]:
    """Names that a title follows: 县教育局某某某局长, 某某副县长."""
    text = reader.text
    for match in BEHIND_NAME.finditer(text):
        if edge_at(text, match.end()) < Edge.PARTICLE:
            continue
        for length in _LENGTHS:
            name = Span(match.start() - length, match.start())
            if name.start < 0 or name_lists.holds_term(reader.terms, name):
                continue
            post = title_behind(reader, name, match.end()) if is_name_before_title(text, name, match[0]) else None
            if post is not None:
                yield _Found(name, _BEFORE, (post,))
                break


# --- appointed, labelled, named again


def _appointed(reader: Reader) -> Iterator[_Found]:
    """杜某任县教育局局长: the name stands before the verb; what somebody no longer is gives a bare mention."""
    first = _APPOINTMENT.match(reader.text)
    for match in (*([first] if first else []), *_LATER_APPOINTMENT.finditer(reader.text)):
        if match["verb"] == "为" and match["name"][0] not in _BEFORE_GIVEN:
            continue
        posts = titles_of(reader, Span(*match.span("post"))) if is_plain_name(match["name"]) else ()
        if posts and (match["verb"] != "为" or (posts[0].printed and len(match["name"]) == _FULL)):
            yield _Found(Span(*match.span("name")), _APPOINTED, () if match["verb"] in _NO_LONGER else posts)
    for match in _ORDERED.finditer(reader.text):
        posts = titles_of(reader, Span(*match.span("post"))) if is_plain_name(match["name"]) else ()
        if posts:
            yield _Found(Span(*match.span("name")), _APPOINTED, posts if match["to"] and match["verb"] in _MADE else ())


def _bracketed(reader: Reader) -> Iterator[_Found]:
    """Names whose post with its body stands in brackets behind them: 李某某（县卫生健康局局长）."""
    for match in _BRACKETED.finditer(reader.text):
        if match["name"][0] not in _BEFORE_GIVEN or not is_plain_name(match["name"]):
            continue
        posts = titles_of(reader, Span(*match.span("post")))
        if posts and posts[0].printed and posts[0].span.start == match.start("post"):
            past = match["verb"] and not match["post"].startswith("原")
            yield _Found(Span(*match.span("name")), _BESIDE, () if past else posts)


def _of_schools(reader: Reader) -> Iterator[_Found]:
    """Names right behind that of a school, where a verb or a colon ends them: 县二小王某某|荣获, 县一小马某|被评为."""
    text = reader.text
    for school in reader.schools():
        stop = name_end(text, school.span.end) if text[school.span.end : school.span.end + 1] in _BEFORE_GIVEN else None
        if stop is None or not is_plain_name(text[school.span.end : stop]):
            continue
        name = Span(school.span.end, stop)
        full = stop - name.start == _FULL and text[name.start] in SURNAMES
        if not full and not text.startswith(_HONOURS, stop):
            continue
        if edge_at(text, name.end) is Edge.VERB or text.startswith(("：", ":"), name.end):
            yield _Found(name, _OF_SCHOOL)


def _again(reader: Reader, known: frozenset[str], found: Iterable[_Found]) -> Iterator[_Found]:
    """Names that stand again without a post, between clear edges: not in 张桂梅基金会."""
    taken = {one.name.start for one in found}
    for hit in Lexicon(Term(name, "Person", "") for name in known).find(reader.text):
        least = Edge.PARTICLE if hit.end - hit.start > 2 else Edge.STOP
        clear = reader.terms.edge(hit.start) and edge_at(reader.text, hit.end) >= least
        if hit.start not in taken and clear:
            yield _Found(Span(hit.start, hit.end), _AGAIN)
