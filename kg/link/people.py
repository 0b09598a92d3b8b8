"""Which person a name is: name and body of the first post in reading order, else the jurisdiction or document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg import iri
from kg.language.posts import unpacked
from kg.link import bodies
from kg.model import Entity, Mention

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.link.context import Context
    from kg.model import Dropped

_BODIES: dict[str, Callable[[Mention, Context], Entity | Dropped]] = {
    "EducationAuthority": bodies.authority,
    "School": bodies.school,
    "Organization": bodies.organization,
}


def resolve_person(mention: Mention, context: Context) -> Entity:
    """Resolver of `Person`: every mention of a name carries the body of the name's first post."""
    name = "".join(mention.text.split())
    return Entity(local=iri.person(_where(mention, context), name), kind="Person", label=name)


def _where(mention: Mention, context: Context) -> str:
    """IRI below the data prefix of what tells people of one name apart."""
    body = unpacked(mention.attributes)
    if body is not None:
        entity = _BODIES[body.kind](body, context)
        if isinstance(entity, Entity):
            return entity.local
    return context.about.local if context.about is not None else context.document_local
