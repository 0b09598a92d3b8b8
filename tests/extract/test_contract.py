"""What every extractor promises, whatever it looks for: exact offsets, known names, the same answer, linear time."""

from __future__ import annotations

import importlib
import sys
import time
from collections import deque
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kg import extract as extracting
from kg.extract import EXTRACTORS, Extractor
from kg.link import RESOLVERS
from kg.link.statements import NOT_STATEMENTS
from kg.model import Claim, Document, Dropped, Mention
from kg.nlp import analyse, nlp
from kg.slots import STATEMENT_SLOTS
from tests.extract.texts import document_of

if TYPE_CHECKING:
    from spacy.tokens import Doc

DOCUMENTS = sorted((Path(__file__).parents[1] / "documents").glob("*.txt"))
# Slots that the linker uses up: they name whose statement it is and never reach the graph under this name.
USED_UP = frozenset({"holder"})


# Kinds whose mentions may carry another form than the printed one: a short name's long form, a list's shared head.
NORMALISED = frozenset({"School", "EducationAuthority", "Organization", "Program", "Indicator", "Meeting"})

# What tells the linker who speaks and how often (我县 eleven times): weighed by `link.context`, never an entity.
FOR_THE_CONTEXT = frozenset({"Voice", "count"})


def name(extractor: Extractor) -> str:
    return extractor.__module__.rpartition(".")[2]


each_extractor = pytest.mark.parametrize("extractor", EXTRACTORS, ids=map(name, EXTRACTORS))


@pytest.fixture(scope="module")
def analysed() -> list[tuple[Doc, Document]]:
    """The practice documents, structured and analysed."""
    documents = [document_of(path.read_text(encoding="utf-8").replace("\r", "")) for path in DOCUMENTS]
    return [(analyse(nlp(), document), document) for document in documents]


def claims(extractor: Extractor, analysed: list[tuple[Doc, Document]]) -> Iterator[tuple[Document, Claim]]:
    for doc, document in analysed:
        for one in extractor(doc, document):
            if isinstance(one, Claim):
                yield document, one


def mentions(claim: Claim) -> list[Mention]:
    return [value for _, value in claim.slots if isinstance(value, Mention)]


def test_each_extractor_stands_once_in_the_registry() -> None:
    assert len(set(EXTRACTORS)) == len(EXTRACTORS)


@each_extractor
def test_an_extractor_finds_something_in_the_practice_documents(
    extractor: Extractor, analysed: list[tuple[Doc, Document]]
) -> None:
    assert list(claims(extractor, analysed))


@each_extractor
def test_every_span_lies_inside_the_document_and_holds_words(
    extractor: Extractor, analysed: list[tuple[Doc, Document]]
) -> None:
    for doc, document in analysed:
        for one in extractor(doc, document):
            spans = [one.span]
            if isinstance(one, Claim):
                spans += [one.clause, *(mention.span for mention in mentions(one))]
            for span in spans:
                assert 0 <= span.start < span.end <= len(document.text), one
                assert document.text[slice(*span)].strip(), one


@each_extractor
def test_the_words_of_a_mention_stand_where_it_points(
    extractor: Extractor, analysed: list[tuple[Doc, Document]]
) -> None:
    """The text of a mention is what is printed, or a normal form made of characters that are printed there."""
    for document, claim in claims(extractor, analysed):
        for mention in mentions(claim):
            printed = document.text[slice(*mention.span)]
            if mention.kind == "Described" and not mention.text:
                continue  # 我县, the text itself: the linker knows who that is
            assert mention.text == printed or mention.kind in NORMALISED, (mention, printed)
            if (
                mention.kind != "Indicator"
            ):  # 劝返学生32人，其中甲校14人: the second figure is of what the first one names
                assert set(printed) & set(mention.text), (mention, printed)


@each_extractor
def test_a_statement_rests_on_words_of_one_sentence(extractor: Extractor, analysed: list[tuple[Doc, Document]]) -> None:
    for document, claim in claims(extractor, analysed):
        if claim.kind not in NOT_STATEMENTS:
            sentence = document.sentences[document.sentence_at(claim.span.start)].span
            assert sentence.start <= claim.span.start < claim.span.end <= sentence.end, claim
            assert claim.status is not None, claim


@each_extractor
def test_claims_and_slots_are_those_of_the_table(extractor: Extractor, analysed: list[tuple[Doc, Document]]) -> None:
    for _, claim in claims(extractor, analysed):
        if claim.kind in NOT_STATEMENTS:
            assert {slot for slot, _ in claim.slots} <= {claim.kind} | FOR_THE_CONTEXT, claim
        else:
            assert {slot for slot, _ in claim.slots} <= STATEMENT_SLOTS[claim.kind].keys() | USED_UP, claim
        assert claim.rule, claim


@each_extractor
def test_every_kind_of_mention_has_a_resolver(extractor: Extractor, analysed: list[tuple[Doc, Document]]) -> None:
    found = {mention.kind for _, claim in claims(extractor, analysed) for mention in mentions(claim)}
    assert found - FOR_THE_CONTEXT <= RESOLVERS.keys()


@each_extractor
def test_the_same_text_gives_the_same_answer(extractor: Extractor, analysed: list[tuple[Doc, Document]]) -> None:
    for doc, document in analysed[:3]:
        assert list(extractor(doc, document)) == list(extractor(analyse(nlp(), document), document))


@each_extractor
@pytest.mark.parametrize("text", ["", " \n\n ", "。；，！", "\n"], ids=["empty", "blank", "marks", "line-feed"])
def test_a_text_without_words_gives_nothing(extractor: Extractor, text: str) -> None:
    document = document_of(text)
    assert list(extractor(analyse(nlp(), document), document)) == []


# --- hostile text

HOSTILE: dict[str, Callable[[int], str]] = {
    "nested-brackets": lambda n: "（" * n + "双减" + "）" * n,
    "digits": lambda n: "学校" + "7" * (20 * n) + "所",
    "numbers": lambda n: "达到1,234.5%、" * n,
    "unclosed-quotes": lambda n: "教育局“《（" * n,
    "quotes-of-one-direction": lambda n: "“双减”“" * n,
    "particles": lambda n: "的" * (4 * n),
    "schools": lambda n: "第一中学、" * n,
    "posts": lambda n: "局长张明、副局长" * n,
    "programs": lambda n: "实施提升行动计划工程" * n,
    "one-endless-clause": lambda n: "县教育局推进“双减”，" * n,
    "lines": lambda n: "一、教育\n" * n,
}
SMALLEST, LARGEST = 500, 4_000
SLOWEST = 3.0  # twice the text may take three times as long; quadratic work takes four
READABLE = 0.03  # seconds; below, a clock tells nothing


@lru_cache(maxsize=128)
def hostile_document(kind: str, size: int) -> tuple[Doc, Document]:
    document = document_of(HOSTILE[kind](size))
    return analyse(nlp(), document), document


def seconds(extractor: Extractor, kind: str, size: int) -> float:
    """CPU time of one extractor, the best of three."""
    doc, document = hostile_document(kind, size)
    taken = []
    for _ in range(3):
        begin = time.process_time()
        deque(extractor(doc, document), maxlen=0)
        taken.append(time.process_time() - begin)
    return min(taken)


@pytest.mark.parametrize("kind", HOSTILE)
@each_extractor
def test_hostile_text_takes_time_in_proportion_to_its_length(extractor: Extractor, kind: str) -> None:
    size = SMALLEST
    once = seconds(extractor, kind, size)
    while once < READABLE and size < LARGEST:
        size *= 2
        once = seconds(extractor, kind, size)
    twice = seconds(extractor, kind, 2 * size)
    for _ in range(3):  # a busy machine may slow one of the two alone
        if twice <= SLOWEST * max(once, READABLE):
            break
        once, twice = max(once, seconds(extractor, kind, size)), min(twice, seconds(extractor, kind, 2 * size))
    assert twice <= SLOWEST * max(once, READABLE), f"{once:.3f} s for {size} repeats, {twice:.3f} s for twice as many"


# --- extractors of others

PLUGIN = """
from kg.model import Claim, Mention, Span


def extract(doc, document):
    at = document.text.find("红领巾广播站")
    if at >= 0:
        span = Span(at, at + 6)
        mention = Mention(kind="Program", span=span, text="红领巾广播站")
        yield Claim(kind="mentions", slots=(("mentions", mention),), span=span, clause=span, rule="of-a-plugin")
"""


@pytest.fixture
def plugin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Install another package that brings an extractor."""
    (tmp_path / "kg_of_others.py").write_text(PLUGIN, encoding="utf-8")
    info = tmp_path / "kg_of_others-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: kg-of-others\nVersion: 1.0\n", encoding="utf-8")
    (info / "entry_points.txt").write_text("[kg.extractors]\nothers = kg_of_others:extract\n", encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    importlib.invalidate_caches()
    extracting.plugins.cache_clear()
    yield
    sys.modules.pop("kg_of_others", None)
    extracting.plugins.cache_clear()


def test_an_extractor_of_another_package_joins_by_its_entry_point(plugin: None) -> None:
    document = document_of("县教育局在各校开设红领巾广播站。")
    found = extracting.extract(analyse(nlp(), document), document)
    (claim,) = [one for one in found if isinstance(one, Claim) and one.rule == "of-a-plugin"]
    assert document.text[slice(*claim.span)] == "红领巾广播站"


def test_without_other_packages_the_extractors_are_ours() -> None:
    document = document_of("县教育局落实“双减”政策。")
    ours: list[Claim | Dropped] = []
    doc = analyse(nlp(), document)
    for extractor in EXTRACTORS:
        ours += extractor(doc, document)
    assert extracting.plugins() == ()
    assert extracting.extract(doc, document) == ours
