"""The spaCy side: a `Language` whose tokens are the vocabulary's terms and, between them, the words that rjieba cuts.

`nlp()` is a real spaCy pipeline; its parts are registered by entry points, so `nlp.add_pipe("kg_terms")` works in
anybody's pipeline. After it `doc.spans["terms"]` holds the hits in reading order: `label_` is the kind of the term,
`kb_id_` the IRI of what it names (empty where several things have that name). Offsets are characters of the text.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from typing import TYPE_CHECKING

import rjieba
import spacy
from spacy.lang.zh.lex_attrs import like_num
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import registry

from kg import vocabulary
from kg.language.clauses import sentences
from kg.lexicon import PLACES, TEXT, Hit, Place, Term

if TYPE_CHECKING:
    from spacy.vocab import Vocab

    from kg.model import Document

SPANS = "terms"
_HITS = "kg_hits"
_ENDS = "kg_sentence_ends"
_YOUNG = 20_000  # objects made since the last collection, before the next
# what a word begins with that spaCy takes for a number, but for digits
_NUMBER_BEGINS = frozenset("+-±~,.，。〇一二三四五六七八九十廿卅卌皕零壹贰叁肆伍陆柒捌玖拾")


@cache
def nlp() -> Language:
    """Return the pipeline of `kg`: blank Chinese, our tokenizer, `kg_sentences`, `kg_terms`."""
    language = spacy.blank("zh", config={"nlp": {"tokenizer": {"@tokenizers": "kg.Tokenizer.v1"}}})
    language.add_pipe("kg_sentences")
    language.add_pipe("kg_terms")
    getters = language.vocab.lex_attr_getters  # type: ignore[attr-defined]  # its stub does not know them
    getters.update({name: is_like_number for name, getter in getters.items() if getter is like_num})
    language("")  # loads what is loaded on first use
    # vocabulary and lexicon live as long as the process: the collector need not walk them again and again
    gc.collect()
    gc.freeze()
    # nearly all that a document makes is freed without the collector, which walked its young objects for nothing
    gc.set_threshold(max(_YOUNG, gc.get_threshold()[0]))
    return language


def is_like_number(word: str) -> bool:
    """Return what spaCy's `like_num` does, which costs a third of what every new word costs, for most words at once."""
    return (word[:1].isdigit() or word[:1] in _NUMBER_BEGINS) and bool(like_num(word))  # type: ignore[no-untyped-call]


def analyse(language: Language, document: Document) -> Doc:
    """Return the document's clean text as a Doc: `doc.text == document.text`, token offsets are clean offsets."""
    language.max_length = max(language.max_length, len(document.text))  # each component is one pass over the text
    doc = language.make_doc(document.text)
    doc.user_data[_ENDS] = [sentence.span.end for sentence in document.sentences]
    return language(doc)


class _Orths(dict[str, int]):
    """Word → its number in the vocab, which spaCy takes for a third of what it asks to hash the word again."""

    _MOST = 65_536

    def __init__(self, vocab: Vocab) -> None:
        super().__init__()
        self._strings = vocab.strings

    def __missing__(self, word: str) -> int:
        if len(self) >= self._MOST:
            self.clear()
        orth = self[word] = self._strings.add(word)
        return orth


class Tokenizer:
    """Terms are single tokens; the gaps between them are cut by rjieba (jieba's dictionary and algorithm in Rust)."""

    def __init__(self, vocab: Vocab) -> None:
        """Keep the pipeline's vocab; the lexicon comes from the vocabulary in force."""
        self.vocab = vocab
        self._orths = _Orths(vocab)
        self._lexicon = vocabulary.load().lexicon

    def __call__(self, text: str) -> Doc:
        """Return a Doc of `text` whose words, joined, are the text."""
        hits = self._lexicon.find(text)
        words: list[str] = []
        at, cut, indices = 0, rjieba.cut, []
        for hit in hits:
            if at < hit.start:
                words += cut(text[at : hit.start])
            indices.append(len(words))
            words.append(text[hit.start : hit.end])
            at = hit.end
        if at < len(text):
            words += cut(text[at:])
        orths = list(map(self._orths.__getitem__, words))
        doc = Doc(self.vocab, words=orths, spaces=[False] * len(words))  # type: ignore[arg-type] # its stub knows words
        doc.user_data[TEXT] = text
        doc.user_data[_HITS] = list(zip(indices, hits, strict=True))
        return doc

    def to_bytes(self, **_: object) -> bytes:
        """Nothing to serialise: the vocabulary is data of its own."""
        return b""

    def from_bytes(self, _: bytes, **__: object) -> Tokenizer:
        """Return itself."""
        return self

    def to_disk(self, *_: object, **__: object) -> None:
        """Nothing to serialise."""

    def from_disk(self, *_: object, **__: object) -> Tokenizer:
        """Return itself."""
        return self


@registry.tokenizers("kg.Tokenizer.v1")  # type: ignore[untyped-decorator]
def make_tokenizer() -> Callable[[Language], Tokenizer]:
    """Entry point `kg.Tokenizer.v1` of `spacy_tokenizers`."""
    return lambda language: Tokenizer(language.vocab)


@Language.factory("kg_sentences")
def make_sentences(nlp: Language, name: str) -> Callable[[Doc], Doc]:  # noqa: ARG001
    """Entry point `kg_sentences`: sentences end where `structure` ends them."""
    return _mark_sentences


@Language.factory("kg_terms")
def make_terms(nlp: Language, name: str) -> Callable[[Doc], Doc]:  # noqa: ARG001
    """Entry point `kg_terms`: `doc.spans["terms"]` in any Chinese pipeline; a hit that crosses tokens is left out."""
    lexicon = vocabulary.load().lexicon
    add = nlp.vocab.strings.add

    @lru_cache(maxsize=16_384)
    def named(terms: tuple[Term, ...]) -> tuple[str, str, int, int]:
        kind, iri = terms[0].kind, _only_iri(terms)
        return kind, iri, add(kind), add(iri)

    def mark_terms(doc: Doc) -> Doc:
        ours: list[tuple[int, Hit]] | None = doc.user_data.pop(_HITS, None)
        if ours is not None:
            spans, places = [], []
            for index, (start, end, terms) in ours:
                kind, iri, label, kb_id = named(terms)
                spans.append(Span(doc, index, index + 1, label=label, kb_id=kb_id))
                places.append(Place(start, end, kind, iri, index))
            doc.spans[SPANS] = spans
            doc.user_data[PLACES] = tuple(places)
            return doc
        spans = []
        for hit in lexicon.find(doc.text):
            _, _, label, kb_id = named(hit.terms)
            span = doc.char_span(hit.start, hit.end, label=label, kb_id=kb_id)
            if span is not None:
                spans.append(span)
        doc.spans[SPANS] = spans
        return doc

    return mark_terms


def _mark_sentences(doc: Doc) -> Doc:
    """Set sentence starts on the first token at or after each sentence's end, in one array."""
    import numpy as np

    if not len(doc):
        return doc
    ends = doc.user_data.pop(_ENDS, None)
    starts = np.searchsorted(doc.to_array("IDX"), list(_sentence_ends(doc.text)) if ends is None else ends)
    marks = np.full((len(doc), 1), -1, dtype="int64")
    marks[0] = 1
    marks[starts[starts < len(doc)]] = 1
    return doc.from_array(["SENT_START"], marks.astype("uint64"))  # type: ignore[arg-type]


def _sentence_ends(text: str) -> Iterator[int]:
    """Yield where each sentence of each line ends."""
    at = 0
    for line in text.splitlines(keepends=True):
        yield from (span.end for span, _ in sentences(text, at, at + len(line)))
        at += len(line)


def _only_iri(terms: tuple[Term, ...]) -> str:
    """Return the IRI that a form names, or an empty string where it names several things."""
    iris = {term.iri for term in terms}
    return terms[0].iri if len(iris) == 1 else ""
