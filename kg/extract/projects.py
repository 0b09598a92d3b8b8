"""Construction and equipment with a stage: 某小学建成投用, 完成3所幼儿园新建工程, 新校区建设项目.

A project is a school, a building or works that have a name, or a set of works that is counted; the verb before or
behind it, with the clause's status, tells how far it is. Campaigns called 工程 are programs and no projects.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extract.built import (
    BEFORE_NAME,
    Found,
    Works,
    before_count,
    before_etc,
    led,
    listed,
    prepared,
    topic,
    verb_start,
)
from kg.extract.names import Names, names_of
from kg.extract.parties import DATE, REACH, trimmed
from kg.extract.works import done_to, newly
from kg.language import event_words, headings
from kg.language import project_words as words
from kg.language.patterns import either
from kg.language.status import clause_status
from kg.model import Claim, Document, Dropped, Mention, Reason, Role, SlotValue, Span, Status

if TYPE_CHECKING:
    from spacy.tokens import Doc

_RULE = "project"
# every alternative begins with a letter: so the search skips to where one may stand
_BUILT = re.compile(
    "|".join(
        (
            either((*words.BUILDINGS, *words.KINDS, *words.WORK_HEADS)),
            rf"所[\u4e00-\u9fff]{{0,8}}?(?:{either(words.SCHOOLS)})",
            rf"楼(?:{either(words.GOING_ON)})",
            *(rf"{school}[\d一二两三四五六七八九十]" for school in words.SCHOOLS),
        )
    )
)
_STAGE_OF = {
    **dict.fromkeys(words.STARTED, "started"),
    **dict.fromkeys(words.DONE, "done"),
    **dict.fromkeys(words.UNDER_WAY, "under way"),
    **dict.fromkeys(words.ACCEPTED, "accepted"),
    **dict.fromkeys((*words.PREPARED, *(f"已{word}" for word in words.PREPARED)), "planned"),
}
_SHAPES = {
    "accepted": words.ACCEPTED_AS,
    "done": words.DONE_AS,
    "under way": words.UNDER_WAY_AS,
    "planned": words.PREPARED_AS,
}
_STAGES = re.compile(f"{'|'.join(_SHAPES.values())}|{either(_STAGE_OF)}")
_CUE = re.compile(f"{either((*BEFORE_NAME, *_STAGE_OF, *words.WORK_HEADS))}|{'|'.join(_SHAPES.values())}")
_THAT_PROJECT = re.compile(r"(?:目前|现在)?(?:该|本)(?:项目|工程)")
_ONLY_WHEN = re.compile(
    rf"(?:(?:目前|现在)?(?:该|本)(?:项目|工程)|{DATE}|拟于|{either((*event_words.ADVERBS, *event_words.OPENERS))}"
    r"|[于在和、与及至到年])*+"
)
_NOTHING_ELSE = re.compile(rf"(?:并?(?:建设|施工|使用|投入使用|投用|交付使用|招生|开学|开园))?了?(?:[于在]{DATE})?")
_AT_A_TIME = re.compile(rf"于{DATE}")
_GOES_ON = re.compile(either(words.GOING_ON))
_STAGE_OF_VERB = (
    ((*words.PLANNING, *words.RESOLVING), "planned"),
    (words.FINISHING, "done"), (words.NAMING, "done"), (("新建",), "done"), (words.STARTING, "started"),
    (words.GOING, "under way"), (words.BUILDING, "done"),
)  # fmt: skip
_ACCEPTING = re.compile(r"(?:[（(][^（()）\n]{1,12}[)）])?(?:项目|工程)?(?:竣工)?验收")
_RAISES = frozenset((*words.BUILDING, *words.FINISHING, *words.CARRYING, *words.NAMING))
_SPEEDING = ("加快", "续建", "继续")
_AFTER_STAGE = re.compile(
    r"$|[、]|并|和|于|工程|施工|建设|[一二三四五六七八九十\d]{1,2}层|封顶|使用|投用|投入|交付|启用|验收|备案|手续|至今|部分|室内|一年|半年|[0-9]{1,3}[年月天%]|达|了$|内部装修|装修|收尾|中$|主体|基础|桩基|土建|基坑|地基|室外|绿化|附属|装饰|外墙|安装|调试|内外"
)
_THAT = re.compile(
    r"(?:学校(?!建设|项目|改造|食堂|教师|宿舍|工程)|我校|该校|本校|我园|该园)(?=[\u4e00-\u9fff])(?:新建的?|新)?"
)
_OVERLAP = 8  # characters in which words of a stage end that begin inside others
_LONGEST_LIST = 80
_OPENED = ("（", "(")  # a part in brackets changes nothing of what is spoken of
_BRACKETED = re.compile(r"[（(][^（）()\n]*[）)]$")


def extract(doc: Doc, document: Document) -> Iterator[Claim | Dropped]:
    """Yield a claim for each project and stage that a clause names."""
    names = names_of(doc, document)
    yield from _itemised(names)
    last: tuple[int, tuple[Found, ...]] = (-1, ())  # the projects that were named last, and their paragraph
    for clause in names.clauses_with(_CUE):
        if not _names_works(names, clause):
            continue
        paragraph = document.sentences[document.sentence_at(clause.start)].paragraph
        told: dict[Found, Claim | Dropped] = {}
        before: tuple[Found, ...] = ()
        for part in names.parts(clause):
            here = tuple(_in_part(names, clause, part, before[-1].verb if before else ""))
            told.update((found, _claim(names, clause, found, stage)) for found, stage in here)
            if here:
                before = tuple(found for found, _ in here)
                last = paragraph, before
                continue
            known = last[1] if last[0] == paragraph and _THAT_PROJECT.match(names.text, *part) else before
            told.update(one for one in _carried(names, clause, part, known) if _adds(one[1], told.get(one[0])))
            if names.text[part.start - 1] not in _OPENED:
                before = topic(names, part) or _still(names, part, before)
        told.update((found, _claim(names, clause, found, None)) for found in done_to(names, clause))
        told.update((found, _claim(names, clause, found, None, made=True)) for found in newly(names, clause))
        yield from told.values()


def _itemised(names: Names) -> Iterator[Claim | Dropped]:
    """Yield the items of a list of projects: 1.县一中综合楼。11月通过验收; the heading above says so."""
    document, text = names.document, names.text
    title = text[slice(*document.title)] if document.title else ""
    for section in document.sections:
        above = document.sections[section.parent] if section.parent is not None else None
        if section.number is None or above is None or section.heading.start == section.heading.end:
            continue
        told = title + text[slice(*above.heading)]
        if not any(word in told for word in words.LISTS_OF_WORKS):
            continue
        heading = headings.heading_words(document, section)
        end = heading.start + len(_BRACKETED.sub("", text[slice(*heading)]))
        found = listed(names, Span(heading.start, end), Works("", counted=False, site=None, staged=True))
        if len(found) != 1 or found[0].school is None or found[0].span != Span(heading.start, end):
            continue
        stage = _stage_in(names, heading.end, section.span.end)
        at = stage.start() if stage is not None else heading.start
        yield _claim(names, document.clause_at(at), found[0], stage)


def _names_works(names: Names, part: Span) -> bool:
    """Tell whether a part names a school or what is built."""
    if _BUILT.search(names.text, *part):
        return True
    return any(one.kind == "School" for one in names.between(*part))


def _stage_in(names: Names, start: int, end: int) -> re.Match[str] | None:
    return next((one for one in _STAGES.finditer(names.text, start, end) if not names.shielded(one.start())), None)


def _carried(
    names: Names, clause: Span, part: Span, known: tuple[Found, ...]
) -> Iterator[tuple[Found, Claim | Dropped]]:
    """Yield the projects named before with what a part without a subject reports: 于8月通过竣工验收."""
    stage = _stage_in(names, *part) if known else None
    if stage is None or names.between(part.start, stage.start()):
        return
    plain = _ONLY_WHEN.fullmatch(names.text, part.start, stage.start()) is not None
    plain = plain and _NOTHING_ELSE.fullmatch(names.text, stage.end(), part.end) is not None
    raised = any(word in stage[0] for word in words.RAISED)
    for found in known:
        if (_is_described(found) and not raised) or (not plain and (found.alone or found.verb)):
            continue
        yield found, _claim(names, clause, found, stage)


def _adds(claim: Claim | Dropped, told: Claim | Dropped | None) -> bool:
    """Tell whether a further stage says more than what was told: what is planned only where nothing was."""
    reported = isinstance(claim, Claim) and claim.status is Status.REPORTED
    return reported or (isinstance(claim, Claim) and told is None)


def _still(names: Names, part: Span, before: tuple[Found, ...]) -> tuple[Found, ...]:
    """Return what is spoken of behind a part: a school that was only described, as long as its description goes on."""
    return () if any(map(_is_described, before)) and not _GOES_ON.match(names.text, *part) else before


def _is_described(found: Found) -> bool:
    """Tell whether it is a school of which no verb has said yet that it is built."""
    return found.alone and not found.verb


def _in_part(names: Names, clause: Span, part: Span, carried: str) -> Iterator[tuple[Found, re.Match[str] | None]]:
    """Yield the projects of a part, with the stage behind them; `carried` is the verb of the part before."""
    if not _names_works(names, part):
        return
    text = names.text
    start, verb, counted = led(names, part.start, part.end)
    ready = prepared(names, Span(start, part.end), verb)
    if ready is not None:
        yield ready, None
        return
    stage = _stage_in(names, start, part.end)
    while stage is not None and not _AFTER_STAGE.match(text, stage.end(), part.end):
        further = _stage_in(names, stage.start() + 1, stage.end() + _OVERLAP)
        if further is None or further.start() >= stage.end():
            return  # it has an object: whoever stands before it is no project
        stage = further  # 改造|完成招标
    end = before_count(text, start, trimmed(text, start, stage.start()).end) if stage is not None else part.end
    whole, end = end, before_etc(text, start, end)
    if start >= end or end - start > _LONGEST_LIST or (verb in words.RESOLVING and end == whole):
        return
    that = _THAT.match(text, start, part.end) if start not in names.by_start and not counted else None
    if that:
        start = that.end()
    site = _site(names, clause, part) if verb and not counted else None
    if site is None and (verb or stage) and not counted and not _names_a_body(names, clause):
        site = names.own_school
    site = names.school_meant(that.start()) if that else site
    works = Works(verb, counted, site, stage is not None, end < whole)
    for found in listed(names, Span(start, end), works):
        if found.alone and stage is None and not works.summed and found.verb not in words.RAISING:
            continue
        of_works = found.name.endswith(words.WORK_HEADS)
        if stage is not None or found.verb or (found.school and of_works):
            yield found, stage
        elif counted and of_works and carried:  # 完成3所幼儿园新建工程，5所学校操场改造工程
            yield found._replace(verb=carried), None


def _site(names: Names, clause: Span, part: Span) -> Mention | None:
    """Return the one school that the parts before name: what is built without a school's name is built there."""
    before = names.between(max(clause.start, part.start - REACH), part.start)
    schools = {one.text: one for one in before if one.kind == "School"}
    others = any(one.kind == "EducationAuthority" for one in before)
    return next(iter(schools.values())) if len(schools) == 1 and not others else None


def _names_a_body(names: Names, clause: Span) -> bool:
    return any(one.kind in {"School", "EducationAuthority", "Organization"} for one in names.between(*clause))


def _claim(
    names: Names, clause: Span, found: Found, stage: re.Match[str] | None, *, made: bool = False
) -> Claim | Dropped:
    text = names.text
    start = min(found.span.start, verb_start(text, found.verb, found.span.start))
    span = Span(start, max(found.span.end, _stage_end(text, stage, clause.end) if stage is not None else 0))
    if start < clause.start and stage is not None:  # 该项目: named in an earlier sentence
        span = Span(*stage.span())
    role = names.document.section_at(found.span.start).role
    at = stage.start() if stage is not None else found.span.start
    status, cue = clause_status(text[clause.start : clause.end], role, at=at - clause.start)
    if made or (status is None and stage is not None):
        status, cue = Status.REPORTED, stage[0] if stage is not None else found.verb
    if status is None and role is Role.NEUTRAL and (found.verb in _RAISES or not found.verb):
        status, cue = Status.REPORTED, found.verb
    if status is None:
        return Dropped(reason=Reason.NO_STATUS, span=span, rule=_RULE, detail=text[span.start : span.end])
    slots: list[tuple[str, SlotValue]] = [("project", _mention(text, found))]
    told = _stage_told(text, found, stage, status)
    if told:
        slots.append(("projectStage", told))
    if found.school is not None:
        slots.append(("holder", found.school))
    return Claim(
        kind="ProjectStatement", slots=tuple(slots), span=span, clause=clause, rule=_RULE, status=status, cue=cue
    )


def _stage_end(text: str, stage: re.Match[str], end: int) -> int:
    """Return where a stage ends with the time behind it: 建成于2015年."""
    when = _AT_A_TIME.match(text, stage.end(), end)
    return when.end() if when else stage.end()


def _stage_of(told: str) -> str:
    """Return the stage that words tell: by the list, else by their shape."""
    return _STAGE_OF.get(told) or next(stage for stage, shape in _SHAPES.items() if re.fullmatch(shape, told))


def _negated(text: str, at: int) -> bool:
    return any(word in text[max(0, at - 6) : at] for word in words.NOT_YET)


def _stage_told(text: str, found: Found, stage: re.Match[str] | None, status: Status) -> str:
    """Return the stage: what is planned is planned, but for works that are said to go on or to be built."""
    behind = _stage_of(stage[0]) if stage is not None else ""
    if behind == "done" and found.name.endswith(words.SHELLS):
        return "under way"
    if stage is not None and _negated(text, stage.start()):
        return "planned"
    if status is not Status.PLANNED:
        return behind or next((told for verbs, told in _STAGE_OF_VERB if found.verb in verbs), "")
    ending = stage is not None and stage[0] in words.ENDING
    if found.verb.startswith(_SPEEDING) or behind == "under way" or ending:
        return "under way"
    return "done" if found.verb in words.GOING and _ACCEPTING.match(text, found.span.end) else "planned"


def _mention(text: str, found: Found) -> Mention:
    attributes = [("name", found.name), *([("counted", "true")] if found.counted else [])]
    if found.school is not None:
        attributes.append(("school", found.school.text))
        attributes += [(f"school-{name}", value) for name, value in found.school.attributes]
    return Mention(kind="Project", span=found.span, text=text[slice(*found.span)], attributes=tuple(attributes))
