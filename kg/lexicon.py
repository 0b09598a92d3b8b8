"""Forms of names and where they stand in a text: one pass, outside tokens, the longest form first."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from ahocorasick_rs import AhoCorasick

# keys of a Doc's `user_data`: its text, which spaCy joins anew at each `doc.text`, and its terms as plain values
TEXT = "kg_text"
PLACES = "kg_plain_terms"
OPENING_QUOTES = frozenset("“\"‘'「『")
CLOSING_QUOTES = frozenset("”\"’'」』")


class Term(NamedTuple):
    """A form, what kind of thing it names, and the IRI of the thing. `quoted`: it counts in quotation marks alone."""

    form: str
    kind: str
    iri: str
    quoted: bool = False


class Hit(NamedTuple):
    """A form found at text[start:end], with every term that has it."""

    start: int
    end: int
    terms: tuple[Term, ...]


class Place(NamedTuple):
    """A term in a Doc; `iri` is empty where several things have that name, `token` is the index of its token."""

    start: int
    end: int
    kind: str
    iri: str
    token: int


class Lexicon:
    """All forms, compiled into one automaton over characters."""

    def __init__(self, terms: Iterable[Term]) -> None:
        """Group the terms by form; forms are matched as they are, so they must be simplified Chinese."""
        grouped: dict[str, list[Term]] = {}
        for term in sorted(set(terms)):
            grouped.setdefault(term.form, []).append(term)
        self._terms = [tuple(group) for group in grouped.values()]
        self._forms = list(grouped)
        self._lengths = [len(form) for form in self._forms]
        self._quoted = [any(term.quoted for term in group) for group in self._terms]

    def __len__(self) -> int:
        """Count the forms."""
        return len(self._forms)

    @cached_property
    def _automaton(self) -> AhoCorasick:
        from ahocorasick_rs import AhoCorasick

        return AhoCorasick(self._forms)

    def find(self, text: str) -> list[Hit]:
        """Return non-overlapping hits in reading order; of two that overlap the longer wins, then the earlier.

        Every form at every place is a candidate, so a form is never hidden by a shorter one that begins before it.
        """
        candidates = self._automaton.find_matches_as_indexes(text, overlapping=True)
        lengths, quoted, size = self._lengths, self._quoted, len(text)
        candidates.sort(key=lambda found: found[1] - lengths[found[0]] * size)  # by length, then by start
        taken = bytearray(len(text))
        hits = []
        for index, start, end in candidates:
            if taken[start] or taken[end - 1]:
                continue
            terms = self._terms[index]
            if quoted[index] and not _in_quotes(text, start, end):
                terms = tuple(term for term in terms if not term.quoted)
                if not terms:
                    continue
            taken[start:end] = b"\1" * (end - start)
            hits.append(Hit(start, end, terms))
        hits.sort()
        return hits


def _in_quotes(text: str, start: int, end: int) -> bool:
    return start > 0 and end < len(text) and text[start - 1] in OPENING_QUOTES and text[end] in CLOSING_QUOTES
