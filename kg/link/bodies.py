"""Which authority, school or organization a mention is: identity by division and name, short forms by the document."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from kg import iri, vocabulary
from kg.language import names, school_names
from kg.link import places
from kg.model import Dropped, Entity, Mention, Reason, Ref
from kg.namespaces import DATA_NS, EDU_NS

if TYPE_CHECKING:
    from kg.link.context import Context
    from kg.model import FactValue

_HIGH = "HighSchool"
_DIGITS = str.maketrans("0123456789", "〇一二三四五六七八九")
_NUMBERED = re.compile(r"(?:第)?(?<![一二三四五六七八九十])([一二三四五六七八九十]{1,3})([中小幼高])$")
_DIGIT_HEAD = re.compile(r"^(\d{1,2})([中小幼])$")
_OF_UNIVERSITY = re.compile(school_names.OF_UNIVERSITY)
_ORDINAL_DIGITS = re.compile(r"第(\d{1,2})")


def authority(mention: Mention, context: Context) -> Entity | Dropped:
    """Resolver of `EducationAuthority`."""
    if mention.iri:
        concept = context.vocabulary.concepts[mention.iri]
        local = mention.iri.removeprefix(DATA_NS)
        return Entity(local=local, kind="EducationAuthority", label=concept.label, vocabulary=True)
    attributes = dict(mention.attributes)
    kind = attributes.get("kind", "")
    if attributes["head"] == "局":
        kind = _own_bureau(context)
    if not kind:
        return Dropped(reason=Reason.AMBIGUOUS, span=mention.span, rule="authority", detail=mention.text)
    words = attributes.get("division", "")
    place = (
        places.division(context, words, places.above_of(mention), mention.span.start)
        if words
        else _place_of_bare(context, kind)
    )
    return _authority(context, kind, place, words)


def _authority(context: Context, kind: str, place: Entity | None, words: str) -> Entity:
    concept = context.vocabulary.concepts[kind]
    slug = kind.rsplit("/", 1)[-1]
    pattern = concept.value("labelPattern") or "{}" + concept.label
    if place is None or not place.vocabulary:
        own = context.hidden and place is not None and place == context.about
        local = iri.authority(context.document_local, slug, "" if own else words)
        printed = context.about_word if own else words
        label = _pattern(pattern, printed) if printed else concept.label
    else:
        local = iri.authority(place.local.removeprefix("division/"), slug)
        label = _pattern(pattern, place.label)
    properties: tuple[tuple[str, FactValue], ...] = (("jurisdiction", Ref(place.local)),) if place else ()
    return Entity(local=local, kind="EducationAuthority", label=label, properties=properties)


def _pattern(pattern: str, name: str) -> str:
    return pattern.replace("{division}", name).replace("{}", name)


def _place_of_bare(context: Context, kind: str) -> Entity | None:
    """The division of an authority without division words: the one whose authority of that kind the text names."""
    owners = {division for found, division in context.authorities if found == kind}
    if len(owners) == 1:
        words = next(iter(owners))
        return places.division(context, words[-1], words[:-1])
    return context.about


def _own_bureau(context: Context) -> str:
    """The kind of the one bureau that the document names for the jurisdiction that reports."""
    about = context.about
    kinds = set()
    for kind, words in context.authorities:
        place = places.division(context, words[-1], words[:-1])
        label = context.vocabulary.concepts[kind].label
        if place and about and place.local == about.local and label.endswith("局"):
            kinds.add(kind)
    return next(iter(kinds)) if len(kinds) == 1 else ""


def school(mention: Mention, context: Context) -> Entity | Dropped:
    """Resolver of `School`: key is the division in the name, else the one that reports, and the name without it."""
    fuller_key = _school_of_town(mention, context) or _school_of_university(mention, context)
    scope, place, name = fuller_key or school_key(mention, context)
    named = context.schools.get(scope, {}).get(name, frozenset())
    fuller = named - {name}
    full = next(iter(fuller)) if len(fuller) == 1 else name
    bare = "bare" in dict(mention.attributes)
    if name in school_names.LOW_HEADS and "told" not in dict(mention.attributes):  # 静宁|小学
        return Dropped(reason=Reason.GENERIC, span=mention.span, rule="school", detail=mention.text)
    if bare and full == name and not (_is_full(name) and mention.text[-1] not in "小幼高") and name not in named:
        return Dropped(reason=Reason.AMBIGUOUS, span=mention.span, rule="school", detail=mention.text)
    kind = school_class(full)
    if kind == "SecondarySchool" and full in context.schools.get(scope, {}).get(_HIGH, frozenset()):
        kind = _HIGH
    label = full
    if place is not None and place.vocabulary and kind != "HigherEducationInstitution":
        row = context.vocabulary.divisions[place.local.removeprefix("division/")]
        begins = any(full.startswith(form) for form in (row.stem, *row.aliases) if form)
        label = full if begins else place.label + full
    away = kind == "HigherEducationInstitution" and not _is_of(place, mention, context)
    return Entity(
        local=iri.entity("school", scope, full),
        kind=kind,
        label=label,
        properties=(("locatedIn", Ref(place.local)),) if place is not None and not away else (),
    )


def _is_of(place: Entity | None, mention: Mention, context: Context) -> bool:
    """Whether the division is the one that a school's name begins with: a university is seldom in the text's own."""
    words = dict(mention.attributes).get("division", "")
    found = places.division(context, words, places.above_of(mention), mention.span.start) if words else None
    return place is not None and found is not None and found.local == place.local


def _school_of_town(mention: Mention, context: Context) -> tuple[str, Entity | None, str] | None:
    """Key of a school whose name begins like a division's, where the text names it with its town: 柳树镇|静宁小学."""
    attributes = dict(mention.attributes)
    words = attributes.get("division", "")
    if not words or places.above_of(mention) or words[-1] in names.LEVEL_CLASSES:
        return None
    name = school_name(words + attributes["name"])
    fuller = context.schools.get(context.scope, {}).get(name, frozenset()) - {name}
    return (context.scope, context.about, name) if len(fuller) == 1 else None


def _school_of_university(mention: Mention, context: Context) -> tuple[str, Entity | None, str] | None:
    """Key of a university's school whose short name picks from the one full name in the text: 南航附中."""
    attributes = dict(mention.attributes)
    name = attributes.get("division", "") + attributes["name"]
    if "附属" in name or not _OF_UNIVERSITY.match(name):
        return None
    full = {
        (scope, one)
        for scope, forms in context.schools.items()
        for found in forms.values()
        for one in found
        if "大学附属" in one and one[0] == name[0] and _picks_from(name, one)
    }
    if len(full) != 1:
        return None
    ((scope, one),) = full
    return scope, places.coded(context.vocabulary, scope) if scope in context.vocabulary.divisions else None, one


def school_key(mention: Mention, context: Context) -> tuple[str, Entity | None, str]:
    """Scope, division and name of a school, before short forms are looked up."""
    attributes = dict(mention.attributes)
    name, words, above = attributes["name"], attributes.get("division", ""), places.above_of(mention)
    place: Entity | None = context.about
    if place is not None and place.kind == "Province":
        place = None  # 第二中学 in a text about a province is nobody knows which
    if words:
        found = places.division(context, words, above, mention.span.start)
        known = found is not None and places.trusted(context, found, words, above)
        whole = school_class(school_name(name)) == "HigherEducationInstitution" or "大学附属" in name
        if not known or whole:
            name = name if words in names.LEVEL_CLASSES else words + name
        elif name in school_names.PLAIN_HEADS and words[-1] not in names.LEVEL_CLASSES:
            name = words + name  # 康定|中学 is called so, and not 康定市中学
        if known:
            place = found
    elif _OF_UNIVERSITY.match(name):
        place = None  # which city it is in, its name does not tell
    if place is None or not place.vocabulary:
        return context.document_local, place, school_name(name)
    own = name if school_class(name) == "HigherEducationInstitution" else _without_stem(name, place.label)
    return place.local.removeprefix("division/"), place, school_name(own)


def _without_stem(name: str, division: str) -> str:
    """The name without its division's stem, where that is also an ordinary word: 鼓楼|第二中心小学."""
    rest = name.removeprefix(division[:-1]) if len(division) > 2 else name
    return (
        rest
        if rest != name and (rest.startswith("第") or _NUMBERED.match(rest) or rest in school_names.SELF_NAMED)
        else name
    )


@lru_cache(maxsize=4096)
def school_name(name: str) -> str:
    """A school's name in its full form: 一中 → 第一中学, 第一中学校 → 第一中学, 民中 → 民族中学, 第7小学 → 第七小学."""
    for ending in ("中学校", "小学校"):
        if name.endswith(ending):
            name = name[:-1]
    name = _ORDINAL_DIGITS.sub(lambda found: "第" + _in_words(found[1]), name)
    name = _DIGIT_HEAD.sub(lambda found: _in_words(found[1]) + found[2], name)
    numbered = _NUMBERED.search(name)
    if numbered:
        return f"{name[: numbered.start()]}第{numbered[1]}{school_names.NUMBERED_HEADS[numbered[2]]}"
    for short, full in school_names.SCHOOL_SHORT_FORMS.items():
        if name.endswith(short):
            return name.removesuffix(short) + full
    return name


def _in_words(digits: str) -> str:
    tens, ones = divmod(int(digits), 10)
    if tens == 0:
        return digits.translate(_DIGITS)
    first = "" if tens == 1 else str(tens).translate(_DIGITS)
    return first + "十" + (str(ones).translate(_DIGITS) if ones else "")


def full_names(mentions: Iterable[Mention], context: Context) -> Mapping[str, Mapping[str, frozenset[str]]]:
    """By scope, every form that the document's schools may take → the full names that have it.

    Under `HighSchool` stand the names of those that the text says to be high schools.
    """
    full: dict[str, set[str]] = {}
    high: dict[str, set[str]] = {}
    for mention in mentions:
        if mention.kind == "School":
            attributes = dict(mention.attributes)
            scope, _, name = school_key(mention, context)
            if "bare" not in attributes or name in school_names.SELF_NAMED:
                full.setdefault(scope, set()).add(name)
            if "says" in attributes:
                high.setdefault(scope, set()).add(name)
    return {scope: {**_by_form(found), _HIGH: frozenset(high.get(scope, ()))} for scope, found in full.items()}


def _by_form(full: Iterable[str]) -> Mapping[str, frozenset[str]]:
    forms: dict[str, set[str]] = {}
    for name in full:
        for form in (name, *_short_forms(name)):
            forms.setdefault(form, set()).add(name)
    return {form: frozenset(found) for form, found in forms.items()}


def _short_forms(full: str) -> Iterator[str]:
    """What a school may be called for short: without 镇, without its township, or by its words' first characters."""
    forms = [full]
    for suffix in names.TOWNSHIP_SUFFIXES:
        if suffix in full:
            forms.append(full.replace(suffix, "", 1))
            own = full.partition(suffix)[2]
            if own not in school_names.SELF_NAMED and not own.startswith(("第", "中心", *school_names.PLAIN_HEADS)):
                forms.append(own)
    yield from forms[1:]
    for form in forms:
        for short, long in school_names.DOUBTFUL_SHORT_FORMS:
            if form.endswith(long) and (form != long or short not in school_names.PLAIN_HEADS):
                yield form.removesuffix(long) + short
    yield from _abbreviations().get(full, ())


@cache
def _abbreviations() -> Mapping[str, frozenset[str]]:
    """Forms of the vocabulary's kinds of school → abbreviations of the same kind that pick from their characters."""
    found: dict[str, set[str]] = {}
    for concept in vocabulary.load().concepts.values():
        if concept.kind == "SchoolKind":
            forms = (concept.label, *concept.alternatives, *concept.hidden)
            for full in forms:
                found.setdefault(full, set()).update(form for form in forms if _abbreviates(form, full))
    return {full: frozenset(short) for full, short in found.items()}


def _abbreviates(short: str, full: str) -> bool:
    """Whether a form of two or three characters begins as the full one does and leaves characters out: 综高."""
    return len(short) <= 3 < len(full) and short[0] == full[0] and _picks_from(short, full)


def _picks_from(short: str, full: str) -> bool:
    """Whether the full form holds the characters of the short one in their order."""
    rest = iter(full)
    return all(char in rest for char in short)


def _is_full(name: str) -> bool:
    """Whether a name without division words names a school: it has a number or a word of its own."""
    return name.startswith("第") or name in school_names.SELF_NAMED


@cache
def _class_by_head() -> tuple[tuple[str, str], ...]:
    found = {}
    for concept in vocabulary.load().concepts.values():
        if concept.kind == "SchoolKind":
            kind = concept.value("instanceClass").removeprefix(EDU_NS) or "School"
            ends = [word for predicate, word in concept.properties if predicate == EDU_NS + "headLabel"]
            found.update(dict.fromkeys((concept.label, *concept.alternatives, *concept.hidden, *ends), kind))
    return tuple(sorted(found.items(), key=lambda item: (-len(item[0]), item[0])))


@cache
def school_class(name: str) -> str:
    """The class that the end of a school's name gives, by the vocabulary's kinds of school."""
    return next((kind for head, kind in _class_by_head() if name.endswith(head)), "School")


def organization(mention: Mention, context: Context) -> Entity | Dropped:
    """Resolver of `Organization`: name within its jurisdiction, else within the document.

    The name of an office is taken without its division (县人民医院); that of a company begins with it, if it has one.
    """
    attributes = dict(mention.attributes)
    name, words, above = attributes["name"], attributes.get("division", ""), places.above_of(mention)
    place = places.division(context, words, above, mention.span.start) if words else context.about
    level = words in names.LEVEL_CLASSES
    located = place is not None and bool(words)
    if place is not None and words and not level and not places.trusted(context, place, words, above):
        place, name, located = context.about, words + name, False  # 南华|医院 of a text that names no such county
    elif place is None or not place.vocabulary:
        name = words + name
    elif name.endswith(names.COMPANY_HEADS) or place.kind == "Country":
        name = (place.label if level else words) + name
    elif words and not level and words != place.label and not name.endswith(names.OFFICE_ENDINGS):
        name = words + name  # 青岛|优抚医院 is called so
    scope, label = context.document_local, name
    if place is not None and place.vocabulary:
        scope = place.local.removeprefix("division/")
        label = _organization_label(context, place, name)
    return Entity(
        local=iri.entity("organization", scope, name),
        kind="Organization",
        label=label,
        properties=(("locatedIn", Ref(place.local)),) if place is not None and located else (),
    )


def _organization_label(context: Context, place: Entity, name: str) -> str:
    """A body's label from its key: the division's name before an office's, nothing before a name that is whole."""
    row = context.vocabulary.divisions[place.local.removeprefix("division/")]
    begins = any(name.startswith(form) for form in (row.name, row.stem, *row.aliases) if form)
    whole = begins or name.endswith(names.COMPANY_HEADS) or place.kind == "Country"
    return name if whole else row.name + name
