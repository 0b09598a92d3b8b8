"""The kind of a document by its title, and where that is silent by how it begins and what it is made of."""

from __future__ import annotations

import pytest

from kg.documents import KINDS, kind
from kg.read import from_text
from kg.structure import outline

TITLES = {
    "桐城县教育局2022年工作总结": "work report",
    "桐城县教育局2021年工作总结和2022年工作计划": "work report",
    "关于2022年上半年教育工作情况的汇报": "work report",
    "政府工作报告": "work report",
    "在全县教育工作会议上的讲话": "speech",
    "在半年度工作汇报会上的发言提纲": "speech",
    "桐城县召开2022年教育工作会议": "meeting news",
    "全县控辍保学工作推进会召开": "meeting news",
    "桐城县教育高质量发展三年行动计划": "plan",
    "桐城县“十四五”教育事业发展规划": "plan",
    "2023年教育工作要点": "plan",
    "关于印发《桐城县校外培训治理工作方案》的通知": "notice",
    "2022年教师招聘公告（第2号）": "notice",
    "桐城县教育局关于县政协第86号提案的答复": "reply",
    "对县十七届人大一次会议第12号建议的答复意见": "reply",
    "桐城县第一小学喜获佳绩": "other",
}
BODY = "\n全县教育系统认真落实各项要求，教育事业取得了新的发展，人民群众的满意度有了明显的提高。"


@pytest.mark.parametrize(("title", "wanted"), TITLES.items(), ids=map(str, range(len(TITLES))))
def test_a_title_tells_the_kind(title: str, wanted: str) -> None:
    assert kind(outline(from_text(title + "\n" + BODY))) == wanted
    assert wanted in KINDS


BEGINNINGS = {
    "同志们：今天我们召开全县教育工作会议，主要任务是总结成绩、部署工作。" + BODY: "speech",
    "各位代表：我代表县人民政府作工作报告，请予审议。" + BODY: "work report",
    "您提出的关于加强校园安全的提案收悉，现答复如下。" + BODY: "reply",
    "2月11日上午，全县教育工作会议在县教育局三楼会议室召开，局领导班子成员参加会议。" + BODY: "meeting news",
    "为做好招生工作，现将有关事项通知如下。" + BODY: "notice",
    "近日，县第一小学组织学生参观了科技馆，孩子们收获满满。" + BODY: "other",
}


@pytest.mark.parametrize(("text", "wanted"), BEGINNINGS.items(), ids=BEGINNINGS.values())
def test_a_text_without_a_title_tells_its_kind_by_how_it_begins(text: str, wanted: str) -> None:
    assert kind(outline(from_text(text))) == wanted


def test_a_text_made_of_plans_is_a_plan() -> None:
    aims = "要全面落实“双减”政策，力争义务教育巩固率达到99%。\n"
    parts = f"一、下一步工作打算\n{aims}二、2023年工作安排\n{aims}"
    assert kind(outline(from_text(parts))) == "plan"
