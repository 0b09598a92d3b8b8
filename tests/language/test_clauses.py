"""Clauses: what marks enclose, titles, parts and lists, also where marks are mixed or never closed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.language.clauses import bracketed, enclosures, listed, parts, quoted, sentences, titles


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“双减”工作", ["“双减”"]),
        ('"双减"工作', ['"双减"']),
        ('"1558”总目标', ['"1558”']),
        ("「双减」和『五项』", ["「双减」", "『五项』"]),
        ("“外‘内’层”", ["“外‘内’层”", "‘内’"]),
        ("”双减”工作", ["”双减”"]),
        ("“双减“工作", ["“双减“"]),
        ("“没有关上", []),
        ("“换行\n”之后", []),
    ],
    ids=["full", "half", "mixed", "corner", "nested", "both-closing", "both-opening", "unclosed", "line"],
)
def test_quotations_are_found_however_they_are_marked(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in quoted(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("印发《实施方案》和《办法》", ["《实施方案》", "《办法》"]),
        ("《关于印发<意见>的通知》", ["《关于印发<意见>的通知》"]),
        ("《关于印发《意见》的通知》", ["《关于印发《意见》的通知》"]),
        ("《没有关上的标题", []),
        ("《甲（乙》丙）", ["《甲（乙》"]),
    ],
    ids=["two", "angle", "same", "unclosed", "crossed"],
)
def test_titles_are_outermost_and_closed(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in titles(text)] == expected


def test_brackets_of_either_width_close_each_other() -> None:
    text = "学校(园）和中心（站)"
    assert [text[start:end] for start, end in bracketed(text)] == ["(园）", "（站)"]


def test_parts_end_at_commas_but_not_inside_numbers() -> None:
    text = "共12,839册,生师比13.5:1，其中:图书"
    assert [text[start:end] for start, end in parts(text)] == ["共12,839册", "生师比13.5:1", "其中", "图书"]


def test_a_list_is_cut_at_its_marks_and_not_inside_names() -> None:
    text = "“三会一课、主题党日”制度、《甲、乙办法》、课后服务（早、晚）"
    assert [text[start:end] for start, end in listed(text)] == [
        "“三会一课、主题党日”制度",
        "《甲、乙办法》",
        "课后服务（早、晚）",
    ]


@given(st.text(alphabet='“”"‘’《》<>（）()【】「」\n中，', max_size=80))
def test_enclosures_are_sorted_nested_and_on_one_line(text: str) -> None:
    found = enclosures(text)
    assert list(found) == sorted(found)
    for each in found:
        assert "\n" not in text[each.start : each.end]
        assert each.start < each.end - 1


def test_what_goes_on_without_a_stop_is_cut_at_its_commas() -> None:
    text = "新建学校3所，" * 500
    cut = sentences(text, 0, len(text))
    assert all(sentence.end - sentence.start <= 1000 for sentence, _ in cut)
    assert "".join(text[sentence.start : sentence.end] for sentence, _ in cut) == text


def test_a_long_word_without_commas_is_not_cut() -> None:
    text = "7" * 3000
    assert [sentence for sentence, _ in sentences(text, 0, len(text))] == [(0, 3000)]
