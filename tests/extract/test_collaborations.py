"""Who works together with whom."""

from __future__ import annotations

import pytest

from kg.extract import collaborations
from tests.extract.events import REVIEW, told


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "静宁县实验小学与河东区实验小学结对帮扶。", [("静宁县实验小学+河东区实验小学", "结对帮扶")], id="a-pair"
        ),
        pytest.param(
            "静宁县第一中学与宝坻区第一中学、静宁县实验小学与东风路小学签订结对帮扶协议。",
            [
                ("静宁县第一中学+宝坻区第一中学", "结对帮扶协议"),
                ("静宁县实验小学+东风路小学", "结对帮扶协议"),
            ],
            id="two-pairs",
        ),
        pytest.param(
            "静宁县职业教育中心招生638名，与兰州石化职业技术大学签订中高职贯通培养协议。",
            [("静宁县职业教育中心+兰州石化职业技术大学", "中高职贯通培养协议")],
            id="the-subject-stands-before",
        ),
        pytest.param(
            "与西安市莲湖路小学等名校建立帮扶关系。",
            [("+西安市莲湖路小学", "帮扶关系")],
            id="the-one-that-reports",
        ),
        pytest.param("与各中心学校签订责任书。", [], id="orders-are-no-collaboration"),
        pytest.param("加强校企合作，开展结对帮扶活动。", [], id="nobody-is-named"),
    ],
)
def test_a_relation_has_all_its_parties(text: str, expected: list[tuple[str, ...]]) -> None:
    assert told(collaborations.extract, text, "party", "collaborationKind", heading=REVIEW) == expected
