"""Which division a name means in a document: by date, by what stands above it, by what the document is about."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from kg import iri
from kg.language import names
from kg.model import Dropped, Entity, Mention, Reason, Ref
from kg.vocabulary import NATION, load

if TYPE_CHECKING:
    from kg.link.context import Context
    from kg.model import FactValue
    from kg.vocabulary import Vocabulary

_RULE = "division"
_MANY_SIBLINGS = 3
_LOOK_BACK = 50  # names of divisions between 县教育局 and the county that it means


def codes_of(vocabulary: Vocabulary, words: str, year: int | None) -> tuple[str, ...]:
    """Codes of the divisions of that name, in any form: those in force in the year, else those in force now."""
    codes = vocabulary.divisions_by_name.get(words, ())
    if not codes:
        codes = vocabulary.divisions_by_name.get(
            words[:-3] if words.endswith(("自治县", "自治州", "自治旗")) else "", ()
        )
    now = tuple(code for code in codes if not vocabulary.divisions[code].until)
    if year is not None:
        then = tuple(code for code in codes if _in_force(vocabulary, code, year))
        return then or now or codes
    return now or codes


def _in_force(vocabulary: Vocabulary, code: str, year: int) -> bool:
    division = vocabulary.divisions[code]
    return (division.since[:4] or "0000") <= f"{year:04}" < (division.until[:4] or "9999")


def chosen(vocabulary: Vocabulary, codes: Iterable[str], support: Iterable[str]) -> str:
    """The one of `codes` that the nearest of the supporting codes holds, or is; empty where that leaves several."""
    left = tuple(codes)
    if len(left) == 1:
        return left[0]
    for code in support:
        below = [found for found in left if found == code or code in vocabulary.within(found)]
        if len(below) == 1:
            return below[0]
    return ""


def resolve(context: Context, words: str, above: tuple[str, ...] = ()) -> str:
    """Code of the division that `words`, printed after the names `above`, mean in this document; empty for unknown."""
    vocabulary = context.vocabulary
    codes = codes_of(vocabulary, words, context.year)
    for name in above:
        higher = set(codes_of(vocabulary, name, context.year))
        codes = tuple(code for code in codes if higher.intersection(vocabulary.within(code)))
    return chosen(vocabulary, codes, context.support)


def division(context: Context, words: str, above: tuple[str, ...] = (), at: int = -1) -> Entity | None:
    """What division words in front of a body at clean offset `at` mean: a name, a level word (县), or 乌市."""
    if words in {names.NATION_WORD, names.ALL_NATION}:
        return coded(context.vocabulary, NATION)
    if words in names.LEVEL_CLASSES:
        own = _of_level(context, words)
        return own if own or context.hidden or words in context.own_words else _nearest(context, words, at)
    if words[0] in names.HIDDEN_MARKS or words[0].isascii():
        return context.about if context.about and _may_hide(context, context.about, words) else None
    code = resolve(context, words, above)
    if not code and len(words) == 2 and words[1] in names.LEVEL_CLASSES:
        code = _abbreviated(context, words)
    return coded(context.vocabulary, code) if code else None


def _may_hide(context: Context, about: Entity, words: str) -> bool:
    """Whether a hidden name (某县) may be that of the jurisdiction that reports: none printed, or it was declared."""
    declared = bool(context.document.stated.division)
    if context.hidden:
        return words.endswith(context.about_word)
    return declared and about.label[-1] == words[-1]


def _of_level(context: Context, word: str) -> Entity | None:
    """The division that 县, 市, 省 … mean in the mouth of the jurisdiction that reports."""
    about = context.about
    if about is None:
        return None
    classes = names.LEVEL_CLASSES[word]
    own_word = context.about_word if context.hidden else about.label
    if about.kind in classes and own_word.endswith(word):
        return about
    for code in context.above_about:
        row = context.vocabulary.divisions[code]
        if row.kind in classes and row.name.endswith(word):
            return coded(context.vocabulary, code)
    return None


def _nearest(context: Context, word: str, at: int) -> Entity | None:
    """In a text about several: the last division of that class that is named before `at`, not too far back."""
    classes = names.LEVEL_CLASSES[word]
    last = bisect_right(context.named_at, at, key=lambda named: named[0])
    for _, code in reversed(context.named_at[max(0, last - _LOOK_BACK) : last]):
        row = context.vocabulary.divisions[code]
        if row.kind in classes and row.name.endswith(word):
            return coded(context.vocabulary, code)
    return None


def _abbreviated(context: Context, words: str) -> str:
    """The one division of the document's prefecture that begins and ends so: 乌市 → 乌兰浩特市."""
    divisions = context.vocabulary.divisions
    prefecture = next((code for code in context.support if divisions[code].kind == "Prefecture"), "")
    inside = _children().get(prefecture, ())
    found = [code for code in inside if (divisions[code].name[0], divisions[code].name[-1]) == (words[0], words[1])]
    return found[0] if len(found) == 1 else ""


@cache
def _children() -> Mapping[str, tuple[str, ...]]:
    """Codes of the divisions in force below each."""
    found: dict[str, list[str]] = {}
    for code, row in load().divisions.items():
        if not row.until:
            found.setdefault(row.parent, []).append(code)
    return {parent: tuple(codes) for parent, codes in found.items()}


def trusted(context: Context, place: Entity, words: str, above: tuple[str, ...]) -> bool:
    """Whether a stem at the head of a name is a division: one that the text names, or one near by."""
    if above or words == place.label or words in names.LEVEL_CLASSES or words[-1:] in names.LEVEL_CLASSES:
        return True
    code = place.local.removeprefix("division/")
    near = set(context.above_about[:2])
    return code in context.support or bool(near.intersection(context.vocabulary.within(code)))


def coded(vocabulary: Vocabulary, code: str) -> Entity:
    """The entity of a division of GB/T 2260."""
    row = vocabulary.divisions[code]
    return _coded(code, row.kind, row.name)


@lru_cache(maxsize=4096)
def _coded(code: str, kind: str, name: str) -> Entity:
    return Entity(local=iri.division(code), kind=kind, label=name, vocabulary=True)


def jurisdiction(mention: Mention, context: Context) -> Entity | Dropped:
    """Resolver of `Jurisdiction` (full names and unmistakable short ones)."""
    code = resolve(context, mention.text, above_of(mention))
    if not code or not _supported(context, code, mention):
        return Dropped(reason=Reason.AMBIGUOUS, span=mention.span, rule=_RULE, detail=mention.text)
    return coded(context.vocabulary, code)


def _supported(context: Context, code: str, mention: Mention) -> bool:
    """Whether a name that is also ordinary words (老城区, 平安县) is meant as a name: by what else the text names."""
    row = context.vocabulary.divisions[code]
    ordinary = not row.stem and not row.aliases and row.kind == "County" and len(row.name) <= 4
    if context.about is None and len(row.name) == 2 and row.name.endswith("县"):
        return True  # 嵩县 is no other word
    if not ordinary or above_of(mention) or code in context.trusted:
        return True
    divisions = context.vocabulary.divisions
    if row.parent in context.named or row.parent in context.above_about:
        return True
    if any(divisions[other].parent == row.parent and other != code for other in context.named):
        return True
    # in a list of divisions, within a province that the text names too: 舞钢市、博爱县、息县
    listed = dict(mention.attributes).get("support") == "listed"
    above = context.vocabulary.within(code)
    return listed and any(divisions[other].kind == "Province" and other in context.named for other in above)


def stem(mention: Mention, context: Context) -> Entity | Dropped:
    """Resolver of `JurisdictionStem`: a bare stem counts only where something supports it."""
    support = dict(mention.attributes).get("support", "")
    above = above_of(mention)
    code = resolve(context, mention.text, above)
    known = code in context.named or (context.about is not None and context.about.local == iri.division(code))
    known = known or (bool(code) and _among_named(context, code, mention.text))
    if support == "stems" and code:
        higher = set(context.vocabulary.within(code)) - {NATION}
        known = known or bool(higher.intersection(context.support))
    if not code or not (known or above or support not in {"", "stems"}):
        return Dropped(reason=Reason.BARE_STEM, span=mention.span, rule=_RULE, detail=mention.text)
    return coded(context.vocabulary, code)


def _among_named(context: Context, code: str, words: str) -> bool:
    """Whether it is a prefecture one of whose counties the text names in full, or a county beside others of its own.

    Of a county's stem the dictionary must know that it is a place.
    """
    divisions = context.vocabulary.divisions
    row = divisions[code]
    if row.kind == "Prefecture":
        return any(divisions[other].parent == code for other in context.named)
    if names.tag_of(words) != "ns":
        return False
    return sum(divisions[other].parent == row.parent for other in context.named) >= _MANY_SIBLINGS


def township(mention: Mention, context: Context) -> Entity | Dropped:
    """Resolver of `Township`: named within the county that is printed before it, else the one that reports."""
    above, name = above_of(mention), dict(mention.attributes).get("name", mention.text)
    county = division(context, above[-1], above[:-1], mention.span.start) if above else context.about
    if above and (county is None or not trusted(context, county, above[-1], above[:-1])):
        county, name = context.about, above[-1] + name  # 巴彦|浩特镇 is no 浩特镇 of 巴彦县
    if not above and county is not None and county.kind == "Prefecture":
        county = _only_county(context, county) or county
    if county is None or county.kind not in {"County", "Zone", "Prefecture"}:
        return Dropped(reason=Reason.AMBIGUOUS, span=mention.span, rule="township", detail=mention.text)
    return Entity(
        local=iri.named_below(county.local, name),
        kind="Township",
        label=name,
        properties=located_below(context, county),
    )


def _only_county(context: Context, prefecture: Entity) -> Entity | None:
    """The one county of the prefecture that the text names."""
    own = prefecture.local.removeprefix("division/")
    below = [code for code in sorted(context.named) if context.vocabulary.divisions[code].parent == own]
    return coded(context.vocabulary, below[0]) if len(below) == 1 else None


def zone(mention: Mention, context: Context) -> Entity | Dropped:
    """Resolver of `Zone`: named within the division that its name begins with."""
    above = above_of(mention)
    parent = division(context, above[-1], above[:-1])
    if parent is None:
        return Dropped(reason=Reason.AMBIGUOUS, span=mention.span, rule="zone", detail=mention.text)
    name = mention.text.removeprefix("".join(above[:-1]))
    return Entity(
        local=iri.named_below(parent.local, name), kind="Zone", label=name, properties=located_below(context, parent)
    )


def located_below(context: Context, parent: Entity) -> tuple[tuple[str, FactValue], ...]:
    """`parent` and `within`, written out, of a division without a code."""
    above = [
        parent.local,
        *(value.local for name, value in parent.properties if name == "within" and isinstance(value, Ref)),
    ]
    if parent.vocabulary:
        above += [iri.division(code) for code in context.vocabulary.within(parent.local.removeprefix("division/"))]
    return (("parent", Ref(parent.local)), *(("within", Ref(local)) for local in above))


def above_of(mention: Mention) -> tuple[str, ...]:
    """The division names printed right before a mention."""
    return tuple(dict(mention.attributes).get("above", "").split())
