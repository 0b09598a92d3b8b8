"""Identity of persons: name and the body of the first post."""

from __future__ import annotations

from kg.extract import extract
from kg.link import link
from kg.model import Entity, LinkedDocument
from kg.nlp import analyse, nlp
from tests.extract.texts import document_of


def linked(text: str) -> LinkedDocument:
    document = document_of(text)
    return link(document, extract(analyse(nlp(), document), document))


def people(text: str) -> list[Entity]:
    return [entity for entity in linked(text).entities if entity.kind == "Person"]


REPORT = "静宁县教育局2021年工作总结\n静宁县教育局认真落实各项工作。\n"


def test_two_documents_that_name_one_holder_mean_one_person() -> None:
    first = people(REPORT + "县教育局局长马维国出席会议。\n马维国指出，要抓好落实。")
    second = people(REPORT + "静宁县教育局局长马维国讲党课。")
    assert len(first) == 1
    assert [entity.local for entity in first] == [entity.local for entity in second]
    assert first[0].local.startswith("person/authority/620826/")
    assert first[0].label == "马维国"


def test_one_name_in_two_bureaus_is_two_people() -> None:
    here = people(REPORT + "县教育局局长马维国出席会议。")
    there = people(REPORT.replace("静宁县", "庄浪县") + "县教育局局长马维国出席会议。")
    assert here[0].local != there[0].local


def test_a_person_without_a_post_belongs_to_the_jurisdiction_that_reports() -> None:
    (person,) = people(REPORT + "签发人：王振华\n")
    assert person.local == "person/division/620826/王振华"


def test_a_post_becomes_a_statement_whose_holder_is_its_body() -> None:
    facts = [fact for fact in linked(REPORT + "县教育局局长马维国出席会议。").facts if fact.kind == "PostHolding"]
    assert len(facts) == 1
    slots = dict(facts[0].slots)
    assert slots["postTitle"] == "局长"
    assert slots["holder"] == slots["org:organization"]
    assert facts[0].quote == "县教育局局长马维国"
