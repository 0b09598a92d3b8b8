"""Documents that say the same: equal clean texts, and texts that differ by a few words, found by MinHash (Broder 1997).

Reports of two years, and notices of two counties, may be alike but for their numbers and names: texts whose numbers
differ, or that report for different divisions, are no copies of each other.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

_HASHES, _BANDS = 128, 16  # two texts of which four fifths agree meet in a band with probability 0.95
_ROWS = _HASHES // _BANDS
_SEED = 20_000
_SHINGLE = 5  # characters
_ALIKE = 0.8  # Jaccard index of their shingles
_NUMBERS_ALIKE = 0.9
_MOST_IN_A_BAND = 200  # of a form that a thousand documents fill in, each is compared with the first ones
_WORDS = re.compile(r"\w+")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")

Signature = tuple[int, ...]


class Candidate(NamedTuple):
    """A document of a build: what copies are found by. `about` are the divisions that it reports for, as labels."""

    name: str
    signature: Signature
    about: frozenset[str]


def signature(text: str) -> Signature:
    """The MinHash of a clean text: two signatures agree in as many places as the texts have shingles in common."""
    from rensa import RMinHash

    hashed = RMinHash(_HASHES, _SEED)
    hashed.update(list(_shingles(text)))  # in any order: the least hashes are kept
    return tuple(hashed.digest())


def copies(documents: Sequence[Candidate], text: Callable[[int], str]) -> dict[int, int]:
    """The documents that are copies of another → the first of those that are copies of each other, by name.

    Documents are told by their place in the sequence; `text` gives the clean text of one.
    """
    order = sorted(range(len(documents)), key=lambda at: (documents[at].name, at))
    rank = {at: number for number, at in enumerate(order)}
    first = list(range(len(documents)))

    def leader(at: int) -> int:
        while first[at] != at:
            first[at] = first[first[at]]
            at = first[at]
        return at

    for one, other in sorted(set(_pairs(documents, rank))):
        apart = leader(one) != leader(other) and _may_be_copies(documents[one], documents[other])
        if apart and are_alike(text(one), text(other)):
            low, high = sorted((leader(one), leader(other)), key=rank.__getitem__)
            first[high] = low
    return {at: leader(at) for at in order if leader(at) != at}


def are_alike(one: str, other: str) -> bool:
    """Whether two clean texts say the same, but for a few words and no more than a tenth of their numbers."""
    if one == other:
        return True
    left, right = _shingles(one), _shingles(other)
    if len(left & right) < _ALIKE * len(left | right):
        return False
    counted, other_counted = Counter(_NUMBER.findall(one)), Counter(_NUMBER.findall(other))
    return (counted & other_counted).total() >= _NUMBERS_ALIKE * max(counted.total(), other_counted.total())


def _pairs(documents: Sequence[Candidate], rank: dict[int, int]) -> Iterator[tuple[int, int]]:
    """Documents that agree in a whole band of their signatures."""
    for band in range(_BANDS):
        alike: defaultdict[Signature, list[int]] = defaultdict(list)
        for at in sorted(rank, key=rank.__getitem__):
            alike[documents[at].signature[band * _ROWS : (band + 1) * _ROWS]].append(at)
        for found in alike.values():
            yield from combinations(found[:_MOST_IN_A_BAND], 2)
            yield from ((found[0], at) for at in found[_MOST_IN_A_BAND:])


def _may_be_copies(one: Candidate, other: Candidate) -> bool:
    return not one.about or not other.about or bool(one.about & other.about)


def _shingles(text: str) -> set[str]:
    """Every stretch of five characters, punctuation aside."""
    plain = "".join(_WORDS.findall(text))
    return {plain[at : at + _SHINGLE] for at in range(max(1, len(plain) - _SHINGLE + 1))}
