"""Signs of the jurisdiction that reports: who speaks, whose authority is named, which division is named how often."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from kg.language import names, school_names
from kg.link import places
from kg.model import Claim, Mention

if TYPE_CHECKING:
    from kg.link.context import Context

_NAMED = frozenset({"Jurisdiction", "JurisdictionStem"})
_NAMED_BY_PLACE = frozenset({"School", "Organization"})
_BODIES = _NAMED_BY_PLACE | {"EducationAuthority"}


class Signs(NamedTuple):
    """Evidence for the jurisdiction that reports, as codes and counts.

    `printed` are (rule, code) of title, speaker and source; `words` what each level is called (县).
    """

    printed: tuple[tuple[str, str], ...]
    authorities: Counter[str]
    counts: Counter[str]
    voices: Counter[str]
    hidden: Counter[str]
    first_voice: int
    words: Mapping[str, str]


def signs_of(context: Context, claims: list[Claim], mentions: list[Mention], named: Counter[str]) -> Signs:
    """Read the signs off the claims and their mentions; `named` counts the divisions named in full, by code."""
    printed: list[tuple[str, str]] = []
    voices: Counter[str] = Counter()
    hidden: Counter[str] = Counter()
    words: dict[str, str] = {}
    inside = inside_own_names(mentions)
    first_voice = -1
    for claim in claims:
        if claim.kind != "about":
            continue
        mention = next(value for _, value in claim.slots if isinstance(value, Mention))
        attributes = dict(mention.attributes)
        if mention.kind == "Voice":
            number = next((value for name, value in claim.slots if name == "count" and isinstance(value, int)), 1)
            if attributes["word"] == "区" and "自治区" in context.document.text:
                continue  # 全区 is all of an autonomous region
            (voices if claim.rule == "about-voice" else hidden)[attributes["level"]] += number
            words.setdefault(attributes["level"], attributes["word"])
            first_voice = mention.span.start if first_voice < 0 else min(first_voice, mention.span.start)
        elif mention.kind == "Source":
            printed.extend((claim.rule, code) for code in _in_source(context, mention.text))
        else:
            code = places.resolve(context, mention.text)
            if code and (code in named or mention.span.start not in inside):
                printed.append((claim.rule, code))
    authorities: Counter[str] = Counter()
    counts = Counter(named)
    counted: set[tuple[str, str, int]] = set()  # one rule may tell more of a body than another
    for mention in mentions:
        if mention.kind not in _BODIES:
            continue
        attributes = dict(mention.attributes)
        if attributes.get("division", "县") in names.LEVEL_CLASSES:
            continue
        code = places.resolve(context, attributes["division"], places.above_of(mention))
        place = (mention.kind, code, mention.span.start)
        if code and place not in counted and (code in named or not _may_be_its_own(mention, attributes["division"])):
            counted.add(place)
            counts[code] += 1
            if mention.kind == "EducationAuthority":
                authorities[code] += 1
    return Signs(tuple(printed), authorities, counts, voices, hidden, first_voice, words)


def inside_own_names(mentions: Iterable[Mention]) -> frozenset[int]:
    """Where bodies' names begin whose first word may be their own."""
    return frozenset(
        one.span.start
        for one in mentions
        if one.kind in _NAMED_BY_PLACE and _may_be_its_own(one, dict(one.attributes).get("division", "县"))
    )


def _may_be_its_own(mention: Mention, words: str) -> bool:
    """Whether a short division's name at the head of a body's may be the body's own word: 南华|医院, 文昌|小学.

    A number behind it tells that it is the place: 静宁|一中.
    """
    if mention.kind not in _NAMED_BY_PLACE or words.endswith(tuple(names.LEVEL_CLASSES)):
        return False
    own = dict(mention.attributes)["name"]
    return not places.above_of(mention) and not own.startswith(("第", *school_names.ORDINAL_CHARS))


def _in_source(context: Context, text: str) -> list[str]:
    """Codes of the divisions in a byline that begins with one: 静宁县教育局."""
    hits = context.vocabulary.lexicon.find(text)
    if not hits or hits[0].start > 0 or hits[0].terms[0].kind not in _NAMED:
        return []
    code = places.resolve(context, text[: hits[0].end])
    short = hits[0].terms[0].kind == "JurisdictionStem"  # 南华|医院 may be the body's own name
    bodies = {"AuthorityKind"} if short else {"AuthorityKind", "OrganizationKind"}
    return [code] if code and any(term.kind in bodies for hit in hits for term in hit.terms) else []
