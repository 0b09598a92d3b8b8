"""Who received which honour from whom."""

from __future__ import annotations

import pytest

from kg.extract import awards
from tests.extract.events import PLAN, REVIEW, claims, told


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "静宁县实验小学被教育部命名为“全国青少年校园足球特色学校”。",
            [("静宁县实验小学", "全国青少年校园足球特色学校", "教育部")],
            id="named-by-a-ministry",
        ),
        pytest.param(
            "县教育局荣获甘肃省教育厅颁发的《平安建设示范基地》称号。",
            [("县教育局", "平安建设示范基地", "甘肃省教育厅")],
            id="handed-over-by",
        ),
        pytest.param(
            "静宁县第一中学、威戎中学获评“年度先进集体”，40名教师获评“师德标兵”。",
            [
                ("静宁县第一中学", "年度先进集体", ""),
                ("威戎中学", "年度先进集体", ""),
                ("40名教师", "师德标兵", ""),
            ],
            id="one-for-each-recipient",
        ),
        pytest.param(
            "两个党组织、三名党员被市委通报表扬。",
            [("两个党组织", "通报表扬", "市委"), ("三名党员", "通报表扬", "市委")],
            id="groups-as-worded",
        ),
        pytest.param(
            "静宁县第一中学荣获《全省文明校园》《全市民族团结模范集体》称号。",
            [("静宁县第一中学", "全省文明校园", ""), ("静宁县第一中学", "全市民族团结模范集体", "")],
            id="one-for-each-honour",
        ),
        pytest.param(
            "教育厅公布首批劳动教育示范县名单，静宁县榜上有名。",
            [("静宁县", "首批劳动教育示范县", "教育厅")],
            id="on-a-list",
        ),
        pytest.param(
            "县教育局被县委、县政府评为“年度优秀单位”。",
            [("县教育局", "年度优秀单位", "县委、县政府")],
            id="granted-by-two",
        ),
        pytest.param(
            "静宁县第三小学成功创建全省足球特色学校。",
            [("静宁县第三小学", "全省足球特色学校", "")],
            id="achieved",
        ),
        pytest.param(
            "静宁县第一中学荣获“平川市五四红旗团委”称号。",
            [("静宁县第一中学", "平川市五四红旗团委", "")],
            id="a-title-by-its-word",
        ),
        pytest.param(
            "静宁县第一中学教师王晓红被评为“全省模范教师”。",
            [("王晓红", "全省模范教师", "")],
            id="a-teacher",
        ),
        pytest.param(
            "静宁县第一中学学生陈一鸣获全省科技创新大赛二等奖。",
            [("陈一鸣", "全省科技创新大赛二等奖", "")],
            id="a-pupil",
        ),
        pytest.param(
            "静宁县教育局授予静宁县第一中学、威戎中学“书香校园”称号。",
            [("静宁县第一中学", "书香校园", "静宁县教育局"), ("威戎中学", "书香校园", "静宁县教育局")],
            id="given",
        ),
        pytest.param(
            "仪式上，县领导向获奖教师代表颁发了“最美园丁”荣誉证书。",
            [("获奖教师代表", "最美园丁", "")],
            id="handed-to-a-group",
        ),
    ],
)
def test_an_honour_has_its_recipient_its_name_and_who_grants_it(text: str, expected: list[tuple[str, ...]]) -> None:
    found = told(awards.extract, text, "recipient", "awardName", "grantor")
    assert [row[:2] for row in found] == [row[:2] for row in expected]
    assert all(row[2] in {wanted[2], ""} for row, wanted in zip(found, expected, strict=True))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "静宁县第一中学在全省经典诵读大赛中获一等奖2项、二等奖3项。",
            ["全省经典诵读大赛一等奖", "全省经典诵读大赛二等奖"],
            id="competition-before-the-verb",
        ),
        pytest.param(
            "静宁县第一中学获全省技能大赛二等奖2项、三等奖5项。",
            ["全省技能大赛二等奖", "全省技能大赛三等奖"],
            id="competition-before-the-first-prize",
        ),
        pytest.param("静宁县第一中学获第三名。", [], id="a-bare-rank-is-nothing"),
    ],
)
def test_a_prize_takes_the_name_of_its_competition(text: str, expected: list[str]) -> None:
    assert [row[0] for row in told(awards.extract, text, "awardName")] == expected


def test_a_second_team_of_a_school_takes_the_schools_name() -> None:
    text = "静宁县第三小学男子组在“县长杯”中荣获第四名、女子组荣获第三名。"
    assert told(awards.extract, text, "recipient", "awardName") == [
        ("静宁县第三小学男子组", "“县长杯”第四名"),
        ("静宁县第三小学女子组", "“县长杯”第三名"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("静宁县第一中学获得社会各界好评。", id="praise"),
        pytest.param("静宁县第一中学取得良好成绩。", id="results"),
        pytest.param("对荣获金奖的学校给予奖励。", id="whoever-wins"),
        pytest.param("静宁县第一中学组织学生参加比赛，获得全省技能大赛一等奖。", id="others-sent-to-compete"),
        pytest.param("静宁县第一中学未能荣获“全省文明校园”称号。", id="not-won"),
        pytest.param("静宁县第一中学是否被评为“全省文明校园”？", id="asked"),
    ],
)
def test_praise_and_what_others_win_are_no_honours(text: str) -> None:
    assert told(awards.extract, text, "recipient") == []


def test_an_honour_that_is_aimed_at_is_none() -> None:
    assert claims(awards.extract, "静宁县第一中学力争荣获“全省文明校园”称号。", PLAN) == []


def test_evidence_reaches_from_the_recipient_to_the_honour() -> None:
    text = "一年来，静宁县第一中学被评为“全省文明校园”。"
    (claim,) = claims(awards.extract, text)
    assert (REVIEW + text)[slice(*claim.span)] == "静宁县第一中学被评为“全省文明校园”"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("静宁县第二小学跻身省级示范小学行列。", [("静宁县第二小学", "省级示范小学")], id="risen-to"),
        pytest.param(
            "静宁县第一中学女排在全市中学生运动会上一举夺冠。",
            [("静宁县第一中学女排", "全市中学生运动会冠军")],
            id="without-an-object",
        ),
        pytest.param(
            "静宁县第二小学被省教育厅列为“劳动教育示范校”。", [("静宁县第二小学", "劳动教育示范校")], id="listed-as"
        ),
        pytest.param(
            "静宁县第一中学、静宁县第二中学获教学质量特等奖，静宁县第三中学获一等奖。",
            [
                ("静宁县第一中学", "教学质量特等奖"),
                ("静宁县第二中学", "教学质量特等奖"),
                ("静宁县第三中学", "教学质量一等奖"),
            ],
            id="prizes-of-one-contest",
        ),
        pytest.param("静宁县第二小学被列为考点。", [], id="no-honour"),
        pytest.param("争取静宁县第一中学获评省级文明校园。", [], id="hoped-for"),
        pytest.param("静宁县教育工作迈入新阶段，跻身全市前列。", [], id="a-standing"),
    ],
)
def test_honours_in_other_words_and_what_is_none(text: str, expected: list[tuple[str, str]]) -> None:
    assert told(awards.extract, text, "recipient", "awardName") == expected


def test_who_stands_under_a_heading_of_an_honour_has_received_it() -> None:
    text = "一、教育工作先进集体（县委、县政府表扬）\n静宁县第一中学　静宁县实验小学\n二、其他\n"
    assert told(awards.extract, text, "recipient", "awardName", heading="关于表扬的决定\n") == [
        ("静宁县第一中学", "教育工作先进集体"),
        ("静宁县实验小学", "教育工作先进集体"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "三、表彰\n（一）先进集体（3个）：静宁县第一中学、静宁县第二中学、威戎小学。\n",
            [
                ("静宁县第一中学", "先进集体"),
                ("静宁县第二中学", "先进集体"),
                ("威戎小学", "先进集体"),
            ],
            id="a-row-behind-its-honour",
        ),
        pytest.param(
            "12日　静宁县实验小学被评为全市文明校园。\n",
            [("静宁县实验小学", "全市文明校园")],
            id="behind-the-day-of-a-chronicle",
        ),
        pytest.param(
            "静宁县教育局连续第三年获全市综合考核一等奖。",
            [("静宁县教育局", "全市综合考核一等奖")],
            id="so-many-years-in-a-row",
        ),
    ],
)
def test_rows_chronicles_and_repeated_honours_say_who_received_what(text: str, expected: list[tuple[str, ...]]) -> None:
    assert told(awards.extract, text, "recipient", "awardName", heading=REVIEW) == expected


def test_a_row_behind_an_honour_counts_only_where_honours_are_told_of() -> None:
    text = "二、推荐安排\n（一）先进集体：静宁县第一中学、静宁县第二中学。\n"
    assert told(awards.extract, text, "recipient", "awardName", heading=PLAN) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "静宁县教育局授予王小明等30名同志“全县优秀班主任”称号。",
            [("王小明等30名同志", "全县优秀班主任")],
            id="one-name-for-a-group",
        ),
        pytest.param(
            "3件作品在全省校园艺术展演中展出，其中《春耕》获得一等奖。",
            [("《春耕》", "全省校园艺术展演一等奖")],
            id="a-work-by-its-title",
        ),
        pytest.param(
            "静宁县职教中心代表队在全省技能大赛水产养殖项目中屈居亚军。",
            [("静宁县职教中心代表队", "全省技能大赛水产养殖项目亚军")],
            id="an-event-of-a-competition",
        ),
    ],
)
def test_groups_works_and_events_of_competitions(text: str, expected: list[tuple[str, ...]]) -> None:
    assert told(awards.extract, text, "recipient", "awardName", heading=REVIEW) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "语文教师于丽华在全省“精品课”评选中获二等奖。",
            [("于丽华", "全省“精品课”评选二等奖", "")],
            id="a-surname-like-a-preposition",
        ),
        pytest.param(
            "静宁县第一中学选手杨国辉在全国职业院校技能大赛农机检修赛项收获铜牌。",
            [("杨国辉", "全国职业院校技能大赛农机检修赛项铜牌", "")],
            id="the-verb-right-behind-the-contest",
        ),
        pytest.param(
            "静宁县第一中学科创社团在江苏省青少年机器人竞赛中摘得两金一银。",
            [("静宁县第一中学科创社团", "江苏省青少年机器人竞赛两金一银", "")],
            id="medals-by-their-count",
        ),
        pytest.param(
            "静宁县第三小学在县教育局举办的演讲比赛中获得一等奖。",
            [("静宁县第三小学", "演讲比赛一等奖", "")],
            id="who-holds-it-is-no-part-of-its-name",
        ),
        pytest.param(
            "“海洋食品智能加工”专业获评省级高水平专业。",
            [("“海洋食品智能加工”专业", "省级高水平专业", "")],
            id="a-course-of-study",
        ),
        pytest.param(
            "甘肃省教育厅日前发文，认定静宁县为第三批学前教育普及普惠县。",
            [("静宁县", "第三批学前教育普及普惠县", "甘肃省教育厅")],
            id="declared-to-be",
        ),
        pytest.param(
            "省教育厅命名静宁县第一中学、静宁县第二中学为省级文明校园。",
            [("静宁县第一中学", "省级文明校园", "省教育厅"), ("静宁县第二中学", "省级文明校园", "省教育厅")],
            id="each-that-is-named",
        ),
        pytest.param("认定困难学生为资助对象1200人，认定民办园为普惠性幼儿园12所。", [], id="no-honour"),
        pytest.param("申请认定静宁县第一中学为省级示范校。", [], id="asked-for"),
    ],
)
def test_prizes_in_other_words_and_who_is_declared_to_be_something(text: str, expected: list[tuple[str, ...]]) -> None:
    assert told(awards.extract, text, "recipient", "awardName", "grantor", heading=REVIEW) == expected


def test_pupils_of_the_school_that_is_spoken_of_win() -> None:
    text = "静宁县第一中学加强训练。学生在全省田径锦标赛上获得金牌3枚、银牌2枚。"
    assert told(awards.extract, text, "recipient", "awardName", "holder", heading=REVIEW) == [
        ("学生", "全省田径锦标赛金牌", "静宁县第一中学"),
        ("学生", "全省田径锦标赛银牌", "静宁县第一中学"),
    ]
    assert told(awards.extract, "学生在全省田径锦标赛上获得金牌3枚。", "recipient", heading=REVIEW) == []
