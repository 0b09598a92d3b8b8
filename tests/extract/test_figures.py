"""Figures: what is measured, how much, of when, reported or aimed at; and which numbers are none."""

from __future__ import annotations

from decimal import Decimal
from time import process_time
from typing import Any

import pytest

from kg.extract import figures
from kg.model import Claim, Mention, Typed
from tests.extract.texts import claims_of


def told(text: str, issued: str | None = None) -> list[dict[str, Any]]:
    """Return the slots of each figure, with its kind; the indicator as its words."""
    claims = [claim for claim in claims_of(figures.extract, text, issued) if isinstance(claim, Claim)]
    return [{"kind": claim.kind, **{name: plain(value) for name, value in claim.slots}} for claim in claims]


def plain(value: object) -> object:
    return value.text if isinstance(value, Mention | Typed) else value


def named(text: str) -> list[tuple[str, Decimal | None, str]]:
    """Return (indicator, value, unit) of each figure."""
    return [(one["indicator"], one.get("value", one.get("targetValue")), one["unit"]) for one in told(text)]


@pytest.mark.parametrize(
    ("text", "name", "value", "unit"),
    [
        ("义务教育巩固率达到98.6%。", "义务教育巩固率", "98.6", "%"),
        ("全县共招聘教师128名。", "招聘教师", "128", "人"),
        ("去年招聘了8名新教师。", "招聘新教师", "8", "人"),
        ("126所义务教育学校全部开展课后服务。", "开展课后服务的义务教育学校", "126", "所"),
        ("完成了全县8所学校的教学常规检查。", "完成教学常规检查的学校", "8", "所"),
        ("完成3所幼儿园改扩建工程。", "完成改扩建工程的幼儿园", "3", "所"),
        ("仍有2所农村学校没有食堂。", "没有食堂的农村学校", "2", "所"),
        ("对校外托管机构开展联合检查5次。", "校外托管机构联合检查", "5", "次"),
        ("依托名师工作室开展送教下乡60场次。", "送教下乡", "60", "次"),
        ("600分以上考生17名。", "600分以上考生", "17", "人"),
        ("撤并10人以下教学点9个。", "撤并10人以下教学点", "9", "个"),
        ("每1000名学生至少配备1名专职心理教师。", "每1000名学生配备专职心理教师", "1", "人"),
        ("共120余人参加会议。", "参加会议人数", "120", "人"),
        ("投入2360万元改善办学条件。", "改善办学条件投入", "23600000", "元"),
        ("50岁以上教师占到35.8%。", "50岁以上教师占比", "35.8", "%"),
        ("98%的学生参加课后服务。", "参加课后服务的学生比例", "98", "%"),
        ("按每生每年100元的标准给予课后服务补助。", "课后服务补助标准", "100", "元"),
        ("实验小学、城关中学等6所学校率先完成改革。", "完成改革的学校", "6", "所"),
        ("生师比13.5:1。", "生师比", "13.5", ""),
        ("高考一本上线216人。", "高考一本上线人数", "216", "人"),
    ],
    ids=[
        "before", "verb-object", "verb-count-object", "count-noun-said", "of-a-group", "of-a-group-compound",
        "there-is", "done-to", "light-verb", "score-in-name", "size-in-name", "each-of", "taking-part", "spent-on",
        "share", "share-of", "standard", "open-list", "ratio", "passed",
    ],
)  # fmt: skip
def test_a_number_is_of_the_shortest_phrase_that_names_what_is_measured(
    text: str, name: str, value: str, unit: str
) -> None:
    assert named(text) == [(name, Decimal(value), unit)]


@pytest.mark.parametrize(
    ("text", "name", "value", "unit"),
    [
        ("本次研修为期五天。", "研修天数", "5", "天"),
        ("参加了为期3天的骨干教师集训。", "骨干教师集训天数", "3", "天"),
        ("特岗教师须服务满4年方可调动。", "特岗教师服务年限", "4", "年"),
        ("疏散演练用时3分15秒。", "疏散演练用时", "195", "秒"),
        ("有的一个班80多人。", "班额", "80", "人"),
        ("班主任可享受每月260元的岗位津贴。", "岗位津贴每月", "260", "元"),
        ("该机构以450元/科收取托管费用。", "托管费用", "450", "元"),
        ("总投资7300万元的职教中心迁建项目。", "职教中心迁建项目总投资", "73000000", "元"),
        ("投资1.4亿元新建的第三实验小学。", "新建第三实验小学投资", "140000000", "元"),
        ("县财政安排240万元用于聘请代课教师。", "聘请代课教师投入", "2400000", "元"),
        ("捐赠了价值18万元的图书。", "图书价值", "180000", "元"),
        ("有21万小学寄宿生没有宿舍。", "没有宿舍的小学寄宿生", "210000", "人"),
        ("3万多孩子及家长从中受益。", "孩子及家长", "30000", "人"),
        ("每学期开展两次防震演练。", "每学期防震演练", "2", "次"),
        ("每月组织一次应急演练。", "每月应急演练", "1", "次"),
        ("平均班额小学43人。", "小学平均班额", "43", "人"),
        ("教育局决定对教师每三年开展一次体检。", "教师每三年体检", "1", "次"),
        ("职业学校与26家企业开展校企合作。", "开展校企合作的企业", "26", "所"),
        ("活动共收到参赛作品430件。", "收到参赛作品", "430", "件"),
        ("网络辅导费260/生。", "网络辅导费", "260", "元"),
        ("学校听课216节。", "学校听课", "216", "节"),
        ("责令整改14家。", "责令整改", "14", "所"),
        ("团体总分第2名。", "团体总分排名", "2", "名次"),
        ("语文平均分高出全省平均分9分。", "语文平均分高于全省平均分", "9", "分"),
        ("共对140名教职工进行体检。", "进行体检的教职工", "140", "人"),
        ("支持50所左右的职业学校。", "支持职业学校", "50", "所"),
        ("您反映的学校食堂每餐收费9元。", "学校食堂每餐收费", "9", "元"),
    ],
    ids=[
        "lasting", "lasting-of", "served", "minutes-and-seconds", "class-size", "allowance", "price", "invested-in",
        "invested-to-build", "set-aside-for", "worth", "people-in-wan", "people-and-more", "frequency", "once",
        "stage-behind", "decided", "together-with", "subject-and-deed", "fee-per-pupil", "deed-of-two", "disposal",
        "bare-place", "beyond-average", "done-to-people", "about-of", "asked-about",
    ],
)  # fmt: skip
def test_of_time_money_and_deeds(text: str, name: str, value: str, unit: str) -> None:
    (found,) = named(text)
    assert found == (name, Decimal(value), unit)


@pytest.mark.parametrize(
    "text",
    [
        "消除56人以上大班额。",
        "建有200米环形跑道。",
        "考入985高校。",
        "学校历时三年建成。",
        "各校分三批实施。",
        "学校每间宿舍安排的是8名的铺位。",
    ],
    ids=["size", "length-in-name", "name", "history", "batches", "no-rank"],
)
def test_no_figure_is_read_from_sizes_and_histories(text: str) -> None:
    assert [one for one in named(text) if one[2] != "人" or "大班额" in one[0]] == []


def test_a_series_goes_on_for_other_stages_and_rates() -> None:
    assert named("巩固率小学100%，初中98.2%。") == [
        ("小学巩固率", Decimal(100), "%"), ("初中巩固率", Decimal("98.2"), "%"),
    ]  # fmt: skip
    assert [name for name, _, _ in named("校长每周听课不少于2节，每学期不少于36节。")] == [
        "校长每周听课",
        "校长每学期听课",
    ]
    assert [name for name, _, _ in named("幼儿园由2015年的21所增加到2021年的84所。")] == ["幼儿园", "幼儿园"]
    assert named("收费标准：甲类园每生每月430元。")[0][0] == "甲类园收费标准"


def test_what_is_said_of_people_ends_their_name() -> None:
    assert [name for name, _, _ in named("共为7300名家庭经济困难学生发放生活补助365万元。")] == [
        "家庭经济困难学生", "发放生活补助",
    ]  # fmt: skip
    assert named("4600名考生参加考试。") == [("参加考试的考生", Decimal(4600), "人")]
    assert named("随迁子女2150人全部就近入学。") == [("随迁子女", Decimal(2150), "人")]
    assert named("我是2008级4班的学生。") == []


def test_a_rate_is_of_the_part_before() -> None:
    assert named("困难幼儿资助，每生450元/期。") == [("困难幼儿资助每生", Decimal(450), "元")]


def test_the_year_of_a_signed_or_dated_text_is_that_of_its_figures() -> None:
    assert told("学校有教师57人。感谢您的关心！2018年7月2日")[0]["year"] == "2018"
    assert told("安全演练\n日期: 2016年5月\n师生共320人参加。")[0]["year"] == "2016"
    assert "year" not in told("学校有教师57人。")[0]


def test_a_norm_in_force_reports_and_a_decision_aims() -> None:
    assert told("特岗教师须服务满4年方可调动。")[0]["kind"] == "Observation"
    assert told("教育局要求各校每年至少召开3次专题会议。")[0]["kind"] == "Goal"


def test_a_headline_counts_where_the_text_does_not_repeat_it() -> None:
    headline = "市县两级18位书法家走进我校\n"
    assert named(headline + "学校开展了书法进校园活动。") == [("走进我校的书法家", Decimal(18), "人")]
    body = "9月6日，18位书法家来校指导。"
    assert len(named(headline + body)) == 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("办理助学贷款4108笔、3327万元。", [("助学贷款", "4108", "笔"), ("助学贷款金额", "33270000", "元")]),
        ("小学、初中巩固率分别为99.8%和99.1%。", [("小学巩固率", "99.8", "%"), ("初中巩固率", "99.1", "%")]),
        ("安保员配备率、封闭管理率均达到100%。", [("安保员配备率", "100", "%"), ("封闭管理率", "100", "%")]),
        ("平均班额51人，其中小学49人、初中54人。",
         [("平均班额", "51", "人"), ("小学平均班额", "49", "人"), ("初中平均班额", "54", "人")]),
        ("培训机构由34家压减至3家。", [("培训机构", "34", "所"), ("培训机构", "3", "所")]),
        ("原有的30所培训机构，注销21所、转型7所。",
         [("原有培训机构", "30", "所"), ("注销的培训机构", "21", "所"), ("转型的培训机构", "7", "所")]),
        ("交流教师46人，占应交流人数的11.2%。", [("交流教师", "46", "人"), ("交流教师占应交流人数比例", "11.2", "%")]),
        ("净入学率99.9%，合格率92.4%，分别提高0.06和1.5个百分点。",
         [("净入学率", "99.9", "%"), ("合格率", "92.4", "%"),
          ("净入学率提高", "0.06", "百分点"), ("合格率提高", "1.5", "百分点")]),
        ("大班额比例比邻县、邻市分别高出1.8和0.9个百分点。",
         [("大班额比例高于邻县", "1.8", "百分点"), ("大班额比例高于邻市", "0.9", "百分点")]),
        ("中考综合成绩前移两位，居全市第四名。",
         [("中考综合成绩前移位次", "2", "名次"), ("中考综合成绩全市排名", "4", "名次")]),
        ("综合排名由全市第三上升至第二。", [("全市综合排名", "3", "名次"), ("全市综合排名", "2", "名次")]),
    ],
    ids=["money", "respectively", "both", "stages", "from-to", "of-them", "share-of-total", "changes", "against",
         "ranks", "rank-from-to"],
)  # fmt: skip
def test_each_of_several_numbers_finds_its_own_name(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert named(text) == [(name, Decimal(value), unit) for name, value, unit in expected]


@pytest.mark.parametrize(
    "text",
    [
        "实施五个项目（甲、乙、丙、丁、戊）。",
        "扎实推进46项工作。",
        "交出了一份优异答卷。",
        "三年来教育面貌焕然一新。",
        "这191名校长担子不轻。",
        "启动二期扩建工程。",
        "请两所学校校长做好对接。",
        "对低保、残疾、孤儿三类对象精准资助。",
        "上午8时30分会议开始。",
        "为千名师生送去温暖。",
        "没有一名学生因贫失学。",
        "社团获第三十六届创新大赛二等奖。",
        "入园人数达到xx人。",
        "首次突破1200人大关。",
    ],
    ids=[
        "listed", "label", "article", "duration", "these", "stage-of-works", "pointed-at", "summed-up", "clock",
        "rhetorical", "none", "ordinal", "hidden", "mark",
    ],
)  # fmt: skip
def test_numbers_that_count_nothing_make_no_figure(text: str) -> None:
    assert named(text) == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("一、2021年工作回顾\n巩固率达到98%。", "Observation"),
        ("一、2022年工作安排\n巩固率达到98%。", "Goal"),
        ("一、2022年工作安排\n现有10个名师工作室要重新挂牌。", "Observation"),
    ],
    ids=["review", "plan", "existing"],
)
def test_the_section_or_what_exists_decides_whether_a_number_is_or_will_be(text: str, kind: str) -> None:
    assert [one["kind"] for one in told(text)] == [kind]


def test_a_goal_is_due_on_the_last_day_that_the_text_names() -> None:
    (goal,) = told("一、工作安排\n到2024年8月，力争普惠园覆盖率达到92%以上。")
    assert (goal["deadline"], goal["dueBy"], goal["comparator"]) == ("2024-08", "2024-08-31", ">=")


def test_goals_of_an_announced_list_are_due_with_it() -> None:
    (goal,) = told("2023年工作安排\n一、2023年工作安排\n年内办好两件实事：一是扩大学位。新增学位900个。")
    assert (goal["targetValue"], goal["deadline"]) == (Decimal(900), "2023")


def test_a_school_year_runs_from_september_to_august() -> None:
    (observation,) = told("2021—2022学年，全县巩固率达到98%。")
    assert (observation["periodStart"], observation["periodEnd"]) == ("2021-09-01", "2022-08-31")
    assert "year" not in observation


def test_what_a_number_is_compared_with_is_not_its_time() -> None:
    _, change = told("一、2022年工作回顾\n2022年巩固率为98%，比2021年提高1.8个百分点。")
    assert (change["measure"], change["year"]) == ("change", "2022")


def test_bounds_of_a_list_hold_for_each_number() -> None:
    found = told("小学、初中班额分别控制在45人、50人以下。")
    assert [(one["indicator"], one["comparator"]) for one in found] == [("小学班额", "<="), ("初中班额", "<=")]


def test_a_table_gives_each_column_its_year_and_status() -> None:
    text = "教育规划\n指标 2022年现状 2025年目标\n毛入园率（%） 96.8 99\n平均班额（人） 46.7 43\n"
    found = [(one["kind"], one["indicator"], one.get("year", one.get("deadline"))) for one in told(text)]
    assert found == [
        ("Observation", "毛入园率", "2022"),
        ("Goal", "毛入园率", "2025"),
        ("Observation", "平均班额", "2022"),
        ("Goal", "平均班额", "2025"),
    ]


def test_a_row_with_other_columns_than_its_header_is_left_out() -> None:
    assert named("指标 2022年 2025年\n毛入园率（%） 96.8\n") == []


@pytest.mark.parametrize(
    "piece",
    ["小学1所、", "提高1个百分点，", "（", "1", "居全市第一，", "全县", "12个项目（", "由2019年的5所增到2020年的6所、"],
    ids=["list", "changes", "brackets", "digits", "ranks", "leads", "lists-that-open", "years-in-a-list"],
)  # fmt: skip
def test_time_grows_with_the_text_and_not_faster(piece: str) -> None:
    def spent(times: int) -> float:
        begin = process_time()
        claims_of(figures.extract, piece * times + "共12人")
        return process_time() - begin

    spent(100)  # loads what is loaded once
    assert spent(4000) < 8 * spent(1000) + 0.5


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "在园幼儿5.2万人，其中公办园2.6万人，占50%。",
            [("在园幼儿", "52000", "人"), ("公办园", "26000", "人"), ("公办园占比", "50", "%")],
            id="share-of-what-stands-before",
        ),
        pytest.param("占比重大。", [], id="no-share"),
        pytest.param("开设舞蹈、航模、刺绣等社团24个。", [("开设社团", "24", "个")], id="such-as"),
        pytest.param(
            "初中等学校、高等职业学校12所。", [("初中等学校、高等职业学校", "12", "所")], id="secondary-is-no-such-as"
        ),
        pytest.param(
            "高考600分以上11人，比去年多3人。",
            [("高考600分以上", "11", "人"), ("高考600分以上多于去年", "3", "人")],
            id="score-then-count",
        ),
        pytest.param("学生不足80人的学校有13所。", [("学生不足80人的学校", "13", "所")], id="size-in-name"),
        pytest.param(
            "小学、初中大班额比例控制在2%以内。",
            [("小学大班额比例", "2", "%"), ("初中大班额比例", "2", "%")],
            id="a-rate-of-stages",
        ),
        pytest.param(
            "排查隐患126处，至今还有9处没有整改到位。",
            [("排查隐患", "126", "处"), ("没有整改到位的隐患", "9", "处")],
            id="not-yet",
        ),
        pytest.param("有4所学校作业批改不及时。", [("作业批改不及时的学校", "4", "所")], id="what-a-group-does-not"),
        pytest.param("督导组一行8人到校。", [("督导组人数", "8", "人")], id="a-party"),
        pytest.param("近视率控制不理想，本学年不降反升，达到41%。", [("近视率", "41", "%")], id="rate-named-before"),
        pytest.param("主持县级课题《小学识字研究》2项。", [("主持县级课题", "2", "项")], id="title-behind-the-thing"),
        pytest.param("与恒远装备有限公司合办“工匠班”3个。", [("合办工匠班", "3", "个")], id="with-whom"),
        pytest.param("④开行通学专线9条。", [("开行通学专线", "9", "条")], id="circled-number"),
        pytest.param("受连阴雨影响停工16天。", [("停工天数", "16", "天")], id="at-a-halt"),
        pytest.param(
            "语文、数学及格率分别为93%和91%。",
            [("语文及格率", "93", "%"), ("数学及格率", "91", "%")],
            id="head-of-two-subjects",
        ),
    ],
)
def test_a_name_is_completed_by_what_stands_around(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert named(text) == [(name, Decimal(value), unit) for name, value, unit in expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("中考总平均分在全市12个县区中列第4位。", [("中考总平均分排名", "4")], id="among"),
        pytest.param(
            "二本上线2466人，列全市7县区第3位。",
            [("二本上线人数", "2466"), ("二本上线全市7县区排名", "3")],
            id="of-counties",
        ),
        pytest.param(
            "综合均分86.4分，由全县第6跃居第3。",
            [("综合均分", "86.4"), ("综合均分全县排名", "6"), ("综合均分全县排名", "3")],
            id="from-to",
        ),
        pytest.param(
            "第五中学由上年度初中组第9位升至第4位。", [("初中组排名", "9"), ("初中组排名", "4")], id="a-school-moves"
        ),
    ],
)
def test_ranks_are_of_what_their_part_measures(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(name, str(value)) for name, value, _ in named(text)] == expected


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("您在县十七届人大二次会议上提出的建议收悉。", id="session"),
        pytest.param("城东校区二期已动工。", id="stage-of-a-building"),
        pytest.param("对排名后三位的约谈校长。", id="the-last-three"),
    ],
)
def test_sessions_stages_and_places_at_the_end_count_nothing(text: str) -> None:
    assert named(text) == []


def test_the_school_whose_a_figure_is_stands_not_in_its_name() -> None:
    assert named("县第一中学高考本科上线率为61%。") == [("高考本科上线率", Decimal(61), "%")]
    assert named("城区小学平均班额为51人。") == [("城区小学平均班额", Decimal(51), "人")]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        pytest.param("每年安排专项经费不少于200万元。", "Goal", id="a-bound-that-is-set"),
        pytest.param("去年安排的专项经费已不少于200万元。", "Observation", id="a-bound-that-was-kept"),
        pytest.param(
            "2022年，我们将着重办好两件实事：①开行通学专线9条；②建好中心。", "Goal", id="list-that-lies-ahead"
        ),
        pytest.param("去年我们办好了两件实事：①开行通学专线9条；②建好中心。", "Observation", id="list-of-deeds"),
    ],
)
def test_bounds_and_lists_tell_what_lies_ahead(text: str, kind: str) -> None:
    assert [one["kind"] for one in told(text)] == [kind]


def test_a_founding_dates_nothing_that_is_now() -> None:
    (one,) = told("该校始建于1992年，现有教学班9个。", "2024-05-20")
    assert one["year"] == "2024"
    (one,) = told("该校1992年招收学生90人。", "2024-05-20")
    assert one["year"] == "1992"


def test_the_past_year_of_a_text_of_spring_is_the_year_before() -> None:
    (one,) = told("过去一年，全县招聘教师168人。", "2024-03-06")
    assert one["year"] == "2023"
    (one,) = told("过去一年，全县招聘教师168人。", "2023-12-20")
    assert one["year"] == "2023"


def test_what_must_be_done_by_a_day_is_due_then() -> None:
    goal, *_ = told("一、2024年工作安排\n没有整改的11处隐患，9月5日前必须全部销号。")
    assert goal["deadline"] == "2024-09-05"
    goal, *_ = told("一、2024年工作安排\n投入资金300万元，9月5日前召开现场会。")
    assert "deadline" not in goal
