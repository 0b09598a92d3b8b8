"""Twice the text costs twice the time: no stage looks at everything for everything."""

from __future__ import annotations

import hashlib
import time
from pathlib import Path

import pytest

from kg.build import linked_document
from kg.model import Source
from kg.rdf import quads

PARAGRAPHS = (
    "一、主要工作\n安溪县教育局全面落实“双减”政策，2023年投入资金{n}万元，新建学校{n}所，安溪县第{n}小学竣工投用。",
    "安溪县教育局局长林知远出席会议，强调要推进“青蓝{n}号”工程，力争2025年底前义务教育巩固率达到9{n}.5%。",
    "存在的问题：一是教师队伍结构不合理，二是湖头镇第{n}中心小学校舍不足；下一步将深入实施“春苗{n}计划”。",
    "2023年5月{n}日，安溪一中荣获“省级文明校园{n}”称号，与泉州师范学院（{n}）签订合作协议，学生参加活动{n}00人次。",
)


def seconds(folder: Path, size: int) -> float:
    text = "安溪县教育局2023年工作总结\n" + "\n".join(
        PARAGRAPHS[index % len(PARAGRAPHS)].format(n=index % 9 + 1) for index in range(size)
    )
    path = folder / f"{size}.txt"
    path.write_text(text, encoding="utf-8")
    source = Source(path=path, name=path.name, sha256=hashlib.sha256(path.read_bytes()).hexdigest(), size=len(text))
    best = float("inf")
    for _ in range(3):
        start = time.process_time()
        quads(linked_document(source))
        best = min(best, time.process_time() - start)
    return best


@pytest.mark.slow
def test_twice_the_text_costs_less_than_three_times_the_time(tmp_path: Path) -> None:
    seconds(tmp_path, 8)  # loads what is loaded once
    assert seconds(tmp_path, 320) < 3 * seconds(tmp_path, 160)
