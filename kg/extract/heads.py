"""What the heads of a table's rows and columns say of its numbers: the indicator, its unit, a time, plan or result.

在校生数（人）   2025年目标   其中：女   小学   合计   计划数
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from kg import vocabulary
from kg.language import figure_words
from kg.language.dates import Date, find_dates
from kg.model import Status
from kg.namespaces import EDU_NS

_BLANKS = re.compile(r"\s+")
_NOTE_MARKS = "*＊※†①②③④⑤⑥⑦⑧⑨⑩¹²³"
_ORDINAL = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}、|[（(](?:[一二三四五六七八九十]{1,3}|\d{1,2})[)）]|\d{1,2}[.．、](?!\d))"
)
_BRACKETED = re.compile(r"[（(](?:单位[:：]?)?([^（()）]{1,8})[)）]$")
_YEAR = re.compile(r"(?:19[5-9]|20[0-4])\d")
_KIND = re.compile(
    r"[（(]?(?:年度|全年|年)?"
    r"(?P<kind>现状|实际|完成|实绩|实现|基数|基期|决算|执行|到位|发生|目标|规划|预期|计划|任务|预算)"
    r"(?:情况|数|值|额|金额|人数|指标|任务|完成)?[)）]?"
)
_DONE = frozenset({"现状", "实际", "完成", "实绩", "实现", "基数", "基期", "决算", "执行", "到位", "发生"})
_PLANNED = re.compile(r"(?:目标|计划|任务|规划|预期)(?:数|值|人数)?$")
_AIM = re.compile(r"(?:目标|预期|规划|任务)(?:数|值)?$")
# They say of a number no more than that it is one of all: 合计, 数量.
_SILENT = re.compile(r"合计|总计|共计|总数|全[县市区旗州](?:合计|总计)?|数量|数值|数据|指标值")
_SUBTOTAL = re.compile(r"小计|计")
_PART = re.compile(r"(?:其中|#)[:：,，、]?")
# They say what sort of number it is, not of what.
_GENERIC = re.compile(r"(?:总|累计)?(?:人数|人次|数|个数|次数|比例|比率|比重|金额|数额|面积|总数|总额|小计)")
# Columns and rows whose numbers are no level of an indicator, or of one that only other cells tell.
_LEFT_OUT = re.compile(
    r"序号|编号|备注|说明|增减|增长|增加|减少|增幅|增速|降幅|同比|比上年|比去年|较上年|较去年|完成率|完成比例|占比|占.{0,8}比"
    r"|排名|名次|位次|电话|手机|号码|日期|时间|年份|年龄(?!人口)|代码|邮编|权重|得分|分值|评分|考号|房号|座位|车次"
    r"|^其[他它余]|[学工证]号|身份证|^(?:No|NO)\b"
)
# What the numbers below are told apart by: 职称 over 高级, 中级, 初级.
_DIMENSION = re.compile(r"(?:按)?(?:性别|学历|职称|年级|城乡|办学性质|学段|户籍|地域|区域|学科)(?:结构|情况|划分|分)?")
_STAGES = (
    r"(?:学前教育|学前|幼儿园|小学|初中|高中|普通小学|普通初中|普通高中|普通中学|九年义务教育|义务教育|义务教育阶段|小学阶段|初中阶段"
    r"|高中阶段|高中阶段教育|中职|中等职业教育|中等职业学校|职业高中|职业教育|职业学校|特殊教育|特殊教育学校"
    r"|九年一贯制学校|十二年一贯制学校|完全中学|完全小学|高级中学|教学点)"
)
_STAGE = re.compile(rf"(?:公办|民办|普惠性|农村|城区|城镇|县城|乡村)?{_STAGES}")
_STAGE_WITHIN = re.compile(rf"(?<!中){_STAGES}")
_SEX = re.compile(r"([男女])(?:性|生|童|孩|教师|学生|教职工|职工|教工|幼儿|老师|党员)?(?:人?数)?")
_GRADES = r"[一二三四五六七八九]年级|[小中大托]班|[初高职][一二三](?:年级)?|[初高]?(?:20)?[12]\d级"
_GRADE = re.compile(_GRADES)
_GRADE_WITHIN = re.compile(r"[一二三四五六七八九]年级|[小中大托]班(?!额)|[初高][一二三](?=年级|学生)")
_PLACES = "城区|县城|城镇|镇区|县镇|农村|乡村|公办|民办|普惠性?"
_PLACE_WITHIN = re.compile(_PLACES)
_GROUP = re.compile(
    rf"(?:{_PLACES}|寄宿|住宿|走读|在编|编外|非在编|临聘|特岗|少数民族|留守|随迁"
    r"|(?:研究生|硕士|博士|本科|专科|大专|中专|高中)(?:及以上|以上|及以下|以下)?(?:学历)?"
    r"|(?:正高级|副高级|高级|中级|初级)(?:及以上|以上|及以下|以下)?(?:职称)?"
    r"|\d{2}(?:岁?[-—~～至]\d{2})?岁(?:及以上|以上|及以下|以下)?)"
)
_OF_KINDERGARTENS = re.compile("幼儿|在园|入园")
_SUBJECT = re.compile(
    "语文|数学|英语|外语|物理|化学|生物|历史|地理|政治|思想政治|思想品德|道德与法治|道法|科学|体育|音乐|美术|信息技术|劳动"
)
_ROW_LABEL = re.compile(r"(?:主要|发展|核心|具体|一级|二级|三级)?(?:指标|项目|内容|类别|名称|分类)(?:名称|内容|体系)?")
_UNIT_LABEL = re.compile(r"(?:计量)?单位")
_PROJECT_LABEL = re.compile(r"(?:建设|工程|重点)?(?:项目|工程)(?:名称)|(?:建设|工程|重点)项目")
# Columns of words that tell nothing of the numbers beside them.
_BESIDE = re.compile(
    r"校长|园长|院长|书记|姓名|负责人|责任人|责任单位|联系人|法人|代表人|地址|地点|位置|所在地|电话|性质|服务区域|招生范围"
    r"|(?:建设|主要|工程)内容|建设规模|进展|备注"
)
_SHORT_PROJECT = 5  # characters
_PROJECTS = ("项目", "工程", "楼", "建设", "改造", "新建", "扩建", "迁建", "维修")
_MONEY = ("拨款", "支出", "投入", "资金", "收入")
_SCHOOLS = ("学", "园", "校", "院", "中")  # 第一小学 is no 小学 counted
_COUNTS = {"人数": "人", "人次": "人次"}
_SCALES = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
_SCALED = re.compile(r"(?P<scale>[十百千]?[万亿])(?P<unit>.+)")


class Unit(NamedTuple):
    """A value of `edu:unit`, and by how much a number in front of it counts: 万元 is 元, 10000 times."""

    unit: str
    scale: int = 1


class Head(NamedTuple):
    """What heads say together.

    `names`, `stages` and `groups` are words, `groups` what part of it is counted (女, 民办, 一年级, 语文); `left_out`
    tells that no number below may be read, `part` that it is one of the number before (其中), `subtotal` that it sums
    up what other heads tell (小计).
    """

    names: tuple[str, ...] = ()
    stages: tuple[str, ...] = ()
    units: frozenset[Unit] = frozenset()
    dates: tuple[Date, ...] = ()
    statuses: frozenset[Status] = frozenset()
    left_out: bool = False
    groups: tuple[str, ...] = ()
    part: bool = False
    subtotal: bool = False

    def with_(self, other: Head) -> Head:
        """Return what both say."""
        return Head(
            (*self.names, *(name for name in other.names if name not in self.names)),
            (*self.stages, *(stage for stage in other.stages if stage not in self.stages)),
            self.units | other.units,
            (*self.dates, *(date for date in other.dates if date.value not in {one.value for one in self.dates})),
            self.statuses | other.statuses,
            self.left_out or other.left_out,
            (*self.groups, *(group for group in other.groups if group not in self.groups)),
            self.part or other.part,
            self.subtotal or other.subtotal,
        )

    def within(self, whole: Head) -> Head:
        """Return what it says as a part of the whole: what it does not say itself is the whole's."""
        return self._replace(
            names=self.names or whole.names,
            stages=self.stages or whole.stages,
            units=self.units or whole.units,
            dates=self.dates or whole.dates,
            statuses=self.statuses or whole.statuses,
            groups=(*(group for group in whole.groups if group not in self.groups), *self.groups),
            part=True,
        )

    @property
    def is_sex(self) -> bool:
        """Whether it says no more than whether men or women are counted."""
        return len(self.groups) == 1 and self.groups[0] in "男女" and not self.names and not self.stages

    @property
    def sort(self) -> str:
        """What sort of part it names that has no name of its own: a stage, a group; empty for neither or both."""
        if self.names or self.subtotal or bool(self.stages) == bool(self.groups):
            return ""
        return "stage" if self.stages else "group"


def head_of(words: str, units: Mapping[str, str], anchor: int | None) -> Head:
    """Return what the words of one head say; `anchor` is the year that 今年 means."""
    plain = without_marks(_BLANKS.sub("", words).strip("—-/／…·~～*"))
    plain = plain[match.end() :] if (match := _ORDINAL.match(plain)) else plain
    part = _PART.match(plain)
    plain = plain[part.end() :] if part else plain
    measured: frozenset[Unit] = frozenset()
    if (match := _BRACKETED.search(plain)) and (unit := unit_of(match[1], units)):
        measured, plain = frozenset({unit}), without_marks(plain[: match.start()])
    if _LEFT_OUT.search(plain) or _DIMENSION.fullmatch(plain):
        return Head(left_out=True)
    dates = find_dates(f"{plain}年" if _YEAR.fullmatch(plain) else plain, anchor)
    if len(dates) > 1 or any(date.kind == "day" for date in dates):
        return Head(left_out=True)
    for date in dates:
        plain = plain[: date.start] + plain[date.end :]
    plain = plain.strip("（）()") if dates else plain
    told = Head(units=measured, dates=tuple(dates), part=part is not None)
    if kind := _KIND.fullmatch(plain):
        status = Status.REPORTED if kind["kind"] in _DONE or plain.endswith("完成") else Status.PLANNED
        return told._replace(statuses=frozenset({status}))
    return _named(plain, told)


def _named(plain: str, told: Head) -> Head:
    """Return what a head without its time and unit names."""
    if not plain or _SILENT.fullmatch(plain):
        return told
    if _SUBTOTAL.fullmatch(plain):
        return told._replace(subtotal=True)
    if _STAGE.fullmatch(plain):
        return told._replace(stages=(plain,))
    if group := _group(plain):
        return told._replace(groups=(group,))
    name = _AIM.sub("", plain)
    if told.part and not is_measure(name):
        return Head(left_out=True)
    statuses = frozenset({Status.PLANNED}) if _PLANNED.search(plain) else frozenset[Status]()
    return told._replace(names=(name,) if name else (), statuses=statuses)


def _group(plain: str) -> str:
    """Return the group that a head names and nothing else, empty for none: 女教师 is 女."""
    if match := _SEX.fullmatch(plain):
        return match[1]
    return plain if any(sort.fullmatch(plain) for sort in (_GROUP, _GRADE, _SUBJECT)) else ""


def is_measure(name: str) -> bool:
    """Tell whether a name says by itself what is counted or measured."""
    return known_unit(name) is not None or name.endswith((*figure_words.HEADS, *figure_words.NAMES_END, *_MONEY))


def is_generic(name: str) -> bool:
    """Tell whether a name says only what sort of number it is: 人数, 金额."""
    return _GENERIC.fullmatch(name) is not None


def joined(told: Head) -> Head:
    """Return what heads above each other say; two names are one where the vocabulary has it: 一本上线 over 人数."""
    if len(told.names) != 2:
        return told
    above, below = told.names
    shared = next((size for size in range(min(len(above), len(below)) - 1, 0, -1) if above.endswith(below[:size])), 0)
    name = above + below[shared:]
    return told._replace(names=(name,)) if is_known(name) else told


def counted(told: Head) -> tuple[str, ...]:
    """Return the name of what a stage with the unit of schools counts: 小学（所）."""
    return ("学校数",) if told.units == {Unit("所")} and len(told.stages) == 1 else ()


def name_of(told: Head) -> str:
    """Return the indicator's name: stage and group before what is measured, unless it holds them."""
    [name] = told.names
    if name == "学校数" and told.stages and told.stages[0].endswith("幼儿园"):
        name = "幼儿园数"
    places = [group for group in told.groups if _PLACE_WITHIN.fullmatch(group)]
    before = (*places, *told.stages, *(group for group in told.groups if group not in places))
    return "".join(word for word in before if word not in name) + name


def group_of(told: Head) -> str:
    """Return the part of the people or schools that is counted; a subject is none."""
    return "".join(group for group in told.groups if not _SUBJECT.fullmatch(group))


def is_group(words: str) -> bool:
    """Tell whether words name a group of schools or people, whatever place is called so (城区)."""
    return _GROUP.fullmatch(words) is not None


def is_grade(group: str) -> bool:
    """Tell whether a group is a grade."""
    return _GRADE.fullmatch(group) is not None


def without_marks(words: str) -> str:
    """Return words without the marks of footnotes at their end."""
    return words.rstrip(_NOTE_MARKS)


def stages_within(words: str) -> frozenset[str]:
    """Return the stages that a caption names."""
    return frozenset(_STAGE_WITHIN.findall(words))


def is_staged(name: str) -> bool:
    """Tell whether a name says by itself of which stage it is."""
    return _STAGE_WITHIN.search(name) is not None or _OF_KINDERGARTENS.search(name) is not None


def people_within(words: str) -> frozenset[str]:
    """Return the grades that a caption names."""
    return frozenset(_GRADE_WITHIN.findall(words))


def places_within(words: str) -> frozenset[str]:
    """Return the groups of schools that a caption names: 农村, 民办."""
    return frozenset(_PLACE_WITHIN.findall(words))


def unit_of(words: str, units: Mapping[str, str]) -> Unit | None:
    """Return the unit that the words name: 人, 万元, %."""
    if words in units:
        return Unit(units[words])
    match = _SCALED.fullmatch(words)
    if match is None or match["unit"] not in units:
        return None
    scale = 1
    for word in match["scale"]:
        scale *= _SCALES[word]
    return Unit(units[match["unit"]], scale)


def is_year(words: str) -> bool:
    """Tell whether the words are a bare year."""
    return _YEAR.fullmatch(words) is not None


def labels_names(words: str) -> bool:
    """Tell whether it heads a column of names of indicators: 指标, 项目, or nothing."""
    return not words or _ROW_LABEL.fullmatch(_BLANKS.sub("", words)) is not None


def labels_projects(words: str) -> bool:
    """Tell whether it heads a column of projects."""
    return _PROJECT_LABEL.fullmatch(_BLANKS.sub("", words)) is not None


def is_project(name: str) -> bool:
    """Tell whether a name in a column of projects is that of one."""
    return name.endswith(_PROJECTS) and len(name) > _SHORT_PROJECT


def stands_beside(words: str) -> bool:
    """Tell whether it heads a column of words that are no heads of its rows: 校长, 建设地点."""
    return _BESIDE.search(_BLANKS.sub("", words)) is not None


def is_dimension(words: str) -> bool:
    """Tell whether a head says no more than by what the ones below it differ: 职称, 性别."""
    return _DIMENSION.fullmatch(_BLANKS.sub("", words)) is not None


def labels_units(words: str) -> bool:
    """Tell whether it heads a column of units."""
    return _UNIT_LABEL.fullmatch(_BLANKS.sub("", words)) is not None


def known_unit(name: str) -> str | None:
    """Return the unit of the vocabulary's indicator whose form or head the name ends in, the longest; None for none."""
    known = next((_endings()[name[at:]] for at in range(len(name) - 1) if name[at:] in _endings()), None)
    return next((unit for ending, unit in _COUNTS.items() if name.endswith(ending)), None) if known is None else known


def is_known(name: str) -> bool:
    """Tell whether the vocabulary holds just this name of something measured."""
    return name in _endings()


@cache
def _endings() -> Mapping[str, str]:
    """Return every form and head of the vocabulary's indicators → their unit; those of several units are left out."""
    found: dict[str, set[str | None]] = {}
    for concept in vocabulary.load().concepts.values():
        if concept.kind == "Indicator":
            told = dict(concept.properties).get(EDU_NS + "unit")
            heads = [word for predicate, word in concept.properties if predicate == EDU_NS + "headLabel"]
            for form in (concept.label, *concept.alternatives, *heads):
                found.setdefault(form, set()).add(told)
    return {
        form: unit
        for form, (unit, *others) in found.items()
        if unit is not None and not others and not form.endswith(_SCHOOLS)
    }


def together(heads: Iterable[Head]) -> Head:
    """Return what several heads say."""
    told = Head()
    for head in heads:
        told = told.with_(head)
    return told


def scaled(digits: str, scale: int) -> Decimal:
    """Return the value of printed digits: 1,203 → 1203, 3460 of 万 → 34600000."""
    value = Decimal(digits.replace(",", "")) * scale
    whole = value.to_integral_value()
    return whole if whole == value else value
