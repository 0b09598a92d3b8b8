"""Word lists as regular expressions, and patterns that are tried only where a match may begin."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TypeAlias

_Tree: TypeAlias = "dict[str, _Tree]"  # what may follow, by its first character; "" where a word ends


def either(words: Iterable[str]) -> str:
    """The alternation of words, at each place the longest first, so that none is hidden by one that it begins with.

    Words with the same beginning share it: where a search may stop, it tries a branch for each first character and not
    for each word.
    """
    tree: _Tree = {}
    for word in words:
        node = tree
        for character in word:
            node = node.setdefault(character, {})
        node[""] = {}
    return "|".join(_branches(tree))


def _branches(tree: _Tree) -> list[str]:
    """The alternatives that a node of the tree leaves, sorted; the empty one last."""
    found = [re.escape(character) + _rest(tree[character]) for character in sorted(tree) if character]
    return [*found, ""] if "" in tree else found


def _rest(tree: _Tree) -> str:
    branches = _branches(tree)
    return branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"


class Tried:
    """A pattern that is tried only where one of its first characters stands.

    `re` by itself skips to where a match may begin only if the pattern begins with a literal, with a class, or with
    branches that all begin with a literal; any other one it tries at every character.
    """

    def __init__(self, first: str, pattern: str) -> None:
        """Compile the pattern, which never matches nothing; `first` is a class that holds what it may begin with."""
        self._pattern = re.compile(pattern)
        self._begins = re.compile(rf"{first}(?<=(?={pattern})(?s:.))")

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """Yield what `finditer` of the pattern does."""
        begins = self._begins.search(text)
        while begins and (match := self._pattern.match(text, begins.start())):
            yield match
            begins = self._begins.search(text, match.end())


class Behind:
    """A pattern that stands where the text begins or behind certain characters; it is tried behind these alone.

    With a lookbehind or `^` in front `re` tries a pattern at every character.
    """

    def __init__(self, before: str, pattern: str) -> None:
        """Compile the pattern, which never matches nothing; `before` is a class of what stands before it."""
        self._pattern = re.compile(pattern)
        self._edge = re.compile(rf"{before}(?={pattern})")

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """Yield the matches, none inside another; what stands before one may be the end of the match before."""
        at = 0
        if first := self._pattern.match(text):
            yield first
            at = first.end() - 1
        while (edge := self._edge.search(text, at)) and (match := self._pattern.match(text, edge.end())):
            yield match
            at = match.end() - 1
