"""What a page's head, its container and the user tell of a document, and who is believed first."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from kg.model import Source, Stated
from kg.read import read, sources
from kg.read.metadata import stated
from kg.stated import host, iso_date, web_address

GOVERNMENT = """<html><head><meta charset="utf-8">
<meta name="SiteName" content="桐城县人民政府"><meta name="SiteDomain" content="www.example.gov.cn">
<meta name="ArticleTitle" content="桐城县教育局&ldquo;双减&rdquo;工作总结">
<meta name="PubDate" content="2022-03-05 10:20">
<meta name="Url" content="https://www.example.gov.cn/jy/1.html">
</head><body><p>全县教育工作稳步推进。</p></body></html>"""


def test_the_names_of_the_guide_for_government_sites_are_read() -> None:
    assert stated(GOVERNMENT) == Stated(
        "桐城县教育局“双减”工作总结", "2022-03-05", "https://www.example.gov.cn/jy/1.html", "桐城县人民政府"
    )


@pytest.mark.parametrize(
    ("head", "address"),
    [
        ('<meta property="og:url" content="https://e.example/1">', "https://e.example/1"),
        ("<link rel='canonical' href='https://e.example/2#top'>", "https://e.example/2"),
        ("<!-- saved from url=(0021)https://e.example/3 --><html>", "https://e.example/3"),
        ("桐城县教育局工作总结\n原文链接：https://e.example/4\n", "https://e.example/4"),
        ('<link rel="canonical" href="/relative"><meta name="url" content="javascript:alert(1)">', ""),
        ("<meta name=url content=https://e.example/5>", "https://e.example/5"),
    ],
)
def test_an_address_is_read_where_the_page_states_it(head: str, address: str) -> None:
    assert stated(head + "<p>正文</p>").address == address
    assert stated(head).site == host(address)


@pytest.mark.parametrize(
    ("text", "date"),
    [
        *(("2022-03-05", "2022-03-05"), ("2022/3/5 10:20", "2022-03-05"), ("2022年3月5日", "2022-03-05")),
        *(
            ("2022.03", "2022-03"),
            ("2022年3月", "2022-03"),
            ("2022", "2022"),
            ("2022年", "2022"),
            ("20220305", "2022-03-05"),
        ),
        *(("20220305102030", "2022-03-05"), ("2022-03-05T10:20:30+08:00", "2022-03-05"), (" 2022-3-5 ", "2022-03-05")),
        *(("2022-13-01", ""), ("2022-02-30", ""), ("五月", ""), ("", ""), ("1822-01-01", ""), ("2022-03-05-06", "")),
    ],
)
def test_a_date_is_read_in_every_usual_form_or_not_at_all(text: str, date: str) -> None:
    assert iso_date(text) == date


@pytest.mark.parametrize(
    "text",
    ["javascript:alert(1)", "/a.html", "ftp://e.example/", "https://", "https://e.example/<script>", "https://[x/"],
)
def test_what_is_no_address_of_the_web_is_none(text: str) -> None:
    assert web_address(text) == ""


def page(folder: Path) -> Source:
    (folder / "a.html").write_text(GOVERNMENT, encoding="utf-8")
    (source,) = sources([folder / "a.html"])
    assert isinstance(source, Source)
    return source


def test_the_user_is_believed_first_then_the_page_then_the_container(tmp_path: Path) -> None:
    told = page(tmp_path)
    container = Stated("表中标题", "2020-01-01", "https://c.example/", "表")
    document = read(replace(told, stated=container, declared=Stated(issued="2022-02-01")))
    assert document.issued == document.stated.issued == "2022-02-01"
    assert document.declared == ("issued",)
    assert document.stated.address == "https://www.example.gov.cn/jy/1.html"
    assert document.heading == "桐城县教育局“双减”工作总结"
    plain = tmp_path / "b.txt"
    plain.write_text("全县教育工作稳步推进。", encoding="utf-8")
    (source,) = sources([plain])
    assert isinstance(source, Source)
    assert read(replace(source, stated=container)).stated == container


def test_a_head_full_of_open_tags_and_attributes_is_read_in_one_pass() -> None:
    for hostile in ("<meta " * 20_000, "<meta a=" + "b=" * 50_000 + ">", "<!-- saved from url=(" * 5_000):
        assert stated(hostile) == Stated()
