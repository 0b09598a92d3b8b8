"""Laws that hold for every document: nothing is lost, and every sentence can be read from its raw slice alone."""

from __future__ import annotations

import os
import re
from importlib import import_module
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from kg.language import noise_words
from kg.model import Document, NoiseKind, Source
from kg.read import clean_slice, from_text, read, sources

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared"
SENTENCE = re.compile(r"[^。！？；;\n]+[。！？；;]?[”’》）)]*")


def documents(folder: Path) -> list[Document]:
    if not folder.is_dir():
        if os.environ.get("CI"):
            pytest.fail(f"{folder.name} is missing")
        pytest.skip(f"not run: no folder {folder.name}")
    found = sources(sorted(folder.glob("*.txt")))
    return [read(source) for source in found if isinstance(source, Source)]


def assert_lawful(document: Document) -> None:
    """Runs and noise cover the original once; runs map one to one; each sentence is its raw slice, cleaned."""
    pieces = sorted(
        [(run.raw, run.raw + run.length) for run in document.runs] + [(n.start, n.end) for n in document.noise]
    )
    if document.original:
        assert pieces[0][0] == 0
        assert pieces[-1][1] == len(document.original)
    assert all(before[1] == after[0] for before, after in pairwise(pieces))
    assert list(document.noise) == sorted(document.noise, key=lambda noise: (noise.at, noise.start))
    printed = {position for run in document.runs for position in range(run.clean, run.clean + run.length)}
    assert {document.text[position] for position in set(range(len(document.text))) - printed} <= {"\n"}
    assert len(printed) == sum(run.length for run in document.runs)
    for line in document.text.split("\n") if document.text else []:
        assert line
        assert line == line.strip()
    for sentence in SENTENCE.finditer(document.text):
        text = sentence[0].strip()
        start = sentence.start() + sentence[0].index(text) if text else 0
        if text:
            low, high = document.raw_span(start, start + len(text))
            assert clean_slice(document.original[low:high], document.media_type) == text


@pytest.mark.parametrize(
    "folder", [ROOT / "seeds", SHARED / "practice", SHARED / "field"], ids=["seeds", "practice", "field"]
)
def test_every_sentence_of_every_document_is_its_raw_slice_cleaned(folder: Path) -> None:
    found = documents(folder)
    assert found
    for document in found:
        assert_lawful(document)


@pytest.mark.parametrize("folder", [ROOT / "seeds", SHARED / "practice"], ids=["seeds", "practice"])
def test_no_noise_of_a_sure_kind_is_left(folder: Path) -> None:
    """Every document of these was read by eye; what was noise then stays noise."""
    for document in documents(folder):
        assert not re.search(
            r"[<>]{1}(?:/|span|p|h\d)|&\w+;|小编|隐藏内容|推荐访问|网友投稿|第 ?\d+ ?页|[a-z]{12}", document.text
        )
        assert not re.search("[\U0001f000-\U0001faff\ua980-\ua9df\u1000-\u109f]", document.text)
        assert not re.search(r"[(（][a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ]+[)）]", document.text)


WORDS = "全县教育工作会议在县教育局召开安排部署春季开学落实双减政策推进优质均衡学校教师学生课后服务控辍保学"
CLEAN = (
    st.lists(st.text(st.sampled_from(WORDS), min_size=9, max_size=30), min_size=1, max_size=4)
    .map("，".join)
    .map(lambda text: text + "。")
)
NOISE = st.sampled_from(
    [
        "<b>",
        "</b>",
        '<span style="font-size:16px;">',
        "</span>",
        "🐼",
        "ꦜ",
        "﷽",
        "𓃲",
        "\u200b",
        "\ufeff",
        "<!-- 注 -->",
        "<font color=red>",
    ]
)
PAGE = st.sampled_from(["\n— 1 —\n", "\n\n第 2 页 共 4 页\n\n", "\n- 3 -\n"])


@st.composite
def noisy_sentences(draw: st.DrawFn) -> tuple[list[str], str, list[list[int]]]:
    """Clean sentences, the text with noise among their characters, and where each character stands in it."""
    sentences = draw(st.lists(CLEAN, min_size=1, max_size=4))
    raw, places = "", []
    for sentence in sentences:
        raw += draw(st.sampled_from(["<p>", "<p>&nbsp;&nbsp;", "\n", "\n　　", '<div class="x">']))
        holes = {draw(st.integers(1, len(sentence) - 1)): draw(NOISE) for _ in range(draw(st.integers(0, 4)))}
        comma = sentence.find("，")
        page = draw(PAGE) if comma > 0 and draw(st.booleans()) else ""
        place = []
        for index, character in enumerate(sentence):
            raw += holes.get(index, "")
            if page and index == comma + 2:
                raw += page
            place.append(len(raw))
            raw += character
            if draw(st.integers(0, 12)) == 0 and character in WORDS:
                raw += draw(st.sampled_from(["(shí)", "（xiàn）", "(lǜ)"]))
        places.append(place)
        raw += draw(st.sampled_from(["</p>", "</div>", "\n", "<br/>"]))
    return sentences, raw, places


@settings(max_examples=150, deadline=None)
@given(noisy_sentences())
def test_injected_noise_goes_and_every_character_knows_its_place(noisy: tuple[list[str], str, list[list[int]]]) -> None:
    sentences, raw, places = noisy
    document = from_text(raw)
    assert document.text == "\n".join(sentences)
    position = 0
    for sentence, place in zip(sentences, places, strict=True):
        assert [
            document.raw_span(position + index, position + index + 1).start for index in range(len(sentence))
        ] == place
        position += len(sentence) + 1
    assert_lawful(document)


@settings(max_examples=300, deadline=None)
@given(
    st.text(
        st.sampled_from("教育县。，；“”()（） \n\r\t<>/&;!-pbra\"'=x*…1２臺灣後?？●▲🐼ꦜ\u200b\ufffd\\nrt第页共—《》:：")
    )
)
def test_any_text_is_read_without_loss(raw: str) -> None:
    document = from_text(raw)
    pieces = sorted(
        [(run.raw, run.raw + run.length) for run in document.runs] + [(n.start, n.end) for n in document.noise]
    )
    assert sum(end - start for start, end in pieces) == len(raw)
    assert all(before[1] == after[0] for before, after in pairwise(pieces))
    assert not {noise.kind for noise in document.noise} - set(NoiseKind)
    for start, end in document.placeholders:
        assert 0 <= start < end <= len(document.text)


SIGNS = [
    *"0123456789abcdeXY%.,:;!?\"'/+~()，。、：；！？（）“”‘’《》…·後於 \n<&[*#",
    "1.",
    "2023-05-06",
    "一、",
    "教育",
    "学校",
]


@settings(max_examples=500, deadline=None)
@given(st.lists(st.sampled_from([*SIGNS, *noise_words.HINTS]), min_size=1, max_size=8).map("".join))
def test_what_is_known_to_be_clean_is_left_as_it_is_by_every_step(raw: str) -> None:
    """The proof of a quote may skip the steps for it."""
    cleaning = import_module("kg.read.clean")
    assume(cleaning.is_clean(raw))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cleaning, "is_clean", lambda _: False)
        for media_type in ("text/plain", "text/html", "text/markdown"):
            assert clean_slice(raw, media_type) == raw


@given(st.text())
def test_reading_is_the_same_twice(raw: str) -> None:
    raw = raw.encode("utf-8", "ignore").decode()
    assert from_text(raw) == from_text(raw)
