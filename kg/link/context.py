"""What a whole document tells about its names: the jurisdiction that reports, its years, the divisions it names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from kg import iri, vocabulary
from kg.language import names
from kg.language.years import report_years
from kg.link import places
from kg.link.signs import Signs, inside_own_names, signs_of
from kg.model import Claim, Document, Dropped, Entity, Mention, Reason, Ref
from kg.vocabulary import Vocabulary

_LEVELS = ("County", "Prefecture", "Province")
_OFTEN = 5  # names of a division that make a text one about it, where hardly another is named
_TIMES_HIDDEN = 3  # names of a division to one hidden name (D7县) in a text that is about the division
_PASSING = 2  # times that a text may name other counties by the way
_MANY_COUNTIES = 3
_MANY_STEMS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """All that resolvers may ask of a document.

    - `about`: the jurisdiction that reports, None where there is none; `hidden`: its name is not printed, and
      `about_word` is what the text calls it (县)
    - `own_words`: the levels that the text calls its own (我县)
    - `above_about`: codes of the divisions above it, the nearest first; `support` adds the divisions that the text
      names, to tell names apart that several divisions share
    - `named`: codes of divisions named in full; `named_at`: where, in reading order; `trusted`: those that the title,
      a body's name or the division printed above shows to be meant
    - `authorities`: kind and division words of those named with a division
    - `schools`: by scope, forms of schools' names → the full names of the document that have them
    - `resolved`: what each mention of the claims turned out to be
    """

    document: Document
    vocabulary: Vocabulary
    year: int | None
    report_years: tuple[int, ...] = ()
    about: Entity | None = None
    hidden: bool = False
    about_word: str = ""
    own_words: frozenset[str] = frozenset()
    above_about: tuple[str, ...] = ()
    support: tuple[str, ...] = ()
    named: frozenset[str] = frozenset()
    trusted: frozenset[str] = frozenset()
    named_at: tuple[tuple[int, str], ...] = ()
    authorities: frozenset[tuple[str, tuple[str, ...]]] = frozenset()
    schools: Mapping[str, Mapping[str, frozenset[str]]] = field(default_factory=dict)
    resolved: Mapping[Mention, Entity | Dropped] = field(default_factory=dict)

    def resolve(self, mention: Mention) -> Entity | Dropped:
        """What a mention of the document's claims is, or why it is nothing that has an identity."""
        known = self.resolved.get(mention)
        if known is not None:
            return known
        return Dropped(reason=Reason.NOT_A_NAME, span=mention.span, rule="unresolved", detail=mention.text)

    @property
    def document_local(self) -> str:
        """The document's IRI below the data prefix."""
        return iri.document(self.document.source.sha256)

    @property
    def scope(self) -> str:
        """Where names without a division of their own belong: the division's code, its local IRI, or the document."""
        if self.about is None or self.hidden:
            return self.document_local
        return self.about.local.removeprefix("division/")


def mentions_of(claims: Iterable[Claim]) -> list[Mention]:
    """Every mention in the claims' slots, but for the signs of `about`."""
    return [
        value for claim in claims if claim.kind != "about" for _, value in claim.slots if isinstance(value, Mention)
    ]


def build(document: Document, claims: list[Claim], mentions: list[Mention]) -> Context:
    """Read the context off the claims and their mentions."""
    loaded = vocabulary.load()
    years = report_years(document)
    context = Context(document=document, vocabulary=loaded, year=years[0] if years else None, report_years=years)
    named_at = _named_at(context, mentions)
    named = Counter(code for _, code in named_at)
    context = replace(
        context,
        named=frozenset(named),
        named_at=named_at,
        own_words=frozenset(word for word in names.LEVELS if f"我{word}" in document.text),
        support=_support(context, named),
        authorities=_authorities(mentions),
    )
    signs = signs_of(context, claims, mentions, named)
    printed = {code for _, code in signs.printed}
    context = replace(context, trusted=frozenset(printed | set(signs.authorities)) | _after_another(context, mentions))
    about = (
        document.stated.division
        or _printed_about(context, signs)
        or ("" if _is_digest(context, signs) else _dominant(context, signs))
    )
    about = about or _by_stem(context, signs, mentions)
    if about:
        return _with_about(context, places.coded(loaded, about), loaded.within(about))
    hidden = _with_hidden(context, signs)
    about = "" if hidden.about else _province(context, signs, mentions)
    return _with_about(context, places.coded(loaded, about), loaded.within(about)) if about else hidden


def _named_at(context: Context, mentions: list[Mention]) -> tuple[tuple[int, str], ...]:
    """Where divisions are named in full, or by a stem at the head of an item, and their codes."""
    found = set()
    for mention in mentions:
        leads = mention.kind == "JurisdictionStem" and ("support", "leads") in mention.attributes
        if mention.kind == "Jurisdiction" or leads:
            code = places.resolve(context, mention.text, places.above_of(mention))
            if code:
                found.add((mention.span.start, code))
    return tuple(sorted(found))


def _authorities(mentions: list[Mention]) -> frozenset[tuple[str, tuple[str, ...]]]:
    found = set()
    for mention in mentions:
        if mention.kind != "EducationAuthority":
            continue
        attributes = dict(mention.attributes)
        if "kind" in attributes and "division" in attributes:
            found.add((attributes["kind"], (*places.above_of(mention), attributes["division"])))
    return frozenset(found)


def _after_another(context: Context, mentions: list[Mention]) -> frozenset[str]:
    """Codes of divisions that are printed once behind the one that holds them: 贵州省|正安县."""
    pairs = [(mention.text, places.above_of(mention)) for mention in mentions if mention.kind == "Jurisdiction"]
    return frozenset(places.resolve(context, name, above) for name, above in pairs if above)


def _support(context: Context, named: Counter[str]) -> tuple[str, ...]:
    """Divisions that may tell names apart: the most named first, prefectures before provinces."""
    rank = {"County": 0, "Prefecture": 1, "Province": 2}
    kinds = {code: context.vocabulary.divisions[code].kind for code in named}
    found = [code for code in named if kinds[code] in rank]
    return tuple(sorted(found, key=lambda code: (rank[kinds[code]], -named[code], code)))


def _printed_about(context: Context, signs: Signs) -> str:
    """The narrowest division of the title, else of the speaker's line, else of the source."""
    divisions = context.vocabulary.divisions
    for rule in ("about-title", "about-speaker", "about-source"):
        codes = list(dict.fromkeys(code for found, code in signs.printed if found == rule))
        for level in _LEVELS:
            at_level = [code for code in codes if divisions[code].kind == level]
            if len(at_level) == 1 and _may_report(context, signs, at_level[0], rule):
                return at_level[0]
            if at_level:
                break
    return ""


def _is_digest(context: Context, signs: Signs) -> bool:
    """Whether the text tells of three counties or more, more than in passing, and none stands out."""
    divisions = context.vocabulary.divisions
    counties = [number for code, number in signs.counts.items() if divisions[code].kind == "County"]
    return len(counties) >= 3 and max(counties) >= 2 and max(counties) < 0.6 * sum(counties)


def _may_report(context: Context, signs: Signs, code: str, rule: str) -> bool:
    """Whether a division of a title may be the one that reports: not where the text speaks for a narrower one."""
    kind = context.vocabulary.divisions[code].kind
    if kind == "County" or rule == "about-speaker":
        return True
    return kind == "Prefecture" and signs.voices["County"] <= signs.voices["Prefecture"] + signs.voices["County"] // 2


def _dominant(context: Context, signs: Signs) -> str:
    """The one county (else prefecture) whose own authority the text names, or that it names again and again."""
    divisions = context.vocabulary.divisions
    for level in ("County", "Prefecture"):
        own = {code: number for code, number in signs.counts.items() if divisions[code].kind == level}
        if not own:
            continue
        best = max(sorted(own), key=lambda code: (signs.authorities[code], own[code]))
        if own[best] < _TIMES_HIDDEN * signs.hidden[level]:
            return ""
        with_authority = [code for code in own if signs.authorities[code]]
        share = own[best] / sum(own.values())
        in_passing = signs.voices[level] and own[best] + _PASSING >= sum(own.values())  # others: a partner school's
        alone = len(with_authority) == 1 and (share >= 0.5 or in_passing)
        if signs.authorities[best] and (alone or share >= 0.6):
            if level == "County" or signs.voices["County"] < 3:
                return best
        elif not with_authority and (
            (len(own) == 1 and _speaks_for(context, signs, best))
            or (own[best] >= _OFTEN and share >= 0.75 and _stands_out(context, signs, best))
        ):
            return best
        elif level == "County" and (with_authority or len(own) > 2):
            return ""
    return ""


def _speaks_for(context: Context, signs: Signs, code: str) -> bool:
    """Whether the voice of the text is that of the only division of its level that it names, or of a school there."""
    row = context.vocabulary.divisions[code]
    if signs.counts[code] >= 2 and (signs.voices[row.kind] or "我校" in context.document.text):
        return True
    return f"该{row.name[-1]}" in context.document.text


def _by_stem(context: Context, signs: Signs, mentions: list[Mention]) -> str:
    """The one division of the text's own level (全市) that it names again and again, if only in short: 平安青禾."""
    divisions = context.vocabulary.divisions
    level = max(("County", "Prefecture"), key=lambda level: signs.voices[level])
    word = signs.words.get(level, "")
    if signs.voices[level] < _OFTEN or signs.hidden[level]:
        return ""
    inside = inside_own_names(mentions)
    stems = Counter(one.text for one in mentions if one.kind == "JurisdictionStem" and one.span.start not in inside)
    named = Counter({code: number for code, number in signs.counts.items() if divisions[code].name.endswith(word)})
    for name, number in stems.items():
        codes = places.codes_of(context.vocabulary, name, context.year)
        named[places.chosen(context.vocabulary, (c for c in codes if divisions[c].name.endswith(word)), ())] += number
    del named[""]
    best = max(sorted(named), key=lambda code: named[code], default="")
    elsewhere = [
        number
        for code, number in (signs.counts + named).items()
        if code != best and divisions[code].kind in _LEVELS[:2] and best not in context.vocabulary.within(code)
    ]
    return best if named[best] >= _MANY_STEMS and named[best] >= 2 * max(elsewhere, default=0) else ""


def _stands_out(context: Context, signs: Signs, code: str) -> bool:
    """Whether no county or prefecture of another line is named half as often."""
    near = {code, *context.vocabulary.within(code)}
    divisions = context.vocabulary.divisions
    others = [
        number for other, number in signs.counts.items() if other not in near and divisions[other].kind != "Province"
    ]
    return 2 * max(others, default=0) < signs.counts[code]


def _province(context: Context, signs: Signs, mentions: list[Mention]) -> str:
    """The one province named, where the text tells of its department, speaks as it, or of counties inside it."""
    divisions = context.vocabulary.divisions
    provinces = [code for code in context.named if divisions[code].kind == "Province"]
    below = [code for code in signs.counts if divisions[code].kind in {"County", "Prefecture"}]
    if len(provinces) != 1 or signs.counts[provinces[0]] < 2:
        return ""
    inside = all(provinces[0] in context.vocabulary.within(code) for code in below)
    if not inside or any(signs.authorities[code] for code in below):
        return ""
    words = {"省", "自治区", divisions[provinces[0]].name}
    department = any(
        mention.kind == "EducationAuthority" and dict(mention.attributes).get("division") in words
        for mention in mentions
    )
    voices = signs.voices["County"] + signs.voices["Prefecture"]
    counties = [code for code in below if divisions[code].kind == "County"]
    own = department or (
        signs.voices["Province"] and signs.counts[provinces[0]] > max((signs.counts[code] for code in below), default=0)
    )
    return provinces[0] if (own and not voices) or len(counties) >= _MANY_COUNTIES else ""


def _with_about(context: Context, about: Entity, above: tuple[str, ...]) -> Context:
    own = [about.local.removeprefix("division/")] if about.vocabulary else []
    return replace(context, about=about, above_about=above, support=(*own, *above, *context.support))


def _with_hidden(context: Context, signs: Signs) -> Context:
    """The hidden jurisdiction in whose voice the text speaks, within what the text itself names."""
    divisions = context.vocabulary.divisions
    spoken = signs.voices + signs.hidden
    counties = [code for code in signs.counts if divisions[code].kind == "County" and signs.authorities[code]]
    level = "County" if spoken["County"] else "Prefecture" if spoken["Prefecture"] else ""
    named = max((number for code, number in signs.counts.items() if divisions[code].kind == level), default=0)
    unclear = (named >= 2 or counties) and not signs.hidden[level]
    if not level or unclear or _is_digest(context, signs) or sum(spoken.values()) < 2:
        return context
    above = _named_above(context, signs, level)
    local = iri.hidden_jurisdiction(context.document.source.sha256, _raw_start(context.document, signs.first_voice))
    word = signs.words.get(level, "县")
    where = divisions[above[0]].name if above else ""
    label = f"{where}某{word}(文件 {context.document.source.sha256[:8]})"
    direct = above and divisions[above[0]].kind == "Prefecture"
    properties = (
        ("anonymised", True),
        *((("parent", Ref(iri.division(above[0]))),) if direct else ()),
        *(("within", Ref(iri.division(code))) for code in above),
    )
    about = Entity(local=local, kind=level, label=label, properties=properties)
    return replace(_with_about(context, about, above), hidden=True, about_word=word)


def _named_above(context: Context, signs: Signs, level: str) -> tuple[str, ...]:
    """Codes above a hidden jurisdiction: the one prefecture or province that the text names and speaks as part of."""
    divisions = context.vocabulary.divisions
    for higher in ("Prefecture", "Province"):
        if higher == level:
            continue
        found = sorted(code for code in context.named if divisions[code].kind == higher)
        spoken = [code for code in found if _speaks_as_part(context, divisions[code].name)]
        plain = len(spoken) == 1 and divisions[spoken[0]].name.endswith(("市", "省"))
        if len(spoken) == 1 and (not plain or signs.authorities[spoken[0]] or signs.counts[spoken[0]] >= 3):
            return (spoken[0], *context.vocabulary.within(spoken[0]))
    return ()


def _speaks_as_part(context: Context, name: str) -> bool:
    """Whether the text speaks from within a division of that name: 全盟, 盟行署, 自治区教育厅."""
    level = next((word for word in names.LEVELS if name.endswith(word)), "")
    text = context.document.text
    return any(cue + level in text for cue in ("全", "我")) or any(level + body in text for body in names.BODIES_ABOVE)


def _raw_start(document: Document, clean: int) -> int:
    return document.raw_span(clean, clean + 1).start if 0 <= clean < len(document.text) else 0
