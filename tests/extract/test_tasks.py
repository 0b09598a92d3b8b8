"""Tasks: items of numbered work in plans."""

from __future__ import annotations

import pytest

from kg.extract import tasks
from kg.model import Claim, Status, Typed
from tests.extract.texts import claims_of, document_of

PLAN = "青禾县教育局2023年工作计划\n"


def found(text: str) -> list[tuple[int | None, str]]:
    """Return position and text of every task, in reading order."""
    document = document_of(text)
    told = []
    for claim in claims_of(tasks.extract, text):
        if isinstance(claim, Claim):
            position = dict(claim.slots).get("position")
            assert position is None or isinstance(position, int)
            told.append((position, document.text[slice(*claim.clause)]))
    return told


def test_items_of_a_numbered_list_are_tasks_without_number_and_mark() -> None:
    text = PLAN + "重点做好以下工作：\n1.办好学前教育。新建公办幼儿园2所。\n2.加强教师队伍建设。\n"
    assert found(text) == [(1, "办好学前教育"), (2, "加强教师队伍建设")]


def test_a_group_heading_is_no_task_where_its_items_are_numbered() -> None:
    text = (
        PLAN + "二、工作措施\n（一）突出质量，办强学校\n1.深化课堂改革。\n2.细化常规管理。\n"
        "（二）突出师资，建强队伍\n3.加强培训。\n4.落实交流轮岗。\n"
    )
    assert found(text) == [(1, "深化课堂改革"), (2, "细化常规管理"), (3, "加强培训"), (4, "落实交流轮岗")]


def test_an_item_among_leaves_is_a_task_though_it_has_items_of_its_own() -> None:
    text = (
        PLAN + "（一）建强队伍\n1.严守师德底线。\n2.完善补充机制。\n"
        "3.实施素质提升工程。一是着力增强教研能力。二是加强后备培养。\n"
    )
    claims = [claim for claim in claims_of(tasks.extract, text) if isinstance(claim, Claim)]
    assert (3, "实施素质提升工程") in found(text)
    assert [dict(claim.slots).get("partOf") for claim in claims] == [None, None, None] + 2 * ["实施素质提升工程"]


def test_items_of_a_review_are_no_tasks() -> None:
    assert found("青禾县教育局2022年工作总结\n1.办好学前教育。新建幼儿园2所。\n2.加强培训。\n") == []


REPLY = "关于校车问题的回复\n目前，校车运行平稳。"


def test_a_list_that_a_reply_says_will_be_done_holds_tasks() -> None:
    text = (
        REPLY + "我局将从以下方面努力：一要更加用心，织密路网。各校要编好班次。"
        "二要安全第一，专人跟车。三要健全台账，定期通报。\n"
    )
    assert found(text) == [(1, "更加用心，织密路网"), (2, "安全第一，专人跟车"), (3, "健全台账，定期通报")]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("我局将有关情况答复如下：一是加强了排查。二是完善了制度。", id="an-answer"),
        pytest.param("我们将公布以下热线：一是县局热线。二是学校热线。三是交警热线。", id="things"),
        pytest.param("好司机有三条：一要有耐心。二要有爱心。三要有责任心。", id="a-saying"),
    ],
)
def test_a_list_that_nobody_says_will_be_done_holds_no_tasks(text: str) -> None:
    assert found(REPLY + text + "\n") == []


def test_an_item_that_tells_what_is_done_is_no_task() -> None:
    text = PLAN + "一是去年已完成校舍改造。二是加强校园安全。三是强化督导。\n"
    assert found(text) == [(2, "加强校园安全"), (3, "强化督导")]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("一、基本原则\n1.坚持育人为本。\n2.坚持公平优质。\n", id="principles"),
        pytest.param("（一）指导思想\n全面贯彻方针。\n（二）工作目标\n办好教育。\n", id="headings-of-a-plan"),
        pytest.param("附件有关要求\n1.报名时间\n5月8日。\n2.参加对象\n全体教师。\n", id="a-notice"),
    ],
)
def test_headings_of_no_work_open_no_tasks(text: str) -> None:
    assert found("青禾县2023年教育工作方案\n" + text) == []


def test_a_number_without_a_neighbour_is_no_list() -> None:
    assert found(PLAN + "要提高认识。\n5.加强学习。\n") == []


def test_as_many_paragraphs_as_a_plan_announces_are_tasks_by_their_first_sentence() -> None:
    text = (
        "青禾县教育局召开工作会议\n5月8日，青禾县教育局召开工作会议。\n"
        "会议对今年工作进行了安排部署，共提出三方面工作任务。\n"
        "要抓好教学质量。要深化课堂改革。\n要强化校园安全。\n要加强党的建设，压实责任。\n"
    )
    assert found(text) == [(1, "要抓好教学质量"), (2, "要强化校园安全"), (3, "要加强党的建设，压实责任")]


def test_paragraphs_that_are_not_as_many_as_announced_are_no_tasks() -> None:
    text = (
        "青禾县教育局召开工作会议\n5月8日，青禾县教育局召开工作会议。\n"
        "会议对今年工作进行了安排部署，共提出五方面工作任务。\n要抓好教学质量。\n要强化校园安全。\n"
    )
    assert found(text) == []


def test_a_deadline_is_told_as_precisely_as_the_item_words_it() -> None:
    text = PLAN + "1.校舍排查6月底前完成。\n2.持续加强培训。\n"
    first, second = (dict(claim.slots) for claim in claims_of(tasks.extract, text) if isinstance(claim, Claim))
    assert first["deadline"] == Typed("2023-06", "gYearMonth")
    assert first["dueBy"] == Typed("2023-06-30", "date")
    assert "deadline" not in second


def test_every_task_is_planned_and_quoted_within_one_sentence() -> None:
    text = PLAN + "1.办好学前教育。新建幼儿园2所。\n2.加强教师培训，提升素质。\n"
    document = document_of(text)
    for claim in claims_of(tasks.extract, text):
        assert isinstance(claim, Claim)
        assert claim.status is Status.PLANNED
        assert document.sentence_at(claim.span.start) == document.sentence_at(claim.span.end - 1)


@pytest.mark.parametrize("lead", ["并作出具体安排：", "提出三点要求：", "强调以下工作任务："])
def test_a_list_behind_what_a_speaker_arranges_holds_tasks(lead: str) -> None:
    listed = "1、发放学习卡。2、举办演讲比赛。3、开展家访。\n"
    text = f"青禾县教育局召开动员会\n5月8日，青禾县教育局召开动员会。\n局长林知远{lead}{listed}"
    assert found(text) == [(1, "发放学习卡"), (2, "举办演讲比赛"), (3, "开展家访")]


def test_a_list_of_what_was_felt_holds_none() -> None:
    text = (
        "青禾县教育局召开动员会\n5月8日，青禾县教育局召开动员会。\n大家谈了三点体会：1、学习有收获。2、工作有方向。\n"
    )
    assert found(text) == []


def test_orders_in_running_text_are_tasks() -> None:
    text = "在教育工作会议上的讲话\n同志们：\n一要抓好党建，压实责任。二要抓好质量，提升成绩。\n"
    assert [words for _, words in found(text)] == ["抓好党建，压实责任", "抓好质量，提升成绩"]


def test_deeds_that_a_number_announces_are_tasks() -> None:
    text = REPLY + "2024年，我们将着重办好三件实事：①为60所学校更换设备；②建好心理中心；③开行专线12条。\n"
    assert [words for _, words in found(text)] == ["为60所学校更换设备", "建好心理中心", "开行专线12条"]


def test_what_the_words_before_a_list_say_is_done_is_no_task() -> None:
    text = PLAN + "近两年主要做了以下工作：一是新建公办园9所。二是推动镇村一体办园。三是加强教师培训。\n"
    assert found(text) == []


def test_a_list_that_only_names_schools_holds_no_tasks() -> None:
    text = PLAN + "一、撤并类\n1．海口乡浮石小学：因无新生报名，予以撤销。\n2．柏树乡横山小学：与柏树中心小学合并。\n"
    assert found(text) == []


def test_what_a_reply_will_see_to_is_a_list_of_work() -> None:
    lead = "关于某建议的答复\n\n今年我局召开座谈会，听取了意见。"
    assert found(lead + "下来将重点抓两件事：一是补网点。新建幼儿园2所。二是提待遇。解决同工不同酬问题。\n")
    assert not found(lead + "对此，近两年主要做了以下工作：一是补网点。新建幼儿园2所。二是提待遇。增加经费。\n")
