"""Identity of policy documents, meetings and projects."""

from __future__ import annotations

import pytest

from kg import vocabulary
from kg.link.works import canonical_title, folded
from kg.model import Entity, Typed
from tests.link.test_people import REPORT, linked


def only(text: str, kind: str) -> Entity:
    (entity,) = [entity for entity in linked(REPORT + text).entities if entity.kind == kind]
    return entity


def test_a_local_policy_belongs_to_the_division_that_its_title_names() -> None:
    own = only("印发《静宁县课后服务工作实施方案》（静教发〔2021〕156号）。", "PolicyDocument")
    province = only("落实《甘肃省义务教育学校办学细则》。", "PolicyDocument")
    assert own.local == "policy/620826/静宁县课后服务工作实施方案"
    assert dict(own.properties)["documentNumber"] == "静教发〔2021〕156号"
    assert province.local.startswith("policy/620000/")


def test_the_number_is_no_part_of_the_key() -> None:
    with_number = only("印发《静宁县课后服务方案》（静教发〔2021〕156号）。", "PolicyDocument")
    without = only("落实《静宁县课后服务方案》。", "PolicyDocument")
    assert with_number.local == without.local


def test_a_national_policy_is_the_vocabularys_in_every_way_to_cite_it() -> None:
    known = next(
        concept
        for concept in vocabulary.load().concepts.values()
        if concept.kind == "PolicyDocument" and concept.label.endswith("意见") and concept.label.startswith("关于")
    )
    cited = [f"《{known.label}》", f"《教育部等五部门印发<{known.label}>的通知》", f"《教育部{known.label}》"]
    locals_found = {only(f"按照{title}要求，抓好落实。", "PolicyDocument").local for title in cited}
    assert len(locals_found) == 1
    assert only(f"按照{cited[0]}要求，抓好落实。", "PolicyDocument").vocabulary


@pytest.mark.parametrize(
    ("printed", "title"),
    [
        ("某县 行动方案(2023-2025年)", "某县行动方案（2023—2025年）"),
        ('教师"县管校聘"办法', "教师“县管校聘”办法"),
        ('“法治建设"暨"平安校园"会议', "“法治建设”暨“平安校园”会议"),
        ("印发<意见>的通知", "印发〈意见〉的通知"),
    ],
    ids=["blanks-and-brackets", "straight-quotes", "mixed-quotes", "inner-title"],
)
def test_the_ways_to_print_a_title_give_one_key(printed: str, title: str) -> None:
    assert canonical_title(printed) == title


def test_folding_keeps_titles_of_different_documents_apart() -> None:
    assert folded("静宁县贯彻落实关于加强教育督导的意见的方案") != folded("关于加强教育督导的意见")


def test_a_meeting_is_known_by_name_and_day_within_its_jurisdiction() -> None:
    meeting = only("2022年2月11日，县教育局召开全县教育工作暨春季开学部署会。", "Meeting")
    assert meeting.local == "event/620826/2022-02-11/全县教育工作暨春季开学部署会"
    assert meeting.properties == (("schema:startDate", Typed("2022-02-11", "date")),)


def test_a_national_meeting_is_one_for_all_counties() -> None:
    meeting = only("贯彻落实2021年全国教育工作会议精神。", "Meeting")
    assert meeting.local == "event/000000/2021/2021年全国教育工作会议"
    assert meeting.properties == ()


def test_a_meeting_without_a_name_is_known_by_its_topic() -> None:
    meeting = only("2022年6月5日，副县长调研乡村学校食堂管理并召开座谈会。", "Meeting")
    assert meeting.local == "event/620826/2022-06-05/乡村学校食堂管理座谈会"
    assert meeting.wordings == {"座谈会"}


def test_a_project_is_one_however_its_name_is_cut() -> None:
    found = {
        only(f"实施{name}3个。", "Project").local
        for name in ("薄弱环节改善与能力提升项目", "义务教育薄弱环节改善与能力提升项目")
    }
    assert len(found) == 1
