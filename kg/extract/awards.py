"""Honours: who received what from whom (A被B授予“C”称号, A荣获C, A在C大赛中获二等奖2项、三等奖5项).

One claim for each recipient and honour. A rank or prize takes the name of its competition; what is praised, hoped for
or promised to others is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from kg.extract.names import Names, names_of
from kg.extract.parties import (
    BODIES,
    REACH,
    Party,
    covering,
    denied,
    described,
    itself_mention,
    maker,
    party,
    subject_of_clause,
    subjects,
    trimmed,
)
from kg.language import event_words as words
from kg.language import headings
from kg.language.patterns import either
from kg.language.status import clause_status, plans
from kg.model import Claim, Document, Dropped, Mention, Reason, SlotValue, Span, Status

if TYPE_CHECKING:
    from spacy.tokens import Doc

_RULE = "award"


_TRIGGER = re.compile(
    r"被(?P<grantor>[^，,。；;：:被\n]{0,30}?)"
    rf"(?:(?P<commended>{either(words.COMMENDATIONS)})|(?P<passive>{either(words.PASSIVE_VERBS)}))"
    rf"|(?<![被奖])(?P<active>{either((*words.STRONG_VERBS, *words.WEAK_VERBS))})"
    rf"(?!{either(words.NOT_AFTER_WIN)})(?:了|过)?"
)
_CUE = re.compile(
    either(
        (
            "被",
            *words.STRONG_VERBS,
            *words.WEAK_VERBS,
            *words.ON_LIST,
            *words.GIVING,
            *words.TAKEN,
            *words.WINNING,
            *words.STANDING,
        )
    )
)
_LONG_HEADING = 40
_BRACKETED = re.compile(r"[（(][^（）()\n]*[）)]$")
_ITEM = re.compile(r"[^\s、，；]+")
_WHO_WHAT = re.compile(
    r"^(?P<who>[^：:，,。；;\n]{4,30})[：:](?P<what>[^：:，,。；;、\n]{4,40})[；;。]?$", re.MULTILINE
)
_OF_PLACE = re.compile(r"[“《]|(?:全国|国家|[\u4e00-\u9fff]{0,8}?[省市县区州盟旗])")
_TAKES = re.compile(rf"[将把](?P<what>[^，,。；;]{{4,60}}?)(?:{either(words.TAKEN)})")
_WINS = re.compile(either(words.WINNING))
_IS = re.compile(r"(?:是|系|为)(?P<what>(?!一)[^，,。；;、]{3,40})")
_RISEN = re.compile(rf"(?:的)?(?:{either((*words.RANKS_OF, *words.LISTS_OF))})$")
_OF_RANK = re.compile(r"的(?=(?:第[一二三四五六七八九十\d]{1,3}名?|[特一二三优]等奖|[金银铜][奖牌]|[冠亚季]军|桂冠)$)")
_GIVEN = re.compile(
    r"(?:由)?(?P<grantor>[^，,。；;、“《]{2,30}?)(?:颁发|授予|评选|表彰|公布|命名|认定|评定|发布|确定)(?:出)?的"
)
_TAIL = re.compile(
    r"等$|(?:的)?(?:荣誉)?(?:称号|证书|奖牌|牌匾|奖状|奖杯|佳绩|好成绩|优异成绩|殊荣|荣誉|名单|荣誉称号)$"
)
_COUNT = re.compile(
    r"(?<!第)(?<![第\d一二三四五六七八九十])(?:\d{1,4}|[一二三四五六七八九十两]{1,3})(?:余)?(?:项|个|次|枚|人次|人|名|块|件|篇|节|所|家|位)$"
)
_RANK = re.compile(
    r"(?:团体|个人|综合|总分|(?:全[县市省国])?(?:文科|理科)|女子组|男子组|小学组|初中组|高中组|中学组)?"
    r"(?:第[一二三四五六七八九十\d]{1,3}名?|[特一二三优]等奖|[金银铜][奖牌]|冠军|亚军|季军|桂冠|优秀奖|最佳[\u4e00-\u9fff]{2,6}奖|优秀组织奖)"
)
_ENDS_IN_RANK = re.compile(_RANK.pattern + r"$")
_HONOUR = re.compile(rf"(?:{either(words.HONOUR_HEADS)})$")
_QUOTED = re.compile(r"[^“《\"]{0,24}[“《\"][^“”《》\"]{2,40}[”》\"][\u4e00-\u9fff]{0,8}$")
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_COMPETITION = re.compile(
    rf"(?:在|参加(?:了)?|于)([^，,。；;]{{2,50}}?(?:{either(words.COMPETITIONS)})”?)(?=[中上里，,]|$)"
    r"|在([“《][^”》]{2,20}[”》])中"
)
_TITLED = re.compile(r"称号$")
_MARKS = '“”"《》'
_LIST = re.compile(
    rf"(?P<made>公布|发布|公示|通报)(?:了)?(?P<name>[^，,。；;]{{4,50}}?)名单[，,](?P<who>[^，,。；;（）()]{{2,40}}?)(?:[（(][^（）()]{{1,12}}[）)])?(?:成功)?(?:{either(words.ON_LIST)})"
)
_CALLED = r"[“《][^”》\n]{2,30}[”》][^，,。；;“《]{0,8}"
_GIVES = re.compile(
    rf"[向为给](?P<who>[^，,。；;：:向为给]{{2,40}}?)(?:{either(words.GIVING)})(?:了|出)?(?P<what>[^，,。；;“《]{{0,12}}{_CALLED})"
    rf"|授予(?P<whom>[^，,。；;：:“《]{{2,60}}?)(?:等[^，,。；;“《]{{0,12}})?(?P<title>{_CALLED}称号)"
)
_ITEMS = re.compile(r"、|以及|和(?=[“《])|(?<=[”》])(?=[“《])")


class _Honour(NamedTuple):
    name: str
    span: Span


def extract(doc: Doc, document: Document) -> Iterator[Claim | Dropped]:
    """Yield a claim for each honour of each recipient that a clause names."""
    names = names_of(doc, document)
    yield from _headed(names)
    yield from _labelled(names)
    for clause in names.clauses_with(_CUE):
        yield from _in_clause(names, clause)
        yield from _on_lists(names, clause)
        yield from _given(names, clause)
        yield from _taken(names, clause)
        yield from _being(names, clause)


def _headed(names: Names) -> Iterator[Claim]:
    """Yield the awards of those who are listed under a heading that names an honour: 二、优秀教师 / 王某某 县二小教师."""
    document, text = names.document, names.text
    for section in document.sections:
        words_ = headings.heading_words(document, section) if section.number is not None else section.heading
        heading = Span(words_.start, words_.start + len(_BRACKETED.sub("", text[slice(*words_)])))
        name = _named(text, heading)
        if words_.end - words_.start > _LONG_HEADING or not name or not _HONOUR.search(name):
            continue
        for line in _lines(names, Span(section.heading.end, section.span.end)):
            found = _listed_on(names, line)
            if not found:
                break
            for one in found:
                yield _claim(line, one, _Honour(name, heading), None, name)


def _lines(names: Names, span: Span) -> Iterator[Span]:
    return (each for each in names.document.paragraphs if span.start <= each.start < span.end and each.end <= span.end)


def _listed_on(names: Names, line: Span) -> tuple[Party, ...]:
    """Return whom a line of a list names and nobody else: schools between blanks, or a person with school and post."""
    first = names.by_start.get(line.start)
    if first is not None and first.kind == "Person":
        school = next((one for one in names.between(*line) if one.kind == "School"), None)
        return (Party(first, school),)
    found: list[Party] = []
    for match in _ITEM.finditer(names.text, *line):
        named = names.by_start.get(match.start())
        if named is None or named.span.end != match.end() or named.kind not in BODIES:
            return ()
        found.append(Party(named, named))
    return tuple(found)


def _labelled(names: Names) -> Iterator[Claim]:
    """Yield the awards of a list of honours whose lines say who and what: 县二小王某某：市“教学名师”；."""
    document, text = names.document, names.text
    for match in _WHO_WHAT.finditer(text):
        section = document.section_at(match.start())
        if not any(word in text[slice(*section.heading)] for word in words.HONOURS):
            continue
        name = _named(text, Span(*match.span("what")))
        if not _HONOUR.search(name.strip(_MARKS)) and not _QUOTED.match(name):
            continue
        line = document.clause_at(match.start("who"))
        for one in subjects(names, *match.span("who")):
            yield _claim(line, one, _Honour(name, Span(*match.span("what"))), None, name)


def _being(names: Names, clause: Span) -> Iterator[Claim]:
    """Yield what a person is said to be by honour: 王某某是省特级教师."""
    text = names.text
    for person in names.between(*clause):
        match = _IS.match(text, person.span.end, names.part_end(person.span.end, clause.end))
        if person.kind == "Person" and match and match["what"].endswith(words.STANDING):
            name = _named(text, Span(*match.span("what")))
            if name and _OF_PLACE.match(name):
                yield _claim(clause, Party(person), _Honour(name, Span(*match.span("what"))), None, match[0])


def _in_clause(names: Names, clause: Span) -> Iterator[Claim | Dropped]:
    text, free, teams = names.text, clause.start, False
    matches = [one for one in _TRIGGER.finditer(text, *clause) if not names.shielded(one.start())]
    for number, match in enumerate(matches):
        begin = max(names.part_start(clause.start, match.start()), free)
        stop = names.part_end(match.end(), clause.end)
        following = matches[number + 1].start() if number + 1 < len(matches) else clause.end
        if following < stop:
            cut = text.rfind("、", match.end(), following)
            stop = cut if cut >= 0 else following
        honours = _honours(names, match, clause, stop)
        if not honours:
            continue
        free = stop + 1
        span = Span(match.start(), honours[-1].span.end)
        role = names.document.section_at(match.start()).role
        status, cue = clause_status(text[clause.start : clause.end], role, at=match.start() - clause.start)
        if status is Status.PLANNED or plans(text[begin : match.end()]) or denied(text, match.start()):
            continue
        recipients = _recipients(names, clause, begin, match.start(), teams=teams)
        if not recipients:
            yield Dropped(reason=Reason.NO_HOLDER, span=span, rule=_RULE, detail=text[span.start : span.end])
            continue
        grantor = _grantor(names, match)
        teams = teams or any(map(_is_team, recipients))
        for recipient in recipients:
            for honour in honours:
                yield _claim(clause, recipient, honour, grantor, cue or match[0])


def _on_lists(names: Names, clause: Span) -> Iterator[Claim]:
    """Yield the awards of those who stand on a list that somebody made public: G公布C名单，A榜上有名."""
    text = names.text
    for match in _LIST.finditer(text, *clause):
        status, cue = clause_status(
            text[clause.start : clause.end],
            names.document.section_at(match.start()).role,
            at=match.start() - clause.start,
        )
        name = _named(text, Span(*match.span("name")))
        first = names.by_end.get(match.start("made"))
        if status is Status.PLANNED or names.shielded(match.start()) or not _is_honour(name, "入选"):
            continue
        for one in subjects(names, *match.span("who")):
            yield _claim(
                clause, one, _Honour(name, Span(*match.span("name"))), Party(first) if first else None, cue or match[0]
            )


def _given(names: Names, clause: Span) -> Iterator[Claim]:
    """Yield the awards that somebody gives: G向A颁发“C”证书, G授予A、B“C”称号."""
    text = names.text
    for match in _GIVES.finditer(text, *clause):
        status, cue = clause_status(
            text[clause.start : clause.end],
            names.document.section_at(match.start()).role,
            at=match.start() - clause.start,
        )
        if status is Status.PLANNED or names.shielded(match.start()) or denied(text, match.start()):
            continue
        who, what = ("who", "what") if match["who"] else ("whom", "title")
        honour = _Honour(_named(text, Span(*match.span(what))), Span(*match.span(what)))
        if not honour.name or not _is_honour(honour.name, match[0]):
            continue
        start = names.part_start(clause.start, match.start())
        givers = subjects(names, start, match.start())
        for one in subjects(names, *match.span(who)):
            yield _claim(clause, one, honour, givers[0] if len(givers) == 1 else None, cue or match[0])


def _taken(names: Names, clause: Span) -> Iterator[Claim]:
    """Yield the awards that are told without an object behind the verb: A将一等奖揽入怀中, A在运动会上一举夺冠."""
    text = names.text
    for match in (*_TAKES.finditer(text, *clause), *_WINS.finditer(text, *clause)):
        role = names.document.section_at(match.start()).role
        status, cue = clause_status(text[clause.start : clause.end], role, at=match.start() - clause.start)
        start = names.part_start(clause.start, match.start())
        if status is Status.PLANNED or names.shielded(match.start()) or denied(text, match.start()):
            continue
        honour = _taken_honour(names, clause, match)
        if honour is None:
            continue
        for one in _recipients(names, clause, start, match.start(), teams=False):
            yield _claim(clause, one, honour, None, cue or match[0])


def _taken_honour(names: Names, clause: Span, match: re.Match[str]) -> _Honour | None:
    if match[0] in words.WINNING:
        contest = _contest(names, clause, match.start())
        rank = words.WINNING[match[0]]
        return _Honour(contest.name + rank, covering(contest.span, Span(*match.span()))) if contest else None
    span = Span(*match.span("what"))
    name = _named(names.text, span)
    return _Honour(name, span) if name and _is_honour(name, "获得") else None


def _claim(clause: Span, recipient: Party, honour: _Honour, grantor: Party | None, cue: str) -> Claim:
    slots: list[tuple[str, SlotValue]] = [("recipient", recipient.mention), ("awardName", honour.name)]
    holder = recipient.body if recipient.body is not None else _area(recipient.mention)
    if grantor is not None:
        slots.append(("grantor", grantor.mention))
    spans = [honour.span, recipient.span, *([recipient.body.span] if recipient.body is not None else [])]
    if holder is not None:
        slots.append(("holder", holder))
    if grantor is not None:
        spans.append(grantor.span)
    here = [span for span in spans if clause.start <= span.start and span.end <= clause.end]
    return Claim(
        kind="AwardStatement",
        slots=tuple(slots),
        span=covering(*here),
        clause=clause,
        rule=_RULE,
        status=Status.REPORTED,
        cue=cue,
    )


def _area(recipient: Mention) -> Mention | None:
    """Return the jurisdiction that answers for a recipient: itself, or for a counted group the one that reports."""
    if recipient.kind in {"Jurisdiction", "Township"}:
        return recipient
    if recipient.kind == "Described" and (not recipient.text or recipient.text[0] in words.NUMERALS):
        return recipient if not recipient.text else itself_mention(recipient.span)
    return None


def _recipients(names: Names, clause: Span, start: int, end: int, *, teams: bool) -> tuple[Party, ...]:
    """Return whom the words before the verb name; with none there, the subject of the parts before."""
    span = trimmed(names.text, start, end)
    if span.start < span.end:
        found = subjects(names, start, maker(names, start, span.end))
        return tuple(_with_school(names, clause, one, teams=teams) for one in found)
    between = names.text[max(clause.start, end - REACH) : end]
    if any(word in between for word in words.INDIRECT):
        return ()
    carried = subject_of_clause(names, clause.start, start)
    return (carried,) if carried is not None else ()


def _is_team(party: Party) -> bool:
    """Tell whether a recipient is a school's team, named with its school."""
    return party.body is not None and party.span.end > party.body.span.end and party.mention.text.endswith(words.TEAMS)


def _with_school(names: Names, clause: Span, party: Party, *, teams: bool) -> Party:
    """A team that is named without its school is that of the school which opens the clause.

    Behind another team of that school it takes the school's name (县二小男子组…、女子组); else it stays as worded.
    """
    mention = party.mention
    own = mention.kind != "Described" or party.body is not None or mention.attributes
    if own or not mention.text.endswith(words.TEAMS) or mention.text[0] in words.NUMERALS:
        return party
    school = next(
        (
            one
            for one in names.between(max(clause.start, mention.span.start - REACH), mention.span.start)
            if one.kind == "School"
        ),
        None,
    )
    if school is None:
        return party
    text = school.text + mention.text if teams else ""
    return Party(described(names, *mention.span, text=text), school)


def _grantor(names: Names, match: re.Match[str]) -> Party | None:
    """Return who grants: between 被 and the verb, or before 颁发的."""
    span = Span(*match.span("grantor")) if match["grantor"] else None
    if span is None:
        given = _GIVEN.match(names.text, match.end())
        span = Span(*given.span("grantor")) if given else None
    if span is None:
        return None
    named = party(names, *span)
    return named or Party(described(names, *span))


def _honours(names: Names, match: re.Match[str], clause: Span, stop: int) -> list[_Honour]:
    """Return the honours behind the verb; prizes and ranks with the name of their competition."""
    if match["commended"]:
        return [_Honour(match["commended"], Span(*match.span("commended")))]
    text, begin = names.text, match.end()
    given = _GIVEN.match(text, begin, stop)
    if given:
        begin = given.end()
    found: list[_Honour] = []
    verb = match["passive"] or match["active"]
    if verb == "收到" and not given:
        return []
    contest = _contest(names, clause, match.start())
    for piece in _pieces(names, begin, stop):
        name = _OF_RANK.sub("", _named(text, piece))
        risen = _RISEN.search(name) if verb in words.RISING else None
        name = _RISEN.sub("", name) if risen and not name.endswith(words.LISTS_OF) else name
        if not name or (verb in words.RISING and not risen and not _QUOTED.match(name) and verb != "收到"):
            continue
        if verb != "收到" and verb in words.RISING and any(word in name for word in words.NO_STANDING):
            continue
        rank = _ENDS_IN_RANK.search(name)
        if rank and rank.start() == 0:
            if contest is None:
                continue
            found.append(_Honour(contest.name + name, covering(contest.span, piece)))
        elif rank or _is_honour(name, verb, titled=risen or _TITLED.search(text[slice(*piece)])):
            found.append(_Honour(name, piece))
            if rank:
                before = name[: rank.start()]
                contest = _Honour(before, Span(piece.start, piece.start + len(before)))
        elif not found:
            return []
    return found


def _pieces(names: Names, start: int, stop: int) -> list[Span]:
    """Split a list of honours at 、 outside quotations, and between two quotations without a mark."""
    pieces, begin = [], start
    for match in _ITEMS.finditer(names.text, start, stop):
        inside = names.shielded(match.start()) and match[0]
        if not inside:
            pieces.append(Span(begin, match.start()))
            begin = match.end()
    pieces.append(Span(begin, stop))
    return [piece for piece in pieces if piece.end - piece.start > 1]


def _named(text: str, piece: Span) -> str:
    """Return the honour's name: without what only says that it is one, how many there are, and enclosing marks."""
    name = text[piece.start : piece.end].strip()
    for _ in range(3):
        shorter = _COUNT.sub("", _TAIL.sub("", name))
        if shorter == name:
            break
        name = shorter
    if len(name) > 2 and name[0] in _MARKS and name[-1] in _MARKS and not any(mark in name[1:-1] for mark in _MARKS):
        name = name[1:-1]
    fine = 2 <= len(name) <= 60 and len(_CHINESE.findall(name)) >= 2
    return name if fine else ""


def _is_honour(name: str, verb: str, *, titled: object = None) -> bool:
    plain = name.strip(_MARKS)
    office = plain.endswith(words.OFFICES) and not _HONOUR.search(plain) and not _QUOTED.match(name)
    if office or plain.endswith(words.NOT_HONOURS) or re.search(r"[的了](?![”》])", name):
        return False
    if titled or _HONOUR.search(plain) or _QUOTED.match(name):
        return True
    return verb not in words.WITH_NAMED_OBJECT and 3 <= len(plain) <= 40


def _contest(names: Names, clause: Span, end: int) -> _Honour | None:
    """Return the last competition that the clause names before the verb."""
    last = None
    for match in _COMPETITION.finditer(names.text, max(clause.start, end - REACH), end):
        last = match
    if last is None:
        return None
    number = 1 if last[1] else 2
    return _Honour(last[number], Span(*last.span(number)))
