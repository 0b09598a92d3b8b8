"""Problems: shortcomings that the document admits, one clause each, ， between them as between the items of a list."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from kg.extract.terms import Term, plain_terms
from kg.language import clauses, headings, project_words
from kg.language import problem_words as words
from kg.language.patterns import either
from kg.language.status import plans
from kg.model import Claim, Document, Dropped, Mention, Role, Sentence, SlotValue, Span, Status

if TYPE_CHECKING:
    from spacy.tokens import Doc

_SHORTEST, _LONGEST = 4, 80
_SHORTCOMING = "|".join(words.SHORTCOMINGS)
_STATES = ("现象", "问题", "情况")
_STILL = re.compile(r"(?:仍|还|尚)(?:有|达|为|需|存|不|难|缺)|(?:仍然|依然|依旧)(?!是)")
_NEGATED = re.compile(r"没有|未(?![来成必雨])|不(?![断仅但得要忘止同论管久失负限含]|少于|低于|超过)|缺")
_ADMISSION = re.compile(
    rf"(?:{'|'.join(words.TRULY)})(?:地)?存在(?:着)?[^，,。；;、的]{{2,20}}的?(?:{'|'.join(words.SHORTCOMINGS)}|现象|情况)?$"
    r"|存在(?:着)?(?:一定|较大|明显|严重)的?[^，,。；;、的]{0,12}(?:隐患|差距|困难|风险|不足|短板|盲区|漏洞|缺口)$"
    rf"|(?:未|没有)(?:[^，,。；;、的]{{0,8}}?)(?:{'|'.join(words.UNMET)})"
    rf"|(?:{'|'.join(words.ADMITTING_ENDS)})$"
    rf"|(?:{'|'.join(words.LONG)})[^，,。；;、的]{{0,6}}?(?:{'|'.join(words.UNABLE)})(?!{'|'.join(words.CHERISHED)})[^，,。；;、的]+$"
    rf"|(?:{'|'.join(words.UNABLE)}|不能)[^，,。；;、的]{{0,4}}?(?:{'|'.join(words.MEETING)})"
    rf"[^，,。；;]{{1,20}}(?:{'|'.join(words.DEMANDS)})$"
    rf"|(?:{'|'.join(words.SOME)})[^，,。；;、的“]{{0,10}}(?:{'|'.join(words.WRONGS)})"
    rf"|(?<=[\u4e00-\u9fff])(?:{'|'.join(words.HALTED)})(?:至今|了?[0-9一二两三四五六七八九十半]{{1,3}}(?:余|多)?个?(?:年|月|天|周))"
    r"|(?:问题|矛盾|短板|压力|缺口)(?:日益|日渐|日趋|愈发|愈加|更加|比较|较为|十分|依然|仍然)?(?:凸显|突出|严峻|明显)$"
    r"|不(?:够|太|甚|是很)[一-鿿]{1,6}$|生源(?:逐年|逐步|持续|不断|日益|大量)(?:减少|流失|萎缩|外流)"
    rf"|(?:{'|'.join(words.SOME)})[^，,。；;、的“]{{0,12}}(?:超出|超过|达不到|低于)[^，,。；;]{{0,8}}(?:标准|规定|要求)$"
    rf"|仅完成[0-9]|{'|'.join(words.ADMITTING)}|(?<!不)低于[^，,。；;]{{0,8}}平均"
)
# Without one of these a part is no admission, and without one of the hints a sentence outside of a stretch holds none.
_ADMITS = (
    "未", "没有", "低于", "存在", "仅完成", "不能", *words.HALTED, *words.UNABLE, *words.ADMITTING_ENDS,
    *words.ADMITTING, *words.SOME, "不够", "不太", "不甚", "不是很", "凸显", "突出", "严峻", "明显", "生源",
)  # fmt: skip
_MAY_ADMIT = re.compile(either(_ADMITS))
_HINT = re.compile(either((*_ADMITS, "仍", "还", "尚", "没", "至今", "受", *words.FALLING_SHORT)))
_LACKS = re.compile(
    rf"(?:{either(words.SO_LONG)})(?:仍|还|都|也)?(?:{either(words.LACKING)})(?!{either(words.NOTHING_BAD)}|[来成必雨])"
    r"[^，,。；;的]*$"
)
_FEW = re.compile(rf"(?:{either(words.SO_FEW)})(?:为|达|有)?[0-9一二两三四五六七八九十][^，,。；;的]*$")
_GAP = re.compile(r"(?:相差|平均年龄|缺编|缺员|缺口|流失|欠缺|超编|平均班额)[^，,。；;\d]{0,4}[0-9]")
_FORCED = re.compile(r"不得不|只能|只好|被迫|较为紧张|十分紧张")  # beside an admission one more
_LISTED = re.compile(
    rf"(?:{either(words.SHOWING)})[了着]?(?P<what>[^，,。；;：:\n]{{8,120}}?)等(?:一些|几个|方面)?的?(?:突出|共性|主要|具体)?"
    r"(?:问题|现象|情况|不足|短板|隐患)"
)
_OF_WHOM = re.compile(r"的(?:学校|单位|个人|教师|人员|校长|部门|同志|干部|幼儿园)$")
_SOME_OF = re.compile(rf"(?:还有|仍有|有)?(?:{either(words.SOME)})")
_LISTS = re.compile(rf"(?:{either(words.SEEING)})[^：:。]{{0,24}}?(?:{_SHORTCOMING})[^：:，,。]{{0,6}}[：:]")
_LABEL = re.compile(rf"(?:{either(words.LABELS)}|问题[0-9一二三四五六七八九十]{{1,2}})[：:]")
_FINDS = re.compile(rf"(?:{either(words.FINDING)})[：:，,]")
_FIGURE_ALONE = re.compile(
    r"(?:达到?了?|为|占|是(?:[^，,。；;\d]{1,8}的)?)[^，,。；;\u4e00-\u9fff]+[\u4e00-\u9fff]{0,2}$"
)
_NONE_AT_ALL = re.compile(r"一[个座所名间支台][^，,。；;]{0,10}[也都](?:没有|无)$")
_SOME_LACK = re.compile(
    r"[尚仍还]有[0-9一二两三四五六七八九十百][^，,。；;的]{0,12}(?:没有|未|缺)(?![来成必雨])[^，,。；;]+$"
)
_BULLETS = ("—", "●", "■", "◆", "·")
_QUOTED = re.compile(r"“[^“”\n]{1,24}”")
_COUNTED_ONLY = re.compile(r"未[\u4e00-\u9fff]{2}[0-9]{1,4}[个所项人]$")
_NUMBER = re.compile(r"[一二三四五六七八九十]是")
_EXISTS = re.compile(r"存在[^，,。；;的]{2,20}(?:现象|行为|问题|情况|不足|隐患|差距)$")
_UNDER = re.compile(r"[里中内上下]$|(?:以来|年来|期间|之后|后)$")
_ABOUT = re.compile(
    r"(?:反馈的?|指出的?)?关于(?:“(?P<quoted>[^“”\n]{4,60})”|(?P<plain>[^“”，,。；;\n]{4,50}?))(?:方面)?的?问题(?=$|[。：:；;（(\n])"
)
_CRITICISED = re.compile(rf"对(?:该[校园局县])?(?P<what>[^，,。；;：:\n]{{4,80}}?)(?:{either(words.CRITICISING)})")
_ONLY_NAMES = (*project_words.BUILDINGS, *project_words.SCHOOLS)  # an item's heading that names a building or school
_SETS_ABOUT = re.compile(either((*words.REMEDIES, *words.WARNING)))
_PASSED_ON = re.compile(rf"^(?!.*(?:{'|'.join(words.CONFIRMING)})).*(?:{'|'.join(words.PASSING_ON)})")
_AIMED = re.compile(r"[^，,。；;]{0,20}的(?:目标|要求|标准|水平|任务|预期|现象|问题|情况|需要|需求|步伐)(?:等|任务)?$")
# 部分学校…, 由于…, …相对滞后: words beside which a shortcoming is owned
_OWNS = re.compile(
    rf"[^，,。；;、的]{{0,6}}?(?:{'|'.join(words.SOME)})|{'|'.join(words.CAUSES)}|.*(?:{'|'.join(words.DEGREES)})"
    rf"(?:{'|'.join(words.FALLING_SHORT)})"
)
_SUFFERS = re.compile(rf"(?:^|[^接承忍享深])受[^，,。；;]{{1,20}}(?:{'|'.join(words.HINDERING)})$")
_STILL_SOME = re.compile(rf"(?:仍|还|依然|仍然)(?:有|存在)(?:{'|'.join(words.SOME)})")
_GENERAL = re.compile(
    rf"(?:(?:{'|'.join(words.VAGUE)})的?[\u4e00-\u9fff]{{0,2}}?(?:{_SHORTCOMING})|(?:{_SHORTCOMING})[和与、及](?:{_SHORTCOMING}))+$"
    r"|反映的(?:问题|情况|现象)(?:客观|确实|的确|普遍)?存在$"
)


class _Part(NamedTuple):
    span: Span
    text: str
    joint: str  # what joins it to the part before: 但
    text_before: str  # the part before


def extract(doc: Doc, document: Document) -> Iterable[Claim | Dropped]:
    """Yield a Problem for every shortcoming that the document admits."""
    topics = [term for term in plain_terms(doc) if term.kind == "Topic" and term.iri]
    turned = -1  # the section in which a sentence has passed on to remedies
    for sentence in document.sentences:
        section = document.sections[sentence.section]
        in_stretch = section.role is Role.PROBLEM and sentence.section != turned
        if in_stretch and document.text.startswith(words.TURNING, sentence.span.start):
            turned = sentence.section
            continue
        admitted = list(_of_heading(document, sentence) or _of_list(document, sentence))
        admitted += _criticised(document, sentence)
        admitted += _enumerated(document, sentence)
        if not admitted:
            admitted += _of_stretch(document, sentence) if in_stretch else _of_sentence(document, sentence)
        for part in admitted:
            if _leads_to_list(document, sentence, part):
                continue
            yield Claim(
                kind="Problem",
                slots=tuple(_topics(document.text, topics, part.span)),
                span=part.span,
                clause=part.span,
                rule="problem-in-its-section" if in_stretch else "problem-admitted",
                status=Status.REPORTED,
                cue=Role.PROBLEM.value if in_stretch else _cue(part.text),
            )


def _of_heading(document: Document, sentence: Sentence) -> list[_Part]:
    """Return the shortcoming that a sentence only heads what is said of it: （一）关于“…”问题."""
    text = document.text
    mark = headings.leading_mark(text, sentence.span.start, sentence.span.end)
    match = _ABOUT.match(text, mark.end if mark else sentence.span.start, sentence.span.end)
    if match is None:
        return []
    found = Span(*match.span(match.lastgroup or 0))
    told = text[slice(*found)]
    return [_Part(found, told, "", "")] if match["quoted"] or _falls_short(told) else []


def _of_list(document: Document, sentence: Sentence) -> list[_Part]:
    """Return what stands behind words that name a list of shortcomings: 更要看到不足：…, 问题表现：…."""
    text, span = document.text, sentence.span
    finds = _FINDS.search(text, *span)
    if finds is None and text.find("：", *span) < 0 and text.find(":", *span) < 0:
        return []
    label = _LABEL.match(text, *span)
    lead = label or _LISTS.search(text, *span) or finds
    if lead is None or (label is None and _sets_about(text[span.start : lead.end()])):
        return []
    found: list[_Part] = []
    parts = [part for part in _parts(document, sentence) if part.span.start >= lead.end()]
    for clause in sentence.clauses:
        here = [part for part in parts if clause.start <= part.span.start < clause.end and _may_be_one(part.text)]
        short = [part for part in here if _falls_short(part.text) or _is_of_some(part.text)]
        mostly = finds is not None and 2 * len(short) > len(here)
        found += here if label or mostly else short or ([] if lead is finds else here[:1])
    return found


def _may_be_one(part: str) -> bool:
    """Tell whether a part of a list of shortcomings is one, and neither leads up to it nor turns to remedies."""
    return not (_only_leads_up(part) or _UNDER.search(part) or _turns_to_remedy(part) or _is_general(part))


def _is_of_some(part: str) -> bool:
    """Tell whether a part judges some of many, says how few there are, or what they have not."""
    return (
        any(one.search(part) for one in (_FEW, _GAP, _LACKS, _EXISTS, _NONE_AT_ALL)) or _SOME_OF.match(part) is not None
    )


def _criticised(document: Document, sentence: Sentence) -> Iterator[_Part]:
    """Yield what is criticised: 对该校…更新不及时、…登记不全提出批评."""
    text = document.text
    if "批评" not in text[slice(*sentence.span)]:
        return
    for match in _CRITICISED.finditer(text, *sentence.span):
        if _OF_WHOM.search(match["what"]):
            continue  # whoever should do so
        for found in clauses.listed(text, *match.span("what")) or [Span(*match.span("what"))]:
            told = text[slice(*found)]
            if len(told) >= _SHORTEST and _falls_short(told):
                yield _Part(found, told, "", "")


def _enumerated(document: Document, sentence: Sentence) -> Iterator[_Part]:
    """Yield what a list names that 等问题 ends: 反映出个别学校管理松散、台账不规范等问题."""
    text = document.text
    start, end = sentence.span
    if text.find("等", start, end) < 0:
        return
    for match in _LISTED.finditer(text, start, end):
        begin = max(text.rfind("，", start, match.start()), text.rfind("；", start, match.start())) + 1 or start
        if _sets_about(text[begin : match.start()]) or plans(text[begin : match.end()]):
            continue
        listed = clauses.listed(text, *match.span("what"))
        short = [one for one in listed if _falls_short(text[slice(*one)])]
        if len(listed) > 1 and 2 * len(short) >= len(listed):
            for one in listed:
                if one.end - one.start >= _SHORTEST:
                    yield _Part(one, text[slice(*one)], "", "")


def _leads_to_list(document: Document, sentence: Sentence, part: _Part) -> bool:
    """Tell whether a part only names what the items behind it are: 与先进地区相比还有差距：一是…."""
    text = document.text
    at_end = part.span.end >= sentence.span.end - 1 and text[sentence.span.end - 1] in "：:"
    return at_end and part.text.endswith(words.SHORTCOMINGS)


def _of_stretch(document: Document, sentence: Sentence) -> Iterator[_Part]:
    """Yield what a sentence of a section or stretch of problems admits: of a numbered item every part."""
    section = document.sections[sentence.section]
    opens = sentence.span.start == section.span.start
    if opens and section.level <= headings.FIRST and section.heading.start < section.heading.end:
        return  # the heading of the whole section
    numbered = section.number is not None and section.level >= headings.SECOND and opens
    is_item = numbered or document.text.startswith(_BULLETS, sentence.span.start)
    for part in _parts(document, sentence):
        if _only_leads_up(part.text) or _turns_to_remedy(part.text) or _is_general(part.text):
            continue
        if _FIGURE_ALONE.match(part.text) or part.text.endswith(words.DENYING):
            continue
        short = is_item and len(part.text) <= _LONGEST // 2 and not part.text.endswith(_ONLY_NAMES)
        if short or _falls_short(part.text) or _STILL.search(part.text) or _is_of_some(part.text):
            yield part


def _of_sentence(document: Document, sentence: Sentence) -> Iterator[_Part]:
    """Yield what a sentence elsewhere admits in so many words; where most parts admit, the negated ones do too."""
    if not _HINT.search(document.text, *sentence.span):
        return
    parts = [part for part in _parts(document, sentence) if not _only_leads_up(part.text)]
    short = [part for part in parts if _falls_short(part.text) and not _sets_about(part.text)]
    owned = set(short) if len(short) > 1 else {part for part in short if _is_cause(part.text_before)}
    admitted = {part for part in parts if part in owned or _admits(part)}
    if len(admitted) >= 3 and 2 * len(admitted) > len(parts):
        admitted |= {part for part in parts if _falls_short(part.text) or _NEGATED.search(part.text)}
    if admitted:
        more = (part for part in parts if _FEW.search(part.text) or _FORCED.search(part.text))
        admitted |= {part for part in more if not _sets_about(part.text)}
    for part in parts:
        if part in admitted and not _turns_to_remedy(part.text) and not _is_general(part.text):
            yield part


def _parts(document: Document, sentence: Sentence) -> Iterator[_Part]:
    """Yield the parts of a sentence between ，；： without number, joint and closing mark."""
    text = document.text
    before = ""
    mark = headings.leading_mark(text, sentence.span.start, sentence.span.end)
    start = mark.end if mark else sentence.span.start
    while mark is None and start < sentence.span.end and text[start] in _BULLETS:
        start += 1
    for part in clauses.parts(text, start, sentence.span.end):
        number = _NUMBER.match(text, *part)
        span = Span(number.end(), part.end) if number else part
        longest = span.end - span.start - 4
        joint = ""
        if text.startswith(words.JOINTS, span.start):
            joints = (one for one in words.JOINTS if len(one) <= longest and text.startswith(one, span.start))
            joint = next(joints, "")
        found = Span(span.start + len(joint), span.end)
        if _SHORTEST <= found.end - found.start <= _LONGEST:
            yield _Part(found, text[slice(*found)], joint, before)
        before = text[slice(*span)]


def _cue(part: str) -> str:
    found = [word for word in (*words.ADMITTING, *words.FALLING_SHORT, *words.STILL) if word in part]
    return found[0] if found else ""


def _falls_short(part: str) -> bool:
    """Tell whether a part's predicate is a shortcoming."""
    core = part.removesuffix("等").removesuffix("等")
    core = core[:-2].removesuffix("的") if core.endswith(_STATES) else core
    return (core.endswith(words.FALLING_SHORT) and not core.endswith(words.DENYING)) or _is_admission(part)


def _is_admission(part: str) -> bool:
    """Tell whether a part says that something is not as it was meant to be: 未全部完成, 低于全市平均水平.

    Before 的 the words only say which: 未完成的任务.
    """
    if not _MAY_ADMIT.search(part) or _COUNTED_ONLY.search(part):
        return False
    found = (match.end() for match in _ADMISSION.finditer(part))
    return any("的" not in part[end:] or _AIMED.match(part, end) for end in found)


def _is_cause(part: str) -> bool:
    """Tell whether a part says why the next falls short: 由于历史原因, 受人员调动影响."""
    return part.startswith(words.CAUSES) or _SUFFERS.search(part) is not None


def _admits(part: _Part) -> bool:
    """Tell whether a part admits by itself, in a text that does not announce admissions."""
    told = part.text
    if _sets_about(told):
        return False
    if (
        _is_admission(told)
        or any(one.search(told) for one in (_LACKS, _NONE_AT_ALL, _SOME_LACK))
        or (part.joint in words.AGAINST and _STILL_SOME.match(told))
    ):
        return True
    if not _falls_short(told) or (told.endswith(words.BURDENS) and not _SOME_OF.match(told)):
        return False
    return _OWNS.match(told) is not None or _STILL.search(told) is not None


def _sets_about(part: str) -> bool:
    """Tell whether a part sets about a shortcoming, only supposes it, or passes it on unconfirmed."""
    if _PASSED_ON.match(part):
        return True
    return _SETS_ABOUT.search(_QUOTED.sub("", part).replace("不得不", "")) is not None or part.startswith(
        words.CONDITIONS
    )


def _only_leads_up(part: str) -> bool:
    """Tell whether a part only leads up to the next: 与先进地区相比, 受编制总量限制."""
    return part.endswith(words.LEADING_UP_ENDS) or (part.startswith(words.LEADING_UP) and not _falls_short(part))


def _is_general(part: str) -> bool:
    """Tell whether a part only says that there are shortcomings: 教育工作还存在一些短板."""
    return _GENERAL.search(part) is not None and any(word in part for word in words.SEEING)


def _turns_to_remedy(part: str) -> bool:
    return part.startswith(words.TURNING) or plans(part)


def _topics(text: str, topics: Sequence[Term], span: Span) -> Iterator[tuple[str, SlotValue]]:
    """Yield the vocabulary's fields of work that the words name, each once."""
    at = bisect_left(topics, (span.start,))
    found: dict[str, Mention] = {}
    while at < len(topics) and topics[at].end <= span.end:
        topic = topics[at]
        place = Span(topic.start, topic.end)
        found.setdefault(
            topic.iri, Mention(kind="Topic", span=place, text=text[place.start : place.end], iri=topic.iri)
        )
        at += 1
    for mention in found.values():
        yield "dcterms:subject", mention
