"""Where a person's name ends: surname, given name, and what may follow a name.

A name in Chinese text has no mark of its own. `name_end` reads the characters after a title and weighs what follows
each possible end: an honorific, a verb of saying or doing, a full stop of any kind, a word boundary of the cutter.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from enum import IntEnum
from functools import cache, lru_cache
from itertools import accumulate

from kg.language.posts import HEADS
from kg.language.surnames import (
    COMPOUND_SURNAMES,
    DOCTRINE_NAMES,
    DOUBTFUL_SURNAMES,
    FUNCTION_SURNAMES,
    NAME_PIECES,
    NEVER_IN_NAMES,
    SURNAMES,
)


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


MIDDLE_DOTS = frozenset("·•・‧")
LONGEST = 16  # characters of the longest name with a middle dot that is read
_WINDOW = 12  # characters given to the cutter: the name and what follows it
_STOPS = frozenset("，,。.；;：:、！!？?“”\"'‘’（(）)《》〈〉<>【】[]—-…/| \t\u3000\u00a0\n")

ADDRESSES = ("先生", "女士")
_PLAIN_HONORIFICS = ("同志", *ADDRESSES)
HONORIFICS = (
    *_PLAIN_HONORIFICS,
    *_words("一行 等人 等同志 等领导 教授 老师 院士 博士 局长 副局长 书记 校长 园长 主任 县长 主席 部长 科长"),
)

# Verbs that persons do and the words before them; where one follows, a name may have ended.
VERBS = _words("""
    说 出席 主持 指出 强调 要求 介绍 表示 说道 致辞 致词 致欢迎 讲话 发言 报告 宣布 宣读 宣讲 通报 传达 部署
    安排 带队 率队 率领 带领 陪同 参加 参观 参与 来到 前往 深入 走进 走访 慰问 看望 调研 督导 检查 督查 视察
    考察 指导 听取 汇报 总结 回顾 分析 解读 讲解 讲授 主讲 授课 讲述 分享 交流 代表 告诉 回忆 感慨 坦言 透露
    认为 提出 提到 提醒 提议 希望 勉励 鼓励 号召 呼吁 倡议 点评 总评 评价 肯定 感谢 祝贺 祝福 欢迎 颁奖 颁发
    授予 接受 荣获 荣立 获得 获评 获奖 被评 被授 被任 被表 入选 当选 担任 任职 任命 现任 曾任 兼任 不再 牵头
    负责 分管 主管 联系 包联 组织 开展 举办 召开 召集 现场 亲自 专程 首先 最后 随后 随即 接着 分别 一同 共同
    一起 全程 详细 认真 刚才 先后 多次 同时 从教 执教 任教 毕业 出生 逝世 去世 病逝 因病 因公 就做 就如 进行
    签订 签署 签约 揭牌 揭幕 剪彩 启动 上台 登台 上课 执笔 主编 撰写 创作 编写 作了 做了 讲了 谈了 提了 谈到
    谈及 说起 讲起 笑着 指着 激动 高兴 自豪 欣慰 打趣 直言 解释 补充 回答 答复 回应 寄语 叮嘱 嘱咐 建议 辅导
    带头 主动 潜心 坚持 扎根 始终 常年 连续 积极 围绕 结合 针对 根据 按照 依据 通过 利用 与会 一语 莅临 亲临
    到场 见证 率先 上任 履新 就任 卸任 退休 辞去 免去 调任 转任 晋升 提拔 主抓 推荐 推选 捐赠 捐款 资助 救助
    救起 组建 成立 创办 创建 研究 表态 表扬 表彰 批示 签发 审阅 审核 审定 出示 展示 演示 演唱 演讲 朗诵 朗读
    领读 领誓 宣誓 合影 座谈 约谈 谈话 会见 会谈 接待 给予 进一步 充分 高度 重点 简要 深刻 生动 就是 正在 正式
    作为 带着 拿着 站在 作报告 作了 作发言 作讲话 作交流 作题为 作专题 作主题 作典型 作总结 作辅导 作动员 作经验 作工作
    作汇报 作点评 作示范 到会 到校 来校 进校 入校 莅校 了解到 察觉到 发现 反映 边说 边走 并不 并未 并没 深知
    承认 直说 掰着 翻开 出任 兼 摘得 夺得 斩获 荣膺 跻身 登上 捧回 收获 当选为 被推选 被选为 撰写的 创作的 执教的
    考入 考取 考上 夺魁 因年龄 因工作 到龄 天天 悉心 领办 执教的课 领取 挂职 挥手 从小
    任组长 任副组 任总指 任副总 任指挥 任主任 任副主 任办公 任成员 任组员 任第一 任常务 任校长 任副校 任局长 任副局
    表演的 编排的 辅导的 设计的 此前 如今 目前 今年 去年 连任 接任 升任 改任 到我 来我 赴我
    交流到 调到 调往 献花 敬献 领衔
""")
# One character after which a name may have ended, where the cutter agrees; the sure ones need no such agreement.
PARTICLES = frozenset("对在作做就向到为与和及率带获被任将已曾也还仍亦都用从以经由主把给跟因于同等称道谈的一此是")
SURE_PARTICLES = frozenset("对在作就为此")
_OPENING = frozenset('《“"')


# before a title they end a body's or a section's words, and one of them alone is a field of work: 项目办, 文卫
_NO_LAST = frozenset("办科股室处部队局院馆所站会校园委组厅县市区旗州盟省镇乡村系级班常副总")
_FIELDS = frozenset("教卫体科广旅化监管土社政法建业务中小财税农林水工商交安民宗史档") | _NO_LAST
# what a name may begin with: a surname, or a piece of a minority name
_BEGINNINGS = SURNAMES | DOUBTFUL_SURNAMES | {word[0] for word in (*COMPOUND_SURNAMES, *NAME_PIECES)}
_DOT = re.compile(f"[{''.join(sorted(MIDDLE_DOTS))}]")


class Edge(IntEnum):
    """How well a place serves as the end of a name."""

    NONE = 0
    WORD = 1
    PARTICLE = 2
    STOP = 3
    VERB = 4
    KNOWN = 5


@cache
def _cutter() -> tuple[Callable[[str], list[str]], Callable[[str], bool], Callable[[str], list[tuple[str, str]]]]:
    import rjieba  # here, so that who needs the lists alone does not load the dictionary

    return rjieba.cut, rjieba.has_word, rjieba.tag


@cache
def _longest_verb() -> int:
    return max(map(len, VERBS))


@lru_cache(maxsize=4096)
def _words_of(text: str) -> tuple[str, ...]:
    return tuple(_cutter()[0](text))


@lru_cache(maxsize=4096)
def is_common_word(text: str) -> bool:
    """Tell whether the dictionary has `text` as a word that is not a person's name."""
    _, has_word, tag = _cutter()
    return has_word(text) and not tag(text)[0][1].startswith("nr")


def is_plain_name(text: str) -> bool:
    """Tell whether the whole of `text` reads as a person's name and is no other word."""
    return not is_common_word(text) and name_end(text, 0) == len(text)


def is_line_name(text: str) -> bool:
    """Tell whether what stands alone, where nothing but a name is due, is one: 帅国华, 万 军."""
    name = "".join(text.split())
    if MIDDLE_DOTS & set(name):
        return name_end(name, 0) == len(name)
    surname = name[:2] if name[:2] in COMPOUND_SURNAMES and len(name) > 2 else name[:1]
    given = name[len(surname) :]
    known = surname in COMPOUND_SURNAMES or surname in SURNAMES or surname in DOUBTFUL_SURNAMES
    if not known or len(given) not in {1, 2}:
        return len(name) > 2 and name_end(name, 0) == len(name)
    return not (NEVER_IN_NAMES & set(given) or name in DOCTRINE_NAMES or is_common_word(name) or given in HEADS)


def is_name_before_title(text: str, span: tuple[int, int], title: str) -> bool:
    """Tell whether the characters right before a title are a full name: 王某某|局长, not 安监|局长, 项目办|主任."""
    name = text[slice(*span)]
    given = name[2 if name[:2] in COMPOUND_SURNAMES else 1 :]
    surname = name[: -len(given)] if given else ""
    sure = surname in COMPOUND_SURNAMES or (surname in SURNAMES and surname not in PARTICLES)
    sure = sure or (surname in DOUBTFUL_SURNAMES and len(given) == 2 and _words_of(name) == (name,))
    if (
        not sure
        or surname in FUNCTION_SURNAMES
        or len(given) not in {1, 2}
        or name in DOCTRINE_NAMES
        or not is_plain_name(name)
    ):
        return False
    if given[-1] in _NO_LAST or (given[-1] == "学" and title.endswith("校长")) or is_common_word(name[:2]):
        return False
    return len(name) > 2 or given not in _FIELDS


def may_begin(text: str, start: int) -> bool:
    """Tell whether a name may begin at `start`: with a surname, a piece of a minority name, or before a middle dot."""
    return text[start : start + 1] in _BEGINNINGS or bool(_DOT.search(text, start, start + _WINDOW))


def name_end(text: str, start: int, *, known: Collection[str] = (), strict: bool = False) -> int | None:
    """Return where the name that begins at `start` ends, or None where no name can be told there.

    `known` are names that the document gives elsewhere. `strict` asks for more: for titles that are also ordinary
    nouns (教师, 校长), after which other words stand as often as names.
    """
    for length in _known_lengths(known) if isinstance(known, frozenset) else range(LONGEST, 1, -1):
        if len(text) - start >= length and text[start : start + length] in known:
            return start + length
    if not may_begin(text, start):
        return None
    if text[start : start + 3] in DOCTRINE_NAMES:
        return None
    dotted = _dotted_end(text, start)
    if dotted is not None:
        return dotted
    best = max(
        ((grade, -length) for length in _lengths(text, start) if (grade := _grade(text, start, length, strict=strict))),
        default=None,
    )
    if best is not None:
        return start - best[1]
    return _transliterated_end(text, start)


@lru_cache(maxsize=8)
def _known_lengths(known: frozenset[str]) -> tuple[int, ...]:
    """Lengths of known names, the longest first."""
    return tuple(sorted({len(name) for name in known if 1 < len(name) <= LONGEST}, reverse=True))


def _lengths(text: str, start: int) -> tuple[int, ...]:
    """Possible lengths of a Han name at `start`, the usual one first."""
    if text[start : start + 2] in COMPOUND_SURNAMES:
        return (4, 3)
    if text[start : start + 1] in SURNAMES or text[start : start + 1] in DOUBTFUL_SURNAMES:
        return (3, 2)
    return ()


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A stretch that may be a Han name, with the words that the cutter sees from its first character on."""

    name: str
    given: str
    after: str
    edge: Edge
    words: tuple[str, ...]
    strict: bool

    @property
    def whole(self) -> bool:
        """Whether the cutter sees the name as one word, or as surname and given name."""
        surname = self.name.removesuffix(self.given)
        return self.words[0] == self.name or self.words[:2] == (surname, self.given)

    @property
    def boundary(self) -> bool:
        """Whether a word ends where the name ends."""
        return self.whole or len(self.name) in accumulate(map(len, self.words))

    @property
    def doubtful(self) -> bool:
        return self.name[0] in DOUBTFUL_SURNAMES and len(self.name) - len(self.given) == 1


def _grade(text: str, start: int, length: int, *, strict: bool) -> float:
    """How well `text[start:start+length]` serves as a Han name; 0 where it is none."""
    end = start + length
    name = text[start:end]
    given = name[2 if name[:2] in COMPOUND_SURNAMES and length > 2 else 1 :]
    if len(name) < length or not all(map(_is_han, name)) or NEVER_IN_NAMES & set(given) or given in VERBS:
        return 0
    if given in HEADS or (length > 2 and name[1:] in VERBS):
        return 0  # 任|顾问
    if is_common_word(name):  # 校长高度重视: a word, unless people are addressed so
        return float(Edge.VERB) if text.startswith(_PLAIN_HONORIFICS, end) else 0
    words = _words_of(text[start : start + _WINDOW].split("\n", 1)[0])
    candidate = _Candidate(name, given, text[end : end + 1], edge_at(text, end), words, strict)
    if _is_word_in_disguise(candidate) or not _ends_clearly(candidate):
        return 0
    return max(float(candidate.edge), Edge.WORD) + 0.5 * candidate.boundary + 0.25 * candidate.whole


def _is_word_in_disguise(candidate: _Candidate) -> bool:
    """Whether the characters are rather other words: 应|主动, 石榴|籽, 张某|在."""
    name, given, one_word = candidate.name, candidate.given, candidate.words[0] == candidate.name
    if candidate.doubtful and is_common_word(given):
        if one_word:
            short = len(given) == 1 and not candidate.strict  # any character alone is a word
            return candidate.edge < (Edge.STOP if short else Edge.VERB)
        sure = candidate.edge >= Edge.VERB or candidate.after in SURE_PARTICLES
        return candidate.strict or name[0] in FUNCTION_SURNAMES or not sure
    if len(given) == 2 and given[1] in SURE_PARTICLES and not candidate.whole:
        return True
    apart = not (one_word or candidate.whole)  # 石榴|籽
    return len(name) == 3 and len(given) == 2 and candidate.edge < Edge.VERB and apart and is_common_word(name[:2])


def _ends_clearly(candidate: _Candidate) -> bool:
    """Whether what follows, or the cutter, ends the name where the candidate ends."""
    edge, strict = candidate.edge, candidate.strict
    if edge >= Edge.VERB:
        return True
    if edge is Edge.STOP:
        return candidate.boundary or not (strict or candidate.doubtful)
    if edge is Edge.PARTICLE:
        return candidate.whole if strict else candidate.boundary or candidate.after in SURE_PARTICLES
    return candidate.words[0] == candidate.name and len(candidate.given) == 2 and not (strict or candidate.doubtful)


def edge_at(text: str, end: int) -> Edge:
    """Grade the place after the character before `end` as the end of a name, by what follows."""
    if end >= len(text) or text[end] in _STOPS:
        return Edge.STOP
    if text.startswith(HONORIFICS, end):
        return Edge.VERB
    if any(text[end : end + length] in VERBS for length in range(1, _longest_verb() + 1)):
        return Edge.VERB
    if text[end] not in PARTICLES:
        return Edge.NONE
    return Edge.VERB if text[end + 1 : end + 2] in _OPENING else Edge.PARTICLE


def _is_han(char: str) -> bool:
    return "\u4e00" <= char <= "\u9fff" or "\u3400" <= char <= "\u4dbf"


def _dotted_end(text: str, start: int) -> int | None:
    """End of a name with a middle dot (阿卜杜拉·买买提), where what follows ends it clearly."""
    first = start
    while first < len(text) and first - start <= 8 and _is_han(text[first]):
        first += 1
    if first - start < 2 or first >= len(text) or text[first] not in MIDDLE_DOTS:
        return None
    known, pieces = _pieces_end(text, first + 1)
    if pieces and edge_at(text, known) >= Edge.PARTICLE:
        return known
    for end in range(max(first + 3, known), min(len(text), first + 10) + 1):
        if not all(_is_han(char) for char in text[first + 1 : end]):
            return None
        if edge_at(text, end) >= Edge.STOP or text[end] in SURE_PARTICLES:
            return end
    return None


def _pieces_end(text: str, start: int) -> tuple[int, int]:
    """Where the common pieces of minority names end that begin at `start`, and how many they are."""
    at, pieces = start, 0
    while at - start < LONGEST:
        length = next((length for length in (5, 4, 3, 2) if text[at : at + length] in NAME_PIECES), 0)
        if not length:
            break
        at, pieces = at + length, pieces + 1
    return at, pieces


def _transliterated_end(text: str, start: int) -> int | None:
    """End of a name put together from pieces of minority names (扎西旺堆, 沙马木呷), where what follows ends it."""
    at, pieces = _pieces_end(text, start)
    for end in range(at, at + 3) if pieces else ():
        tail = text[at:end]
        if len(tail) < end - at or NEVER_IN_NAMES & set(tail) or not all(_is_han(char) for char in tail):
            return None
        if end - start >= 3 and edge_at(text, end) >= (Edge.STOP if tail else Edge.PARTICLE):
            return end
    return None
