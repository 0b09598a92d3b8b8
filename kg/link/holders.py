"""Whose a statement is: the school or authority that its clause is about, else the jurisdiction that reports.

A clause turns to a holder where a body stands as a subject, where 该校 or 该县 stands for one, or where the text turns
to itself (而我县); a statement belongs to the last turn before it. Nothing is guessed.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cached_property
from operator import attrgetter, itemgetter
from typing import TYPE_CHECKING, NamedTuple

from kg.link.speaker import speaker
from kg.link.subjects import PARTNER, is_furthered, is_sized, leads
from kg.model import Claim, Entity, Mention, Ref, Span
from kg.namespaces import ENTITY_CLASSES

if TYPE_CHECKING:
    from kg.link.context import Context

BODIES = frozenset({"School", "EducationAuthority"})
_SCHOOL_KINDS = frozenset({"School", *(kind for kind, above in ENTITY_CLASSES.items() if "edu:School" in above)})
AREAS = frozenset({"Prefecture", "County", "Zone", "Jurisdiction", "Province"})
# Slots whose claims bring their holder along in another slot.
_HOLDER_SLOT = {"PostHolding": "org:organization"}
FIGURES = frozenset({"Observation", "Goal"})
_LIST_JOINT = re.compile(r"[、和与及]|以及")
_PART_END = re.compile(r"[，,；;：:]")
# Rates of a place, and counts of schools: behind a comma no school's.
_OF_PLACES = re.compile(r"(?:入学率|入园率|巩固率|覆盖率|普及率|园占比|幼儿占比|大班额占比)$")
_ADDED_UP = re.compile(r"[，,；;](?:年内|全年|今年|累计|共计?|合计|总计|预计)*(?:可)?$")
_NOT_ONE = ("每", "各", "某", "所有", "其他")  # 每所幼儿园 is no particular school
_STANDS_FOR = re.compile(
    r"(?P<word>该(?P<kind>[县市区旗州盟校园局]|中心)|[我全](?P<own>[县市区旗州盟省])|[我全](?P<town>[镇乡])"
    r"|我们(?P<ours>[县市区旗州])(?![一-鿿]{0,8}[中小园])|我校"
    r"|(?P<rules>[县市区旗州盟省])(?:(?:委|人民政府|政府)(?:常委会|常务会)?(?![一-鿿]{0,4}(?:教育|办|党校|机关|督))"
    r"|(?:本级)?财政局?|(?:人社|发改|住建|卫健|自然资源|民政)[局委]|编办))"
)
_STANDS_FOR_BEGINS = re.compile(
    "[该我全县市区旗州盟省](?:(?<=[该我全])[县市区旗州盟校园局中省们镇乡]|(?<![该我全])[委人政财本发住卫自民编])"
)
_BEFORE_STAND_IN = re.compile(r"(?:^|[，,；;：:。\s])(?:而|但|目前|同时|其中|现在|如今|下一步，?|据悉，?)?$")
_UNIVERSITY = "HigherEducationInstitution"
_SPOKEN = re.compile("我[县市区旗州盟省局]")
_SCHOOLS = frozenset({"校", "园", "中心"})
# What one division does for another: 甲区选派教师30名 in a text about 乙县.
_GIVES = re.compile(r"(?:已|共|先后|累计|将|每年|对口)*(?:选派|派出|派遣|派驻|捐赠|捐资|援建|资助|投入帮扶|支援)")
# What a sentence without a subject goes on to tell of a school.
_GOES_ON = re.compile(
    r"(?:学校|校园|全校|幼儿园|全园)?(?:现有|现共有|共有|现为|占地|校园占地|总占地|建筑面积|拥有|设有|开设|建有|在校|教职工|专任教师|始建于|创建于|先后)"
)
_HEADS_ITEM = re.compile(r"[（(]?[0-9一二三四五六七八九十]{0,3}[）)]?[.．、]?\s?(?:关于)?")
_HEADING_LENGTH = 40
_BEFORE = 16  # characters in front of a stand-in
_RECENT = 8  # turns of a clause that several schools are looked for in
_FAR = 600  # characters between 该校 and the school that it means


class Named(NamedTuple):
    """A body or an area, and where the text names it."""

    span: Span
    entity: Entity


class Holder(NamedTuple):
    """Who holds a statement, and where the clause names it."""

    entity: Entity
    span: Span | None


class _Turn(NamedTuple):
    """From `start` on a clause is about `holders`; about the one that reports where there are none."""

    start: int
    end: int
    holders: tuple[Holder, ...]
    bracketed: bool


_start = attrgetter("start")


class Holders:
    """The holders of a document's statements."""

    def __init__(self, context: Context) -> None:
        """Find where the document names bodies and areas."""
        self._context = context
        self._text = context.document.text
        self._named = _named(context)
        self._starts = [one.span.start for one in self._named]
        self._stand_in_starts = [match.start() for match in _STANDS_FOR_BEGINS.finditer(self._text)]
        self._clauses: dict[Span, list[_Turn]] = {}

    def of(self, claim: Claim) -> list[Holder]:
        """Return the claim's holders: those that it brings along, its clause's, or the jurisdiction."""
        brought = _HOLDER_SLOT.get(claim.kind, "holder")
        for name, value in claim.slots:
            if name == brought and isinstance(value, Mention):
                entity = self._context.resolve(value)
                if isinstance(entity, Entity):
                    return [Holder(entity, value.span)]
        subjects = self._described(claim) or self._subjects(claim)
        if subjects:
            return subjects
        about = (None if self._elsewhere(claim) else self._speaker) or self._context.about
        area = self._area_of_passage(claim) if about is None else about
        return [Holder(area, None)] if area is not None else []

    @cached_property
    def _speaker(self) -> Entity | None:
        """The school in whose voice the text speaks, by its head, or as the only one (我校); no jurisdiction speaks."""
        if _SPOKEN.search(self._text):
            return None
        if "我校" in self._text and self._only_school:
            return self._only_school
        schools = [one for one in self._named if _is_school(one.entity)]
        bureaus = (one.span for one in self._named if one.entity.kind == "EducationAuthority")
        return speaker(self._context.document, schools, bureaus)

    def _elsewhere(self, claim: Claim) -> bool:
        """Tell whether the clause has turned to the jurisdiction that reports: 全县, 县财政."""
        turn = self._turn(claim)
        return turn is not None and not turn.holders

    def _described(self, claim: Claim) -> list[Holder]:
        """Return the school that a figure stands before: 总投资9800万元的|城东学校."""
        if claim.kind not in FIGURES:
            return []
        first = bisect_left(self._starts, claim.span.start + 1)
        for one in self._named[first : bisect_left(self._starts, claim.span.end + 2)]:
            start = one.span.start
            if _is_school(one.entity) and self._text[start - 1] == "的" and self._may_act(one, claim.clause.start):
                return [Holder(one.entity, one.span)]
        return []

    def _subjects(self, claim: Claim) -> list[Holder]:
        """Return the bodies that the clause is about where the claim's words stand."""
        turn = self._turn(claim)
        figure = claim.kind in FIGURES
        if turn is None:
            return (self._carried(claim) or self._headed(claim)) if figure else []
        if figure and (self._only_named(claim, turn) or self._of_all(claim, turn)):
            return []
        return self._own(turn.holders) if len(turn.holders) > 1 else list(turn.holders)

    def _of_all(self, claim: Claim, turn: _Turn) -> bool:
        """Tell whether a figure behind a comma is no school's: a rate of the place, or a sum of several schools'."""
        if len(turn.holders) != 1 or not _is_school(turn.holders[0].entity):
            return False
        if not _PART_END.search(self._text, turn.end, max(turn.end, claim.span.start)):
            return False
        told = dict(claim.slots)
        named = told.get("indicator")
        if told.get("unit") == "所" or (isinstance(named, Mention) and _OF_PLACES.search(named.text)):
            return True
        turns = self._turns(claim.clause)
        at = bisect_right(turns, turn.start, key=_start)
        several = len({one.entity.local for each in turns[max(0, at - _RECENT) : at] for one in each.holders}) > 1
        return several and _ADDED_UP.search(self._text, turn.end, claim.span.start) is not None

    def _headed(self, claim: Claim) -> list[Holder]:
        """Return the school that heads the item in which the figure stands: 4.会泽县第六幼儿园。两次流标."""
        section = self._context.document.section_at(claim.span.start)
        start, end = section.heading
        if section.number is None or not start < end <= claim.span.start or end - start > _HEADING_LENGTH:
            return []
        first, last = bisect_left(self._starts, start), bisect_left(self._starts, end)
        here = [one for one in self._named[first:last] if _is_school(one.entity)]
        alone = len({one.entity.local for one in here}) == 1
        if not alone or not _HEADS_ITEM.fullmatch(self._text, start, here[0].span.start):
            return []
        return [Holder(here[0].entity, None)]

    def _turn(self, claim: Claim) -> _Turn | None:
        turns = self._turns(claim.clause)
        if not turns:
            return None
        index = bisect_right(turns, claim.span.start, key=_start)
        while index > 0 and not self._reaches(turns[index - 1], claim):
            index -= 1
        return turns[index - 1] if index else None

    def _reaches(self, turn: _Turn, claim: Claim) -> bool:
        """Tell whether the claim's words may belong to the turn, which begins no later than they do."""
        if turn.bracketed and not _in_bracket(self._text, claim.clause.start, claim.span.start):
            return False  # who is listed in an aside does not act in the clause
        # a figure's own name may begin with whose it is: 甲中学教师达标率
        inside = claim.kind in FIGURES and turn.start == claim.span.start and turn.end < claim.span.end
        return turn.end <= claim.span.start or inside

    def _only_named(self, claim: Claim, turn: _Turn) -> bool:
        """Tell whether a list names parties or examples and not whose a figure is: 甲与乙签约，互派…; 甲、乙等6所."""
        if len(turn.holders) < 2:
            return False
        rest = self._text[turn.end : claim.span.start]
        return bool(_PART_END.search(rest)) or self._text.startswith("等", turn.end)

    def _carried(self, claim: Claim) -> list[Holder]:
        """Return the school of the sentence before, where the clause goes on about it without a subject."""
        document = self._context.document
        index = document.sentence_at(claim.clause.start)
        sentence = document.sentences[index]
        at = bisect_left(sentence.clauses, claim.clause)
        if not _GOES_ON.match(self._text, claim.clause.start) or (at == 0 and index == 0):
            return []
        before = sentence.clauses[at - 1] if at else document.sentences[index - 1].clauses[-1]
        if document.sentences[document.sentence_at(before.start)].paragraph != sentence.paragraph:
            return []
        turns = self._turns(before)
        alone = len(turns) == 1 and len(turns[0].holders) == 1 and turns[0].start == before.start
        return list(turns[0].holders) if alone and _is_school(turns[0].holders[0].entity) else []

    def _turns(self, clause: Span) -> list[_Turn]:
        """Return the turns of a clause in reading order; they are found once for all of its claims."""
        found = self._clauses.get(clause)
        if found is None:
            found = self._clauses[clause] = self._found(clause)
        return found

    def _found(self, clause: Span) -> list[_Turn]:
        first, last = bisect_left(self._starts, clause.start), bisect_left(self._starts, clause.end)
        turns: list[_Turn] = []
        outer = Span(-1, -1)  # an area that stands as a subject: 甲市|乙区 is 乙区
        for one in self._named[first:last]:
            start, end = one.span
            joint = turns and turns[-1].holders and _LIST_JOINT.fullmatch(self._text, turns[-1].end, start)
            if is_body(one.entity) and joint:
                if self._is_partner(one, turns[-1]):
                    continue
                turns[-1] = turns[-1]._replace(end=end, holders=(*turns[-1].holders, Holder(one.entity, one.span)))
            elif start == outer.end or self._may_act(one, clause.start):
                begin = outer.start if start == outer.end else start
                outer = Span(begin, end) if one.entity.kind in AREAS else Span(-1, -1)
                holders = self._as_subject(one)
                if holders is None:
                    continue
                if turns and turns[-1].start == begin:
                    turns.pop()  # the name that begins this one
                turns.append(self._made(clause, Span(begin, end), holders))
        turns.extend(self._stand_ins(clause))
        return sorted(turns, key=itemgetter(0, 1))

    def _is_partner(self, one: Named, turn: _Turn) -> bool:
        """Tell whether a body is a university with which the school before works: 某职业学校|与某职业技术学院."""
        other = turn.holders[-1].entity
        works_with = self._text.startswith(PARTNER, turn.end) and _is_school(other)
        return works_with and one.entity.kind == _UNIVERSITY != other.kind

    def _own(self, holders: tuple[Holder, ...]) -> list[Holder]:
        """Return the holders without the sister schools of other places, where one of them is of this place."""
        about = self._context.about
        here = [one for one in holders if about is not None and _place(one.entity) == about.local]
        elsewhere = [
            one for one in holders if _is_school(one.entity) and _place(one.entity) not in {"", about and about.local}
        ]
        return here if here and len(here) + len(elsewhere) == len(holders) else list(holders)

    def _made(self, clause: Span, span: Span, holders: tuple[Holder, ...]) -> _Turn:
        return _Turn(span.start, span.end, holders, _in_bracket(self._text, clause.start, span.start))

    def _as_subject(self, one: Named) -> tuple[Holder, ...] | None:
        """Return the holders where the name stands as a subject; None where it says nothing of them."""
        about = self._context.about
        if is_body(one.entity) or _GIVES.match(self._text, one.span.end):
            return (Holder(one.entity, one.span),)
        if about is None or one.entity.local == about.local:
            return ()
        above = self._context.vocabulary.within(one.entity.local.removeprefix("division/"))
        inside = about.local.removeprefix("division/") in above
        return (Holder(one.entity, one.span),) if inside else None

    def _stand_ins(self, clause: Span) -> Iterator[_Turn]:
        """该校, 该县 and their like, and where the text turns to itself."""
        begins = self._stand_in_starts
        for start in begins[bisect_left(begins, clause.start) : bisect_left(begins, clause.end)]:
            match = _STANDS_FOR.match(self._text, start, clause.end)
            if not match or not _BEFORE_STAND_IN.search(self._text[max(clause.start, start - _BEFORE) : start]):
                continue
            span, own = Span(*match.span("word")), match["own"] or match["ours"]
            meant = self._meant(match["kind"], span.start) if match["kind"] else None
            meant = self._only_school if match["word"] == "我校" else meant
            if match["rules"] or match["town"] or (own and self._is_own(own)):
                town = (self._only_town or self._speaker) if match["town"] else None
                yield self._made(clause, span, (Holder(town, None),) if town else ())
            elif meant:
                yield self._made(clause, span, (Holder(meant, span),))

    def _is_own(self, word: str) -> bool:
        context = self._context
        if context.about is None:
            return False
        return (context.about_word if context.hidden else context.about.label).endswith(word)

    def _meant(self, word: str, at: int) -> Entity | None:
        """Return what 该校 or 该县 stands for: the last of its kind before, one that stood as a subject first."""
        first, last = bisect_left(self._starts, at - _FAR), bisect_left(self._starts, at)
        fitting = [one for one in self._named[first:last] if _fits(one.entity, word)]
        subjects = [one for one in fitting if leads(self._text, one.span.start, 0)]
        return (subjects or fitting)[-1].entity if fitting else None

    def _may_act(self, one: Named, first: int) -> bool:
        """Tell whether a name stands where a subject does, is furthered, or follows what a number says of it."""
        start, end = one.span
        if leads(self._text, start, first):
            return True
        if not _is_school(one.entity):
            return False
        return is_furthered(self._text, start, end, first) or is_sized(self._text, start, first)

    @cached_property
    def _only_school(self) -> Entity | None:
        schools = {one.entity.local: one.entity for one in self._named if _is_school(one.entity)}
        return next(iter(schools.values())) if len(schools) == 1 else None

    @cached_property
    def _only_town(self) -> Entity | None:
        towns = {
            entity.local: entity
            for entity in self._context.resolved.values()
            if isinstance(entity, Entity) and entity.kind == "Township"
        }
        return next(iter(towns.values())) if len(towns) == 1 else None

    def _area_of_passage(self, claim: Claim) -> Entity | None:
        """Say whom a passage of a text about several is about: named before in the paragraph, else in its heading."""
        document = self._context.document
        index = own = document.sentences[document.sentence_at(claim.span.start)].paragraph
        while index >= 0:
            paragraph = document.paragraphs[index]
            first = bisect_left(self._starts, paragraph.start)
            last = bisect_right(self._starts, min(paragraph.end, claim.span.start) - 1)
            here = [
                one.entity
                for one in self._named[first:last]
                if one.entity.kind in AREAS - {"Province"} and one.span.end <= claim.span.start
                if not self._text.startswith(PARTNER, one.span.start - 1)
            ]
            line = document.text[paragraph.start : paragraph.end]
            is_heading = len(line) <= _HEADING_LENGTH and "。" not in line
            if here:
                distinct = {entity.local for entity in here}
                return here[-1] if not is_heading or len(distinct) == 1 else None
            if is_heading and index < own:
                return None
            index -= 1
        return None


def _named(context: Context) -> list[Named]:
    """Return all jurisdictions, schools and authorities of the document in reading order, each place once."""
    found: dict[Span, Entity] = {}
    for mention, entity in context.resolved.items():
        if mention.kind == "Described" or not isinstance(entity, Entity):
            continue  # what stands for somebody is told by the words around it
        if (entity.kind in AREAS or is_body(entity)) and not mention.text.startswith(_NOT_ONE):
            found.setdefault(mention.span, entity)
    return [Named(span, entity) for span, entity in sorted(found.items(), key=itemgetter(0))]


def is_body(entity: Entity) -> bool:
    """Tell whether it is a school or an education authority."""
    return entity.kind in BODIES or entity.kind in _SCHOOL_KINDS


def _place(school: Entity) -> str:
    """Return the local IRI of where a school is; empty where nothing says."""
    return next(
        (value.local for name, value in school.properties if name == "locatedIn" and isinstance(value, Ref)), ""
    )


def _fits(entity: Entity, word: str) -> bool:
    """Tell whether 该 and this word may stand for it."""
    if word in _SCHOOLS:
        return _is_school(entity)
    if word == "局":
        return entity.kind == "EducationAuthority"
    return entity.kind in AREAS and entity.label.endswith(word)


def _is_school(entity: Entity) -> bool:
    return entity.kind in _SCHOOL_KINDS


def _in_bracket(text: str, start: int, at: int) -> bool:
    """Tell whether a bracket is open at `at`, in a clause that begins at `start`."""
    start = max(start, at - _FAR)
    opened = max(text.rfind("（", start, at), text.rfind("(", start, at))
    return opened > max(text.rfind("）", start, at), text.rfind(")", start, at))
