"""Numbers and dates of a text are counted where they speak of education, and told to be in facts where they are."""

from __future__ import annotations

import pytest

from kg.coverage import Coverage, coverage
from kg.extract import extract
from kg.link import link
from kg.model import LinkedDocument
from kg.nlp import analyse, nlp
from kg.read import from_text
from kg.structure import outline

HEAD = "渭源县教育局2021年工作总结\n一、2021年工作情况\n"


def linked(text: str) -> LinkedDocument:
    document = outline(from_text(text))
    return link(document, extract(analyse(nlp(), document), document))


@pytest.mark.parametrize(
    ("line", "numbers", "in_facts"),
    [
        ("新建幼儿园3所，新增学位1200个。", 2, 2),
        ("教师们一步一个脚印，新建小学2所。", 2, 1),
        ("召开第十二次教育工作会议，实施“五个一”工程。", 0, 0),
        ("落实《关于减轻学生负担的30条意见》。", 0, 0),
    ],
    ids=["all", "a turn of speech is in none", "ordinals and names are no numbers", "titles are no numbers"],
)
def test_numbers_of_a_passage_are_counted_with_those_in_facts(line: str, numbers: int, in_facts: int) -> None:
    told = coverage(linked(HEAD + line))
    assert (told.numbers, told.numbers_in_facts) == (numbers, in_facts)


def test_a_date_is_in_a_fact_where_a_fact_of_its_sentence_has_a_time() -> None:
    told = coverage(linked(HEAD + "2021年9月，全县新建幼儿园3所。2021年6月，天气转热。"))
    assert (told.dates, told.dates_in_facts) == (2, 1)


def test_headings_date_their_sections_and_are_not_counted() -> None:
    assert coverage(linked(HEAD + "全县教育事业稳步发展。")).dates == 0


def test_what_is_not_about_education_is_not_counted() -> None:
    assert coverage(linked("渭源县2021年新建公路30公里，粮食总产12万吨。")) == Coverage()
