"""Which numbers of a clause count something, and in which unit.

Left out are numbers that label a list (五大工程), point at things (两校), stand for an article (一份答卷), say when or
for how long (三年来), or belong to the name of what another number counts (600分以上考生17名, 每1000名学生…1名).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from kg.language import figure_words as words
from kg.language.patterns import either

if TYPE_CHECKING:
    from kg.language.numbers import Number
    from kg.model import Span

_JOINT = re.compile(r"[、和及与]|以及")
_JOINT_LENGTH = 2
_LISTED = 600  # characters in which the things are listed that a count sums up
_BOUND = re.compile(r"(?:及|或)?以[上下内]|之内")
_MARK = re.compile(r"[，,；;。：:！？\n、（(]")
_CHINESE = re.compile(r"[一-鿿“]")
_LIST = re.compile(r"[^，,。；;、（(：:\d]{0,10}[（(：:]")
_ITEMS = re.compile(r"[、，,；;和]")
_AMONG = re.compile(r"[^，,。；;：:\n]{0,12}[中里]")  # 在全市12个县区中
_SCORE = re.compile(r"\d分及?以上$")
_BOUNDS = frozenset({"<", ">", "<=", ">="})
_EACH = re.compile(r"每[一-鿿]{1,10}$|[日周月]均$|人均$|年均$")
_MADE = re.compile(
    r"(?:建立|建成|新建|建设|打造|创建|开设|开展|进行|组织|召开|举办|配备|设立|共建|办好|选派|完成)(?:好|成|了)?$"
)
_HAN = re.compile(r"[一二两三四五六七八九十]{1,3}$")
_LABEL = re.compile(either(words.LABELS))
_LABEL_FIRST = frozenset(word[0] for word in words.LABELS)
_RHETORICAL = frozenset({"百", "千", "万", "百万", "千万"})
_OFTEN = re.compile(r"每[一-鿿\d]{0,3}[年月周天日期度][^，,]{0,8}$")
_EVENTS = frozenset({"次", "节", "课时", "轮"})  # what takes place so often: 每月组织〔一次〕演练
_POINTING = frozenset({"校", "县", "村", "队", "班", "路", "面", "字", "层", "点", "线", "级", "步", "课"})
_CLOCK = re.compile(r"[时点]$")
# 20万师生, 5万多孩子: people are counted without a measure word behind 万, 多 and 余.
_OPEN_END = re.compile(r"[万亿多余]$")
_PEOPLE = re.compile(f"(?:{either(words.OF_PEOPLE)})*(?:{either(words.CROWDS)})")
_PER = re.compile(r"(?:每)?(?:生|人|年|月|学期|学年|期|科|次|节|课时|天)")
_FEE = re.compile(r"(?:费|费用|标准|价格?)[为是:：]?$")
# 56人以上大班额, 200米环形跑道: a size in the name of a thing.
_SIZED = {
    "人": re.compile(r"(?:及|或)?以[上下]的?(?:超?大班额|大班|班级|教学班|规模|小?规模|教学点|学校)|超?大班额"),
    "米": re.compile(
        r"(?:第|冠军|亚军|季军|决赛|预赛|项目|标准|环形|塑胶|直线|直道|直跑道|跑道|田径|跑|往返|障碍|接力|自由泳|蛙泳|赛)"
    ),
    "分": re.compile(r"及?以[上下]的"),
}
_SERVED = re.compile(r"(?:服务|任教|从教|工作)(?:期?满|期限|不少于|不得少于|至少)$")
_NAME_GOES_ON = re.compile(r"(?<=\d)(?!左右|以|之|上下|和|及|与|至|到|、|，|的)[一-鿿]")  # 985高校
_STAGE = re.compile(rf"[，,、；](?:而|其中)?(?:{either(words.STAGES)})(?:不少于|不超过|应|为|达到)?$")
_NEAR = 14
_MANY = 100  # from here on a number labels no list


class Count(NamedTuple):
    """A number that counts, its unit (of units.ttl) and its comparator."""

    number: Number
    unit: str
    comparator: str


def counts(
    text: str, clause: Span, numbers: Sequence[Number], units: Mapping[str, str]
) -> tuple[list[Count], list[int]]:
    """Return the numbers of the clause that count something, and where those end that only label or point."""
    found: list[Count] = []
    passed: list[int] = []
    for position, number in enumerate(numbers):
        following = numbers[position + 1] if position + 1 < len(numbers) else None
        shared = _shared(text, number, following)
        printed = shared.unit if shared else number.unit
        percent = number.printed.endswith(("%", "％")) or (shared and shared.printed.endswith(("%", "％")))
        unit = units.get(printed) if printed else "%" if percent else _unprinted(text, number)
        if (
            unit is None
            or (not unit and _NAME_GOES_ON.match(text, number.end))
            or _names(text, clause, number, following, unit)
        ):
            continue
        if _bare_time(text, clause, number, unit) and not _of_stage(text, clause, number, unit, found):
            continue
        if label := _label(text, clause, number):
            passed.append(label)
            continue
        if _indefinite(text, clause, number, following, unit) or ("分之" in number.printed and number.unit != "%"):
            passed.append(number.end)
            continue
        whole = unit == "%" and number.value == _MANY  # 100%和90%以上
        comparator = shared.comparator if shared and number.comparator == "=" and not whole else number.comparator
        found.append(Count(number, unit, comparator))
    return found, passed


def _of_stage(text: str, clause: Span, number: Number, unit: str, found: Sequence[Count]) -> bool:
    """Tell whether a time goes on with the count before for another stage: 小学生10小时，初中生〔9小时〕."""
    begin = max(clause.start, number.start - _NEAR)
    return bool(found) and found[-1].unit == unit and _STAGE.search(text, begin, number.start) is not None


def _unprinted(text: str, number: Number) -> str:
    """Return the unit of a number that prints none: people where it counts them, yuan for a fee, else a ratio's.

    3万多孩子, 辅导费300/生.
    """
    if _OPEN_END.search(number.printed) and _PEOPLE.match(text, number.end):
        return "人"
    fee = text.startswith(("/", "／"), number.end) and _PER.match(text, number.end + 1)
    return "元" if fee and _FEE.search(text, max(0, number.start - 4), number.start) else ""


def _shared(text: str, number: Number, following: Number | None) -> Number | None:
    """Return the number that gives this one its unit or bound: 0.06和1.5个百分点, 45人、50人以下."""
    if following is None or following.start - number.end > _JOINT_LENGTH:
        return None
    if not _JOINT.fullmatch(text, number.end, following.start):
        return None
    if not number.unit and not number.printed.endswith(("%", "％")):
        return following
    return following if number.unit == following.unit and _BOUND.match(text, following.end) else None


def _label(text: str, clause: Span, number: Number) -> int:
    """Return where the label ends that the number only counts or points at (46项工作, 九校, 二期工程), or 0."""
    before = text[max(clause.start, number.start - _NEAR) : number.start]
    if _points(text, before, number):
        return number.end
    if number.value is None or number.value >= _MANY:
        return 0
    digits_end = number.end - len(number.unit)
    if text[digits_end : digits_end + 1] in _LABEL_FIRST and (label := _LABEL.match(text, digits_end)):
        return label.end()
    return number.end if _staged(text, before, number) or _enumerated(text, clause, number) else 0


def _points(text: str, before: str, number: Number) -> bool:
    """Tell whether the number stands for no count: 突破1200人大关, 这191名, 千名师生, 3号楼2层."""
    return (
        text.startswith(("大关", "关口"), number.end)
        or (number.unit == "次" and before.endswith(words.ASSEMBLIES) and text.startswith(words.SESSIONS, number.end))
        or (before.endswith(words.IN_A_PLACE) and _AMONG.match(text, number.end) is not None)
        or (number.unit in {"名", "位"} and before.endswith(("名后", "末", "倒数", "位后", "排后")))
        or (number.unit == "期" and _HAN.search(number.printed) is not None and before.endswith(words.BUILT_IN_STAGES))
        or before.endswith(("这", "那", "上述"))
        or (number.printed in _RHETORICAL and number.comparator == "=")
        or (number.unit in {"层", "号", "室"} and before.endswith("楼"))
        or (number.unit == "班" and before.endswith("级"))
    )


def _staged(text: str, before: str, number: Number) -> bool:
    """Tell whether a small number is an ordinal or part of a name: 分两批, 二期工程, 九校, 以三年为周期."""
    if before.endswith(("以上", "下列", "以")) and not _SCORE.search(before):
        return True
    if _HAN.search(number.printed) and (number.unit in _POINTING or (number.unit == "家" and before.endswith("国"))):
        return True
    after = text.startswith(words.STAGED, number.end)
    return number.unit in {"期", "批", "轮"} and (before.endswith(("分", "第")) or after)


def _enumerated(text: str, clause: Span, number: Number) -> bool:
    """Tell whether the things are listed behind the count, as many as it says: 五个项目（…、…）."""
    match = _LIST.match(text, number.end, clause.end)
    if match is None or number.value is None:
        return False
    end = min(clause.end, match.end() + _LISTED)
    closing = text.find("）" if match[0][-1] in "（(" else "；", match.end(), end)
    return (
        number.value > 1
        and len(_ITEMS.findall(text, match.end(), closing if closing >= 0 else end)) + 1 >= number.value
    )


def _names(text: str, clause: Span, number: Number, following: Number | None, unit: str) -> bool:
    """Tell whether the number belongs to the name of what another one counts, or to a time of day or an age."""
    before = text[max(clause.start, number.start - 4) : number.start]
    clock = unit == "分" and _CLOCK.search(before)
    if (
        before.endswith("每")
        or clock
        or (unit == "岁" and "年龄" not in text[max(clause.start, number.start - 8) : number.start])
    ):
        return True
    if (sized := _SIZED.get(unit)) and sized.match(text, number.end):
        return True
    if unit == "人" and following and number.comparator in _BOUNDS and text.startswith("的", number.end):
        return not _MARK.search(text, number.end, following.start)  # 不足50人的|学校有11所
    bound = _BOUND.match(text, number.end)
    if bound is None or following is None or not _CHINESE.match(text, bound.end()):
        return bound is not None and following is not None and bound.end() == following.start and unit == "分"
    between = text[bound.end() : following.start]
    return not _MARK.search(between) and not between.startswith(("的", "，")) and unit not in {"%", "百分点", "元"}


def _indefinite(text: str, clause: Span, number: Number, following: Number | None, unit: str) -> bool:
    """Tell whether 一 is only an article: 交出一份答卷; 新建一所小学 and 进行一次检查 count."""
    if number.printed != "一":
        return False
    if number.comparator in {">=", "<="}:
        return False
    if unit == "项" and following is not None and following.unit == number.unit:
        return following.start - number.end > _NEAR
    before = text[max(clause.start, number.start - 14) : number.start]
    if _OFTEN.search(before):
        return unit not in _EVENTS and unit not in words.TIME_UNITS
    noun = text[number.end : number.end + 20]
    plain = "的" not in (noun[: _first_mark(noun)])
    return not (unit in {"所", "条", "次", "座", "栋"} and _MADE.search(before) and plain)


def _first_mark(noun: str) -> int:
    match = _MARK.search(noun)
    return match.start() if match else len(noun)


def _bare_time(text: str, clause: Span, number: Number, unit: str) -> bool:
    """Tell whether the number only says when or for how long: 三年来, 一周内."""
    if unit not in words.TIME_UNITS:
        return False
    before = text[max(clause.start, number.start - 12) : number.start]
    bounded = number.comparator in {">=", "<="} or number.value is None
    if before.endswith(words.LASTING) or _SERVED.search(text, max(clause.start, number.start - 12), number.start):
        return False
    return not bounded and not _EACH.search(before) and not any(noun in before for noun in words.TIME_NOUNS)
