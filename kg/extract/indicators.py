"""What a number measures: the shortest phrase of its clause that names it.

The phrase stands before the number (义务教育巩固率达到98.6%, 招聘教师128名), after it (126所学校开展课后服务, 招聘8名
新教师), or was named by the figure before (…，提高2个百分点; …4108笔、3327万元).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from kg.language import figure_words as words

LONGEST = 24
_WITHIN = 5  # characters of a noun from which on 中 at its end is 里: 40所培训机构〔中〕


def _any(listed: Sequence[str]) -> str:
    return "|".join(map(re.escape, sorted(listed, key=len, reverse=True)))


_DATE_LEAD = (
    r"\d{4}[—–-]\d{4}学年(?:度)?|(?:到|至)?20\d\d年(?:度)?(?:以来|底|末|内|初|上半年|下半年)?(?:之前|以前|前)?|\d{1,2}月(?:份)?(?:\d{1,2}日)?(?:底|末|初)?(?:之前|以前|前)?"
    r"|[一-鿿]{1,3}季学期(?:开学)?前?|(?:今|去|明|本|每)年(?:底|末)?(?:之前|以前|前)?|\d{1,2}[.．、]|[一二三四五六七八九十]+是|20\d\d[、和]|(?:近|过去|未来|今后)?[一二两三四五六七八九十\d]{1,2}年(?:来|间|内|以来)?(?=已|共|累计|新建|新增|统筹|投入|改扩建)"
)
_LEAD = re.compile(rf"(?:[\s、，,（(）)]|{_DATE_LEAD}|{_any(words.LEADING)}|各(?![级类])|在(?![校园职册编岗])|对$)")
_LINK = re.compile(rf"(?:{_any(words.LINKS)}|连续[\d一二两三四五六七八九十]{{1,2}}年)$")
_NOT_LINKS = ("原有", "所有", "具有", "现在", "目的", "行为", "作为", "成为")
_FROM = re.compile(rf"[由从](?:{_DATE_LEAD}|[^，,。；;、\d]{{0,5}})的?$")
_CHANGE = re.compile(f"(?<![不得])({_any(list(words.CHANGES))})(?:了|约|近|至少|达)?$")
_BEYOND = re.compile(r"(?<![不得])(高于|低于)([^，,。；;\d、]{2,12}(?:平均|水平|程度|均值)[^，,。；;\d、]{0,4})$")
_AGAINST = re.compile(r"(?:同比|环比|(?:比|较|相比)([^，,。；;比较]{1,20}?))(?:分别|均|还|又|要)?$")
_OPEN = re.compile(f"(?:{_any(words.OPEN_VERBS)})(?:了|成|好)?$")
_OPEN_FIRST = re.compile(f"(?:{_any(words.OPEN_VERBS)})(?:了|成|好)?")
_LIGHT = re.compile(f"(?:{_any(words.LIGHT_VERBS)})了?")
_DONE_TO = re.compile(r"^(?:对|针对)([^，,。；;]{2,20}?)(?:开展|进行|实施)了?(.*)$")
_WON = re.compile(r".*?在?([^，,。在]{2,20}?(?:大赛|竞赛|比赛|联赛|展演))中?(?:荣获|获得|斩获|获)?(.{1,6}奖)$")
_EVERYWHERE = re.compile(r"(?:全|我|该|本)[县市区旗州盟省](?!域|级|中|民|率先|第)")
_HIDDEN = re.compile(r"[…*×]+[所套个名人间元]?")
_STANDARD = re.compile(r"的(标准|比例|额度|幅度)(?:给予|发放|予以|安排|拨付|进行)?([^，,。；;（(]{2,14})")
_PLACES_LAST = re.compile(r"(?:全[县市区旗州盟省国校]|我[县市区旗州盟省]|辖区内?|各地|各校|县域内)$")
_RIGHT_END = re.compile(r"[，,；;。！？：:\n（(《]")
_GROUP = re.compile(r"(?:[一-鿿]{0,6}?)(?:中小学校|中小学|学校|幼儿园|小学|中学)")
_AT_POST = re.compile(r"在[校园职册编岗建]")
_HAS = re.compile(r"^(.{2,12}?(?:县|市|区|旗|校|局|园|中心|中学|小学|阶段))(?:现|共|拥)?有(.{2,})$")
_KINDS = re.compile(r"义务教育|小学|初中|高中|民办|公办|幼儿园|职业|学前")
_GOING = re.compile(r"(?<=[一-鿿]{2})(?:到(?![位期岗场])|赴|前往|各[建设有自]|共[建有]|年底前|年内|\d{1,2}月)")
_BRACKET_LAST = re.compile(r"[（(][^（）()]{1,6}[）)]$")
_ORDINAL_LAST = re.compile(r"第[一二三四五六七八九十]$")
_ADVERB = re.compile(f"(?:{_any(words.ADVERBS)}|(?:在|于)?(?:{_DATE_LEAD}))")
_PLAIN = re.compile(r"[“”\"‘’'「」\s]")
_QUOTED = re.compile(r"[“\"][^”\"]{0,30}[”\"]")
_EACH = re.compile(r"(?:人均|生均)?(?:每[一-鿿]{1,4}|人均|生均|年均|月均|户均)(?:每[一-鿿]{1,2})*$")
_LIST = re.compile(r"[、和及]|以及")
_VERBS = frozenset((*words.OPEN_VERBS, *words.DOINGS))
_PLACE_ENDS = ("局", "校", "县", "市", "区", "旗", "镇", "乡", "街道", "中学", "小学", "幼儿园", "中心", "一中", "二中", "校园", "厅", "省", "盟", "州", "部", "村", "集团", "委", "民中", "附中")  # fmt: skip


class Naming(NamedTuple):
    """The name of what is measured; `start` and `end` bound its words, `thing` is the name without its `verb`.

    `said` is what the things counted do.
    """

    name: str
    start: int
    end: int
    thing: str
    rule: str
    verb: str = ""
    said: str = ""


class Left(NamedTuple):
    """What stands between the start of a part, or the figure before, and a number: its words and the links cut off."""

    words: str
    start: int
    end: int
    link: str


def left(text: str, start: int, number_start: int) -> Left:
    """Return the words before a number without what leads the part and what links noun and number."""
    end = number_start
    if match := _FROM.search(text, max(start, end - 14), end):
        end = match.start()
    while (match := _LINK.search(text, max(start, end - 8), end)) and not text.endswith(_NOT_LINKS, start, end):
        end = match.start()
    while match := _LEAD.match(text, start, end):
        start = match.end()
    return Left(text[start:end].strip('“”" 、'), start, end, text[end:number_start])


def changed(text: str, start: int, number_start: int, unit: str) -> tuple[str, int] | None:
    """Return what the change is called and where the words for it begin: 较上年〔提高〕0.7个百分点."""
    if match := _BEYOND.search(text, start, number_start):
        return match[1] + match[2], match.start()
    match = _CHANGE.search(text, start, number_start)
    if match is None:
        return None
    begin = match.start()
    against = _AGAINST.search(text, max(start, begin - 24), begin)
    if against is None:
        counted = unit not in {"百分点", "名次", "%", "倍"}
        if match[1] in words.ONLY_COMPARED and match[1] not in {"高于", "低于"}:
            return None
        if counted and not text.endswith("同期", start, begin) and match[1] not in {"高于", "低于"}:
            return None
        return words.CHANGES[match[1]], begin
    called = words.CHANGES[match[1]]
    whom = (against[1] or "") if called in {"高于", "低于", "多于", "少于"} else ""
    return called + whom.removesuffix("分别").removesuffix("还"), against.start()


def following(text: str, number_end: int, end: int) -> tuple[str, int]:
    """Return the phrase that follows a count, up to a mark, and where it ends; what it quotes belongs to it."""
    if number_end < end and text[number_end] in "、和及与":
        return "", number_end
    stop = _RIGHT_END.search(text, number_end, end)
    while stop and stop[0] in "（(":
        closing = text.find("）" if stop[0] == "（" else ")", stop.end(), min(end, stop.end() + 4))
        if closing < 0 or closing + 1 >= end or _RIGHT_END.match(text, closing + 1):
            break
        stop = _RIGHT_END.search(text, closing + 1, end)
    until = stop.start() if stop else end
    return text[number_end:until].strip(), until


def is_nominal(phrase: str) -> bool:
    """Tell whether a phrase begins as a noun phrase does."""
    tagged = _tagged(phrase[:12])
    if not tagged:
        return False
    word, tag = tagged[0]
    if phrase[0] in '“"' or _AT_POST.match(phrase):
        return True
    verb = phrase.startswith((*words.NEGATIONS, *words.LINKS_TO)) or word in _VERBS
    return not verb and tag[0] not in "pdcuyxfmrt"


def split_noun(phrase: str, *, is_object: bool = False) -> tuple[str, str]:
    """Split 义务教育学校全部开展课后服务 into the noun phrase that it begins with and what is said of it.

    The object of a verb may end in a verb itself (完成〔学校领导班子选配〕).
    """
    if len(phrase) <= 8 and _EVERYWHERE.match(phrase):
        return phrase, ""
    length, noun_seen = 0, False
    going = _GOING.search(phrase)
    tagged = _tagged(phrase[: going.start()] if going else phrase)
    for index, (word, tag) in enumerate(tagged):
        rest = phrase[length:]
        if noun_seen and (
            tag[0] in "dpr"
            or word in words.ADVERBS
            or word in {"到", "赴", "各", "于", "参与", "参加", "完成", "开展", "自愿", "通过"}
        ):
            break
        if noun_seen and tag == "v" and not _goes_on(tagged[index:], is_object):
            break
        if rest.startswith("的"):
            break
        noun_seen = noun_seen or tag[0] in "nj" or word in {"少年", "少年儿童"}
        length += len(word)
    noun = phrase[:length].strip("、，")
    return noun.removesuffix("中") if len(noun) > _WITHIN else noun, phrase[length:]


def _goes_on(tagged: Sequence[tuple[str, str]], is_object: bool) -> bool:
    """Tell whether a verb inside a noun phrase only describes its head: 学科类|培训|机构, 领导班子|选配."""
    if len(tagged) == 1:
        return is_object
    after, tag = tagged[1]
    return (
        tag == "d"
        or after in {"率", "人数", "工作", "项目", "工程", "机构", "基地", "中心", "室"}
        or (tag == "vn" and len(tagged) <= 3)
    )


def done_with(noun: str, said: str) -> str:
    """Return 完成运动场地改造的学校 for 学校运动场地改造 | 已完成."""
    told = predicate(said)
    return of_group(told, noun) if told in {"完成", "完工", "竣工", "启动"} else said_of(noun, said)


def said_of(noun: str, said: str) -> str:
    """Return the noun with what is said of it before it: 开展课后服务的义务教育学校."""
    told = predicate(said)
    if not told or len(told) + len(noun) > LONGEST or told.startswith(words.CIRCUMSTANCES):
        return noun
    return f"{told}{noun}" if len(told) <= 2 and told not in words.NEGATIONS else f"{told}的{noun}"


def predicate(said: str) -> str:
    """Return what is said of things without adverbs and times; empty where it names a place, a number or too much."""
    if "跟岗" in said:
        return said[said.index("跟岗") :].strip("了、，")
    negated = next((word for word in sorted(words.NEGATIONS, key=len, reverse=True) if word in said[:8]), "")
    at = 0
    while match := _ADVERB.match(said, at):
        at = match.end()
    told = said[at:].strip("了、，")
    if re.match(r"(?:到|赴|在|于|随|自)", told):
        told = _after_place(told)
    if re.search(r"\d", _QUOTED.sub("", told)) or len(told) > 2 * LONGEST or told.startswith("的"):
        return ""
    return negated + told if told and not any(word in told for word in words.NEGATIONS) else told


def _after_place(told: str) -> str:
    """Return what is done behind a place: 赴外地〔跟岗学习〕."""
    length, noun_seen = 0, False
    for word, tag in _tagged(told):
        if noun_seen and tag[0] == "v":
            return told[length:]
        noun_seen = noun_seen or tag[0] in "nsa" or tag == "ns"
        length += len(word)
    return ""


def verb_before(phrase: str) -> str:
    """Return the verb that a phrase ends with, if its object may follow the count (招聘〔8名〕新教师)."""
    match = _OPEN.search(_PLACES_LAST.sub("", phrase))
    return match[0].rstrip("了") if match else ""


def shortest(phrase: str) -> tuple[str, str]:
    """Return the name in a phrase before a number, and the thing in it without its verb.

    对…开展排查 is …排查; what leads to a light verb (依托…开展) and a subject (教育局招聘教师) are left out.
    """
    if match := _DONE_TO.match(phrase):
        return match[1] + match[2], match[1] + match[2]
    if match := _HAS.match(phrase):
        phrase = (match[1] if _KINDS.search(match[1]) else "") + match[2]
    if match := _WON.match(phrase):
        return match[1] + match[2], match[1] + match[2]
    if phrase.endswith(words.HEADS):
        return phrase, phrase
    if "的" not in phrase:
        for match in reversed(list(_LIGHT.finditer(phrase))):
            rest = phrase[match.end() :]
            if len(rest) > 2:
                phrase = rest
                break
            if match.start() == 0 and len(rest) == 2:
                return phrase, rest
    for match in _OPEN_FIRST.finditer(phrase):
        rest = phrase[match.end() :]
        if (
            len(rest) >= 2
            and not rest.startswith(("的", "和", "、", *words.HEADS))
            and _may_precede(phrase[: match.start()])
        ):
            return match[0].removesuffix("了") + rest, rest
    return phrase, phrase


def _may_precede(subject: str) -> bool:
    """Tell whether words before a verb are its subject or an adverbial, not the noun that it is part of."""
    return not subject or subject.endswith(_PLACE_ENDS) or "与" in subject or re.match(r"(?:通过|依托|为|对|向|在|利用|结合|依靠|对接|借助)", subject) is not None  # fmt: skip


def is_name(name: str, unit: str) -> bool:
    """Tell whether the words name something that can be measured."""
    plain = _BRACKET_LAST.sub("", tidy(name))
    if len(plain) < 2 or plain in words.GENERIC or plain.startswith(("的", "了")) or plain.isascii():
        return False
    if plain.endswith(
        (*words.HEADS, *words.RATIO_HEADS, "人", "者", "生", "员", "师", "园", "校", "班", "点", "少年", "儿童", "费用")
    ):
        return True
    if _ORDINAL_LAST.search(plain):
        return True
    word, tag = _tagged(plain[-10:])[-1]
    if unit == "元" and tag[0] == "v":
        return plain.endswith(words.PAID)
    if tag[0] in "dpcuyxmr" or word in {"达", "是", "有", "了", "等", "的", "会", "能", "以", "至", "让", "把"}:
        return False
    return tag[0] != "v" or tag == "vn" or unit in _DEEDS or plain.startswith(words.OPEN_VERBS)


_DEEDS = frozenset(
    {
        "次",
        "人",
        "人次",
        "天",
        "小时",
        "课时",
        "学时",
        "个月",
        "周",
        "%",
        "百分点",
        "起",
        "件",
        "轮",
        "元",
        "场",
        "节",
        "年",
        "分钟",
        "名次",
        "批",
        "项",
    }
)


def apposed(phrase: str) -> tuple[str, bool] | None:
    """Return the verb before a list that a count sums up, and whether the list is open: 出版《…》《…》两本教材, …等6所.

    None where the phrase is no such list.
    """
    if phrase.endswith("等"):
        match = _OPEN_FIRST.match(phrase)
        return (match[0].rstrip("了") if match else "", True)
    if "、" in phrase or phrase.endswith(("》", "》等")):
        match = _OPEN_FIRST.match(phrase)
        return (match[0].rstrip("了") if match else "", False)
    return None


def standard(text: str, at: int, end: int) -> str:
    """Return what a rate is paid for: 按每生每年100元〔的标准给予课后服务补助〕 gives 课后服务补助标准."""
    match = _STANDARD.match(text, at, end)
    return match[2].removesuffix(match[1]) + match[1] if match else ""


def of_group(verb: str, noun: str) -> str:
    """Return what is done with each of a group of schools: 完成 + 学校领导班子选配 is 完成领导班子选配的学校."""
    group = _GROUP.match(noun)
    rest = noun[group.end() :].removeprefix("的") if group else ""
    if (
        group
        and len(rest) >= 2
        and not rest.startswith(("、", "和", "校长", "书记", "教师", "学生", "园长", "幼儿园", "党", "小学", "中学"))
    ):
        return f"{verb}{rest}的{group[0]}"
    return verb + noun


def each(phrase: str) -> str:
    """Return the words for a rate that a phrase ends with: 每学期, 人均每月."""
    match = _EACH.search(phrase)
    return match[0] if match else ""


def distributed(name: str, ratio: bool) -> list[str]:
    """Return what a number that all share is said of: 小学、初中差异系数 gives 小学差异系数 and 初中差异系数.

    `ratio` tells that the items only count where each of them ends as a rate does.
    """
    items = [item for item in _LIST.split(name) if item]
    if len(items) < 2 or (ratio and not all(item.endswith(words.SHARE_HEADS) for item in items)):
        return [name]
    tail = items[-1]
    opened, led = _OPEN_FIRST.fullmatch(items[0]), _OPEN_FIRST.match(tail)
    if opened and led and len(items) == 2:
        return [items[0] + tail[led.end() :], tail]
    lead = _OPEN_FIRST.match(items[0])
    if lead and not led and len(items[0]) > lead.end():
        first = items[0][lead.end() :]
        return [lead[0] + first + tail[len(first) :], *(lead[0] + item for item in items[1:])]
    shared = tail[len(items[0]) :] if len(items[0]) < len(tail) and len(items[0]) <= 4 else ""
    head = next((head for head in ("达标率", "覆盖率", "配备率", "率", "比例") if tail.endswith(head)), "")
    full = []
    for item in items:
        if shared and not item.endswith(tail[-1]):
            full.append(item + shared)
        elif head and not item.endswith(words.SHARE_HEADS):
            full.append(item + head)
        else:
            full.append(item)
    return full


def shortened(name: str) -> str:
    """Return the last stretch of a phrase that is too long to be a name."""
    if len(name) <= LONGEST:
        return name
    cut = name[-LONGEST:]
    mark = cut.find("、")
    return cut[mark + 1 :] if 0 <= mark < len(cut) - 6 else cut


def is_place(phrase: str) -> bool:
    """Tell whether the words before a count only say where or whose: 泾县第一中学〔2名〕学生."""
    return phrase.endswith(_PLACE_ENDS)


def tidy(name: str) -> str:
    """Return the label that figures of different documents meet under: no quotation marks, no blanks."""
    return _HIDDEN.sub("", _PLAIN.sub("", name)).strip("，,、：:；;.．").removesuffix("的")


def without_area(name: str) -> str:
    """Return a name without 全县, 我市: figures of different places meet under it."""
    return _EVERYWHERE.sub("", name) or name


def _tagged(phrase: str) -> list[tuple[str, str]]:
    import rjieba

    return rjieba.tag(phrase)
