"""Honours: who received what from whom (A被B授予“C”称号, A荣获C, A在C大赛中获二等奖2项、三等奖5项).

One claim for each recipient and honour. A rank or prize takes the name of its competition; what is praised, hoped for
or promised to others is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extract.honour_lists import being, headed, labelled, rowed
from kg.extract.honours import HONOUR, MARKS, QUOTED, Honour, award, is_honour, named_honour
from kg.extract.names import Names, names_of
from kg.extract.parties import (
    ACTORS,
    NO_NAME,
    REACH,
    Party,
    covering,
    denied,
    described,
    maker,
    party,
    subject_of_clause,
    subjects,
    trimmed,
)
from kg.language import event_words as words
from kg.language.patterns import either
from kg.language.status import clause_status, plans
from kg.model import Claim, Document, Dropped, Reason, Span, Status

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
            *words.NAMING,
        )
    )
)
_HOPING = re.compile(either(words.HOPING))
_TAKES = re.compile(rf"[将把](?P<what>[^，,。；;]{{4,60}}?)(?:{either(words.TAKEN)})")
_WINS = re.compile(either(words.WINNING))
_RISEN = re.compile(rf"(?:的)?(?:{either((*words.RANKS_OF, *words.LISTS_OF))})$")
_OF_RANK = re.compile(r"的(?=(?:第[一二三四五六七八九十\d]{1,3}名?|[特一二三优]等奖|[金银铜][奖牌]|[冠亚季]军|桂冠)$)")
_GIVEN = re.compile(
    r"(?:由)?(?P<grantor>[^，,。；;、“《]{2,30}?)(?:颁发|授予|评选|表彰|公布|命名|认定|评定|发布|确定)(?:出)?的"
)
_RANK = re.compile(
    r"(?:团体|个人|综合|总分|(?:全[县市省国])?(?:文科|理科)|女子组|男子组|小学组|初中组|高中组|中学组){0,3}"
    r"(?:(?:[一二两三四五六七八九十\d]{1,2}[金银铜]){1,3}|第[一二三四五六七八九十\d]{1,3}(?:名|位|等次|等)?|[特一二三优]等奖|[金银铜][奖牌]|冠军|亚军|季军|桂冠|优秀奖|最佳[\u4e00-\u9fff]{2,6}奖|优秀组织奖)"
)
_ENDS_IN_RANK = re.compile(_RANK.pattern + r"$")
_COMPETITION = re.compile(
    rf"(?:在|参加(?:了)?|于{NO_NAME})([^，,。；;]{{2,50}}?(?:{either(words.COMPETITIONS)})(?:[\u4e00-\u9fff]{{2,8}}项目)?”?)(?=[中上里，,]|$)"
    r"|在([“《][^”》]{2,20}[”》])中"
)
_WORK = re.compile(r"(?:其中)?(?P<work>《[^《》\n]{2,30}》(?:作品|课例|案例|课题|节目)?)")
_TITLED = re.compile(r"称号$")
_LIST = re.compile(
    rf"(?P<made>公布|发布|公示|通报)(?:了)?(?P<name>[^，,。；;]{{4,50}}?)名单[，,](?P<who>[^，,。；;（）()]{{2,40}}?)(?:[（(][^（）()]{{1,12}}[）)])?(?:成功)?(?:{either(words.ON_LIST)})"
)
_CALLED = r"[“《][^”》\n]{2,30}[”》][^，,。；;“《]{0,8}"
_GIVES = re.compile(
    rf"[向为给](?P<who>[^，,。；;：:向为给]{{2,40}}?)(?:{either(words.GIVING)})(?:了|出)?(?P<what>[^，,。；;“《]{{0,12}}{_CALLED})"
    rf"|授予(?P<whom>[^，,。；;：:“《]{{2,60}}?)(?P<etc>等[^，,。；;“《]{{0,12}})?(?P<title>{_CALLED}称号)"
)
_EACH = "分别"
_HELD_BY = re.compile(r"(?:举办|举行|组织|主办|承办|开展)的")  # 县教育局举办的|演讲比赛
_NAMES_AS = re.compile(
    rf"(?<!被)(?:{either(words.NAMING)})(?P<whom>[^，,。；;：:“《为的]{{2,60}}?)(?:等[^，,。；;“《为]{{0,12}})?为(?P<what>[^，,。；;]{{3,40}})"
)
_ITEMS = re.compile(r"、|以及|和(?=[“《])|(?<=[”》])(?=[“《])")


def extract(doc: Doc, document: Document) -> Iterator[Claim | Dropped]:
    """Yield a claim for each honour of each recipient that a clause names."""
    names = names_of(doc, document)
    yield from headed(names)
    yield from labelled(names)
    yield from rowed(names)
    for clause in names.clauses_with(_CUE):
        yield from _in_clause(names, clause)
        yield from _on_lists(names, clause)
        yield from _given(names, clause)
        yield from _named_as(names, clause)
        yield from _taken(names, clause)
        yield from being(names, clause)


def _in_clause(names: Names, clause: Span) -> Iterator[Claim | Dropped]:
    text, free, teams = names.text, clause.start, False
    contest: Honour | None = None  # that the matches before were of
    matches = [one for one in _TRIGGER.finditer(text, *clause) if not names.shielded(one.start())]
    for number, match in enumerate(matches):
        begin = max(names.part_start(clause.start, match.start()), free)
        stop = names.part_end(match.end(), clause.end)
        following = matches[number + 1].start() if number + 1 < len(matches) else clause.end
        if following < stop:
            cut = text.rfind("、", match.end(), following)
            stop = cut if cut >= 0 else following
        honours, contest = _honours(names, match, clause, stop, contest)
        if not honours:
            continue
        free = stop + 1
        span = Span(match.start(), honours[-1].span.end)
        role = names.document.section_at(match.start()).role
        status, cue = clause_status(text[clause.start : clause.end], role, at=match.start() - clause.start)
        hoped = plans(text[begin : match.end()]) or _HOPING.search(text, begin, match.start())
        if status is Status.PLANNED or hoped or denied(text, match.start()):
            continue
        recipients = _recipients(names, clause, begin, match.start(), teams=teams)
        if not recipients:
            yield Dropped(reason=Reason.NO_HOLDER, span=span, rule=_RULE, detail=text[span.start : span.end])
            continue
        grantor = _grantor(names, match)
        teams = teams or any(map(_is_team, recipients))
        for recipient, honour in _paired(recipients, honours, text[begin : match.start()]):
            yield award(clause, recipient, honour, grantor, cue or match[0])


def _paired(recipients: tuple[Party, ...], honours: list[Honour], between: str) -> list[tuple[Party, Honour]]:
    """Return who received what: A、B分别获C、D is one honour each, else all received all."""
    if _EACH in between and len(recipients) == len(honours):
        return list(zip(recipients, honours, strict=True))
    return [(recipient, honour) for recipient in recipients for honour in honours]


def _on_lists(names: Names, clause: Span) -> Iterator[Claim]:
    """Yield the awards of those who stand on a list that somebody made public: G公布C名单，A榜上有名."""
    text = names.text
    for match in _LIST.finditer(text, *clause):
        status, cue = clause_status(
            text[clause.start : clause.end],
            names.document.section_at(match.start()).role,
            at=match.start() - clause.start,
        )
        name = named_honour(text, Span(*match.span("name")))
        first = names.by_end.get(match.start("made"))
        if status is Status.PLANNED or names.shielded(match.start()) or not is_honour(name, "入选"):
            continue
        for one in subjects(names, *match.span("who")):
            yield award(
                clause, one, Honour(name, Span(*match.span("name"))), Party(first) if first else None, cue or match[0]
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
        honour = Honour(named_honour(text, Span(*match.span(what))), Span(*match.span(what)))
        if not honour.name or not is_honour(honour.name, match[0]):
            continue
        start = names.part_start(clause.start, match.start())
        givers = subjects(names, start, match.start())
        group = match["etc"] and re.search(r"\d", match["etc"])  # 王某某|等60名同志
        whole = (Party(described(names, match.start(who), match.end("etc"))),) if group else ()
        for one in whole or subjects(names, *match.span(who)):
            yield award(clause, one, honour, givers[0] if len(givers) == 1 else None, cue or match[0])


def _named_as(names: Names, clause: Span) -> Iterator[Claim]:
    """Yield the awards of those whom somebody declares to be something: G认定A、B为C."""
    text = names.text
    for match in _NAMES_AS.finditer(text, *clause):
        role = names.document.section_at(match.start()).role
        status, cue = clause_status(text[clause.start : clause.end], role, at=match.start() - clause.start)
        name = named_honour(text, Span(*match.span("what")))
        if status is Status.PLANNED or names.shielded(match.start()) or denied(text, match.start()):
            continue
        start = names.part_start(clause.start, match.start())
        if (
            not name
            or not (HONOUR.search(name.strip(MARKS)) or QUOTED.match(name))
            or _HOPING.search(text, start, match.start())
        ):
            continue
        givers = subjects(names, start, match.start()) or _giver_before(names, clause, start)
        honour = Honour(name, Span(*match.span("what")))
        for one in subjects(names, *match.span("whom")):
            yield award(clause, one, honour, givers[0] if len(givers) == 1 else None, cue or match[0])


def _giver_before(names: Names, clause: Span, start: int) -> tuple[Party, ...]:
    """Return the body that opens the parts before: 省教育厅日前发文，|认定…."""
    carried = subject_of_clause(names, clause.start, start - 1) if start > clause.start else None
    return (carried,) if carried is not None and carried.mention.kind in ACTORS else ()


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
            yield award(clause, one, honour, None, cue or match[0])


def _taken_honour(names: Names, clause: Span, match: re.Match[str]) -> Honour | None:
    if match[0] in words.WINNING:
        contest = _contest(names, clause, match.start())
        rank = words.WINNING[match[0]]
        return Honour(contest.name + rank, covering(contest.span, Span(*match.span()))) if contest else None
    span = Span(*match.span("what"))
    name = named_honour(names.text, span)
    return Honour(name, span) if name and is_honour(name, "获得") else None


def _recipients(names: Names, clause: Span, start: int, end: int, *, teams: bool) -> tuple[Party, ...]:
    """Return whom the words before the verb name; with none there, the subject of the parts before."""
    span = trimmed(names.text, start, end)
    if names.text.startswith(words.BARE_MEMBERS, *span) and names.text[slice(*span)] in words.BARE_MEMBERS:
        school = names.school_meant(span.start)  # 学生在…锦标赛上获得金牌3枚
        return (Party(described(names, *span), school),) if school is not None else ()
    if span.start < span.end:
        found = subjects(names, start, maker(names, start, span.end))
        work = _WORK.fullmatch(names.text, *span) if not found else None
        found = (Party(described(names, *work.span("work"))),) if work else found
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


def _honours(
    names: Names, match: re.Match[str], clause: Span, stop: int, contest: Honour | None
) -> tuple[list[Honour], Honour | None]:
    """Return the honours behind the verb, and the competition that prizes and ranks take the name of.

    `contest` is that of the verbs before: A获…特等奖，B获一等奖.
    """
    if match["commended"]:
        return [Honour(match["commended"], Span(*match.span("commended")))], None
    text, begin = names.text, match.end()
    given = _GIVEN.match(text, begin, stop)
    if given:
        begin = given.end()
    found: list[Honour] = []
    verb = match["passive"] or match["active"]
    if verb == "收到" and not given:
        return [], contest
    contest = _contest(names, clause, match.start()) or contest
    for piece in _pieces(names, begin, stop):
        name = _OF_RANK.sub("", named_honour(text, piece))
        risen = _RISEN.search(name) if verb in words.RISING else None
        name = _RISEN.sub("", name) if risen and not name.endswith(words.LISTS_OF) else name
        if not name or (verb in words.RISING and not risen and not QUOTED.match(name) and verb != "收到"):
            continue
        if verb != "收到" and verb in words.RISING and any(word in name for word in words.NO_STANDING):
            continue
        rank = _ENDS_IN_RANK.search(name)
        if rank and rank.start() == 0:
            if contest is None:
                continue
            found.append(Honour(contest.name + name, covering(contest.span, piece)))
        elif rank or is_honour(name, verb, titled=risen or _TITLED.search(text[slice(*piece)])):
            found.append(Honour(name, piece))
            if rank:
                before = name[: rank.start()]
                contest = Honour(before, Span(piece.start, piece.start + len(before)))
        elif not found:
            return [], contest
    return found, contest


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


def _contest(names: Names, clause: Span, end: int) -> Honour | None:
    """Return the last competition that the clause names before the verb."""
    last = None
    for match in _COMPETITION.finditer(names.text, max(clause.start, end - REACH), end):
        last = match
    if last is None:
        return None
    number = 1 if last[1] else 2
    span = Span(*last.span(number))
    held = _HELD_BY.search(names.text, *span)
    span = Span(held.end(), span.end) if held else span
    return Honour(names.text[slice(*span)], span)
