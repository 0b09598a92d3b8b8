"""Problems: what a document admits, clause by clause."""

from __future__ import annotations

import pytest

from kg.extract import problems
from kg.model import Claim, Mention, Status
from tests.extract.texts import claims_of, document_of

SUMMARY = "青禾县教育局2022年工作总结\n一、工作开展情况\n"


def found(text: str) -> list[str]:
    """Return the text of every problem, in reading order."""
    document = document_of(text)
    claims = [claim for claim in claims_of(problems.extract, text) if isinstance(claim, Claim)]
    assert all(claim.status is Status.REPORTED for claim in claims)
    return [document.text[slice(*claim.clause)] for claim in claims]


def test_each_part_of_a_numbered_item_is_a_problem_of_its_own() -> None:
    text = (
        "青禾县教育局2022年工作总结\n二、存在的问题\n"
        "一是学位供给依然紧张，小学平均班额仍达52人；二是教师年龄老化，50岁以上教师占到35%。\n"
    )
    assert found(text) == [
        "学位供给依然紧张",
        "小学平均班额仍达52人",
        "教师年龄老化",
        "50岁以上教师占到35%",
    ]


def test_an_admission_in_a_review_gives_one_problem_for_each_part() -> None:
    text = (
        SUMMARY + "培训教师300人次。\n在肯定成绩的同时，我们也清醒地看到，教育工作还面临不少问题和挑战。"
        "学前教育短板依然突出，教学改革的步伐有待加快，校际间差异较大。\n"
    )
    assert found(text) == ["学前教育短板依然突出", "教学改革的步伐有待加快", "校际间差异较大"]


def test_what_is_set_against_praise_is_admitted() -> None:
    assert found(SUMMARY + "去年下发了开放操场的通知，但仍有一些学校大门紧闭。\n") == ["仍有一些学校大门紧闭"]
    assert found(SUMMARY + "暑假部分学校图书馆闲置。您反映的城区学校确实存在班额过大的问题。\n") == [
        "暑假部分学校图书馆闲置",
        "您反映的城区学校确实存在班额过大的问题",
    ]
    assert found(SUMMARY + "校门口存在的安全隐患已整改完毕。\n") == []


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        pytest.param("由于历史原因，该校操场面积不足。", ["该校操场面积不足"], id="its-cause-before"),
        pytest.param("乡村学位供给不足，入园压力较大。", ["乡村学位供给不足", "入园压力较大"], id="two-in-a-sentence"),
        pytest.param("教学设备相对滞后。", ["教学设备相对滞后"], id="to-a-degree"),
        pytest.param("乡村教师流失严重。", ["乡村教师流失严重"], id="severe"),
        pytest.param("校车运行存在一定安全隐患。", ["校车运行存在一定安全隐患"], id="a-danger"),
        pytest.param("受编制总量限制，该园保育员紧缺。", ["该园保育员紧缺"], id="what-it-suffers-from"),
        pytest.param("校外托管乱收费还是屡禁不绝。", ["校外托管乱收费还是屡禁不绝"], id="goes-on"),
        pytest.param("双方一直未能谈拢价格。", ["双方一直未能谈拢价格"], id="never-could"),
        pytest.param("宿舍楼至今无法动工。", ["宿舍楼至今无法动工"], id="cannot-yet"),
        pytest.param("公办学位难以满足入园需求。", ["公办学位难以满足入园需求"], id="demand-unmet"),
        pytest.param("您反映食堂难以满足就餐需求一事已转办。", [], id="passed-on"),
        pytest.param("您来信问操场为何一直未能开放。", [], id="asked"),
        pytest.param("师生始终无法忘记这份嘱托。", [], id="cherished"),
        pytest.param("开展违规补课屡禁不绝专项行动。", [], id="a-campaign"),
        pytest.param("对无法到校的学生送教上门。", [], id="says-which"),
        pytest.param("防止责任不落实、措施不到位。", [], id="to-be-prevented"),
        pytest.param("若材料不齐全，信息不准确，不予受理。", [], id="a-condition"),
        pytest.param("教育改革的任务十分繁重。", [], id="a-burden"),
    ],
)
def test_a_shortcoming_in_a_reply_is_admitted_beside_words_that_own_it(sentence: str, expected: list[str]) -> None:
    assert found(f"网友您好，现回复如下：{sentence}") == expected


def test_what_only_leads_up_to_a_problem_is_none() -> None:
    text = (
        "青禾县教育局2022年工作总结\n二、存在的问题\n"
        "与先进地区相比，办学水平仍有较大差距。受编制限制，音体美教师不足。\n"
    )
    assert found(text) == ["办学水平仍有较大差距", "音体美教师不足"]


def test_remedies_end_the_stretch_of_problems() -> None:
    text = (
        "青禾县教育局2022年工作总结\n二、存在的问题\n一是师资力量薄弱。二是学校管理粗放。\n"
        "对这些问题，我们将采取有力措施，解决管理粗放。\n"
    )
    assert found(text) == ["师资力量薄弱", "学校管理粗放"]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        pytest.param("年初提出的建设目标未全部完成，实际建成4所。", ["年初提出的建设目标未全部完成"], id="unmet"),
        pytest.param("搬迁项目因用地报批滞后没有如期开工。", ["搬迁项目因用地报批滞后没有如期开工"], id="not-begun"),
        pytest.param(
            "少数学校家访流于形式，部分教学点师资不稳定。", ["少数学校家访流于形式", "部分教学点师资不稳定"], id="some"
        ),
        pytest.param("仍有2所学校因校舍紧张未能建成食堂。", ["仍有2所学校因校舍紧张未能建成食堂"], id="still"),
        pytest.param("初中成绩低于全市平均水平。", ["初中成绩低于全市平均水平"], id="below-the-average"),
    ],
)
def test_reviews_admit_in_so_many_words(sentence: str, expected: list[str]) -> None:
    assert found(SUMMARY + sentence + "\n") == expected


@pytest.mark.parametrize(
    "sentence",
    [
        pytest.param("着力破解部分学校师资不足。", id="set-about"),
        pytest.param("对未达到标准的学校进行约谈。", id="attribute"),
        pytest.param("若专项资金未能到位，工期顺延。", id="condition"),
        pytest.param("家访工作不能流于形式。", id="exhortation"),
        pytest.param("教师参训率不低于全市平均水平。", id="not-below"),
        pytest.param("全年未发生安全责任事故。", id="nothing-happened"),
        pytest.param("化解了个别学校大班额突出问题。", id="solved"),
        pytest.param("培训时间不少于30学时。", id="at-least"),
    ],
)
def test_what_is_asked_for_foreseen_or_solved_is_no_problem(sentence: str) -> None:
    assert found(SUMMARY + sentence + "\n") == []


def test_the_heading_of_a_section_of_problems_is_none() -> None:
    text = "青禾县教育局工作汇报\n二、正视差距，短板弱项仍需补齐\n教研水平有待提升。\n"
    assert found(text) == ["教研水平有待提升"]


def test_a_problem_is_about_the_field_of_work_that_it_names() -> None:
    text = "青禾县教育局2022年工作总结\n二、存在的问题\n一是学前教育资源短缺。二是管理粗放。\n"
    first, second = (claim for claim in claims_of(problems.extract, text) if isinstance(claim, Claim))
    (name, topic), *more = first.slots
    assert (name, second.slots, more) == ("dcterms:subject", (), [])
    assert isinstance(topic, Mention)
    assert topic.text == "学前教育"


def test_what_a_colon_behind_shortcomings_lists_are_problems() -> None:
    assert found(SUMMARY + "成绩背后更要看到不足：县城小学大班额出现反弹，少数校长习惯于当甩手掌柜。\n") == [
        "县城小学大班额出现反弹",
        "少数校长习惯于当甩手掌柜",
    ]
    assert found(SUMMARY + "问题表现：书记与校长职责不清，总校与分校互派为零。\n") == [
        "书记与校长职责不清",
        "总校与分校互派为零",
    ]


def test_a_rectification_heading_names_the_problem() -> None:
    text = SUMMARY + "（一）关于“集团化办学流于表面”问题。\n修订了章程。\n（二）关于做好招生的问题。\n"
    assert found(text) == ["集团化办学流于表面"]


@pytest.mark.parametrize(
    "sentence",
    [
        pytest.param("全县至今没有发生一起校园安全事故。", id="nothing-happened"),
        pytest.param("针对检查发现存在的问题：一律限期整改。", id="remedies"),
        pytest.param("其中已完工7个，未开工3个。", id="a-count"),
    ],
)
def test_what_only_sounds_like_a_shortcoming_is_none(sentence: str) -> None:
    assert found(SUMMARY + sentence + "\n") == []


def test_what_is_criticised_is_a_problem() -> None:
    assert found(SUMMARY + "督导组对该校作业公示更新不及时、手机登记不全提出了批评。\n") == [
        "作业公示更新不及时",
        "手机登记不全",
    ]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        pytest.param(
            "但也要清醒看到，城区学位矛盾日渐凸显；骨干教师流失的势头没有刹住。",
            ["城区学位矛盾日渐凸显", "骨干教师流失的势头没有刹住"],
            id="what-one-sees-clearly",
        ),
        pytest.param("检查发现，东岭小学食堂台账登记不及时。", ["东岭小学食堂台账登记不及时"], id="an-inspection"),
        pytest.param("检查发现，各校制度健全。", [], id="an-inspection-that-praises"),
        pytest.param("问题3：操场建设资金被挪作他用。", ["操场建设资金被挪作他用"], id="a-numbered-label"),
        pytest.param("乡村学校游泳池一座也没有。", ["乡村学校游泳池一座也没有"], id="none-at-all"),
        pytest.param("尚有14个行政村没有幼儿园。", ["尚有14个行政村没有幼儿园"], id="how-many-lack"),
        pytest.param("教师外流的苗头值得警惕。", ["教师外流的苗头值得警惕"], id="a-warning"),
        pytest.param("您反映的情况客观存在。", [], id="nothing-named"),
        pytest.param("这一说法与事实不符。", [], id="a-denial"),
    ],
)
def test_a_finding_is_admitted_in_its_own_words(sentence: str, expected: list[str]) -> None:
    assert found(SUMMARY + sentence + "\n") == expected


def test_dashes_mark_the_items_of_a_section_of_problems() -> None:
    text = (
        "青禾县2023年教育统计公报\n七、存在的问题\n——城区小学校均规模1986人，是乡村的15倍；\n——乡村设备使用频次偏低。\n"
    )
    assert found(text) == ["城区小学校均规模1986人", "乡村设备使用频次偏低"]


def test_what_leads_to_a_list_of_shortcomings_is_none_of_them() -> None:
    text = SUMMARY + "虽然取得了一些成绩，但与群众期盼相比还有差距：一是学习不够深入系统；二是调研次数偏少。\n"
    assert found(text) == ["学习不够深入系统", "调研次数偏少"]


def test_a_list_that_a_visitor_points_out_is_admitted() -> None:
    text = "督导组到校督导\n\n督导组给予肯定。同时也指出了存在的不足：一是使用率不高，记录不完整；二是整理不够规范。\n"
    assert found(text) == ["使用率不高", "记录不完整", "整理不够规范"]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        pytest.param("城区学位不足的问题日益凸显。", ["城区学位不足的问题日益凸显"], id="stands-out"),
        pytest.param("改革成效日益凸显。", [], id="what-is-good-stands-out"),
        pytest.param(
            "部分年级已经超出规定标准，功能室不得不改作教室。",
            ["部分年级已经超出规定标准", "功能室不得不改作教室"],
            id="beyond-the-norm",
        ),
        pytest.param(
            "考核反映出部分中心材料造假苗头、民办园质量参差不齐等问题。",
            ["部分中心材料造假苗头", "民办园质量参差不齐"],
            id="a-list-of-problems",
        ),
        pytest.param("要着力解决结构不合理、台账不规范等问题。", [], id="a-list-to-be-solved"),
        pytest.param("对工作不力、弄虚作假的学校予以通报批评。", [], id="who-would-do-so"),
        pytest.param("教师队伍还不够稳定。", ["教师队伍还不够稳定"], id="not-enough"),
    ],
)
def test_more_ways_to_admit(sentence: str, expected: list[str]) -> None:
    assert found(SUMMARY + sentence + "\n") == expected


def test_figures_of_a_gap_are_admitted_in_a_section_of_problems() -> None:
    text = "青禾县教育局2022年工作总结\n二、存在的问题\n一是发展不均衡。城乡均分相差90分，教师平均年龄45岁。\n"
    assert found(text) == ["发展不均衡", "城乡均分相差90分", "教师平均年龄45岁"]
