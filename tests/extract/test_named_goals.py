"""Named goals: aims with a number in their name and the parts that it counts; how parts and tasks find them."""

from __future__ import annotations

import pytest

from kg.extract import extract, named_goals
from kg.link import link
from kg.model import Claim, Fact, Ref, Status
from kg.nlp import analyse, nlp
from kg.statements import statements
from tests.extract.texts import claims_of, document_of

PLAN = "青禾县教育局2023年工作计划\n"


def found(text: str) -> dict[str, list[str]]:
    """Return the goals of a text with the texts of their parts; a goal within a goal stands as a part too."""
    document = document_of(text)
    goals: dict[str, list[str]] = {}
    for claim in claims_of(named_goals.extract, text):
        assert isinstance(claim, Claim)
        assert claim.status is Status.PLANNED
        slots = {name: str(value) for name, value in claim.slots}
        words = slots.get("skos:prefLabel", document.text[slice(*claim.clause)])
        if "partOf" in slots:
            goals[slots["partOf"]].append(words)
        if claim.kind == "NamedGoal":
            goals[words] = []
    return goals


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "全面落实“1234”提升战略，即：锚定建设强县一个目标，守牢安全、师德两条底线，推动学前、义务、高中三项突破，实施四大工程。\n",
            {
                "“1234”提升战略": [
                    "锚定建设强县一个目标",
                    "守牢安全、师德两条底线",
                    "推动学前、义务、高中三项突破",
                    "实施四大工程",
                ]
            },
            id="digits-that-count-each-part",
        ),
        pytest.param(
            "以“三个坚持”为抓手，即坚持质量为本、坚持依法治教、坚持安全第一。\n",
            {"“三个坚持”": ["坚持质量为本", "坚持依法治教", "坚持安全第一"]},
            id="a-slogan-that-serves",
        ),
        pytest.param(
            "以课改聚焦“三个融合”青禾小学采取“课内与课外”“读书与实践”“家庭与学校”相融合的方式。\n",
            {"“三个融合”": ["课内与课外", "读书与实践", "家庭与学校"]},
            id="quotations-before-the-aims-word",
        ),
        pytest.param(
            "落实“一二”工作思路，即：紧扣一条主线，抓好管理、队伍两个关键，努力办好教育。\n",
            {"“一二”工作思路": ["紧扣一条主线", "抓好管理、队伍两个关键"]},
            id="chinese-numerals",
        ),
        pytest.param(
            '推进"12"总目标:锚定一个目标(建成强县),深化两项改革(评价改革、管理改革)。\n',
            {
                "“12”总目标": ["锚定一个目标", "深化两项改革"],
                "深化两项改革": ["评价改革", "管理改革"],
            },
            id="parts-with-parts-in-brackets",
        ),
        pytest.param(
            "聚焦“三个更加”奋斗目标，即党建更加有力、布局更加合理、质量更加过硬，谱写新篇章。\n",
            {"“三个更加”奋斗目标": ["党建更加有力", "布局更加合理", "质量更加过硬"]},
            id="list-behind",
        ),
        pytest.param(
            "抓紧实施教育暖心工程、“五育融合”提质工程等“两大工程”，努力实现校园平安和质量提升“两手硬”。\n",
            {"“两大工程”": ["教育暖心工程", "“五育融合”提质工程"], "“两手硬”": ["校园平安", "质量提升"]},
            id="lists-before",
        ),
        pytest.param(
            "坚持效果导向，做到“两个坚持”。一要坚持标本兼治，透过现象抓本质。二要坚持立足实际，办好实事。\n",
            {"“两个坚持”": ["坚持标本兼治", "坚持立足实际"]},
            id="items-below",
        ),
        pytest.param(
            "（一）夯实“两个管理”\n1.加强常规管理。备课要细。\n2.抓好安全管理。排查要严。\n（二）深化改革\n要创新。\n",
            {"“两个管理”": ["加强常规管理", "抓好安全管理"]},
            id="headings-below",
        ),
        pytest.param(
            "实现“两个提高”。提高作业设计水平。少而精。提高教研活动水平。优化方式。\n",
            {"“两个提高”": ["提高作业设计水平", "提高教研活动水平"]},
            id="sentences-behind",
        ),
    ],
)
def test_a_goal_has_the_parts_that_its_number_counts(text: str, expected: dict[str, list[str]]) -> None:
    assert found(PLAN + text) == expected


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("落实“一个关键”、“三大抓手”，“三有”教学。\n", id="without-parts"),
        pytest.param("构建“12”工作体系，即紧扣1条主线，抓实2项工程。\n", id="a-program"),
        pytest.param("以先进理论、科学思想和“三个代表”为指导。\n", id="itself-in-a-list"),
        pytest.param("建设企业库、人才库、项目库“三库联通”信息平台。\n", id="qualifies-another-noun"),
        pytest.param("落实“123”战略，即：强基础，提质量，创特色。\n", id="parts-that-do-not-count"),
        pytest.param("做到“两个坚持”。一要深化改革。二要狠抓落实。\n", id="items-without-its-word"),
    ],
)
def test_a_number_without_as_many_parts_names_no_goal(text: str) -> None:
    assert found(PLAN + text) == {}


def test_a_goal_named_twice_is_one_with_its_fuller_name() -> None:
    text = PLAN + "聚焦“两个更加”，即党建更加有力、质量更加过硬。\n我们要为实现“两个更加”目标而奋斗。\n"
    assert found(text) == {"“两个更加”目标": ["党建更加有力", "质量更加过硬"]}


def linked(text: str) -> dict[str, Fact]:
    """Return the facts of a text by the IRI of their statement."""
    document = document_of(text)
    return dict(statements(link(document, extract(analyse(nlp(), document), document))))


def test_parts_and_tasks_are_linked_to_the_statement_of_their_goal() -> None:
    text = (
        "辰溪县教育局2023年工作计划\n县教育局将聚焦“两个聚力”。\n"
        "（一）聚力学前教育普及。\n扩大供给。\n（二）聚力校园安全治理。\n"
    )
    facts = linked(text)
    (goal,) = (local for local, fact in facts.items() if fact.kind == "NamedGoal")
    parts = [local for local, fact in facts.items() if fact.kind == "GoalPart"]
    tasks = [fact for fact in facts.values() if fact.kind == "Task"]
    assert [value for name, value in facts[goal].slots if name == "dcterms:hasPart"] == [Ref(part) for part in parts]
    assert len(parts) == len(tasks) == 2
    for fact in [*tasks, *(facts[part] for part in parts)]:
        assert ("partOf", Ref(goal)) in fact.slots
    holders = {dict(facts[local].slots)["holder"] for local in (goal, *parts)}
    assert len(holders) == 1


def test_a_task_below_a_task_is_part_of_it() -> None:
    text = (
        "辰溪县教育局2023年工作计划\n（一）建强队伍\n1.严守师德底线。\n2.完善教师补充机制。\n"
        "3.实施教师培训。一是提升教研能力。二是加强后备培养。\n"
    )
    facts = linked(text)
    whole = next(local for local, fact in facts.items() if fact.text == "实施教师培训" and fact.kind == "Task")
    below = [fact.text for fact in facts.values() if ("partOf", Ref(whole)) in fact.slots]
    assert below == ["提升教研能力", "加强后备培养"]


def test_a_part_that_is_a_program_names_it() -> None:
    text = "辰溪县教育局2023年工作计划\n抓紧实施教育暖心服务工程、名师培养引领工程等“两大工程”。\n"
    parts = [fact for fact in linked(text).values() if fact.kind == "GoalPart"]
    assert [sum(name == "program" for name, _ in fact.slots) for fact in parts] == [1, 1]


@pytest.mark.parametrize(
    ("text", "label"),
    [
        pytest.param("实现“质量优、校园美、群众满意”三大目标。", "三大目标", id="counted-behind"),
        pytest.param("围绕“师资优、管理优、质量优”的“三优”目标。", "“三优”目标", id="named-behind"),
        pytest.param("按照“强高中、优初中、稳小学”总体思路。", "“强高中、优初中、稳小学”总体思路", id="by-its-words"),
    ],
)
def test_a_slogan_that_lists_its_parts_is_an_aim(text: str, label: str) -> None:
    told = found(PLAN + text)
    assert list(told) == [label]
    assert len(told[label]) == 3


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("实现“质量优、校园美”三大目标。", id="fewer-than-counted"),
        pytest.param("开展“学法、守法、用法”活动。", id="an-activity"),
        pytest.param("落实“高起点、严要求、快节奏”的要求。", id="a-demand"),
    ],
)
def test_a_list_in_quotes_with_no_aim_or_another_count_is_none(text: str) -> None:
    assert found(PLAN + text) == {}


def test_a_numeral_with_its_counted_parts_behind_a_comma_is_an_aim() -> None:
    told = found(PLAN + "按照“121”工作思路，锚定一个目标，突出两个重点，守住一条底线，抓好工作。")
    assert told == {"“121”工作思路": ["锚定一个目标", "突出两个重点", "守住一条底线"]}


@pytest.mark.parametrize(
    ("text", "label", "parts"),
    [
        pytest.param(
            "以“两优一稳”为抓手，优课堂、优管理，稳队伍，推动工作见效。",
            "“两优一稳”",
            ["优课堂", "优管理", "稳队伍"],
            id="each-part-with-its-word-and-more-behind",
        ),
        pytest.param(
            "落实“一线两库”，即守住一条安全线，建好习题、案例两库。",
            "“一线两库”",
            ["守住一条安全线", "建好习题、案例两库"],
            id="a-part-for-each-number",
        ),
        pytest.param(
            "聚焦“一稳二强”，一稳是稳定生源，二强是强教研、强保障。",
            "“一稳二强”",
            ["稳定生源", "强教研、强保障"],
            id="repeated-before-its-parts",
        ),
        pytest.param(
            "提出“一三”兴教行动，一是守住一条红线，三是抓好课堂、教研、评价三件事。",
            "“一三”",
            ["守住一条红线", "抓好课堂、教研、评价三件事"],
            id="its-numbers-repeated",
        ),
        pytest.param(
            "对照“三个必看”逐项检查：水电必看、灶台必看、台账必看。",
            "“三个必看”",
            ["水电必看", "灶台必看", "台账必看"],
            id="what-it-is-for-between",
        ),
        pytest.param(
            "实现“210”目标，即两项改革见成效、十件实事办到位。",
            "“210”目标",
            ["两项改革见成效", "十件实事办到位"],
            id="ten-is-one-number",
        ),
    ],
)
def test_numbers_strung_together_count_the_parts_behind_them(text: str, label: str, parts: list[str]) -> None:
    assert found(PLAN + text) == {label: parts}


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("落实“两优一稳”，推进课堂改革，加强管理，带好队伍。", id="parts-without-its-words"),
        pytest.param("开展“三个必看”检查：看水电、查灶台、翻台账。", id="a-list-that-does-not-repeat-it"),
    ],
)
def test_a_list_without_the_words_of_the_numbers_is_none_of_theirs(text: str) -> None:
    assert found(PLAN + text) == {}
