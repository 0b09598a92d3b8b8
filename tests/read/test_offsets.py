"""Laws that hold for every document: nothing is lost, and every sentence can be read from its raw slice alone."""

from __future__ import annotations

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
from kg.structure import outline
from tests import shared

ROOT = Path(__file__).parents[2]
SENTENCE = re.compile(r"[^。！？；;\n]+[。！？；;]?[”’》）)]*")


def documents(name: str) -> list[Document]:
    """Texts and pages of a folder of the project, or beside it (shared/…); not of the folders in it."""
    kind, _, beside = name.partition("/")
    folder = shared.folder(beside) if kind == "shared" else ROOT / name
    found = sources(sorted(path for path in folder.iterdir() if path.suffix in {".txt", ".html", ".htm"}))
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


@pytest.mark.parametrize("folder", ["seeds", "tests/documents", "shared/seeds", "shared/practice", "shared/field"])
def test_every_sentence_of_every_document_is_its_raw_slice_cleaned(folder: str) -> None:
    found = documents(folder)
    assert found
    for document in found:
        assert_lawful(document)
        assert_sentences_are_slices(outline(document))


@pytest.mark.parametrize("folder", ["seeds", "shared/practice"])
def test_no_noise_of_a_sure_kind_is_left(folder: str) -> None:
    """Every document of these was read by eye; what was noise then stays noise."""
    for document in documents(folder):
        assert not re.search(
            r"[<>]{1}(?:/|span|p|h\d)|&\w+;|小编|隐藏内容|推荐访问|网友投稿|第 ?\d+ ?页|[a-z]{12}", document.text
        )
        assert not re.search("[\U0001f000-\U0001faff\ua980-\ua9df\u1000-\u109f]", document.text)
        assert not re.search(r"[(（][a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ]+[)）]", document.text)


def assert_sentences_are_slices(document: Document) -> None:
    """The sentences and clauses that facts are read from are what the original says at their place."""
    for sentence in document.sentences:
        for span in {sentence.span, *sentence.clauses}:
            text = document.text[slice(*span)]
            if text.strip():
                raw = document.raw_span(*span)
                assert clean_slice(document.original[slice(*raw)], document.media_type) == text.strip()


WORDS = "全县教育工作会议在县教育局召开安排部署春季开学落实双减政策推进优质均衡学校教师学生课后服务控辍保学"
CLEAN = (
    st.lists(st.text(st.sampled_from(WORDS), min_size=9, max_size=30), min_size=1, max_size=4)
    .map("，".join)
    .map(lambda text: text + "。")
)
SIGNS_INSIDE = st.sampled_from(["🐼", "ꦜ", "﷽", "𓃲", "\u200b", "\ufeff", "👨‍👩‍👧", "🇨🇳", "❤️"])
NAMES = st.sampled_from(["b", "span", "font", "em", "u", "strong", "o:p", "st1:chsdate", "SPAN", "i"])
# what stands in quotes may hold ">" or Chinese, not both: a quote that is never closed takes no text with it
IN_QUOTES = [st.text(st.sampled_from(f"abz019 :;#%-_./()'{more}"), max_size=12) for more in (">", "仿宋")]
VALUES = st.one_of(IN_QUOTES).map(lambda value: f'"{value}"')
ATTRIBUTES = st.lists(
    st.tuples(st.sampled_from(["style", "class", "lang", "w:st", "data-x"]), VALUES).map("=".join), max_size=3
)
OPENING = st.tuples(NAMES, ATTRIBUTES).map(lambda told: f"<{' '.join((told[0], *told[1]))}>")
COMMENT = st.text(st.sampled_from("ab 县教育<>=\"'![]"), max_size=12).map(lambda said: f"<!--{said}-->")
NOISE = st.one_of(SIGNS_INSIDE, OPENING, NAMES.map(lambda name: f"</{name}>"), COMMENT)
ENTITY = st.sampled_from(["{0}", "&#{1};", "&#x{1:x};", "&#X{1:X};", "&amp;#{1};"])
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
            written = draw(ENTITY) if draw(st.integers(0, 8)) == 0 else "{0}"
            raw += written.format(character, ord(character))
            if draw(st.integers(0, 12)) == 0 and character in WORDS:
                raw += draw(st.sampled_from(["(shí)", "（xiàn）", "(lǜ)"]))
        places.append(place)
        raw += draw(st.sampled_from(["</p>", "</div>", "\n", "<br/>"]))
    return sentences, raw, places


@settings(max_examples=150, deadline=None)
@given(noisy_sentences(), st.sampled_from(["text/plain", "text/html"]))
def test_injected_noise_goes_and_every_character_knows_its_place(
    noisy: tuple[list[str], str, list[list[int]]], media_type: str
) -> None:
    sentences, raw, places = noisy
    if media_type == "text/html":  # where a line's end is a blank
        assume("\n" not in raw)
    document = from_text(raw, media_type=media_type)
    assert document.text == "\n".join(sentences)
    position = 0
    for sentence, place in zip(sentences, places, strict=True):
        assert [
            document.raw_span(position + index, position + index + 1).start for index in range(len(sentence))
        ] == place
        position += len(sentence) + 1
    assert_lawful(document)
    assert_sentences_are_slices(outline(document))


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
