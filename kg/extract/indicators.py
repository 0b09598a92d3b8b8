"""What a number measures: the shortest phrase of its clause that names it.

The phrase stands before the number (义务教育巩固率达到98.6%, 招聘教师128名), after it (126所学校开展课后服务, 招聘8名
新教师), or was named by the figure before (…，提高2个百分点; …4108笔、3327万元).
"""

from __future__ import annotations

import re
from typing import NamedTuple

from kg.extract.phrases import DATE_LEAD, EVERYWHERE, LONGEST, tagged
from kg.language import figure_words as words
from kg.language.patterns import either

_LEAD = re.compile(
    rf"(?:[\s、，,（(）)①-⑳★☆△]|【[^】\n]{{1,12}}】|(?:您|你|网友|群众|家长)所?(?:反映|咨询|提到|提出)的|{DATE_LEAD}|(?:统一|实际|相关|有关|全部)的|(?!{either(words.NOT_LEADING)})(?:{either(words.LEADING)})|各(?![级类])|在(?![校园职册编岗])|对$)"
)
_LINKS = frozenset(words.LINKS)
_LINK_ENDS = frozenset(word[-1] for word in _LINKS)
_LONG_LINK = max(map(len, _LINKS))
_YEARS_ON = re.compile(r"连续[\d一二两三四五六七八九十]{1,2}年$")
# What a lead may begin with, but for the name of a term (春季学期); what a movement or a deed holds.
_LEAD_FIRST = frozenset(
    "".join(word[0] for word in words.LEADING)
    + "①②③④⑤⑥⑦⑧⑨⑩⑪⑫★☆△【您你网群家统实相有全各在对到至今去明本每年近过未十“ \t\n、，,（(）)"
)
_LEADS = re.compile(r"[\s\d一二三四五六七八九十两自从连上]")
_FROM = re.compile(
    rf"(?:[由从](?!业|教|事)(?:{DATE_LEAD}|[^，,。；;、每\d]{{0,5}})|(?:{either(words.MOVES)})[到至为](?:{DATE_LEAD}))的?$"
)
_MOVING = re.compile(r"[由从到至为]")
_MEASURED_BY = re.compile(r"[于出]")
_CHANGE = re.compile(f"(?<![不得])({either(words.CHANGES)})(?:了|约|近|至少|达)?$")
_LONG_CHANGE = 8
_BEYOND = re.compile(
    r"(?<![不得])(高于|低于|高出|低出)([^，,。；;\d、]{0,12}(?:上年|去年|同期|平均|水平|程度|均值|目标|标准|要求|指标)[^，,。；;\d、]{0,4})$"
)
_AGAINST = re.compile(r"(?:同比|环比|(?:比|较|相比)([^，,。；;比较]{1,20}?))(?:分别|均|还|又|要)?$")
_OPEN = re.compile(f"(?:{either(words.OPEN_VERBS)})(?:了|成|好)?$")
_OPEN_FIRST = re.compile(f"(?:{either(words.OPEN_VERBS)})(?:了|成|好|出(?![台版现口来席生入]))?")
_LIGHT = re.compile(f"(?:{either(words.LIGHT_VERBS)})了?")
_DONE_TO = re.compile(r"^(?:对|针对)([^，,。；;]{2,20}?)(?:开展|进行|实施)了?(.*)$")
_WON = re.compile(
    r".*?在?([^，,。在]{2,20}?(?:大赛|竞赛|比赛|联赛|展演|锦标赛|运动会))[中上里]?(?:荣获|获得|斩获|夺得|获)?(.{0,6}(?:奖|[金银铜奖]牌))$"
)
_HIDDEN = re.compile(r"[…*×]+[所套个名人间元]?")
_STANDARD = re.compile(
    r"的(标准|比例|额度|幅度)(?:给予|发放|予以|安排|拨付|进行|执行|实施|收取|核定|足额|配备)?([^，,。；;（(]{2,14})"
)
# 足球、书法等|社团: what is listed only illustrates the things counted.
_SUCH_AS = re.compile(r"(?<![高中初同平优一二三特对均])等(?![级候同])(?P<things>[一-鿿]{2,14})$")
_PLACES_LAST = re.compile(r"(?:全[县市区旗州盟省国校]|我[县市区旗州盟省]|辖区内?|各地|各校|县域内)$")
_SUBJECTS = ("会议", "大会", "活动", "比赛", "培训会", "我们", "方案", "项目")
_HAS = re.compile(r"^(.{2,12}?(?:县|市|区|旗|校|局|园|中心|中学|小学|阶段))(?:现|共|拥|设|建|配|开设)?有(.{2,})$")
_STAGED = re.compile(r"义务教育|(?<!中)小学(?!校)|初中|高中|民办|公办|幼儿园|职业|学前")
_KINDS = re.compile(r"义务教育|小学|初中|高中|民办|公办|幼儿园|职业|学前")
_BRACKET_LAST = re.compile(r"[（(][^（）()]{1,6}[）)]$")
_ORDINAL_LAST = re.compile(r"第[一二三四五六七八九十]$")
_ADVERBIAL = re.compile(r"(?:通过|依托|为|对|向|在|利用|结合|依靠|对接|借助)")
_ENDINGS = (*words.HEADS, *words.RATIO_HEADS, *words.NAMES_END)
_RATE = re.compile(r"[净毛]?[一-鿿]{2}率$|比例$")
_STAGE = 5  # characters that a word for a stage or group stays below: 小学、初中|差异系数
_BARE_VERB = 2
_LAST_WORDS = 10  # characters in which the last word of a name begins
_PLAIN = re.compile(r"[“”\"‘’'「」\s]")
_ODD = re.compile(r"[“”\"‘’'「」\s…*×]")
_EACH = re.compile(
    rf"(?:人均|生均)?(?:每(?:{either(words.PERIODS)}|[一-鿿](?:{either(words.PERIODS)})?)|人均|生均|年均|月均|户均|班均|校均)"
    rf"(?:每(?:{either(words.PERIODS)}|[一-鿿]))*(?:一次性)?(?:{either(words.PAID)}|奖补|发放|收取|缴纳|给予)?$"
)
EVERY = re.compile(rf"每(?:{either(words.PERIODS)})")
_LIST = re.compile(r"以及|[、和]|及(?![格时])")  # 数学|及格率


_DEED = re.compile(
    r"(?P<subject>[^的]{2,20}?)(?:要求(?=各|全|学生|教师|学校|中小学|幼儿园)|(?:累计|先后|陆续|总共|一共|共计|合计|共)"
    rf"(?=(?:{either(words.OPEN_VERBS)}|{either(words.PAID)}|吸引|产生)(?:出|到|了)?[一-鿿]{{2}}))"
)


# 与某公司|合办班级2个: with whom it is done.
_WITH_WORDS = ("与", "同", "和")
_WITH = re.compile(
    r"[与同和][^，,。；;、]{2,30}?(?:公司|集团|大学|学院|学校|中学|小学|幼儿园|[县区市]|企业|高校|单位)"
    r"(?=合办|共建|联合|合作|签订|签约|开展|结成|结对|互派|建立|共同)"
)
_DEED_MARK = re.compile(r"[共累先陆合总要]")


class Left(NamedTuple):
    """What stands between the start of a part, or the figure before, and a number: its words and the links cut off."""

    words: str
    start: int
    end: int
    link: str


def _subject_ends(text: str, start: int, end: int) -> int:
    """Return where the deed begins whose subject says nothing of what is counted: 活动共|收到作品, 县政府先后|投入."""
    if not _DEED_MARK.search(text, start, min(end, start + 26)):
        return start
    match = _DEED.match(text, start, end)
    return match.end() if match and not _STAGED.search(match["subject"]) else start


def left(text: str, start: int, number_start: int) -> Left:
    """Return the words before a number without what leads the part and what links noun and number."""
    end = number_start
    near = max(start, end - 14)
    if _MOVING.search(text, near, end) and (match := _FROM.search(text, near, end)):
        end = match.start()
    while (length := _link(text, start, end)) and not text.endswith(words.NOT_LINKS, start, end):
        end -= length
    while _may_lead(text, start, end) and (match := _LEAD.match(text, start, end)):
        start = match.end()
    start = _subject_ends(text, start, end)
    if text.startswith(_WITH_WORDS, start - 1) and (match := _WITH.match(text, start - 1, end)):
        start = match.end()
    if text.startswith("“", start) and text.find("”", start, end) < 0:  # speech begins, no name
        return left(text, start + 1, number_start)
    return Left(text[start:end].strip('“”" 、'), start, end, text[end:number_start])


def _link(text: str, start: int, end: int) -> int:
    """Return the length of the longest link that ends at `end`."""
    if end <= start:
        return 0
    if text[end - 1] == "年" and (match := _YEARS_ON.search(text, max(start, end - 8), end)):
        return end - match.start()
    if text[end - 1] not in _LINK_ENDS:
        return 0
    lengths = range(min(_LONG_LINK, end - start), 0, -1)
    return next((length for length in lengths if text[end - length : end] in _LINKS), 0)


def _may_lead(text: str, start: int, end: int) -> bool:
    """Tell, by a look at its first character, whether what begins at `start` may lead the part."""
    if start >= end:
        return False
    return text[start] in _LEAD_FIRST or _LEADS.match(text, start) is not None or "季" in text[start : start + 4]


def changed(text: str, start: int, number_start: int, unit: str) -> tuple[str, int] | None:
    """Return what the change is called and where the words for it begin: 较上年〔提高〕0.7个百分点."""
    beyond = _MEASURED_BY.search(text, start, number_start)
    if beyond and (match := _BEYOND.search(text, start, number_start)):
        return words.CHANGES[match[1]] + match[2], match.start()
    match = _CHANGE.search(text, max(start, number_start - _LONG_CHANGE), number_start)
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


def verb_before(phrase: str) -> str:
    """Return the verb that a phrase ends with, if its object may follow the count (招聘〔8名〕新教师)."""
    match = _OPEN.search(_PLACES_LAST.sub("", phrase))
    return match[0].rstrip("了") if match else ""


def shortest(phrase: str) -> tuple[str, str]:
    """Return the name in a phrase before a number, and the thing in it without its verb.

    对…开展排查 is …排查; what leads to a light verb (依托…开展) and a subject (教育局招聘教师) are left out.
    """
    if phrase.endswith("》") and (title := phrase.find("《")) > 1 and phrase[title - 1] != "的":
        phrase = phrase[:title]  # 主持市级课题《…》
    if match := _HAS.match(phrase):
        phrase = (match[1] if _KINDS.search(match[1]) else "") + match[2]
    if (match := _DONE_TO.match(phrase)) or (phrase.endswith(("奖", "牌")) and (match := _WON.match(phrase))):
        return match[1] + match[2], match[1] + match[2]
    if "、" in phrase and (match := _SUCH_AS.search(phrase)) and phrase.find("、") < match.start():
        verb = _OPEN_FIRST.match(phrase)
        return (verb[0].removesuffix("了") if verb else "") + match["things"], match["things"]
    if phrase.endswith(words.HEADS):
        return phrase, phrase
    if "的" not in phrase:
        for match in reversed(list(_LIGHT.finditer(phrase))):
            rest = phrase[match.end() :]
            if len(rest) > 2:
                phrase = rest
                break
            if match.start() == 0 and len(rest) == 2:
                return (rest if match[0].endswith("有") else phrase), rest
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
    return (
        not subject
        or subject.endswith((*words.PLACE_ENDS, *_SUBJECTS))
        or "与" in subject
        or bool(_ADVERBIAL.match(subject))
    )


def is_name(name: str, unit: str) -> bool:
    """Tell whether the words name something that can be measured in the unit."""
    plain = _BRACKET_LAST.sub("", tidy(name))
    if len(plain) <= 1 or plain in words.GENERIC or plain.startswith(("的", "了")) or plain.isascii():
        return False
    if (
        plain.endswith(_ENDINGS)
        or (len(plain) > _BARE_VERB and plain.endswith(words.DISPOSALS))
        or _ORDINAL_LAST.search(plain)
    ):
        return True
    if unit in {"平方米", "亩"}:
        return plain.endswith(words.AREAS)
    word, tag = tagged(plain[-_LAST_WORDS:])[-1]
    if unit == "元" and tag[0] == "v":
        return plain.endswith(words.PAID)
    if tag[0] in "dpcuyxmr" or word in words.NOT_LAST:
        return False
    return tag[0] != "v" or tag == "vn" or unit in words.DEED_UNITS or plain.startswith(words.OPEN_VERBS)


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


def each(phrase: str) -> str:
    """Return the words for a rate that a phrase ends with: 每学期, 人均每月."""
    match = _EACH.search(phrase)
    return match[0] if match else ""


def distributed(name: str, ratio: bool) -> list[str]:
    """Return what a number that all share is said of: 小学、初中差异系数 gives 小学差异系数 and 初中差异系数.

    `ratio` tells that the items only count where each of them ends as a rate does.
    """
    items = [item for item in _LIST.split(name) if item]
    staged = all(item in words.STAGES for item in items[:-1]) and items[-1].startswith(words.STAGES)
    if len(items) < 2 or (ratio and not staged and not all(item.endswith(words.SHARE_HEADS) for item in items)):
        return [name]
    tail = items[-1]
    opened, led = _OPEN_FIRST.fullmatch(items[0]), _OPEN_FIRST.match(tail)
    if opened and led and len(items) == 2:
        return [items[0] + tail[led.end() :], tail]
    lead = _OPEN_FIRST.match(items[0])
    if lead and not led and len(items[0]) > lead.end() and not items[0].endswith(words.SHARE_HEADS):
        first = items[0][lead.end() :]
        return [lead[0] + first + tail[len(first) :], *(lead[0] + item for item in items[1:])]
    short = len(items[0]) < min(len(tail), _STAGE) and not items[0].endswith(words.SHARE_HEADS)
    shared = tail[len(items[0]) :] if short else ""
    rate = _RATE.search(tail)
    head = rate[0] if rate else ""
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
    return phrase.endswith(words.PLACE_ENDS)


def tidy(name: str) -> str:
    """Return the label that figures of different documents meet under: no quotation marks, no blanks."""
    if _ODD.search(name):
        name = _HIDDEN.sub("", _PLAIN.sub("", name))
    return name.strip("，,、：:；;.．").removesuffix("的")


def without_area(name: str) -> str:
    """Return a name without 全县, 我市: figures of different places meet under it."""
    return EVERYWHERE.sub("", name) or name
