"""How Chinese titles of posts are put together: body, committee, rank, head (县教育局 + 党组 + 副 + 书记).

Which heads there are is closed; `ontology/posts.ttl` says what they mean.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import NamedTuple

from kg.language.patterns import either
from kg.model import Mention, Span


class Body(StrEnum):
    """The kind of body that a title belongs to, as far as the title says."""

    BUREAU = "bureau"  # 局长: a department of government
    GOVERNMENT = "government"  # 县长
    SCHOOL = "school"  # 校长
    COMMITTEE = "committee"  # 县委书记, 教育工委书记: the title names the body
    PARTY = "party"  # 党组书记: the party group of the body named before
    OPEN = "open"  # 主任


class Title(NamedTuple):
    """A title at text[start:end]; the body's own words, if any, end at `body_end`."""

    start: int
    end: int
    body_end: int
    body: Body


_HEADS = {
    Body.BUREAU: "局长 厅长 署长",
    Body.GOVERNMENT: "县长 市长 区长 旗长 州长 盟长 省长 镇长 乡长 自治区主席",
    Body.SCHOOL: "校长 园长 教师 老师 教师代表 班主任 少先队大队辅导员 大队辅导员 教导主任",
    Body.OPEN: (
        "书记 主任 司长 科长 股长 处长 部长 会长 理事长 秘书长 院长 所长 馆长 站长 主席 常委 委员 队长 大队长 "
        "支队长 中队长 组长 总督学 督学 教研员 调研员 巡视员 主任科员 科员 董事长 总经理 政委 教导员 指导员 行长 "
        "社长 团长 专员 干事 理事 研究员 政治协理员 负责人 成员 辅导员 保育员 顾问 人大代表 庭长 检察长 教练 "
        "副组长 总指挥 指挥长"
    ),
}
_KIND_OF_HEAD = {head: body for body, heads in _HEADS.items() for head in heads.split()}
_COMMITTEES = "教育工委 机关工委 党工委 工委 政法委 纪委 团委 县委 市委 区委 旗委 州委 盟委 省委 镇党委 乡党委 地委"
_PARTIES = "党组 党委 党总支 党支部 机关党委 机关党总支 机关党支部 联合党支部 总支 支部"
_RANKS = "第一 常务 专职 兼职 执行 代理 代 副 总 名誉 驻村"
_PAST = "原 时任 前任 前"


HEADS = frozenset(_KIND_OF_HEAD)
_ALL_HEADS = either(HEADS)
HEAD = re.compile(_ALL_HEADS)
# characters that a title may begin with
_FIRST = frozenset(
    word[0] for words in (*_HEADS.values(), _COMMITTEES, _PARTIES, _RANKS, _PAST) for word in words.split()
)
_TITLE = re.compile(
    rf"(?P<past>{either(_PAST.split())})?(?:(?P<committee>{either(_COMMITTEES.split())})|(?P<party>{either(_PARTIES.split())}))?"
    rf"(?P<rank>(?:{either(_RANKS.split())}){{0,2}})(?P<head>{_ALL_HEADS})"
)
_WINDOW = 16

# After these other words stand as often as a name.
GENERIC_HEADS = tuple(
    word
    for words in ("教师 老师 班主任 教研员 校长 园长 书记 主任", "成员 委员 常委 负责人 干事 理事 代表 辅导员")
    for word in words.split()
)
PAST = tuple(_PAST.split())
# titles that stand behind the name of a person who is spoken of with respect: 某某局长, 某某副县长
_BEHIND_NAMES = (
    "老师 局长 厅长 县长 市长 区长 旗长 镇长 乡长 校长 园长 书记 主任 院长 会长 主席 督学 总督学 调研员 巡视员"
)
BEHIND_NAME = re.compile(either(lead + head for lead in ("", "副", "常务", "常务副") for head in _BEHIND_NAMES.split()))

# what the names of sections end in: 教育局|安全科, 第二小学|后勤服务部
SECTIONS = ("办公室", "司", "科", "股", "室", "处", "部", "办", "中心")
# those that only a bureau has
BUREAU_SECTIONS = ("股", "科", "股室")
# what the names of bodies end in that may stand before a post
BODY_ENDINGS = (
    *(
        "办公室",
        "办",
        "中心",
        "科",
        "股",
        "室",
        "处",
        "队",
        "局",
        "院",
        "馆",
        "所",
        "站",
        "会",
        "校",
        "部",
        "厅",
        "公司",
    ),
    *("集团", "学会", "协会", "社", "园", "基地"),
)
# words that mean a school or a bureau named before: 该校|副校长, 学校|教务处主任
MEANT_BUREAUS = ("该局", "我局", "本局")
MEANT_BODIES = ("该校", "我校", "本校", "该园", "我园", "本园", "学校", "幼儿园", *MEANT_BUREAUS)
# how a school speaks of itself
SPEAKING = ("我校", "我园", "本校", "本园")
# parts of a party committee: 县委常委、宣传部部长
COMMITTEE_PARTS = ("宣传部", "组织部", "统战部", "政法委", "办公室", "秘书长", "社会工作部")
# titles of societies and companies: alone they mean the body of the person named before
SOCIETY_HEADS = ("会长", "理事长", "理事", "秘书长", "董事长", "总经理")
# a group that is set up for a while; the words before its head are its field
GROUP = r"[\u4e00-\u9fff“”（）]{2,28}?(?:领导小组|工作小组|工作组|评估组|督查组|检查组|督导组|协调组|专班|指挥部)"
# joins two posts of one person: 局长|兼|教育工委书记
ALSO = "兼"


def title_ending(text: str, end: int) -> Title | None:
    """Return the longest title that ends at `end` (教育工委书记, 党组成员, 常务副县长), or None."""
    for start in range(max(0, end - _WINDOW), end - 1):
        if text[start] not in _FIRST:
            continue
        match = _TITLE.fullmatch(text, start, end)
        if match is None:
            continue
        if match["committee"]:
            return Title(match.start("committee"), end, match.end("committee"), Body.COMMITTEE)
        first = start + len(match["past"] or "")
        if match["party"]:
            return Title(first, end, first, Body.PARTY)
        return Title(first, end, first, _KIND_OF_HEAD[match["head"]])
    return None


def packed(body: Mention) -> tuple[tuple[str, str], ...]:
    """A body's mention as attributes of a person's mention."""
    own = tuple((f"body.{name}", value) for name, value in body.attributes)
    place = (("body:start", str(body.span.start)), ("body:end", str(body.span.end)))
    return (("body:kind", body.kind), ("body:text", body.text), ("body:iri", body.iri), *place, *own)


def unpacked(attributes: tuple[tuple[str, str], ...]) -> Mention | None:
    """The body's mention that `packed` made attributes of, or None where there is none."""
    values = dict(attributes)
    if "body:kind" not in values:
        return None
    return Mention(
        kind=values["body:kind"],
        span=Span(int(values["body:start"]), int(values["body:end"])),
        text=values["body:text"],
        iri=values["body:iri"],
        attributes=tuple((name.removeprefix("body."), value) for name, value in attributes if name.startswith("body.")),
    )
