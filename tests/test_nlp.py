"""The spaCy side: tokens that are terms, offsets that are the text's, parts that work in anybody's pipeline."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import jieba
import pytest
import rjieba
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.lang.zh.lex_attrs import like_num

from kg import vocabulary
from kg.language.clauses import sentences
from kg.model import Source
from kg.nlp import SPANS, Tokenizer, analyse, is_like_number, nlp
from kg.read import read, sources
from tests.extract.texts import document_of

DOCUMENTS = sorted((Path(__file__).parent / "documents").glob("*.txt"))
PIECES = (
    "双减", "“双减”政策", "县教育局", "第一中学", "乐陵市", "。", "；", "，", "\n", " ", "\u3000", "２０２３年", "9.5%",
    "的", "𠮷", "e\u0301", "\r\n", "\x00",
)  # fmt: skip
texts = st.one_of(st.text(max_size=60), st.lists(st.sampled_from(PIECES), max_size=20).map("".join))


@given(texts)
@settings(max_examples=150, deadline=None)
def test_the_doc_prints_the_text_whatever_it_is(text: str) -> None:
    doc = nlp()(text)
    assert doc.text == text
    assert all(text[token.idx : token.idx + len(token)] == token.text for token in doc)


@given(texts)
@settings(max_examples=100, deadline=None)
def test_every_hit_of_the_lexicon_is_one_token_and_one_span(text: str) -> None:
    doc = nlp()(text)
    hits = [(hit.start, hit.end) for hit in vocabulary.load().lexicon.find(text)]
    assert [(span.start_char, span.end_char) for span in doc.spans[SPANS]] == hits
    assert all(len(span) == 1 for span in doc.spans[SPANS])


def test_spans_say_what_kind_of_thing_and_which() -> None:
    doc = nlp()("县教育局落实“双减”政策，鼓楼区的第一中学跟进。")
    said = {span.text: (span.label_, span.kb_id_.rpartition("/id/")[2]) for span in doc.spans[SPANS]}
    assert said["双减"] == ("Program", "program/double-reduction")
    assert said["鼓楼区"] == ("Jurisdiction", "")  # several have this name
    assert {label for label, _ in said.values()} == {"AuthorityKind", "Program", "Jurisdiction", "SchoolKind"}


def test_a_document_keeps_its_offsets() -> None:
    document = document_of("县教育局推进“双减”工作。\n\n第一中学开展课后服务。")
    assert analyse(nlp(), document).text == document.text


def test_a_text_longer_than_spacys_limit_is_analysed() -> None:
    document = replace(document_of("县教育局。"), text="县教育局全面落实“双减”政策，推进课后服务。\n" * 50_000)
    assert len(document.text) > 1_000_000
    assert len(analyse(nlp(), document).spans[SPANS]) == 3 * 50_000


def clean(path: Path) -> str:
    (source,) = sources([path])
    assert isinstance(source, Source)
    return read(source).text


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_sentences_end_where_the_structure_ends_them(path: Path) -> None:
    doc = nlp()(clean(path))
    begun = {sentence.start_char for sentence in doc.sents}
    at = 0
    for line in doc.text.splitlines(keepends=True):
        for span, _ in sentences(doc.text, at, at + len(line)):
            behind = next((token.idx for token in doc if token.idx >= span.end), None)
            assert behind is None or behind in begun, doc.text[slice(*span)]
        at += len(line)
    assert len(begun) > 10


def test_the_gaps_between_terms_are_cut_as_jieba_cuts_them() -> None:
    """rjieba has jieba's dictionary and algorithm: the same tokens in at least 99 of 100."""
    jieba.setLogLevel("ERROR")
    both = ours = theirs = 0
    for path in DOCUMENTS:
        for gap in gaps(clean(path)):
            mine, oracle = spans(list(rjieba.cut(gap))), spans(jieba.lcut(gap))
            both, ours, theirs = both + len(mine & oracle), ours + len(mine), theirs + len(oracle)
    assert ours > 5_000
    assert 2 * both / (ours + theirs) >= 0.99


def gaps(text: str) -> list[str]:
    """What stands between the terms of a text."""
    at, found = 0, []
    for hit in vocabulary.load().lexicon.find(text):
        found.append(text[at : hit.start])
        at = hit.end
    return [gap for gap in [*found, text[at:]] if gap]


def spans(words: list[str]) -> set[tuple[int, int]]:
    at, found = 0, set()
    for word in words:
        found.add((at, at + len(word)))
        at += len(word)
    return found


# --- in anybody's pipeline


def test_our_terms_join_a_plain_pipeline_by_their_entry_point() -> None:
    """A fresh process that never imports kg by itself."""
    script = (
        "import spacy\n"
        "language = spacy.blank('zh')\n"
        "language.add_pipe('kg_terms')\n"
        "doc = language('县教育局落实双减政策')\n"
        "print([(span.text, span.label_) for span in doc.spans['terms']])\n"
    )
    told = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=120, check=False)
    assert told.returncode == 0, told.stderr
    assert "('双减', 'Program')" in told.stdout
    assert "('教育局', 'AuthorityKind')" in told.stdout


def test_a_hit_that_crosses_the_tokens_of_another_tokenizer_is_left_out() -> None:
    language = spacy.blank("xx")  # cuts at blanks alone
    language.add_pipe("kg_terms")
    doc = language("双减 推进双减工作")
    assert [span.text for span in doc.spans[SPANS]] == ["双减"]


def test_our_tokenizer_and_sentences_join_by_their_entry_points() -> None:
    language = spacy.blank("zh", config={"nlp": {"tokenizer": {"@tokenizers": "kg.Tokenizer.v1"}}})
    language.add_pipe("kg_sentences")
    assert isinstance(language.tokenizer, Tokenizer)
    assert [sentence.text for sentence in language("推进双减。开展课后服务。").sents] == [
        "推进双减。",
        "开展课后服务。",
    ]


def test_the_pipeline_is_saved_and_loaded(tmp_path: Path) -> None:
    nlp().to_disk(tmp_path)
    text = "县教育局落实“双减”政策。"
    loaded, ours = spacy.load(tmp_path)(text), nlp()(text)
    assert [token.text for token in loaded] == [token.text for token in ours]
    assert [(span.text, span.label_) for span in loaded.spans[SPANS]] == [
        (span.text, span.label_) for span in ours.spans[SPANS]
    ]


def test_docs_of_a_stream_are_those_of_single_calls() -> None:
    given = ["县教育局落实“双减”政策。", "", "第一中学开展课后服务。"]
    streamed = [[token.text for token in doc] for doc in nlp().pipe(given)]
    assert streamed == [[token.text for token in nlp()(text)] for text in given]


@given(st.text(alphabet="+-±~,.，。/0１²½ax〇一十廿皕壹拾百万亿零第", max_size=6) | st.text(max_size=4))
def test_a_word_is_like_a_number_where_spacy_says_so(word: str) -> None:
    expected = like_num(word)  # type: ignore[no-untyped-call]
    assert is_like_number(word) == expected


def test_a_token_tells_that_it_is_like_a_number() -> None:
    assert [token.like_num for token in nlp()("三 所 学校 12")] == [True, False, False, False, False, False, True]
