"""Construction and equipment with a stage: 某小学建成投用, 完成3所幼儿园新建工程, 新校区建设项目.

A project is a school, a building or works that have a name, or a set of works that is counted; the verb before or
behind it, with the clause's status, tells how far it is. Campaigns called 工程 are programs and no projects.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from kg.extract.parties import DATE, Names, names_of, split, trimmed
from kg.language import event_words
from kg.language import project_words as words
from kg.language.patterns import either
from kg.language.status import clause_status
from kg.model import Claim, Document, Dropped, Mention, Reason, SlotValue, Span, Status

if TYPE_CHECKING:
    from spacy.tokens import Doc

_RULE = "project"
_PART_ENDS = re.compile(r"[，,；;：:。！？!?\n（()）]")


_BEFORE_NAME = (*words.STARTING, *words.GOING, *words.BUILDING, *words.FINISHING, *words.CARRYING)
_NUMBER = r"(?:\d{1,4}|[一二三四五六七八九十两]{1,3})"
_COUNT = rf"{_NUMBER}(?:余)?[所个间栋座处项幢]"
_LEAD = re.compile(
    rf"(?P<verb>{either(_BEFORE_NAME)})(?:了)?|(?P<count>{_COUNT})"
    rf"|(?:到|至)?{DATE}|(?:{either((*event_words.OPENERS, *event_words.ADVERBS))})"
    rf"|在[^，,。；;]{{2,20}}?各?(?={either(words.BUILDING)})"
    r"|[一二三四五\d]{1,2}年|[（(]?[一二三四五六七八九十\d]{1,2}[）).、．]|(?:计划|总)?投资[\d.]{1,8}[万亿]?元|投入[\d.]{1,8}[万亿]?元|\s|各"
)
_COUNT_BEHIND = re.compile(rf"{_COUNT}$")
_STAGES = re.compile(
    rf"(?P<accepted>{either(words.ACCEPTED)})|(?P<going>{either(words.UNDER_WAY)})"
    rf"|(?P<done>{either(words.DONE)})|(?P<started>{either(words.STARTED)})"
)
_WORK = rf"(?:{either(words.WORKS)})"
_BUILDING = rf"(?:{either(words.BUILDINGS)})"
_OF_SCHOOL = re.compile(
    rf"(?:[\u4e00-\u9fff]{{0,8}}?{_BUILDING}){{0,2}}"
    rf"(?:[\u4e00-\u9fff]{{0,8}}?{_WORK}(?:{either(words.WORK_HEADS)}){{1,2}}(?:建设)?"
    rf"|(?:后续|一期|二期|三期)?(?:{either(words.BARE_WORKS)})|(?:主体)?工程)?"
)
_FREE_WORKS = re.compile(
    rf"[\u4e00-\u9fff“”《》]{{0,24}}?{_WORK}[》”]?(?:PPP|ppp)?(?:{either(words.WORK_HEADS)}){{1,2}}"
)
_BARE_SETS = re.compile(
    rf"[\u4e00-\u9fff]{{0,4}}?(?:{either((*words.KINDS, *words.BUILDINGS))})(?:{either(words.BARE_WORKS)})?"
)
_FREE_BUILDING = re.compile(rf"[\u4e00-\u9fff]{{0,10}}?{_BUILDING}")
_AFTER_NAME = re.compile(r"(?:竣工)?(?:验收)?(?:及审计结算等)?(?:工作)?$|建设$|(?:前期|后续)?工作$")
_STAGE_OF_VERB = (
    (words.FINISHING, "done"), (words.NAMING, "done"), (("新建",), "done"), (words.STARTING, "started"),
    (words.GOING, "under way"), (words.BUILDING, "done"),
)  # fmt: skip
_SPEEDING = ("加快", "续建", "继续")
_AFTER_STAGE = re.compile(
    r"$|[、]|并|和|工程|施工|建设|[一二三四五六七八九十\d]{1,2}层|封顶|使用|投用|投入|交付|启用|验收|了$|后$"
)
_LONGEST_LIST = 80
_TELLING = 10  # a name of that length tells a set of works apart from others


class _Found(NamedTuple):
    name: str
    span: Span
    school: Mention | None
    counted: bool
    verb: str
    alone: bool  # a school, and nothing built at it


def extract(doc: Doc, document: Document) -> Iterator[Claim | Dropped]:
    """Yield a claim for each project and stage that a clause names."""
    names = names_of(doc, document)
    for sentence in document.sentences:
        for clause in sentence.clauses:
            carried = ""
            for part in _parts(names, clause):
                for found, stage in _in_part(names, part, carried):
                    yield _claim(names, clause, found, stage)
                    carried = found.verb


def _parts(names: Names, clause: Span) -> Iterator[Span]:
    """Yield the parts of a clause; what stands in brackets is parted too."""
    begin = clause.start
    for match in _PART_ENDS.finditer(names.text, *clause):
        at = match.start()
        if not names.shielded(at):
            if at > begin:
                yield Span(begin, at)
            begin = at + 1
    if clause.end > begin:
        yield Span(begin, clause.end)


def _in_part(names: Names, part: Span, carried: str) -> Iterator[tuple[_Found, re.Match[str] | None]]:
    """Yield the projects of a part, with the stage behind them; `carried` is the verb of the part before."""
    text = names.text
    start, verb, counted = _led(names, part.start, part.end)
    stage = next((one for one in _STAGES.finditer(text, start, part.end) if not names.shielded(one.start())), None)
    if stage is not None and not _AFTER_STAGE.match(text, stage.end(), part.end):
        return  # it has an object: whoever stands before it is no project
    end = trimmed(text, start, stage.start()).end if stage is not None else part.end
    if start >= end or end - start > _LONGEST_LIST:
        return
    for found in _list(names, Span(start, end), verb, counted, is_subject=stage is not None):
        if found.alone and stage is None and found.verb not in words.RAISING:
            continue
        of_works = found.name.endswith(words.WORK_HEADS)
        if stage is not None or found.verb or (found.school and of_works):
            yield found, stage
        elif counted and of_works and carried:  # 完成3所幼儿园新建工程，5所学校操场改造工程
            yield found._replace(verb=carried), None


def _led(names: Names, start: int, end: int) -> tuple[int, str, bool]:
    """Cut verbs, times and counts off the start: where the name begins, the last verb, whether it is counted."""
    verb, counted = "", False
    for _ in range(8):
        if start in names.by_start:
            break
        lead = _LEAD.match(names.text, start, end)
        if lead is None:
            break
        verb = lead["verb"] or verb
        counted = counted or bool(lead["count"])
        start = lead.end()
    return start, verb, counted


def _list(names: Names, span: Span, verb: str, counted: bool, *, is_subject: bool) -> list[_Found]:
    """Read the members of a list of projects; a school takes the works that only the last of them names."""
    pieces = split(names, *span)
    found: list[_Found] = []
    for number, piece in enumerate(pieces):
        one = _read(names, piece, verb if number == 0 or found else "", counted and number == 0)
        if one is None:
            if is_subject:
                return []
            break
        verb = one.verb or verb
        found.append(one)
    tail = _shared_tail(found)
    if not tail:
        return found
    end = found[-1].span.end
    return [
        one._replace(name=one.name + tail, alone=False, span=Span(one.span.start, end)) if one.alone else one
        for one in found
    ]


def _shared_tail(found: list[_Found]) -> str:
    """Return the works that a list of schools shares: 实验中学、城南小学校舍加固项目."""
    last = found[-1] if found else None
    if last is None or last.school is None or last.alone or not all(one.alone for one in found[:-1]):
        return ""
    tail = last.name[len(last.school.text) :]
    return "" if re.search(_BUILDING, tail) or not tail.endswith(words.WORK_HEADS) else tail


def _read(names: Names, piece: Span, verb: str, counted: bool) -> _Found | None:
    """Read one member: a school, something built at a school, works or a counted set."""
    text = names.text
    start, own, more = _led(names, *piece)
    verb, counted = own or verb, counted or more
    end = piece.end
    named = names.by_start.get(start)
    if named is not None and named.kind == "School":
        return _of_school(names, named, end, verb)
    behind = _COUNT_BEHIND.search(text[max(start, end - 8) : end])
    if behind:
        end, counted = end - len(behind[0]), True
    words_here = text[start:end]
    if text[start:end].endswith(words.NOT_BUILT):
        return None
    works = _FREE_WORKS.match(text, start, end)
    if works and _AFTER_NAME.fullmatch(text, works.end(), end) and any(one in works[0] for one in words.MATERIAL):
        name = works[0]
        return _Found(name, Span(start, works.end()), None, counted and len(name) < _TELLING, verb, alone=False)
    if counted and _BARE_SETS.fullmatch(words_here):
        building = verb in {*words.NAMING, "新建"}
        first = _verb_start(text, verb, start) if building else start
        name = verb + words_here if building else words_here
        return _Found(name, Span(first, end), None, counted=True, verb=verb, alone=False)
    if verb and end - start >= 4 and _FREE_BUILDING.fullmatch(words_here) and len(words_here) >= 4:
        return _Found(words_here, Span(start, end), None, counted=False, verb=verb, alone=False)
    return None


def _of_school(names: Names, school: Mention, end: int, verb: str) -> _Found | None:
    text, at = names.text, school.span.end
    built = _OF_SCHOOL.match(text, at, end)
    stop = built.end() if built else at
    if not _AFTER_NAME.fullmatch(text, stop, end):
        return None
    name = text[school.span.start : stop]
    alone = stop == at
    if verb in words.NAMING and (alone or not name.endswith((*words.WORK_HEADS, *words.BARE_WORKS))):
        first = _verb_start(text, verb, school.span.start)
        return _Found(name + verb, Span(first, stop), school, counted=False, verb=verb, alone=alone)
    return _Found(name, Span(school.span.start, stop), school, counted=False, verb=verb, alone=alone)


def _claim(names: Names, clause: Span, found: _Found, stage: re.Match[str] | None) -> Claim | Dropped:
    text = names.text
    behind = (stage.lastgroup or "") if stage is not None else ""
    start = min(found.span.start, _verb_start(text, found.verb, found.span.start))
    span = Span(start, max(found.span.end, stage.end() if stage is not None else 0))
    role = names.document.section_at(found.span.start).role
    at = stage.start() if stage is not None else found.span.start
    status, cue = clause_status(text[clause.start : clause.end], role, at=at - clause.start)
    if status is None and behind in {"accepted", "done", "going"} and stage is not None:
        status, cue = Status.REPORTED, stage[0]
    if status is None:
        return Dropped(reason=Reason.NO_STATUS, span=span, rule=_RULE, detail=text[span.start : span.end])
    slots: list[tuple[str, SlotValue]] = [("project", _mention(text, found))]
    told = _stage(found, behind, status, negated=stage is not None and _negated(text, stage.start()))
    if told:
        slots.append(("projectStage", told))
    if found.school is not None:
        slots.append(("holder", found.school))
    return Claim(
        kind="ProjectStatement", slots=tuple(slots), span=span, clause=clause, rule=_RULE, status=status, cue=cue
    )


def _verb_start(text: str, verb: str, start: int) -> int:
    """Return where the verb before the name that begins at `start` stands, if it does near it."""
    at = text.rfind(verb, max(0, start - 40), start) if verb else -1
    return at if at >= 0 else start


def _negated(text: str, at: int) -> bool:
    return any(word in text[max(0, at - 6) : at] for word in words.NOT_YET)


def _stage(found: _Found, behind: str, status: Status, *, negated: bool) -> str:
    """Return the stage: what is planned is planned, but for works that are to be sped up."""
    going = {"going": "under way"}.get(behind, behind)
    if negated:
        return "planned"
    if status is Status.PLANNED:
        return "under way" if found.verb.startswith(_SPEEDING) or behind == "going" else "planned"
    if going:
        return going
    return next((stage for verbs, stage in _STAGE_OF_VERB if found.verb in verbs), "")


def _mention(text: str, found: _Found) -> Mention:
    attributes = [("name", found.name), *([("counted", "true")] if found.counted else [])]
    if found.school is not None:
        attributes.append(("school", found.school.text))
        attributes += [(f"school-{name}", value) for name, value in found.school.attributes]
    return Mention(kind="Project", span=found.span, text=text[slice(*found.span)], attributes=tuple(attributes))
