"""Which jurisdiction a document is about, where neither title nor speaker says so."""

from __future__ import annotations

import pytest

from kg.extract import extract
from kg.link import link
from kg.nlp import analyse, nlp
from tests.extract.texts import document_of

CITY = "现在，我代表市人民政府报告工作。\n全市新建学校，全市学位充足，全市教师待遇提高，我市教育质量上升。\n"


def about(text: str) -> list[str]:
    """Labels of the jurisdictions that a text is about."""
    document = document_of(text)
    found = link(document, extract(analyse(nlp(), document), document))
    return [entity.label for entity in found.entities if entity.local in found.about]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (CITY + "建设平安聊城，打造书香聊城，擦亮“学在聊城”品牌，办好聊城教育。\n", ["聊城市"]),
        (CITY + "建设平安聊城，办好聊城教育，支持菏泽、济宁、德州来聊城、在菏泽、到济宁、去德州考察。\n", []),
        ("黑龙江省教育工作会议召开。黑龙江省要求全省各地落实“双减”政策，黑龙江省直部门参加。\n", ["黑龙江省"]),
    ],
    ids=["short-names", "several", "province"],
)
def test_the_division_that_a_text_names_again_and_again_is_the_one_it_is_about(text: str, expected: list[str]) -> None:
    found = about(text)
    assert [label for label in found if "某" not in label] == expected
