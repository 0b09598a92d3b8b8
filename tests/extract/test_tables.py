"""Tables as county offices make them, each with the facts that a reader takes from it, the same in every format.

A table is written as its rows, a bar between two cells; `<` goes on with the cell on the left, `^` with the one above.
A fact is written as `value unit indicator`, with `@holder` where it is not the county's, `#time` where it is not 2022,
`/group` where it is of a part, and `→` before what is aimed at.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.build import linked_document
from kg.model import Entity, Fact, Ref, Typed
from kg.read import source_of
from tests.extract.drawn_tables import FORMATS

TITLE = "桐城市教育局2022年教育工作总结"
LEAD = "2022年，全市教育系统认真落实各项工作，取得了新的成绩。"
COUNTY = "桐城市"

# Name → (the lines above the table, its rows, the facts that it tells).
TABLES: dict[str, tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]] = {
    "schools-by-township": (
        ("2022年各乡镇中小学基本情况统计表", "单位：所、人"),
        (
            "序号|乡镇|学校数|在校生数|专任教师数|备注",
            "1|范岗镇|12|3,210|260|",
            "2|双港镇|9|1875|—|含教学点",
            "3|吕亭镇|/|2004|171|",
            "|合计|21|7089|431|",
        ),
        (
            "12 所 学校数 @范岗镇",
            "3210 人 在校学生 @范岗镇",
            "260 人 专任教师 @范岗镇",
            "9 所 学校数 @双港镇",
            "1875 人 在校学生 @双港镇",
            "2004 人 在校学生 @吕亭镇",
            "171 人 专任教师 @吕亭镇",
            "21 所 学校数",
            "7089 人 在校学生",
            "431 人 专任教师",
        ),
    ),
    "teachers-by-stage-and-sex": (
        ("表2 全市教师队伍情况（单位：人）",),
        (
            "学段|教职工数|专任教师数|<|<",
            "^|^|合计|男|女",
            "幼儿园|620|480|12|468",
            "小学|1530|1,420|500|920",
            "初中|980|900|410|490",
            "总计|3130|2800|922|1878",
        ),
        (
            "620 人 幼儿园教职工数",
            "480 人 幼儿园专任教师数",
            "12 人 幼儿园男专任教师数 /男",
            "468 人 幼儿园女专任教师数 /女",
            "1530 人 小学教职工数",
            "1420 人 小学专任教师数",
            "500 人 小学男专任教师数 /男",
            "920 人 小学女专任教师数 /女",
            "980 人 初中教职工数",
            "900 人 初中专任教师数",
            "410 人 初中男专任教师数 /男",
            "490 人 初中女专任教师数 /女",
            "3130 人 教职工",
            "2800 人 专任教师",
            "922 人 男专任教师数 /男",
            "1878 人 女专任教师数 /女",
        ),
    ),
    "spending-by-year": (
        ("教育经费投入情况", "单位：万元"),
        (
            "项目|2020年|2021年|2022年|比上年增长（%）",
            "一、教育经费投入|52300|56,120.5|60000|6.9",
            "其中：财政拨款|48000|51000|55200|8.2",
            "学费收入|1200|—|1300|",
            "二、生均公用经费（元）|650|650|720|10.8",
        ),
        (
            "523000000 元 教育经费投入 #2020",
            "561205000 元 教育经费投入 #2021",
            "600000000 元 教育经费投入",
            "480000000 元 财政拨款 #2020",
            "510000000 元 财政拨款 #2021",
            "552000000 元 财政拨款",
            "12000000 元 学费收入 #2020",
            "13000000 元 学费收入",
            "650 元 生均公用经费 #2020",
            "650 元 生均公用经费 #2021",
            "720 元 生均公用经费",
        ),
    ),
    "results-by-school": (
        ("2022年中考成绩统计",),
        (
            "学校|参考人数（人）|语文|<|数学|<|名次",
            "^|^|平均分（分）|及格率（%）|平均分（分）|及格率（%）|^",
            "桐城市第二中学|312|88.4|91.3|79.5|72|1",
            "桐城市第三中学|280|85|88.6|缺考|—|2",
        ),
        (
            "312 人 考生人数 @桐城市第二中学",
            "88.4 分 语文平均分 @桐城市第二中学",
            "91.3 % 语文及格率 @桐城市第二中学",
            "79.5 分 数学平均分 @桐城市第二中学",
            "72 % 数学及格率 @桐城市第二中学",
            "280 人 考生人数 @桐城市第三中学",
            "85 分 语文平均分 @桐城市第三中学",
            "88.6 % 语文及格率 @桐城市第三中学",
        ),
    ),
    "projects": (
        ("2022年教育重点项目进展情况表",),
        (
            "序号|项目名称|建设地点|建筑面积（平方米）|总投资（万元）|完成投资（万元）|工期（个月）|责任人",
            "1|范岗镇中心小学教学楼建设项目|范岗镇|3600|1,080|560|12|王明",
            "2|市第四幼儿园新建项目|城区|5200|2100.5|—|18|李华",
            "合计|<|<|8800|3180.5|560||",
        ),
        (
            "3600 平方米 范岗镇中心小学教学楼建设项目建筑面积 @桐城市范岗镇中心小学",
            "10800000 元 范岗镇中心小学教学楼建设项目总投资 @桐城市范岗镇中心小学",
            "5600000 元 范岗镇中心小学教学楼建设项目完成投资 @桐城市范岗镇中心小学",
            "12 个月 范岗镇中心小学教学楼建设项目工期 @桐城市范岗镇中心小学",
            "5200 平方米 市第四幼儿园新建项目建筑面积 @桐城市第四幼儿园",
            "21005000 元 市第四幼儿园新建项目总投资 @桐城市第四幼儿园",
            "18 个月 市第四幼儿园新建项目工期 @桐城市第四幼儿园",
        ),
    ),
    "enrolment-plan": (
        ("2023年秋季小学一年级招生计划表",),
        (
            "学校名称|招生班数（个）|招生计划数（人）|服务区域",
            "桐城市第一小学|6|270|城东社区",
            "桐城市第二小学|4|180|城西社区",
            "合 计|10|450|",
        ),
        (
            "→270 人 一年级招生计划数 /一年级 @桐城市第一小学 #2023",
            "→180 人 一年级招生计划数 /一年级 @桐城市第二小学 #2023",
            "→6 个 一年级招生班数 /一年级 @桐城市第一小学 #2023",
            "→4 个 一年级招生班数 /一年级 @桐城市第二小学 #2023",
            "→450 人 小学一年级招生计划数 /一年级 #2023",
            "→10 个 小学一年级招生班数 /一年级 #2023",
        ),
    ),
    "transposed": (
        ("学校办学条件对照表",),
        (
            "指标|单位|桐城市第一中学|桐城市第五中学|合计",
            "在校生数|人|3200|1850|5050",
            "校舍建筑面积|平方米|41000|23600.5|64600.5",
            "生师比||13.2|12.9|",
        ),
        (
            "3200 人 在校学生 @桐城市第一中学",
            "1850 人 在校学生 @桐城市第五中学",
            "5050 人 在校学生",
            "41000 平方米 校舍面积 @桐城市第一中学",
            "23600.5 平方米 校舍面积 @桐城市第五中学",
            "64600.5 平方米 校舍面积",
            "13.2  生师比 @桐城市第一中学",
            "12.9  生师比 @桐城市第五中学",
        ),
    ),
    "with-a-note": (
        (),
        (
            "2022年学生资助情况|<|<",
            "学段|资助学生（人次）|资助资金（万元）",
            "学前教育|1260|63",
            "义务教育①|5400|310.5",
            "普通高中|880|88*",
            "注：①含特殊教育学校学生86人；资助资金含上级资金120万元。|<|<",
        ),
        (
            "1260 人次 学前教育资助学生",
            "630000 元 学前教育资助资金",
            "5400 人次 义务教育资助学生",
            "3105000 元 义务教育资助资金",
            "880 人次 普通高中资助学生",
            "880000 元 普通高中资助资金",
        ),
    ),
    "parts-in-rows": (
        ("全市学生情况", "（单位：人）"),
        (
            "类别|<|2021年|2022年",
            "在校生数|<|45200|44870",
            "其中|女|21300|21040",
            "^|寄宿生|3900|3,760",
            "^|小学|24000|23500",
            "^|初中|12100|12400",
            "毕业生数|<|9800|10100",
            "其中：女生|<|4700|4805",
        ),
        (
            "45200 人 在校学生 #2021",
            "44870 人 在校学生",
            "21300 人 女在校生数 /女 #2021",
            "21040 人 女在校生数 /女",
            "3900 人 寄宿生 #2021",
            "3760 人 寄宿生",
            "24000 人 小学在校生数 #2021",
            "23500 人 小学在校生数",
            "12100 人 初中在校生数 #2021",
            "12400 人 初中在校生数",
            "9800 人 毕业生 #2021",
            "10100 人 毕业生",
            "4700 人 女毕业生数 /女 #2021",
            "4805 人 女毕业生数 /女",
        ),
    ),
    "parts-in-columns": (
        ("2022年幼儿园情况（单位：所、人）",),
        (
            "乡镇|幼儿园数|其中：民办|在园幼儿数|其中|<",
            "^|^|^|^|女童|留守儿童",
            "范岗镇|5|3|620|300|85",
            "双港镇|4|6|410|—|52",
            "小计|9|9|1030|300|137",
            "城区|8|4|2210|1080|160",
            "总计|17|13|3240|1380|297",
        ),
        (
            "5 所 幼儿园数 @范岗镇",
            "3 所 民办幼儿园数 /民办 @范岗镇",
            "620 人 在园幼儿 @范岗镇",
            "300 人 女在园幼儿数 /女 @范岗镇",
            "85 人 幼儿园留守儿童 @范岗镇",
            "4 所 幼儿园数 @双港镇",  # more parts than there are of the whole are none
            "410 人 在园幼儿 @双港镇",
            "52 人 幼儿园留守儿童 @双港镇",
            "8 所 城区幼儿园数 /城区",
            "4 所 城区民办幼儿园数 /城区民办",
            "2210 人 城区在园幼儿数 /城区",
            "1080 人 城区女在园幼儿数 /城区女",
            "160 人 城区幼儿园留守儿童 /城区",
            "17 所 幼儿园数",
            "13 所 民办幼儿园数 /民办",
            "3240 人 在园幼儿",
            "1380 人 女在园幼儿数 /女",
            "297 人 幼儿园留守儿童",
        ),
    ),
    "years-over-measures": (
        ("教育事业发展主要指标",),
        (
            "类别|2021年|<|<|2022年|<|<",
            "^|学校数（所）|在校生（人）|占比（%）|学校数（所）|在校生（人）|占比（%）",
            "小学|30|24000|53.1|29|23500|52.4",
            "初中|14|12100|26.8|14|12400|27.6",
            "合计|44|36100|—|43|35900|—",
        ),
        (
            "30 所 小学学校数 #2021",
            "24000 人 小学在校生 #2021",
            "29 所 小学学校数",
            "23500 人 小学在校生",
            "14 所 初中学校数 #2021",
            "12100 人 初中在校生 #2021",
            "14 所 初中学校数",
            "12400 人 初中在校生",
            "44 所 学校数 #2021",
            "36100 人 在校学生 #2021",
            "43 所 学校数",
            "35900 人 在校学生",
        ),
    ),
    "indicator-in-the-caption": (
        ("表3 2022年各乡镇小学在校生数统计表（单位：人）",),
        (
            "乡镇|合计|一年级|二年级|其他年级",
            "范岗镇|1710|280|291|1139",
            "双港镇|940|150|—|",
            "总计|2650|430|291|1139",
        ),
        (
            "1710 人 小学在校生数 @范岗镇",
            "280 人 小学一年级在校生数 /一年级 @范岗镇",
            "291 人 小学二年级在校生数 /二年级 @范岗镇",
            "940 人 小学在校生数 @双港镇",
            "150 人 小学一年级在校生数 /一年级 @双港镇",
            "2650 人 小学在校生数",
            "430 人 小学一年级在校生数 /一年级",
            "291 人 小学二年级在校生数 /二年级",
        ),
    ),
    "one-school": (
        ("桐城市第一中学2022年基本情况",),
        (
            "项目|高一|高二|高三|合计",
            "班级数（个）|18|18|19|55",
            "在校生数（人）|900|880|930|2710",
        ),
        (
            "55 个 教学班 @桐城市第一中学",
            "900 人 高一在校生数 /高一 @桐城市第一中学",
            "880 人 高二在校生数 /高二 @桐城市第一中学",
            "930 人 高三在校生数 /高三 @桐城市第一中学",
            "2710 人 在校学生 @桐城市第一中学",
            "18 个 高一班级数 /高一 @桐城市第一中学",
            "18 个 高二班级数 /高二 @桐城市第一中学",
            "19 个 高三班级数 /高三 @桐城市第一中学",
        ),
    ),
}

# Name → (the lines above the table, its rows): numbers of which no fact can be told.
SILENT: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "names": (("领导班子成员分工表",), ("序号|姓名|职务|联系学校", "1|王明|局长|第一中学", "2|李华|副局长|第二中学")),
    "contacts": (("通讯录",), ("学校|校长|联系电话|邮编", "桐城市第一小学|王明|6121234|231400")),
    "classes": (
        ("（单位：人）",),
        ("学校|班级|在校生数", "桐城市第一小学|一（1）班|45", "桐城市第一小学|二（3）班|47"),
    ),
    "village-schools": (("单位：人",), ("乡镇|学校|在校生数", "范岗镇|樟枞点|45", "^|合安点|47")),
    "subtotals-of-what": (("单位：人",), ("学段|在校生数", "小计|450", "其他|30")),
    "part-of-the-county": (
        ("寄宿制学校情况统计表（单位：人）",),
        ("项目|在校生数|教职工数", "合计|4500|300"),
    ),
    "parts-without-a-whole": (("单位：人",), ("类别|2021年|2022年", "其中：女|120|130")),
    "timetable": (("考试安排表",), ("日期|科目|考场数|用时", "6月14日|语文|40|150分钟")),
    "scores-of-pupils": (("成绩单（单位：分）",), ("姓名|语文平均分|数学平均分", "王明|88|90", "李华|92|85")),
    "grades-without-a-measure": (("单位：人",), ("学校|一年级|二年级", "桐城市第一小学|120|118")),
    "layout": ((), ("栏目|最新动态", "首页|12", "学校之窗|34")),
    "years-and-numbers": (("大事记",), ("年份|事件", "1998|建校", "2005|迁校")),
    "total-of-projects": (("项目表",), ("项目名称|总投资（万元）", "合计|3100")),
}

# Name → as in TABLES: what once was read wrongly.
HARD: dict[str, tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]] = {
    "programs-that-are-called-plans": (
        ("营养改善计划资金表（单位：万元）",),
        ("乡镇|受益学生数（人）|资金", "范岗镇|1200|96"),
        ("1200 人 受益学生 @范岗镇", "960000 元 资金 @范岗镇"),
    ),
    "units-behind-the-numbers": (
        (),
        ("指标名称|数值|计量单位", "在校生数|4500|人", "校舍面积|3|万平方米"),
        ("4500 人 在校学生", "30000 平方米 校舍面积"),
    ),
    "names-among-the-numbers": (
        (),
        ("学校名称|桐城市第一小学|建校时间|1952年", "在校生数|1200|教师数|80"),
        (),
    ),
    "numbers-of-no-name": (
        ("专任教师年龄结构",),
        ("年龄|人数（人）|比例（%）", "35岁以下|300|33.3", "36-45岁|400|44.4"),
        (),
    ),
    "sources-of-funds": (
        ("2022年教育项目资金来源表（万元）",),
        ("项目名称|合计|中央|省级", "范岗小学改扩建项目|600|300|200", "合计|600|300|200"),
        (),
    ),
    "sums-of-what-the-title-names": (
        ("2022年“三公”经费支出情况", "单位：万元"),
        ("项目|2022年决算数", "公务接待费|2.1", "合计|6.9"),
        ("21000 元 公务接待费", "69000 元 “三公”经费支出"),
    ),
    "names-over-names": (
        (),
        ("年份|一本上线|<", "^|人数（人）|上线率（%）", "2020|312|13.6"),
        ("312 人 一本上线人数 #2020", "13.6 % 一本上线率 #2020"),
    ),
    "men-and-women-behind-a-total": (
        ("（单位：人）",),
        ("学校|教师总数|男|女", "桐城市第一小学|80|20|60"),
        (
            "80 人 教师人数 @桐城市第一小学",
            "20 人 男教师总数 /男 @桐城市第一小学",
            "60 人 女教师总数 /女 @桐城市第一小学",
        ),
    ),
    "townships-and-their-schools": (
        ("单位：人",),
        ("乡镇|学校|在校生数", "范岗镇|范岗中心小学|600", "^|樟枞小学|120", "^|小计|720", "合计|<|1220"),
        (
            "600 人 在校学生 @桐城市范岗中心小学",
            "120 人 在校学生 @桐城市樟枞小学",
            "720 人 在校学生 @范岗镇",
            "1220 人 在校学生",
        ),
    ),
    "bodies-that-are-called-units": (
        ("2023年教师招聘岗位表",),
        ("岗位代码|单位|学科|招聘计划数（人）", "0101|桐城市第一小学|语文|2"),
        ("→2 人 语文招聘计划数 @桐城市第一小学 #2023",),
    ),
    "schools-counted-by-stage": (
        (),
        ("乡镇|小学（所）|初中（所）|幼儿园（所）", "范岗镇|5|1|3"),
        ("5 所 小学学校数 @范岗镇", "1 所 初中学校数 @范岗镇", "3 所 幼儿园数 @范岗镇"),
    ),
    "marks-of-footnotes": (
        ("单位：人",),
        ("指标|2022年", "在校生数|1200<sup>1</sup>", "毕业生数|300<sup>①</sup>"),
        ("300 人 毕业生",),
    ),
    "another-county": (
        ("怀宁县2022年教育基本情况",),
        ("指标|数值", "在校生数（人）|52000"),
        ("52000 人 在校学生 @怀宁县",),
    ),
    "months": (("培训情况",), ("月份|培训人数（人）", "3月|120"), ("120 人 培训人数 #",)),
}


def facts_of(path: Path) -> list[str]:
    """Facts of the tables of a document, each as one line."""
    linked = linked_document(source_of(path))
    entities = {entity.local: entity for entity in linked.entities}
    return [_line(fact, entities) for fact in linked.facts if fact.rule == "figure-table"]


def _line(fact: Fact, entities: dict[str, Entity]) -> str:
    slots = dict(fact.slots)
    indicator, holder = (_entity(slots[name], entities) for name in ("indicator", "holder"))
    group = dict(indicator.properties).get("group", "")
    time = slots.get("year", slots.get("deadline", ""))
    year = time.text if isinstance(time, Typed) else ""
    return "".join(
        (
            "→" if fact.kind == "Goal" else "",
            f"{slots.get('value', slots.get('targetValue'))} {slots['unit']} {indicator.label}",
            f" /{group}" if group else "",
            f" @{holder.label}" if holder.label != COUNTY else "",
            f" #{year}" if year != "2022" else "",
        )
    )


def _entity(value: object, entities: dict[str, Entity]) -> Entity:
    assert isinstance(value, Ref)
    return entities[value.local]


def _written(path: Path, form: str, lines: tuple[str, ...], rows: tuple[str, ...]) -> Path:
    file = path / f"table{form}"
    file.write_bytes(FORMATS[form]((TITLE, LEAD, *lines), [row.split("|") for row in rows]))
    return file


def _sorted(lines: list[str] | tuple[str, ...]) -> list[str]:
    return sorted(" ".join(sorted(line.split(" "))) for line in lines)


@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form[1:])
@pytest.mark.parametrize("name", TABLES)
def test_a_table_tells_what_a_reader_takes_from_it(tmp_path: Path, name: str, form: str) -> None:
    lines, rows, expected = TABLES[name]
    assert _sorted(facts_of(_written(tmp_path, form, lines, rows))) == _sorted(expected)


@pytest.mark.parametrize(("lines", "rows", "expected"), HARD.values(), ids=HARD.keys())
def test_what_is_easily_misread_is_not(
    tmp_path: Path, lines: tuple[str, ...], rows: tuple[str, ...], expected: tuple[str, ...]
) -> None:
    assert _sorted(facts_of(_written(tmp_path, ".html", lines, rows))) == _sorted(expected)


def test_a_school_holds_the_figures_of_its_own_report(tmp_path: Path) -> None:
    rows = [["年级", "在校生数（人）"], ["高一", "900"], ["合计", "2710"]]
    path = tmp_path / "a.html"
    path.write_bytes(FORMATS[".html"](("桐城市第一中学2022年工作总结", LEAD), rows))
    assert facts_of(path) == ["900 人 高一在校生数 /高一 @桐城市第一中学", "2710 人 在校学生 @桐城市第一中学"]


def test_where_no_county_is_told_its_townships_hold_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    rows = [["乡镇", "在校生数（人）"], ["范岗镇", "120"], ["合计", "210"]]
    path.write_bytes(FORMATS[".html"](("2022年教育工作总结", "各项工作取得了新的成绩。"), rows))
    assert facts_of(path) == []


@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form[1:])
@pytest.mark.parametrize("name", SILENT)
def test_where_heads_are_unclear_nothing_is_said(tmp_path: Path, name: str, form: str) -> None:
    lines, rows = SILENT[name]
    assert facts_of(_written(tmp_path, form, lines, rows)) == []
