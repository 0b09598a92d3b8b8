"""Posts in lists, on lines and in groups that are set up; the school that speaks in a text."""

from __future__ import annotations

import pytest

from tests.extract.test_persons import named, posts


def test_names_behind_a_title_and_a_colon_hold_its_post() -> None:
    text = "静宁县教育局局长：王建国；副局长：李文英（女）、赵海波。"
    assert posts(text) == [
        ("王建国", "局长", "静宁县教育局"),
        ("李文英", "副局长", "静宁县教育局"),
        ("赵海波", "副局长", "静宁县教育局"),
    ]


def test_who_has_left_is_named_and_holds_no_post() -> None:
    text = "静宁县教育局局长：王建国（1月免）、李文英（1月任）。"
    assert posts(text) == [("李文英", "局长", "静宁县教育局")]
    assert "王建国" in named(text)


def test_a_line_of_a_name_and_a_title_gives_the_post() -> None:
    assert posts("王建国　　静宁县第二小学副校长\n") == [("王建国", "副校长", "静宁县第二小学")]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("成立教育督导领导小组，县教育局局长王建国任组长，副局长赵海波任副组长。", id="before"),
        pytest.param("成立以局长王建国为组长、副局长赵海波为副组长的教育督导领导小组。", id="behind"),
    ],
)
def test_who_leads_a_group_that_is_set_up_holds_its_post(text: str) -> None:
    told = posts("静宁县教育局文件\n" + text)
    assert ("王建国", "组长", "教育督导领导小组") in told
    assert ("赵海波", "副组长", "教育督导领导小组") in told


def test_a_school_that_speaks_is_the_body_of_its_headmaster_and_not_the_partner() -> None:
    text = "静宁县第二中学校报\n3月12日，我校与兰州市第五中学签约。校长王建国出席签约仪式。\n"
    assert posts(text) == [("王建国", "校长", "静宁县第二中学")]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        pytest.param("静宁县第二小学陈一鸣荣获全省科技创新大赛一等奖。", "陈一鸣", id="behind-a-school"),
        pytest.param("八（2）班陈一鸣获一等奖。", "陈一鸣", id="of-a-class"),
        pytest.param("学生陈一鸣在比赛中获奖。", "陈一鸣", id="a-pupil"),
    ],
)
def test_who_is_named_with_a_school_or_class_is_a_person(text: str, name: str) -> None:
    assert named(text) == [name]


def test_buildings_of_pupils_are_no_persons() -> None:
    assert named("学生宿舍楼在建。校长是学校的灵魂。") == []


@pytest.mark.parametrize(
    ("line", "name", "title"),
    [
        pytest.param("柘荣县教育局党委书记、局长　帅国华", "帅国华", "局长", id="doubtful-surname"),
        pytest.param("柘荣县教育局副局长　万 军", "万 军", "副局长", id="blank-in-the-name"),
        pytest.param("汇报人：柘荣县教育局副局长 于长江", "于长江", "副局长", id="label"),
        pytest.param("中共柘荣县委教育工委书记  梁伟", "梁伟", "教育工委书记", id="committee"),
    ],
)
def test_an_author_below_a_title_holds_the_post_of_the_line(line: str, name: str, title: str) -> None:
    told = posts(f"柘荣县教育工作情况报告\n\n{line}\n\n主任、各位副主任：\n")
    assert (name, title) in [(person, post) for person, post, _ in told]


@pytest.mark.parametrize(
    "line",
    ["县教育局局长　简历", "县第二小学教师　安排", "县教育局办公室　材料", "县教育局局长　讲话"],
    ids=["life", "plan", "papers", "speech"],
)
def test_other_words_behind_a_title_on_a_line_are_no_name(line: str) -> None:
    assert named(f"柘荣县教育工作情况报告\n\n{line}\n") == []


def test_the_rows_of_a_group_give_its_heads_and_their_own_posts() -> None:
    text = (
        "全县校园安全工作领导小组成员名单\n"
        "组　长：周　涛　县教育局党组书记、局长\n"
        "副组长：李小明　县教育局副局长\n"
        "　　　　郭海燕　县第二小学校长\n"
        "成　员：韩　冰　张丽丽　高飞（县实验小学副校长）\n"
    )
    group = "校园安全工作领导小组"
    assert posts(text) == [
        ("周　涛", "党组书记", "县教育局"),
        ("周　涛", "局长", "县教育局"),
        ("周　涛", "组长", group),
        ("李小明", "副局长", "县教育局"),
        ("李小明", "副组长", group),
        ("郭海燕", "校长", "县第二小学"),
        ("郭海燕", "副组长", group),
        ("高飞", "副校长", "县实验小学"),
    ]
    assert {"韩　冰", "张丽丽"} <= set(named(text))


def test_rows_of_bodies_name_nobody() -> None:
    assert named("成员：各股室负责人　各校校长\n组长：教育局局长\n") == []


def test_the_office_of_a_group_has_a_head_of_its_own() -> None:
    text = "县教育局成立活动领导小组，局长周涛任组长，副局长程小岚任副组长，汪立国兼任办公室主任。"
    assert posts(text)[1:] == [
        ("周涛", "组长", "活动领导小组"),
        ("程小岚", "副局长", "县教育局"),
        ("程小岚", "副组长", "活动领导小组"),
        ("汪立国", "办公室主任", "活动领导小组办公室"),
    ]


def test_a_group_named_behind_its_members_is_led_too() -> None:
    text = "成立以县教育局局长王建国为组长、副局长李爱民为副组长、各股室负责人为成员的控辍保学工作领导小组。"
    assert [one for one in posts(text) if one[2].endswith("领导小组")] == [
        ("王建国", "组长", "控辍保学工作领导小组"),
        ("李爱民", "副组长", "控辍保学工作领导小组"),
    ]


def test_teachers_in_the_text_of_their_school_are_its_own() -> None:
    text = (
        "静宁县第二小学工作总结\n我校坚持德育为先。大队辅导员姜小梅老师受到表扬。"
        "数学教师孙海波荣获一等奖，班主任李红参加了活动。\n"
    )
    body = "静宁县第二小学"
    assert posts(text) == [("姜小梅", "大队辅导员", body), ("孙海波", "教师", body), ("李红", "班主任", body)]


def test_teachers_in_the_text_of_a_bureau_have_no_school_of_their_own() -> None:
    assert posts("静宁县教育局工作总结\n全县教师成长快。数学教师孙海波荣获一等奖。\n") == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        pytest.param("魏明芳等代表：\n", ["魏明芳"], id="and-others"),
        pytest.param("张海、李小明委员：\n", ["张海", "李小明"], id="two"),
        pytest.param("各位代表：\n尊敬的各位领导、老师：\n", [], id="all"),
        pytest.param("授予李珊等60名同志“优秀班主任”称号。", ["李珊"], id="first-of-many"),
        pytest.param("表彰先进等20名同志。", [], id="no-name"),
    ],
)
def test_salutations_and_lists_cut_short_name_people(text: str, names: list[str]) -> None:
    assert named(text) == names


def test_a_rare_name_behind_a_title_counts_where_it_speaks_later() -> None:
    text = "镇中心学校校长申修强及班子成员陪同督导。申修强表示，将照单全收。"
    assert named(text) == ["申修强", "申修强"]
    assert named("县第二小学教师成长及发展较快。成长及时。") == []
