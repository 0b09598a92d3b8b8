"""Identity of what is only described, and of projects."""

from __future__ import annotations

from kg.model import Entity, Fact
from tests.link.test_people import REPORT, linked


def entities(text: str, kind: str) -> list[Entity]:
    return [entity for entity in linked(REPORT + text).entities if entity.kind == kind]


def facts(text: str, kind: str) -> list[Fact]:
    return [fact for fact in linked(REPORT + text).facts if fact.kind == kind]


def test_what_is_described_is_local_to_its_document_and_place() -> None:
    (described,) = entities("静宁县第一中学机器人社团荣获“全省科技创新大赛一等奖”。", "Described")
    assert described.local.startswith("document/")
    assert described.label == "静宁县第一中学机器人社团"


def test_our_county_is_the_jurisdiction_that_reports() -> None:
    (award,) = facts("我县荣获“全国义务教育发展基本均衡县”称号，教育质量提升。", "AwardStatement")
    assert {value.local for name, value in award.slots if name == "recipient" and hasattr(value, "local")} == {
        "division/620826"
    }


def test_a_jurisdiction_of_another_level_is_not_guessed() -> None:
    assert facts("我省荣获“全国义务教育发展基本均衡县”称号，教育质量提升。", "AwardStatement") == []


def test_a_building_project_and_what_it_builds_are_one() -> None:
    (one,) = entities("静宁县第六小学建设项目完工，静宁县第六小学建成投用。", "Project")
    assert one.local == "project/620826/第六小学"
    assert one.label == "静宁县第六小学"


def test_a_counted_set_stays_in_its_document() -> None:
    (one,) = entities("建成智慧教室110间，教学质量提升。", "Project")
    assert one.local.startswith("document/")


def test_what_is_built_and_its_shell_are_one_project() -> None:
    (one,) = entities("静宁县第六小学主体工程完工，加快静宁县第六小学建设。", "Project")
    assert one.label == "静宁县第六小学"


def test_where_something_is_rebuilt_tells_no_project_from_another() -> None:
    (one,) = entities("实施静宁县第六小学原址重建。静宁县第六小学重建项目完成招标。", "Project")
    assert one.label == "静宁县第六小学重建"
