"""Chinese written in Latin letters: the syllables of Mandarin without tones, and what is made of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

# Finals that each initial takes (GB/T 16159 spelling; ü after n and l is v or u).
_FINALS = {
    "": "a ai an ang ao e ei en eng er o ou",
    "b": "a ai an ang ao ei en eng i ian iao ie in ing o u",
    "p": "a ai an ang ao ei en eng i ian iao ie in ing o ou u",
    "m": "a ai an ang ao e ei en eng i ian iao ie in ing iu o ou u",
    "f": "a an ang ei en eng o ou u",
    "d": "a ai an ang ao e ei en eng i ia ian iao ie ing iu ong ou u uan ui un uo",
    "t": "a ai an ang ao e eng i ian iao ie ing ong ou u uan ui un uo",
    "n": "a ai an ang ao e ei en eng i ian iang iao ie in ing iu ong ou u uan ue un uo v ve",
    "l": "a ai an ang ao e ei eng i ia ian iang iao ie in ing iu o ong ou u uan ue un uo v ve",
    "g": "a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo",
    "k": "a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo",
    "h": "a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo",
    "j": "i ia ian iang iao ie in ing iong iu u uan ue un",
    "q": "i ia ian iang iao ie in ing iong iu u uan ue un",
    "x": "i ia ian iang iao ie in ing iong iu u uan ue un",
    "zh": "a ai an ang ao e ei en eng i ong ou u ua uai uan uang ui un uo",
    "ch": "a ai an ang ao e en eng i ong ou u ua uai uan uang ui un uo",
    "sh": "a ai an ang ao e ei en eng i ou u ua uai uan uang ui un uo",
    "r": "an ang ao e en eng i ong ou u ua uan ui un uo",
    "z": "a ai an ang ao e ei en eng i ong ou u uan ui un uo",
    "c": "a ai an ang ao e en eng i ong ou u uan ui un uo",
    "s": "a ai an ang ao e en eng i ong ou u uan ui un uo",
    "y": "a an ang ao e i in ing o ong ou u uan ue un",
    "w": "a ai an ang ei en eng o u",
}
SYLLABLES = frozenset(initial + final for initial, finals in _FINALS.items() for final in finals.split())


def _syllable() -> str:
    """A pattern for one syllable as a reader cuts them: the longest that leaves a consonant for the next.

    In `fangan` the g goes to the second syllable, in `tiane` the n: a final consonant before a vowel is given up when
    the shorter form is a syllable too.
    """

    def careful(initial: str, final: str) -> str:
        shorter = initial + final[:-1]
        return final + ("(?![aeiouv])" if final[-1] in "ngr" and (shorter in SYLLABLES or shorter == "e") else "")

    def longest_first(strings: Iterable[str]) -> list[str]:
        return sorted(strings, key=lambda string: (-len(string), string))

    return "|".join(
        f"{initial}(?:{'|'.join(careful(initial, final) for final in longest_first(_FINALS[initial].split()))})"
        for initial in longest_first(_FINALS)
    )


_SYLLABLE = re.compile(_syllable())
# Long stretches may hold a slip of the writer: so much must be covered.
_COVERED = 0.93
_LONG = 24


def is_syllable(letters: str) -> bool:
    """Whether lower-case `letters` are one syllable without a tone."""
    return letters in SYLLABLES


def syllables(letters: str) -> int:
    """How many syllables lower-case `letters` are made of; 0 where they are not Chinese. Linear in their number."""
    found = _SYLLABLE.findall(letters)
    covered = sum(map(len, found))
    enough = covered == len(letters) or (len(letters) >= _LONG and covered >= _COVERED * len(letters))
    return len(found) if enough else 0
