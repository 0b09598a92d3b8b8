"""Claims to facts: which entity each mention is; what can't be decided stays local to its document.

claims ─context→ what the document is about ─RESOLVERS→ entities ─statements→ facts
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from kg.language import names
from kg.link import bodies, described, goals, indicators, people, places, programs, projects, statements, works
from kg.link.context import Context, build, mentions_of
from kg.model import Claim, Document, Dropped, Entity, LinkedDocument, Mention, Span

Resolver = Callable[[Mention, Context], Entity | Dropped]

RESOLVERS: Mapping[str, Resolver] = {
    "Jurisdiction": places.jurisdiction,
    "JurisdictionStem": places.stem,
    "Township": places.township,
    "Zone": places.zone,
    "EducationAuthority": bodies.authority,
    "School": bodies.school,
    "Organization": bodies.organization,
    "Person": people.resolve_person,
    "Program": programs.resolve_program,
    "Indicator": indicators.resolve_indicator,
    "Topic": goals.resolve_topic,
    "PolicyDocument": works.resolve_policy,
    "Meeting": works.resolve_meeting,
    "Project": projects.resolve_project,
    "Described": described.resolve_described,
}
_OF_FIELDS = frozenset({"Program", "Project", "Described", "Topic"})
_PARTS_OF_NAMES = frozenset({"JurisdictionStem", "Township"})
_HOLDING_PLACES = frozenset({"School", "EducationAuthority", "Organization", "PolicyDocument"})


def link(document: Document, claims: Iterable[Claim | Dropped]) -> LinkedDocument:
    """Return the document's entities and facts, with everything that was dropped on the way."""
    found = list(claims)
    dropped = [one for one in found if isinstance(one, Dropped)]
    kept = [one for one in found if isinstance(one, Claim)]
    named = mentions_of(kept)
    context = build(document, kept, named)
    mentions = _outermost(named, document.title)
    context = replace(context, schools=bodies.full_names(mentions, context))
    resolved = {mention: RESOLVERS[mention.kind](mention, context) for mention in mentions if mention.kind in RESOLVERS}
    context = replace(context, resolved=resolved)
    facts, undone, off_topic = statements.facts(kept, context)
    dropped += [value for value in resolved.values() if isinstance(value, Dropped)]
    # people, places and bodies of other fields are mentioned all the same, their programs and projects are not
    told = {one: entity for one, entity in resolved.items() if one.kind not in _OF_FIELDS or one not in off_topic}
    entities, mentioned = _collected(told, context)
    return LinkedDocument(
        document=document,
        entities=entities,
        facts=tuple(goals.joined(facts, told, document)),
        about=(context.about.local,) if context.about else (),
        report_years=context.report_years,
        mentioned=mentioned,
        scope=tuple(claim.span for claim in kept if claim.kind == "scope"),
        dropped=tuple(dropped + undone),
    )


def _outermost(mentions: list[Mention], title: Span | None) -> list[Mention]:
    """Distinct mentions in reading order, without stems and townships inside the names of bodies and titles.

    A township whose own schools' office stands in the document's title is what the document is about: 某镇中心学校.
    """
    offices = {one.span for one in mentions if one.kind == "School" and one.text.endswith(names.TOWNSHIP_OFFICES)}
    holding = sorted({mention.span for mention in mentions if mention.kind in _HOLDING_PLACES})
    starts = [span.start for span in holding]
    kept = []
    for mention in dict.fromkeys(mentions):
        index = bisect_right(starts, mention.span.start) - 1
        part = mention.kind in _PARTS_OF_NAMES or _is_short(mention)
        inside = part and index >= 0 and holding[index].end >= mention.span.end
        own = mention.kind == "Township" and title is not None and title.start <= mention.span.start < title.end
        if not inside or (own and holding[index] in offices):
            kept.append(mention)
    return sorted(kept, key=lambda mention: (mention.span, mention.kind, mention.text))


def _is_short(mention: Mention) -> bool:
    """Whether a mention is a division's name without the word for its level: 南京 in 南京某大学."""
    return mention.kind == "Jurisdiction" and not mention.text.endswith(tuple(names.LEVEL_CLASSES))


def _collected(
    resolved: Mapping[Mention, Entity | Dropped], context: Context
) -> tuple[tuple[Entity, ...], tuple[tuple[str, Span], ...]]:
    """Entities with all their wordings, and where they are mentioned.

    A body that only a post implies (县长: the county's government) has no wording, and 县委 or 县政府 is no mention.
    """
    text = context.document.text
    entities: dict[str, Entity] = {}
    wordings: defaultdict[str, set[str]] = defaultdict(set)
    mentioned = set()
    if context.about is not None:
        entities[context.about.local] = context.about
    for mention, entity in resolved.items():
        if isinstance(entity, Dropped):
            continue
        printed = text[mention.span.start : mention.span.end] == mention.text
        entities.setdefault(entity.local, entity)
        wordings[entity.local].update(entity.wordings, [mention.text] if printed else [])
        plain = mention.kind == "Organization" and dict(mention.attributes).get("name") in names.PLAIN_BODIES
        if (printed and not plain) or mention.kind == "Program":  # of 甲、乙两大工程 each is named, without its head
            mentioned.add((entity.local, mention.span))
    found = (
        replace(entity, wordings=entity.wordings | wordings[local]) if wordings[local] - entity.wordings else entity
        for local, entity in sorted(entities.items())
    )
    return tuple(found), tuple(sorted(mentioned, key=lambda one: (one[1], one[0])))
